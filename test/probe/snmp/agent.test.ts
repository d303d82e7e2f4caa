// One device's polls against an agent on loopback: the reading, how the interface is found and followed, and what is
// done about agents that refuse part of a request.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TAG } from '../../../src/probe/snmp/ber.ts';
import { instance, SYSTEM_OIDS } from '../../../src/probe/snmp/oids.ts';
import type { SnmpPoller } from '../../../src/probe/snmp/port.ts';
import { FakeAgent, int, message, REQUEST, text } from './fake-agent.ts';
import { deviceAt, interfaceValues, realPoller, systemValues } from './support.ts';

let agent: FakeAgent;
let poller: SnmpPoller;
beforeEach(async () => {
  agent = await FakeAgent.start();
  agent.serve([...systemValues(), ...interfaceValues(3, 'ether1'), ...interfaceValues(70_000, 'sfp1')]);
  poller = realPoller();
});
afterEach(async () => {
  await poller.close();
  agent.close();
});

const poll = async (name?: string, version: '1' | '2c' = '2c') => {
  const access = { version, community: 'public' };
  const device = deviceAt(agent.port, { access, ...(name !== undefined && { interface: name }) });
  return (await poller.poll('link', device)).result;
};
const walks = () => agent.requests.filter(({ pduTag }) => pduTag !== REQUEST.get).length;

describe('reading', () => {
  it('holds the system group, cleaned, and the interface', async () => {
    expect(await poll('sfp1')).toEqual({
      kind: 'answered',
      system: {
        sysDescr: 'router test',
        sysObjectID: '1.3.6.1.4.1.14988.1',
        sysName: 'cilacap-1',
        sysUpTimeTicks: 4_000_000_000,
        snmpEngineBoots: 7,
        snmpEngineTimeS: 86_400,
      },
      interface: {
        ifName: 'sfp1',
        ifIndex: 70_000,
        operStatus: 'up',
        adminStatus: 'up',
        speedBps: 100_000_000,
        octetBits: 64,
        counters: {
          inOctets: 2n ** 40n,
          outOctets: 2n ** 40n + 1n,
          inErrors: 2n,
          outErrors: 4n,
          inDiscards: 1n,
          outDiscards: 3n,
        },
        discontinuityTicks: 12,
      },
    });
  });

  it('is the system group alone where no interface is configured', async () => {
    const result = await poll();
    expect(result).toMatchObject({ kind: 'answered', system: { sysName: 'cilacap-1' } });
    expect(result).not.toHaveProperty('interface');
    expect(result).not.toHaveProperty('interfaceMissing');
  });

  it('takes one GET once the interface is known', async () => {
    await poll('ether1');
    agent.requests.length = 0;
    await poll('ether1');
    expect(agent.requests.map(({ oids }) => oids.length)).toEqual([18]);
  });
});

