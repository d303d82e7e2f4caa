// Inspections of recorded devices without any profile: how many interfaces each has, and how many of them are up. Expected
// values are the facts listed beside the recordings.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SnmpInspector, SnmpPoller } from '../../../src/probe/snmp/port.ts';
import { FakeAgent } from './fake-agent.ts';
import { hasRecordings, recording } from './recordings.ts';
import { deviceAt, realPoller } from './support.ts';

const FACTS: readonly (readonly [file: string, interfaces: number, up: number | undefined])[] = [
  ['routeros', 12, 7],
  ['routeros_rb433gl', 14, 12],
  ['routeros_ltap-mini', 0, 0],
  ['routeros_crs317', 20, 12],
  ['airos_airos8', 9, 7],
  ['airos-af60_airos-af60', 5, 5],
  ['unifi_nanohd', 29, 7],
  ['unifi_unifi', 9, 5],
  ['edgeos', 26, 10],
  ['ios_c3560', 58, 4],
  ['iosxe_isr4321', 12, 10],
  ['junos', 141, undefined],
  ['vrp_ar169sfp', 16, 8],
  ['zxr10_5928', 45, 31],
  ['jetstream_sg2218p', 20, 17],
  ['epmp', 2, 2],
  ['pmp_450i', 2, 2],
  ['mimosa_b5', 10, 8],
  ['ruckuswireless-sz', 0, 0],
];

describe.skipIf(!hasRecordings)('recorded devices (need ../shared/devices or JALUR_SHARED)', () => {
  let agent: FakeAgent;
  let poller: SnmpPoller & SnmpInspector;
  beforeAll(async () => {
    agent = await FakeAgent.start();
    poller = realPoller();
  });
  afterAll(async () => {
    await poller.close();
    agent.close();
  });

  it.each(FACTS)('%s: %i interfaces, %i up', async (file, interfaces, up) => {
    agent.serve(recording(file));
    const device = deviceAt(agent.port, { plan: { timeoutMs: 2_000 } });
    const inspection = await poller.inspect(file, device);
    if (inspection.kind === 'failed') throw new Error(inspection.detail);
    const { inventory } = inspection;
    expect(inventory.leftOut).toEqual([]);
    expect(inventory.interfaces).toHaveLength(interfaces);
    expect(new Set(inventory.interfaces.map(({ ifIndex }) => ifIndex)).size).toBe(interfaces);
    if (up !== undefined)
      expect(inventory.interfaces.filter(({ operStatus }) => operStatus === 'up')).toHaveLength(up);
    const detail = await poller.interfaces(file, device);
    expect(detail).toMatchObject({ kind: 'read', interfaces: { length: interfaces } });
  });
});
