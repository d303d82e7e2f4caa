// Inspections and the polls after them, against an agent on loopback: what is read, when it is asked for again, and what
// polls cost meanwhile.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeOid, TAG } from '../../../src/probe/snmp/ber.ts';
import { IF_STACK_STATUS, IP_ADDRESS, instance, SYSTEM_OIDS } from '../../../src/probe/snmp/oids.ts';
import type { SnmpInspector, SnmpPoller } from '../../../src/probe/snmp/port.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { FakeAgent, int, REQUEST, text } from './fake-agent.ts';
import { named, profile, reads, rule } from './profiles/support.ts';
import { deviceAt, interfaceValues, must, realPoller, systemValues } from './support.ts';

const BASE = '1.3.6.1.4.1.14988.1';
const TEMPERATURE = `${BASE}.1.3.10.0`;
const CLIENTS = `${BASE}.1.1.1.3.1.6`;
const STATIONS = `${BASE}.1.1.1.2.1.3`;
const CHASSIS = '1.0.8802.1.1.2.1.4.1.1.5';
const PROFILES = [
  profile('generic'),
  profile('mikrotik', {
    vendor: 'MikroTik',
    match: [{ sysObjectID: [BASE], answers: [{ oid: `${BASE}.1.4.4.0` }] }],
    model: [{ read: reads({ value: `${BASE}.1.7.9.0` }), value: named('value') }],
    serial: [{ read: reads({ value: '1.3.6.1.2.1.47.1.1.1.1.11.*' }), value: named('value') }],
    metrics: [
      rule({ value: TEMPERATURE }, { scale: 0.1 }),
      rule({ value: `${CLIENTS}.*` }, { metric: 'clients', unit: '1', total: 'sum' }),
    ],
    neighbours: [{ protocol: 'lldp', read: reads({ chassis: `${CHASSIS}.*` }), chassis: named('chassis') }],
  }),
  profile('stations', {
    metrics: [
      rule(
        { value: `${STATIONS}.*` },
        { metric: 'clients', unit: '1', total: 'count', rows: false, walk: 'always' },
      ),
    ],
  }),
];

let agent: FakeAgent;
let poller: SnmpPoller & SnmpInspector;
beforeEach(async () => {
  agent = await FakeAgent.start();
  agent.serve([
    ...systemValues(),
    ...interfaceValues(3, 'ether1'),
    ...interfaceValues(70_000, 'sfp1'),
    [`${BASE}.1.4.4.0`, text('7.18')],
    [`${BASE}.1.7.9.0`, text('RB5009')],
    ['1.3.6.1.2.1.47.1.1.1.1.11.1', text('HEX123')],
    [TEMPERATURE, int(415)],
    [`${CLIENTS}.1`, int(3, TAG.counter32)],
    [`${CLIENTS}.2`, int(5, TAG.counter32)],
    [`${CHASSIS}.0.3.1`, { tag: TAG.octets, content: Buffer.from('0a1b2c3d4e5f', 'hex') }],
    [`${CHASSIS}.0.3.2`, { tag: TAG.octets, content: Buffer.alloc(6) }],
    [`${IF_STACK_STATUS}.3.70000`, int(1)],
    [`${IF_STACK_STATUS}.0.3`, int(1)],
    [`${IP_ADDRESS.ifIndex}.10.76.5.1`, int(3)],
    [`${IP_ADDRESS.netmask}.10.76.5.1`, { tag: TAG.ipAddress, content: Buffer.from([255, 255, 255, 0]) }],
  ]);
  poller = realPoller({ profiles: PROFILES });
});
afterEach(async () => {
  await poller.close();
  agent.close();
});

const device = (change: Parameters<typeof deviceAt>[1] & { readonly profile?: string } = {}) => {
  const { profile: forced, ...rest } = change;
  return {
    ...deviceAt(agent.port, { interface: 'ether1', ...rest }),
    ...(forced !== undefined && { profile: forced }),
  };
};
const poll = () => poller.poll('link', device());
const inspect = async (one = device()) => {
  const inspection = await poller.inspect('link', one);
  if (inspection.kind === 'failed') throw new Error(inspection.detail);
  return inspection.inventory;
};