describe('the interface', () => {
  it.each(['ether1', 'descr ether1', 'alias ether1'])('is found as %s', async (name) => {
    expect(await poll(name)).toMatchObject({ interface: { ifName: name, ifIndex: 3 } });
  });

  it('is followed to another index', async () => {
    await poll('ether1');
    agent.serve([...systemValues(), ...interfaceValues(3, 'sfp1'), ...interfaceValues(9, 'ether1')]);
    expect(await poll('ether1')).toMatchObject({ interface: { ifName: 'ether1', ifIndex: 9 } });
  });

  it('is the one that is up where several have the name', async () => {
    agent.serve([...systemValues(), ...interfaceValues(5, 'wwan0'), ...interfaceValues(9, 'wwan0')]);
    agent.change({ [instance('ifOperStatus', 5)]: int(6) });
    expect(await poll('wwan0')).toMatchObject({ interface: { ifIndex: 9, operStatus: 'up' } });
  });

  it('tells its type and when it changed, and its speed by ifSpeed where ifHighSpeed says nothing', async () => {
    agent.change({
      [instance('ifType', 3)]: int(6),
      [instance('ifLastChange', 3)]: int(1_200, 67),
      [instance('ifHighSpeed', 3)]: int(0, 66),
    });
    const facts = { ifType: 6, lastChangeTicks: 1_200, speedBps: 100_000_000, octetBits: 64 };
    expect(await poll('ether1')).toMatchObject({ interface: facts });
    expect(await poll('ether1')).toMatchObject({ interface: facts });
  });

  it('is read by the 32-bit columns once the others turn out to stand still', async () => {
    agent.change({ [instance('ifHCInOctets', 3)]: int(0, 70), [instance('ifHCOutOctets', 3)]: int(0, 70) });
    expect(await poll('ether1')).toMatchObject({ interface: { octetBits: 64 } });
    agent.change({ [instance('ifInOctets', 3)]: int(77, 65) });
    const bits: unknown[] = [];
    for (let polls = 0; polls < 12; polls++) {
      const result = await poll('ether1');
      if (result.kind === 'answered') bits.push(result.interface?.octetBits);
    }
    expect([bits[0], bits.at(-1)]).toEqual([64, 32]);
  });

  it('is read by the 64-bit columns where it began to count a moment ago', async () => {
    const HC = [instance('ifHCInOctets', 3), instance('ifHCOutOctets', 3)];
    const NARROW = [instance('ifInOctets', 3), instance('ifOutOctets', 3)];
    const count = (octets: number) =>
      agent.change({
        ...Object.fromEntries(HC.map((oid) => [oid, int(octets, TAG.counter64)])),
        ...Object.fromEntries(NARROW.map((oid) => [oid, int(octets, TAG.counter32)])),
      });
    count(0);
    agent.tamper = (answer, { oids }) => {
      if (oids.includes(HC[0] ?? '')) count(1_500);
      return [answer];
    };
    expect(await poll('ether1')).toMatchObject({ interface: { octetBits: 64 } });
  });

  it.each([
    ['64-bit columns', {}],
    [
      '32-bit columns beside zeros',
      {
        [instance('ifHCInOctets', 3)]: int(0, TAG.counter64),
        [instance('ifHCOutOctets', 3)]: int(0, TAG.counter64),
      },
    ],
    [
      '32-bit columns alone',
      { [instance('ifHCInOctets', 3)]: undefined, [instance('ifHCOutOctets', 3)]: undefined },
    ],
  ])('tells the same when it is found as at the polls after it, by %s', async (_, change) => {
    agent.change({ [instance('ifInOctets', 3)]: int(7, TAG.counter32), ...change });
    const found = await poll('ether1');
    expect(found).toMatchObject({ interface: { ifIndex: 3 } });
    expect(await poll('ether1')).toEqual(found);
  });

  it('is missing after every column was walked, and is not looked for at every poll', async () => {
    expect(await poll('nowhere')).toMatchObject({ interfaceMissing: true });
    const before = walks();
    expect(await poll('nowhere')).toMatchObject({ interfaceMissing: true });
    expect(walks()).toBe(before);
  });

  it('is not looked for at every poll where the agent turns back before the end of a column', async () => {
    agent.tamper = (answer, request) =>
      request.pduTag === REQUEST.get
        ? [answer]
        : [message(1, 'public', TAG.response, request.id, 0, 0, [[SYSTEM_OIDS.sysDescr, text('again')]])];
    for (let polls = 0; polls < 10; polls++) await poll('ether1');
    expect(walks()).toBeLessThan(10);
    agent.tamper = (answer) => [answer];
    agent.change({ [SYSTEM_OIDS.snmpEngineBoots]: int(8) });
    expect(await poll('ether1')).toMatchObject({ interface: { ifIndex: 3 } });
  });

  it('is looked for at the next poll when a walk was lost', async () => {
    agent.tamper = (answer, { pduTag }) => (pduTag === REQUEST.get ? [answer] : []);
    await poll('ether1');
    agent.tamper = (answer) => [answer];
    expect(await poll('ether1')).toMatchObject({ interface: { ifIndex: 3 } });
  });

  it('is looked for again after the device restarted', async () => {
    await poll('ether9');
    agent.change({ [SYSTEM_OIDS.snmpEngineBoots]: int(8), [instance('ifName', 5)]: text('ether9') });
    expect(await poll('ether9')).toMatchObject({ interface: { ifIndex: 5 } });
  });

  it('is read by 32-bit columns where there are no others, or they stand still at zero', async () => {
    agent.change({ [instance('ifHCInOctets', 3)]: undefined, [instance('ifHCOutOctets', 3)]: undefined });
    expect(await poll('ether1')).toMatchObject({ interface: { octetBits: 32, speedBps: 100_000_000 } });
    agent.change({ [instance('ifHCInOctets', 3)]: int(0, 70), [instance('ifHCOutOctets', 3)]: int(0, 70) });
    agent.change({ [instance('ifInOctets', 3)]: int(5, 65) });
    poller.forget('link');
    expect(await poll('ether1')).toMatchObject({
      interface: { octetBits: 32, counters: { inOctets: 5n } },
    });
  });
});

describe('an agent that refuses', () => {
  it('noSuchName (v1): the object is left out, now and later', async () => {
    agent.change({ [SYSTEM_OIDS.snmpEngineBoots]: undefined, [instance('ifInErrors', 3)]: undefined });
    const first = await poll('ether1', '1');
    expect(first).toMatchObject({ interface: { octetBits: 32, ifIndex: 3 } });
    agent.requests.length = 0;
    expect(await poll('ether1', '1')).toEqual(first);
    expect(agent.requests).toHaveLength(1);
  });

  it('tooBig: halves, and remembers the size', async () => {
    agent.mostVarbinds = 5;
    expect(await poll('ether1')).toMatchObject({ interface: { counters: { outDiscards: 3n } } });
    agent.requests.length = 0;
    expect(await poll('ether1')).toMatchObject({ system: { sysName: 'cilacap-1' } });
    expect(agent.requests.every(({ oids }) => oids.length <= 5)).toBe(true);
  });

  it('an answer cut short: the rest is asked for, and no more at a time from then on', async () => {
    agent.cutTo = 4;
    await poll('ether1');
    agent.requests.length = 0;
    expect(await poll('ether1')).toMatchObject({ interface: { discontinuityTicks: 12 } });
    expect(agent.requests.map(({ oids }) => oids.length)).toEqual([4, 4, 4, 4, 2]);
  });
});
