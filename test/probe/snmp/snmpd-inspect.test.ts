// Inspections of net-snmp's own agent by every version, and the polls after them.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CommunityAccess, UsmAccess } from '../../../src/domain/link.ts';
import type { Inspection, SnmpInspector, SnmpPoller } from '../../../src/probe/snmp/port.ts';
import { named, profile, rule } from './profiles/support.ts';
import { hasSnmpd, Snmpd } from './snmpd-daemon.ts';
import { deviceAt, realPoller } from './support.ts';

const PROFILES = [
  profile('generic', {
    metrics: [
      rule({ value: '1.3.6.1.2.1.25.2.2.0' }, { metric: 'memory_size', unit: 'octet', scale: 1_024 }),
      rule(
        { value: '1.3.6.1.2.1.25.2.3.1.5.*', name: '1.3.6.1.2.1.25.2.3.1.3.*' },
        { metric: 'size', label: named('name') },
      ),
      rule(
        { value: '1.3.6.1.2.1.31.1.1.1.6.*' },
        { metric: 'rx_octets', unit: 'octet', as: 'counter', bits: 64 },
      ),
    ],
  }),
];
const ACCESS: readonly (readonly [string, CommunityAccess | UsmAccess])[] = [
  ['v1', { version: '1', community: 'public' }],
  ['v2c', { version: '2c', community: 'public' }],
  [
    'v3 (SHA-256, AES)',
    {
      version: '3',
      user: 'sealed',
      level: 'authPriv',
      authProtocol: 'sha256',
      authKey: 'authpass-2',
      privProtocol: 'aes',
      privKey: 'privpass-2',
    },
  ],
];

describe.skipIf(!hasSnmpd)('snmpd (needs Debian package snmpd), inspected', () => {
  let daemon: Snmpd;
  let poller: SnmpPoller & SnmpInspector;
  beforeAll(async () => {
    daemon = await Snmpd.start();
  });
  afterAll(() => daemon.dispose());
  beforeEach(() => {
    poller = realPoller({ profiles: PROFILES });
  });
  afterEach(() => poller.close());

  const device = (access: CommunityAccess | UsmAccess) =>
    deviceAt(daemon.port, { access, interface: 'lo', plan: { timeoutMs: 1_000, retries: 1 } });
  const inspected = async (access: CommunityAccess | UsmAccess): Promise<Inspection> => {
    for (let tries = 0; tries < 10; tries++) {
      const inspection = await poller.inspect('link', device(access));
      if (inspection.kind === 'inspected') return inspection;
    }
    throw new Error('snmpd did not answer 10 inspections');
  };

  it.each(ACCESS)(
    '%s: its interfaces, addresses and metrics, then one GET or a few a poll',
    async (_, access) => {
      const inspection = await inspected(access);
      expect(inspection).toMatchObject({
        inventory: {
          profile: 'generic',
          interfaces: expect.arrayContaining([
            expect.objectContaining({ name: 'lo', ifIndex: 1, operStatus: 'up', ifType: 24 }),
          ]) as unknown,
          addresses: expect.arrayContaining([
            { address: '127.0.0.1', ifIndex: 1, netmask: '255.0.0.0' },
          ]) as unknown,
          leftOut: [],
        },
      });
      await poller.poll('link', device(access));
      const before = poller.status();
      const { result, inspectAgain } = await poller.poll('link', device(access));
      expect(inspectAgain).toBe(false);
      expect(result).toMatchObject({
        interface: { ifName: 'lo' },
        metrics: expect.arrayContaining([
          expect.objectContaining({ metric: 'memory_size', kind: 'gauge' }),
          expect.objectContaining({ metric: 'size', instance: 'Physical memory' }),
          ...(access.version === '1'
            ? []
            : [expect.objectContaining({ metric: 'rx_octets', kind: 'counter' })]),
        ]) as unknown,
      });
      expect(poller.status().requests - before.requests).toBeLessThanOrEqual(3);
      expect(poller.status()).toMatchObject({ malformed: 0, strays: 0, timeouts: before.timeouts });
      expect(poller.cost('link')).toMatchObject({ polls: 2, octetsPerPoll: expect.any(Number) as unknown });
    },
  );

  it.each(ACCESS)('%s: all interfaces with their counters', async (_, access) => {
    await inspected(access);
    expect(await poller.interfaces('link', device(access))).toMatchObject({
      kind: 'read',
      interfaces: expect.arrayContaining([
        expect.objectContaining({ name: 'lo', octetBits: access.version === '1' ? 32 : 64 }),
      ]) as unknown,
    });
  });
});
