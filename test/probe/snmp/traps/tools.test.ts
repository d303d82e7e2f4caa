// The receiver against net-snmp's own snmptrap and snmpinform: every version, every level, and what must not get in.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DropReason } from '../../../../src/probe/snmp/traps/status.ts';
import { hasTools, type Listening, listen, SEALED, SIGNED, send, until } from './support.ts';

const LINK_DOWN = '1.3.6.1.6.3.1.1.5.3';
const IF_VARBINDS = [...['1.3.6.1.2.1.2.2.1.1.7', 'i', '7'], ...['1.3.6.1.2.1.31.1.1.1.1.7', 's', 'sfp1']];
const V2C = ['-v', '2c', '-c', 'public'];
const sealed = (user: string, auth: string, priv: string): readonly string[] => [
  ...[
    '-v',
    '3',
    '-u',
    user,
    '-l',
    'authPriv',
    '-a',
    auth,
    '-A',
    'authpass-1',
    '-x',
    priv,
    '-X',
    'privpass-1',
  ],
];
const SEALED_ARGS = sealed('sealed', 'SHA-256', 'AES');
const STRONG_ARGS = sealed('strong', 'SHA-512', 'AES-256');
const SIGNED_ARGS = ['-v', '3', '-u', 'signed', '-l', 'authNoPriv', '-a', 'SHA-512', '-A', 'authpass-2'];
/** snmptrap has no engine of its own until it is told one. */
const ENGINE = ['-e', '0x8000000001020304'];
const DOWN = ['', LINK_DOWN, ...IF_VARBINDS];

