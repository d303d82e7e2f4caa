// The poller against recordings of real routers, radios and terminals. Expected values are the facts listed beside them.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SnmpPoller } from '../../../src/probe/snmp/port.ts';
import { FakeAgent } from './fake-agent.ts';
import { hasRecordings, recording } from './recordings.ts';
import { deviceAt, realPoller } from './support.ts';

interface Fact {
  readonly file: string;
  readonly name: string;
  readonly ifIndex: number;
  readonly octetBits: 32 | 64;
  readonly speedBps?: number;
  readonly octets?: readonly [bigint, bigint];
  readonly ticks?: number;
}

const FACTS: readonly Fact[] = [
  {
    file: 'routeros',
    name: 'WAN',
    ifIndex: 3,
    octetBits: 64,
    speedBps: 100e6,
    octets: [6422347895n, 358657426n],
    ticks: 2020400,
  },
  {
    file: 'routeros_rb433gl',
    name: 'trunk: Crkva (wifi1)',
    ifIndex: 5,
    octetBits: 64,
    speedBps: 50e6,
    octets: [1945799662n, 293326108n],
  },
  {
    file: 'routeros_crs317',
    name: 'sfp-sfpplus10',
    ifIndex: 10,
    octetBits: 64,
    speedBps: 10e9,
    octets: [2277613266608n, 764637769989n],
  },
  {
    file: 'airos_airos8',
    name: 'ath0',
    ifIndex: 7,
    octetBits: 32,
    octets: [2365946539n, 707218017n],
    ticks: 964450100,
  },
  {
    file: 'airos-af60_airos-af60',
    name: 'eth0',
    ifIndex: 4,
    octetBits: 32,
    speedBps: 1e9,
    octets: [1148570841n, 320308032n],
  },
  {
    file: 'iosxe_isr4321',
    name: 'Gi0/0/0.300',
    ifIndex: 8,
    octetBits: 64,
    speedBps: 1e9,
    octets: [208838148834n, 215057133423n],
  },
  {
    file: 'zxr10_5928',
    name: 'xgei_2/1 UPLINK',
    ifIndex: 6,
    octetBits: 32,
    octets: [1184835953n, 1120407209n],
  },
  { file: 'jetstream_sg2218p', name: 'gigabitEthernet 1/0/11', ifIndex: 49163, octetBits: 64, speedBps: 1e9 },
  {
    file: 'epmp',
    name: 'WLAN interface',
    ifIndex: 2,
    octetBits: 64,
    speedBps: 220e6,
    octets: [271761841907n, 3382715573957n],
  },
  {
    file: 'pmp_450i',
    name: 'rf1',
    ifIndex: 2,
    octetBits: 64,
    speedBps: 224e6,
    octets: [1124168203891n, 14526624043903n],
  },
  { file: 'fortigate_60f3g4g', name: 'wan2', ifIndex: 16, octetBits: 64, speedBps: 1e9, octets: [0n, 0n] },
  {
    file: 'rutos-rutx_rut955',
    name: 'wwan0',
    ifIndex: 11,
    octetBits: 64,
    octets: [3366n, 35330n],
    ticks: 141524,
  },
  {
    file: 'vrp_ar169sfp',
    name: 'GigabitEthernet0/0/1',
    ifIndex: 4,
    octetBits: 64,
    speedBps: 1e9,
    octets: [60957920391n, 101135538407n],
  },
  {
    file: 'linux_powermon',
    name: 'enp2s0f0',
    ifIndex: 2,
    octetBits: 64,
    speedBps: 1e9,
    octets: [8801181784n, 1845597471n],
  },
];

describe.skipIf(!hasRecordings)('recorded devices (needs ../shared/devices or JALUR_SHARED)', () => {
  let agent: FakeAgent;
  let poller: SnmpPoller;
  beforeAll(async () => {
    agent = await FakeAgent.start();
    poller = realPoller();
  });
  afterAll(async () => {
    await poller.close();
    agent.close();
  });
  const poll = async (file: string, name: string) => {
    agent.serve(recording(file));
    const plan = { timeoutMs: 2_000 };
    return (await poller.poll(file, deviceAt(agent.port, { interface: name, plan }))).result;
  };

  it.each(FACTS)('$file: $name', async ({ file, name, ifIndex, octetBits, speedBps, octets, ticks }) => {
    for (let i = 0; i < 2; i++) {
      const result = await poll(file, name);
      expect(result).toMatchObject({
        kind: 'answered',
        system: ticks === undefined ? {} : { sysUpTimeTicks: ticks },
        interface: { ifName: name, ifIndex, octetBits },
      });
      if (result.kind !== 'answered') return;
      expect(result.interface?.speedBps).toBe(speedBps);
      if (octets)
        expect(result.interface?.counters).toMatchObject({ inOctets: octets[0], outOctets: octets[1] });
    }
    expect(poller.status()).toMatchObject({ malformed: 0, strays: 0, deadlines: 0 });
  });

  it.each(['routeros_ltap-mini', 'unifi', 'iosxe_ir1101'])('%s has no interfaces to find', async (file) => {
    expect(await poll(file, 'eth0')).toMatchObject({ kind: 'answered', interfaceMissing: true });
  });
});
