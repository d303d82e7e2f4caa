// Aruba: a cluster of Instant access points and a controller. Names of access points are not written down here: what is said
// of each is held by its figures.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SnmpInspector, SnmpPoller } from '../../src/probe/snmp/port.ts';
import { hasRecordings } from '../probe/snmp/recordings.ts';
import type { Seen } from './expect-device.ts';
import { describeRecordings, openPoller, see } from './recorded.ts';
import { recorded, serving } from './replay.ts';

const INSTANT = 'snmprec/aruba-instant';
const CONTROLLER = 'permissive/snmpsim-data/aruba-7010';

describeRecordings('Aruba', {
  [INSTANT]: {
    profile: 'aruba-instant',
    system: {
      sysObjectID: '1.3.6.1.4.1.14823.1.2.59',
      sysDescr: 'ArubaOS (MODEL: 225), Version 8.4.0.0-8.4.0.0',
      sysName: '<private>',
    },
    vendor: 'Aruba',
    model: '225',
    firmware: /^8\.4\.0\.0/,
    ticks: 86502682,
    interfaces: 13,
    up: 7,
    ports: [
      { ifIndex: 1, name: 'eth0', speedBps: 1e9, octets: [710923562n, 158250620n], bits: 64 },
      { ifIndex: 2, name: 'eth1', speedBps: 10e6 },
    ],
    figures: [
      ['aps', undefined, 3],
      ['aps_up', undefined, 3],
      ['clients', undefined, 0],
      ['clients', 'EOU-Regional', 0],
      ['clients', 'ECA-Corp', 0],
      ['clients', 'ECA-Public', 0],
      ['cpu', undefined, 9],
      ['memory', undefined, 78.36],
    ],
    rows: { clients: 3, cpu: 3, memory: 3, noise: 8, tx_power: 8, channel: 8 },
  },
  [CONTROLLER]: {
    profile: 'aruba-controller',
    system: { sysObjectID: '1.3.6.1.4.1.14823.1.1.40', sysName: 'DUMSYS-58' },
    vendor: 'Aruba',
    model: 'Aruba7010',
    firmware: '8.3.0.0',
    ticks: null,
    interfaces: 0,
    figures: [
      ['aps', undefined, 4],
      ['aps_up', undefined, 4],
      ['clients', undefined, 37],
    ],
    silent: ['cpu', 'memory'],
    rows: { channel: 8 },
  },
});

describe.skipIf(!hasRecordings)('Aruba, each access point (needs ../shared/devices)', () => {
  let poller: SnmpPoller & SnmpInspector;
  beforeAll(() => {
    poller = openPoller();
  });
  afterAll(() => poller.close());

  const seen = (file: string): Promise<Seen> => serving(recorded(file), (port) => see(poller, file, port));

  it('Instant: processor, memory, noise and transmit power', async () => {
    const found = await seen(INSTANT);
    expect(figures(found, 'cpu')).toEqual([6, 5, 9]);
    expect(figures(found, 'memory').map((value) => value.toFixed(2))).toEqual(['68.41', '78.36', '33.75']);
    expect(figures(found, 'noise')[0]).toBe(-94);
    expect(figures(found, 'noise').every((value) => value < -80)).toBe(true);
    expect(figures(found, 'tx_power')[0]).toBe(16);
    expect(figures(found, 'channel').slice(0, 3)).toEqual([161, 1, 53]);
  });

  it('controller: channels of its radios', async () => {
    const found = await seen(CONTROLLER);
    expect(figures(found, 'channel').sort((a, b) => a - b)).toEqual([1, 1, 1, 11, 36, 52, 52, 149]);
  });
});

/** Figures of the parts, in the order they were read. */
function figures({ readings }: Seen, metric: string): number[] {
  return readings.flatMap((one) =>
    one.metric === metric && one.kind === 'gauge' && one.instance !== undefined ? [one.value] : [],
  );
}
