// ARP and routes of an agent on loopback, in each of the tables that devices have them in.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Device } from '../../../src/domain/link.ts';
import { SurroundingsReader } from '../../../src/probe/discover/surroundings.ts';
import { TAG } from '../../../src/probe/snmp/ber.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { systemTimers } from '../../../src/runtime/timers.ts';
import { FakeAgent, int, type RawValue } from '../snmp/fake-agent.ts';

const octets = (...bytes: number[]): RawValue => ({ tag: TAG.octets, content: Buffer.from(bytes) });
const IP = '1.3.6.1.2.1.4';
const ENGINE: readonly [string, RawValue] = ['1.3.6.1.6.3.10.2.1.1.0', octets(0x80, 0, 0x1f, 0x88, 4, 1)];
const UPTIME: readonly [string, RawValue] = ['1.3.6.1.2.1.1.3.0', int(1, TAG.timeTicks)];

let agent: FakeAgent;
let reader: SurroundingsReader;
beforeAll(async () => {
  agent = await FakeAgent.start();
  reader = new SurroundingsReader({ clock: systemClock, timers: systemTimers });
});
afterAll(() => {
  reader.close();
  agent.close();
});

function read() {
  return reader.read(deviceThatWaits(500));
}

function deviceThatWaits(timeoutMs: number): Device {
  return {
    address: '127.0.0.1',
    snmp: {
      everyMs: 60_000,
      timeoutMs,
      retries: 0,
      port: agent.port,
      access: { version: '2c', community: 'public' },
    },
  };
}

describe('surroundings', () => {
  it.each<[table: string, values: [string, RawValue][]]>([
    [
      'ipRouteTable',
      [
        [`${IP}.21.1.7.0.0.0.0`, octets(10, 0, 0, 1)],
        [`${IP}.21.1.7.10.9.0.0`, octets(10, 0, 0, 2)],
        [`${IP}.21.1.7.10.8.0.0`, octets(0, 0, 0, 0)],
      ],
    ],
    [
      'ipCidrRouteTable',
      [
        [`${IP}.24.4.1.5.0.0.0.0.0.0.0.0.0.10.0.0.1`, int(1)],
        [`${IP}.24.4.1.5.10.9.0.0.255.255.0.0.0.10.0.0.2`, int(1)],
      ],
    ],
    [
      'inetCidrRouteTable',
      [
        [`${IP}.24.7.1.7.1.4.0.0.0.0.0.2.0.0.1.4.10.0.0.1`, int(1)],
        [`${IP}.24.7.1.7.1.4.10.9.0.0.16.3.0.0.1.1.4.10.0.0.2`, int(1)],
        [`${IP}.24.7.1.7.2.16.${'0.'.repeat(16)}0.2.0.0.1.4.10.0.0.3`, int(1)],
      ],
    ],
  ])('come from %s', async (_, values) => {
    agent.serve([UPTIME, ENGINE, [`${IP}.22.1.2.3.10.0.0.1`, octets(0xaa, 0xbb, 0xcc, 0, 0, 1)], ...values]);
    expect(await read()).toEqual({
      engineId: '80001f880401',
      arp: [{ address: '10.0.0.1', mac: 'aa:bb:cc:00:00:01', ifIndex: 3 }],
      defaultNextHops: ['10.0.0.1'],
      nextHops: ['10.0.0.1', '10.0.0.2'],
    });
  });

  it('are read no further than their bound, the default route first', async () => {
    const routes = Array.from({ length: 2_000 }, (_, index): [string, RawValue] => [
      `${IP}.21.1.7.10.${Math.floor(index / 250) + 1}.${index % 250}.0`,
      octets(10, 0, 1, index % 200),
    ]);
    agent.serve([UPTIME, [`${IP}.21.1.7.0.0.0.0`, octets(10, 0, 0, 1)], ...routes]);
    agent.requests.length = 0;
    const found = await read();
    expect(found?.defaultNextHops).toEqual(['10.0.0.1']);
    expect(agent.requests.length).toBeLessThan(40);
  });

  it('are empty for an agent without such tables, and none for a silent one', async () => {
    agent.serve([UPTIME]);
    expect(await read()).toEqual({ arp: [], defaultNextHops: [], nextHops: [] });
    agent.tamper = () => [];
    expect(await read()).toBeUndefined();
  });

  it('are given up at once when the discovery ends', async () => {
    agent.serve([UPTIME]);
    agent.tamper = () => [];
    const other = new SurroundingsReader({ clock: systemClock, timers: systemTimers });
    const heard = new Promise<void>((done) => {
      agent.heard = () => done();
    });
    const reading = other.read(deviceThatWaits(60_000));
    await heard;
    other.close();
    expect(await reading).toBeUndefined();
    expect(await other.read(deviceThatWaits(60_000))).toBeUndefined();
  });
});
