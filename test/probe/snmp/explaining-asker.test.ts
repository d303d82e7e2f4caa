// A silence after an engine id, looked into: what gives the fault away, and what stays a silence.

import { describe, expect, it } from 'vitest';
import type { UsmAccess } from '../../../src/domain/link.ts';
import { type Answer, type Asker, failed } from '../../../src/probe/snmp/answer.ts';
import { ExplainingAsker } from '../../../src/probe/snmp/explaining-asker.ts';

const ACCESS = {
  version: '3',
  user: 'u',
  level: 'authPriv',
  authProtocol: 'sha256',
  authKey: 'authpass',
  privProtocol: 'aes',
  privKey: 'privpass',
  context: 'vrf-1',
} as const satisfies UsmAccess;
const ENDPOINT = { address: '10.76.5.1', port: 161, family: 4, key: '', accepts: () => true } as const;
const SILENT: Answer = failed('silent', 'no answer');
const TOLD: Answer = {
  kind: 'failed',
  failure: 'silent',
  detail: 'its engine id, and nothing',
  toldEngine: true,
};
const VALUES: Answer = { kind: 'values', varbinds: [] };
const NOT_ALLOWED: Answer = { kind: 'error', status: 16, index: 0 };

const asker = (answer: () => Answer | Promise<Answer>): Asker => ({
  get: async () => answer(),
  next: async () => answer(),
  abort: () => {},
});

/** An agent whose silence is looked into; `probes` are the credentials it was asked with then. */
function explaining(
  answer: Answer | (() => Answer),
  probe: (access: UsmAccess) => Answer | Promise<Answer>,
  access: UsmAccess = ACCESS,
): { readonly own: ExplainingAsker; readonly probes: UsmAccess[] } {
  const probes: UsmAccess[] = [];
  const own = new ExplainingAsker(
    asker(() => (typeof answer === 'function' ? answer() : answer)),
    {
      endpoint: ENDPOINT,
      access,
      openAs: (other) => {
        probes.push(other);
        return asker(() => probe(other));
      },
    },
  );
  return { own, probes };
}

describe('a silence after an engine id', () => {
  it('is the context, where the agent answers without one', async () => {
    const { own, probes } = explaining(TOLD, ({ context }) => (context === undefined ? VALUES : SILENT));
    expect(await own.get(['1.3'])).toEqual(
      failed('auth', '10.76.5.1:161 does not know the context "vrf-1"; correct context'),
    );
    expect(probes).toHaveLength(1);
    expect(probes[0]).toMatchObject({ level: 'authPriv', privKey: 'privpass' });
  });

  it('is the privacy key, where the agent answers what is not encrypted, if only that it may not be read', async () => {
    const { own } = explaining(TOLD, ({ level }) => (level === 'authNoPriv' ? NOT_ALLOWED : SILENT));
    expect(await own.next('1.3', 1)).toEqual(
      failed(
        'auth',
        '10.76.5.1:161 cannot decrypt what user "u" sends; correct privKey or privProtocol (aes)',
      ),
    );
  });

  it.each([
    ['its values', VALUES],
    ['plain silence', SILENT],
  ])('was a loss on the way, where the same request then brings %s', async (_, second) => {
    const answers: Answer[] = [TOLD, second];
    const { own } = explaining(
      () => answers.shift() ?? TOLD,
      () => VALUES,
    );
    expect(await own.get(['1.3'])).toBe(second);
  });

  it('stays what it was, where nothing answers', async () => {
    const { own, probes } = explaining(TOLD, () => SILENT);
    expect(await own.get(['1.3'])).toBe(TOLD);
    expect(probes.map(({ level }) => level)).toEqual(['authPriv', 'authNoPriv']);
  });

  it('of a user who does not encrypt, in the default context, leaves nothing to look into', async () => {
    const { context: _, ...access } = ACCESS;
    const { own, probes } = explaining(TOLD, () => VALUES, { ...access, level: 'authNoPriv' });
    expect(await own.get(['1.3'])).toBe(TOLD);
    expect(probes).toEqual([]);
  });

  it('stays what it was, where a probe cannot be made', async () => {
    const { own } = explaining(TOLD, () => {
      throw new RangeError('no such protocol');
    });
    expect(await own.get(['1.3'])).toBe(TOLD);
  });

  it('is looked into no further once it is aborted', async () => {
    const { own, probes } = explaining(TOLD, () => {
      own.abort('enough');
      return SILENT;
    });
    expect(await own.get(['1.3'])).toBe(TOLD);
    expect(probes).toHaveLength(1);
  });
});

it.each([SILENT, VALUES, NOT_ALLOWED, failed('auth', 'wrong')])(
  'any other answer passes: %j',
  async (answer) => {
    const { own, probes } = explaining(answer, () => VALUES);
    expect(await own.get(['1.3'])).toBe(answer);
    expect(probes).toEqual([]);
  },
);
