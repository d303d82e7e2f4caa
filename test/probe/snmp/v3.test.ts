// What SNMPv3 asks of a network in operation: both strong suites through restarts and a changed engine id, and every
// wrong setting told apart, in words that name the device.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { UsmAccess } from '../../../src/domain/link.ts';
import type { SnmpResult } from '../../../src/domain/reading.ts';
import type { SnmpPoller } from '../../../src/probe/snmp/port.ts';
import { reportedFault, unheardFault } from '../../../src/probe/snmp/usm-fault.ts';
import { hasSnmpd, Snmpd } from './snmpd-daemon.ts';
import { deviceAt, realPoller } from './support.ts';

const SEALED = {
  version: '3',
  user: 'sealed',
  level: 'authPriv',
  authProtocol: 'sha256',
  authKey: 'authpass-2',
  privProtocol: 'aes',
  privKey: 'privpass-2',
} as const satisfies UsmAccess;
const STRONG = {
  ...SEALED,
  user: 'strong',
  authProtocol: 'sha512',
  authKey: 'authpass-4',
  privProtocol: 'aes256b',
  privKey: 'privpass-4',
} as const satisfies UsmAccess;

describe.skipIf(!hasSnmpd)('SNMPv3 (needs Debian package snmpd)', () => {
  let daemon: Snmpd;
  let poller: SnmpPoller;
  beforeAll(async () => {
    daemon = await Snmpd.start();
  });
  afterAll(() => daemon.dispose());
  beforeEach(() => {
    poller = realPoller();
  });
  afterEach(() => poller.close());

  const poll = async (access: UsmAccess): Promise<SnmpResult> =>
    (await poller.poll('link', deviceAt(daemon.port, { access, plan: { timeoutMs: 400, retries: 1 } })))
      .result;
  /** Polls until the daemon answers; one that was just started takes a moment. */
  const answered = async (access: UsmAccess): Promise<SnmpResult & { kind: 'answered' }> => {
    for (let tries = 0; tries < 20; tries++) {
      const result = await poll(access);
      if (result.kind === 'answered') return result;
    }
    throw new Error('snmpd did not answer 20 polls');
  };

  describe.each<[string, UsmAccess]>([
    ['SHA-256 and AES-128', SEALED],
    ['SHA-512 and AES-256', STRONG],
  ])('%s', (_, access) => {
    it('is read, and read again after a restart, which counts a boot more', async () => {
      const before = await answered(access);
      await daemon.stop();
      daemon.run();
      const after = await answered(access);
      expect(after.system.snmpEngineBoots).toBe((before.system.snmpEngineBoots ?? 0) + 1);
    });

    it('is read by the same poller when the device was replaced by one of another engine id', async () => {
      await answered(access);
      await daemon.stop('SIGKILL');
      daemon.forgetEngine();
      daemon.run();
      expect((await answered(access)).system.sysName).toBe('jalur-test');
    });
  });

  it.each<[string, UsmAccess, string, string]>([
    ['an unknown user', { ...SEALED, user: 'nobody' }, 'auth', 'does not know the user "nobody"'],
    [
      'a wrong password',
      { ...SEALED, authKey: 'wrong-wrong' },
      'auth',
      'refuses the signature of user "sealed"; correct authKey or authProtocol (sha256)',
    ],
    [
      'a level without keys there',
      { ...SEALED, user: 'clear' },
      'auth',
      'does not take user "clear" at level',
    ],
    [
      'a wrong context',
      { ...SEALED, context: 'nope' },
      'auth',
      'does not know the context "nope"; correct context',
    ],
    [
      'a wrong privacy key',
      { ...SEALED, privKey: 'wrong-wrong' },
      'auth',
      'cannot decrypt what user "sealed" sends; correct privKey or privProtocol (aes)',
    ],
    [
      'a wrong privacy key beside a wrong context',
      { ...SEALED, privKey: 'wrong-wrong', context: 'nope' },
      'auth',
      'cannot decrypt what user "sealed" sends',
    ],
  ])('%s is told plainly', async (_, access, failure, words) => {
    await answered(SEALED);
    poller.forget('link');
    const result = await poll(access);
    expect(result).toMatchObject({ kind: 'failed', failure, detail: expect.stringContaining(words) });
    expect(result).toMatchObject({ detail: expect.stringContaining(`127.0.0.1:${daemon.port} `) });
  });
});

describe('the words for a refusal', () => {
  const at = { address: '2001:db8::1', port: 161, family: 6, key: '', accepts: () => true } as const;
  it.each<[string, string]>([
    [
      'Decryption Error',
      '[2001:db8::1]:161 cannot decrypt what user "sealed" sends; correct privKey or privProtocol (aes)',
    ],
    ['Unexpected Report PDU', '[2001:db8::1]:161 does not know the context ""; correct context'],
    ['something else', '[2001:db8::1]:161: something else'],
  ])('%s', (text, words) => {
    expect(reportedFault(SEALED, at, text)).toBe(words);
  });

  it('accuses no context that is not set', () => {
    expect(unheardFault(SEALED, at)).not.toContain('context');
  });
});
