// The poller against net-snmp's own agent: every version and security level, and the daemon killed, restarted and
// replaced while it is polled.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CommunityAccess, UsmAccess } from '../../../src/domain/link.ts';
import type { SnmpResult } from '../../../src/domain/reading.ts';
import type { SnmpPoller } from '../../../src/probe/snmp/port.ts';
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
const ACCESS: readonly (readonly [string, CommunityAccess | UsmAccess])[] = [
  ['v1', { version: '1', community: 'public' }],
  ['v2c', { version: '2c', community: 'public' }],
  ['v3 without keys', { version: '3', user: 'clear', level: 'noAuthNoPriv' }],
  [
    'v3 signed (SHA-512)',
    { version: '3', user: 'signed', level: 'authNoPriv', authProtocol: 'sha512', authKey: 'authpass-1' },
  ],
  ['v3 sealed (SHA-256, AES)', SEALED],
  [
    'v3 sealed (MD5, AES)',
    { ...SEALED, user: 'old', authProtocol: 'md5', authKey: 'authpass-3', privKey: 'privpass-3' },
  ],
];

describe.skipIf(!hasSnmpd)('snmpd (needs Debian package snmpd)', () => {
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

  const poll = async (access: CommunityAccess | UsmAccess, address = '127.0.0.1'): Promise<SnmpResult> => {
    const plan = { timeoutMs: 400, retries: 1 };
    return (await poller.poll('link', deviceAt(daemon.port, { address, access, interface: 'lo', plan })))
      .result;
  };
  /** Polls until the daemon answers; a daemon that was just started takes a moment. */
  const answered = async (
    access: CommunityAccess | UsmAccess,
  ): Promise<SnmpResult & { kind: 'answered' }> => {
    for (let tries = 0; tries < 20; tries++) {
      const result = await poll(access);
      if (result.kind === 'answered') return result;
    }
    throw new Error('snmpd did not answer 20 polls');
  };

  describe.each(ACCESS)('%s', (_, access) => {
    it('reads the system group and the loopback interface, twice', async () => {
      for (let i = 0; i < 2; i++) {
        expect(await answered(access)).toMatchObject({
          system: { sysName: 'jalur-test', snmpEngineBoots: expect.any(Number) },
          interface: {
            ifName: 'lo',
            ifIndex: 1,
            operStatus: 'up',
            octetBits: access.version === '1' ? 32 : 64,
          },
        });
      }
      expect(poller.status()).toMatchObject({ malformed: 0, strays: 0, deadlines: 0, downgrades: 0 });
    });
  });

  it('is polled over IPv6', async () => {
    await answered(SEALED);
    expect(await poll({ version: '2c', community: 'public' }, '0:0:0:0:0:0:0:1')).toMatchObject({
      interface: { ifName: 'lo' },
    });
  });

  it.each<[string, CommunityAccess | UsmAccess, string]>([
    ['a wrong community is silence', { version: '2c', community: 'wrong' }, 'silent'],
    ['a wrong user', { ...SEALED, user: 'nobody' }, 'auth'],
    ['a wrong authentication key', { ...SEALED, authKey: 'wrong-wrong' }, 'auth'],
    ['a wrong privacy key', { ...SEALED, privKey: 'wrong-wrong' }, 'auth'],
  ])('%s', async (_, access, failure) => {
    await answered(SEALED);
    poller.forget('link');
    expect(await poll(access)).toMatchObject({ kind: 'failed', failure });
  });

  describe.each([ACCESS[1], ACCESS[4]].filter((each) => each !== undefined))(
    'killed and restarted, %s',
    (_, access) => {
      it('is silent, then answers with a boot more', async () => {
        const before = await answered(access);
        await daemon.stop();
        expect(await poll(access)).toMatchObject({ kind: 'failed', failure: 'silent' });
        daemon.run();
        const after = await answered(access);
        expect(after.system.snmpEngineBoots).toBe((before.system.snmpEngineBoots ?? 0) + 1);
        expect(after.interface?.ifName).toBe('lo');
      });

      it('answers again when it was replaced by one that counts its boots from the start', async () => {
        for (let i = 0; i < 2; i++) {
          await daemon.stop();
          daemon.run();
          await answered(access);
        }
        await daemon.stop('SIGKILL');
        daemon.forgetEngine();
        daemon.run();
        const after = await answered(access);
        expect(after.system.snmpEngineBoots).toBeLessThanOrEqual(2);
        expect(after.interface?.ifName).toBe('lo');
      });
    },
  );
});