describe.skipIf(!hasTools)('snmptrap and snmpinform (need Debian package snmp)', () => {
  let it4: Listening;
  beforeAll(async () => {
    it4 = await listen({
      users: [
        SEALED,
        SIGNED,
        { ...SEALED, user: 'strong', authProtocol: 'sha512', privProtocol: 'aes256b' },
        // SHA-1 keys are too short for AES-256: the one is extended by Blumenthal's draft, the other by Reeder's.
        { ...SEALED, user: 'blumenthal', authProtocol: 'sha', privProtocol: 'aes256b' },
        { ...SEALED, user: 'reeder', authProtocol: 'sha', privProtocol: 'aes256r' },
        { ...SEALED, user: 'old', authProtocol: 'md5' },
      ],
    });
  });
  afterAll(() => it4.receiver.close());
  afterEach(() => {
    it4.traps.length = 0;
  });

  const at4 = (): string => `udp:127.0.0.1:${it4.port}`;
  const dropped = (reason: DropReason): number => it4.receiver.status().dropped[reason];

  it.each([
    ['v2c', V2C],
    ['v3 signed, SHA-512', [...SIGNED_ARGS, ...ENGINE]],
    ['v3 sealed, SHA-256 and AES-128', [...SEALED_ARGS, ...ENGINE]],
    ['v3 sealed, SHA-512 and AES-256', [...STRONG_ARGS, ...ENGINE]],
    ['v3 sealed, MD5 and AES-128', [...sealed('old', 'MD5', 'AES'), ...ENGINE]],
    ['v3 sealed, SHA-1 and AES-256', [...sealed('blumenthal', 'SHA', 'AES-256'), ...ENGINE]],
    ['v3 sealed, SHA-1 and AES-256 as Cisco does', [...sealed('reeder', 'SHA', 'AES-256-C'), ...ENGINE]],
  ])('takes a trap, %s', async (_, args) => {
    const { ok, said } = await send('snmptrap', [...args, at4(), ...DOWN]);
    expect({ ok, said }).toEqual({ ok: true, said: '' });
    await until(() => it4.traps.length > 0, 'the trap');
    expect(it4.traps).toEqual([
      { kind: 'linkDown', trapOid: LINK_DOWN, from: '127.0.0.1', ifIndex: 7, ifName: 'sfp1' },
    ]);
  });

  it.each([
    ['v2c', V2C],
    ['v3 signed, SHA-512', SIGNED_ARGS],
    ['v3 sealed, SHA-256 and AES-128', SEALED_ARGS],
    ['v3 sealed, SHA-512 and AES-256', STRONG_ARGS],
  ])('acknowledges an inform, %s', async (_, args) => {
    const before = it4.receiver.status().informs;
    // It waits for the acknowledgement, and fails without.
    const { ok, said } = await send('snmpinform', [...args, at4(), '', '1.3.6.1.6.3.1.1.5.4']);
    expect({ ok, said }).toEqual({ ok: true, said: '' });
    await until(() => it4.traps.length > 0, 'the trap');
    expect(it4.traps).toEqual([{ kind: 'linkUp', trapOid: '1.3.6.1.6.3.1.1.5.4', from: '127.0.0.1' }]);
    await until(() => it4.receiver.status().informs === before + 1, 'the count');
  });

  it('acknowledges an inform with values of every type', async () => {
    const values = [
      ...['1.3.6.1.4.1.1.1', 'i', '-2147483648', '1.3.6.1.4.1.1.2', 'u', '4294967295'],
      ...['1.3.6.1.4.1.1.3', 'c', '4294967295', '1.3.6.1.4.1.1.4', 't', '4000000000'],
      ...['1.3.6.1.4.1.1.5', 'C', '18446744073709551615', '1.3.6.1.4.1.1.6', 'a', '10.76.5.1'],
      ...['1.3.6.1.4.1.1.7', 'o', '1.3.6.1.4.1.4294967295', '1.3.6.1.4.1.1.8', 'x', '00ff'],
      ...['1.3.6.1.4.1.1.9', 's', '', '1.3.6.1.4.1.1.10', 'n', ''],
    ];
    for (const args of [V2C, SEALED_ARGS]) {
      const { ok, said } = await send('snmpinform', [...args, at4(), '4294967295', LINK_DOWN, ...values]);
      expect({ ok, said }).toEqual({ ok: true, said: '' });
    }
    await until(() => it4.traps.length === 2, 'the traps');
  });

  it('takes traps by IPv6', async () => {
    await send('snmptrap', [...V2C, `udp6:[::1]:${it4.port}`, '', '1.3.6.1.6.3.1.1.5.1']);
    await until(() => it4.traps.length > 0, 'the trap');
    expect(it4.traps).toEqual([{ kind: 'coldStart', trapOid: '1.3.6.1.6.3.1.1.5.1', from: '::1' }]);
  });

  // enterprise, agent-addr, generic, specific, uptime; RFC 3584 section 3.1
  it.each([
    ['generic linkDown', ['1.3.6.1.4.1.14988.1', '', '2', '0', ''], { kind: 'linkDown', trapOid: LINK_DOWN }],
    ['generic coldStart', ['1.3.6.1.4.1.14988.1', '', '0', '0', ''], { kind: 'coldStart' }],
    [
      'enterprise upsOnBattery of APC',
      ['1.3.6.1.4.1.318', '', '6', '5', ''],
      { kind: 'power', trapOid: '1.3.6.1.4.1.318.0.5' },
    ],
  ])('takes a v1 trap, %s', async (_, args, wanted) => {
    await send('snmptrap', ['-v', '1', '-c', 'public', at4(), ...args, ...IF_VARBINDS]);
    await until(() => it4.traps.length > 0, 'the trap');
    expect(it4.traps).toMatchObject([{ ...wanted, from: '127.0.0.1' }]);
  });

  const swap = (args: readonly string[], from: string, to: string): string[] =>
    args.map((each) => (each === from ? to : each));

  it.each<[what: string, reason: DropReason, args: readonly string[]]>([
    ['another community', 'community', ['-v', '2c', '-c', 'private']],
    ['an unknown user', 'user', [...swap(SEALED_ARGS, 'sealed', 'nobody'), ...ENGINE]],
    ['a wrong authentication key', 'digest', [...swap(SEALED_ARGS, 'authpass-1', 'wrong-wrong'), ...ENGINE]],
    ['another authentication protocol', 'digest', [...swap(SEALED_ARGS, 'SHA-256', 'SHA'), ...ENGINE]],
    ['a wrong privacy key', 'decryption', [...swap(SEALED_ARGS, 'privpass-1', 'wrong-wrong'), ...ENGINE]],
    [
      'a signature where sealing is wanted',
      'level',
      [...swap(SEALED_ARGS, 'authPriv', 'authNoPriv'), ...ENGINE],
    ],
    ['no signature', 'level', ['-v', '3', '-u', 'signed', '-l', 'noAuthNoPriv', ...ENGINE]],
  ])('refuses %s', async (_, reason, args) => {
    const before = dropped(reason);
    await send('snmptrap', [...args, at4(), ...DOWN]);
    await until(() => dropped(reason) === before + 1, `the count of ${reason}`);
    expect(it4.traps).toEqual([]);
  });

  it.each([
    ['a wrong password', swap(SEALED_ARGS, 'authpass-1', 'wrong-wrong'), /imeout/],
    ['an unknown user', swap(SEALED_ARGS, 'sealed', 'nobody'), /nknown user/],
  ])('acknowledges no inform with %s', async (_, args, said) => {
    const answer = await send('snmpinform', [...args, at4(), ...DOWN]);
    expect(answer.ok).toBe(false);
    expect(answer.said).toMatch(said);
    expect(it4.traps).toEqual([]);
  });

  it('tells who was refused and why, and no secret', async () => {
    await until(() => it4.logged.some(({ message }) => message === 'Traps refused'), 'the log line');
    const text = JSON.stringify(it4.logged);
    expect(text).toContain('"source":"127.0.0.1"');
    for (const word of ['private', 'public', 'authpass', 'privpass', 'wrong-wrong'])
      expect(text).not.toContain(word);
  });
});