describe('an inspection', () => {
  it('tells the profile, the identity, the interfaces, the neighbours and the addresses', async () => {
    expect(await inspect()).toMatchObject({
      profile: 'mikrotik',
      identity: { vendor: 'MikroTik', model: 'RB5009', serial: 'HEX123' },
      interfaces: [
        {
          ifIndex: 3,
          name: 'ether1',
          ifDescr: 'descr ether1',
          ifAlias: 'alias ether1',
          adminStatus: 'up',
          operStatus: 'up',
          speedBps: 100_000_000,
          over: [70_000],
        },
        { ifIndex: 70_000, name: 'sfp1' },
      ],
      neighbours: [{ protocol: 'lldp', chassis: '0a:1b:2c:3d:4e:5f' }],
      addresses: [{ address: '10.76.5.1', ifIndex: 3, netmask: '255.255.255.0' }],
      objects: 9,
      requests: 1,
      leftOut: [],
    });
  });

  it('is wanted before the first, after a restart, and when the device says that it is another', async () => {
    expect((await poll()).inspectAgain).toBe(true);
    await inspect();
    expect((await poll()).inspectAgain).toBe(false);
    agent.change({ [SYSTEM_OIDS.snmpEngineBoots]: int(8) });
    expect((await poll()).inspectAgain).toBe(true);
    await inspect();
    agent.change({ [SYSTEM_OIDS.sysObjectID]: { tag: TAG.oid, content: encodeOid('1.3.6.1.4.1.9.1') } });
    expect((await poll()).inspectAgain).toBe(true);
    expect((await inspect()).profile).toBe('generic');
  });

  it('is not wanted at every poll where a device describes itself anew each time', async () => {
    await inspect();
    const wanted: boolean[] = [];
    for (let polls = 0; polls < 4; polls++) {
      agent.change({ [SYSTEM_OIDS.sysDescr]: text(`router, up ${polls} min`) });
      wanted.push((await poll()).inspectAgain);
      if (wanted.at(-1)) await inspect();
    }
    expect(wanted.filter(Boolean)).toHaveLength(1);
  });

  it('is wanted when a row was missing twice', async () => {
    await inspect();
    agent.change({ [`${CLIENTS}.2`]: undefined });
    expect(await poll()).toMatchObject({ inspectAgain: false, result: { metrics: [{ value: 3 }, {}, {}] } });
    expect((await poll()).inspectAgain).toBe(true);
    await inspect();
    expect((await poll()).inspectAgain).toBe(false);
  });

  it('reads a device with the profile that the configuration names', async () => {
    expect((await inspect(device({ profile: 'stations' }))).profile).toBe('stations');
    const unknown = await inspect(device({ profile: 'nonesuch' }));
    expect(unknown).toMatchObject({ profile: 'mikrotik', leftOut: [expect.stringContaining('nonesuch')] });
  });

  it('works without any profile, and with GETNEXT alone', async () => {
    const bare = realPoller();
    const access = { version: '1', community: 'public' } as const;
    const found = await bare.inspect('link', deviceAt(agent.port, { access }));
    await bare.close();
    expect(found).toMatchObject({ inventory: { profile: 'generic', interfaces: [{ name: 'ether1' }, {}] } });
  });

  it('fails as a poll fails, and leaves the plan as it was', async () => {
    await inspect();
    agent.tamper = () => [];
    expect(await poller.inspect('link', device())).toMatchObject({ kind: 'failed', failure: 'silent' });
    agent.tamper = (answer) => [answer];
    expect(await poll()).toMatchObject({ inspectAgain: false, result: { metrics: [{}, {}, {}, {}] } });
  });

  it('is one for all who ask meanwhile', async () => {
    const both = await Promise.all([poller.inspect('link', device()), poller.inspect('link', device())]);
    expect(both[0]).toBe(both[1]);
  });
});

describe('a poll after it', () => {
  it('reads everything with one GET, in real units', async () => {
    await inspect();
    await poll();
    agent.requests.length = 0;
    expect((await poll()).result).toMatchObject({
      interface: { ifName: 'ether1', ifIndex: 3 },
      metrics: [
        { metric: 'clients', value: 8 },
        { metric: 'temperature', value: 41.5, unit: '°C' },
        { metric: 'clients', instance: '1', value: 3 },
        { metric: 'clients', instance: '2', value: 5 },
      ],
    });
    expect(agent.requests.map(({ pduTag, oids }) => [pduTag, oids.length])).toEqual([[REQUEST.get, 21]]);
  });

  it('walks tables whose rows come and go', async () => {
    const one = device({ profile: 'stations' });
    await inspect(one);
    const clients = async () =>
      must((await poller.poll('link', one)).result as { metrics?: unknown }).metrics;
    expect(await clients()).toEqual([{ metric: 'clients', kind: 'gauge', unit: '1', value: 0 }]);
    agent.change({ [`${STATIONS}.1.2.3`]: int(-60), [`${STATIONS}.4.5.6`]: int(-71) });
    expect(await clients()).toMatchObject([{ value: 2 }]);
    // A walk that was not answered to its end counts nothing.
    agent.tamper = (answer, { pduTag }) => (pduTag === REQUEST.get ? [answer] : []);
    expect(await clients()).toEqual([]);
  });

  it('tells when it read the interface, be its walks ever so slow', async () => {
    const one = device({ profile: 'stations' });
    await inspect(one);
    await poller.poll('link', one);
    let walkedAtMs = Number.NaN;
    agent.tamper = (answer, { pduTag }) => {
      if (pduTag !== REQUEST.get) walkedAtMs = systemClock.monoMs();
      return [answer];
    };
    const beganMs = systemClock.monoMs();
    const { readMonoMs } = await poller.poll('link', one);
    expect(readMonoMs).toBeGreaterThanOrEqual(beganMs);
    expect(readMonoMs).toBeLessThanOrEqual(walkedAtMs);
  });

  it('costs what goes over the wire, headers included', async () => {
    expect(poller.cost('link')).toBeUndefined();
    await inspect();
    await poll();
    let octets = 0;
    agent.tamper = (answer, { datagram }) => {
      octets += answer.length + datagram.length + 2 * 28;
      return [answer];
    };
    await poll();
    expect(poller.cost('link')).toEqual({ polls: 2, octetsPerPoll: octets });
  });
});

it('reads all interfaces with their counters, by the columns that move', async () => {
  agent.change({ [instance('ifInOctets', 3)]: int(9, TAG.counter32) });
  agent.change({ [instance('ifHCInOctets', 3)]: int(0, 70), [instance('ifHCOutOctets', 3)]: int(0, 70) });
  expect(await poller.interfaces('link', device())).toMatchObject({
    kind: 'read',
    interfaces: [
      { ifIndex: 3, octetBits: 32 },
      { ifIndex: 70_000, octetBits: 64, counters: { inOctets: 2n ** 40n, outDiscards: 3n } },
    ],
  });
});
