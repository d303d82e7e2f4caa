// What devices show over a day: traffic that only grows and follows the clock, uptimes that wrap, tables in order.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareOids } from '../../../src/probe/lab/agent-ber.ts';
import { TAG } from '../../../src/probe/lab/agent-message.ts';
import { deviceMib } from '../../../src/probe/lab/device-mib.ts';
import { bindFailure } from '../../../src/probe/lab/failure.ts';
import { octetsBetween, rateBps } from '../../../src/probe/lab/traffic.ts';
import { zoneOffsetMs } from '../../../src/probe/lab/zone-offset.ts';

const DAY_S = 86_400;
const FLOW = { meanBps: 20e6, peakS: 14 * 3_600, phaseRad: 1 };

describe('traffic', () => {
  it('has its mean over a day, and its peak by day', () => {
    expect(Number(octetsBetween(FLOW, 0, DAY_S)) * 8).toBeCloseTo(FLOW.meanBps * DAY_S, -10);
    const hour = (from: number): bigint => octetsBetween(FLOW, from * 3_600, (from + 1) * 3_600);
    expect(hour(14)).toBeGreaterThan(3n * hour(2));
  });

  it('never runs backwards, and its octets are the sum of its rate', () => {
    const time = fc.integer({ min: 0, max: 2_000_000_000 });
    fc.assert(
      fc.property(time, fc.integer({ min: 1, max: 100 }), (fromS, seconds) => {
        expect(rateBps(FLOW, fromS)).toBeGreaterThan(0);
        const octets = Number(octetsBetween(FLOW, fromS, fromS + seconds));
        let sum = 0;
        for (let s = 0; s < seconds; s++) sum += rateBps(FLOW, fromS + s + 0.5) / 8;
        expect(Math.abs(octets / sum - 1)).toBeLessThan(0.001);
      }),
    );
  });
});

describe('a device', () => {
  const at = (upMs: number) => {
    const mib = deviceMib(
      {
        address: '127.76.1.1',
        port: 16_161,
        community: 'lab',
        name: 'r1',
        location: 'r1',
        interfaceName: 'sfp1',
        speedBps: 10_000_000_000,
        medium: 'radio',
      },
      { bootedMonoMs: () => -upMs, boots: () => 4, localS: (monoMs) => 1_700_000_000 + monoMs / 1_000 },
    );
    const read = (oid: string) => {
      const value = mib.find((each) => each.oid.join('.') === oid)?.read(0);
      return value && 'value' in value ? value.value : undefined;
    };
    return { mib, read };
  };

  it('shows its objects in order, each once', () => {
    const { mib } = at(1_000);
    for (const [index, { oid }] of mib.entries()) {
      if (index > 0) expect(compareOids(mib[index - 1]?.oid ?? [], oid)).toBeLessThan(0);
    }
  });

  it('counts the same traffic in 32 and in 64 bits, from its last start', () => {
    const { read, mib } = at(3_600_000);
    const octets = BigInt(Number(read('1.3.6.1.2.1.31.1.1.1.6.1')));
    expect(octets).toBeGreaterThan(2n ** 32n);
    expect(read('1.3.6.1.2.1.2.2.1.10.1')).toBe(Number(octets % 2n ** 32n));
    expect(at(0).read('1.3.6.1.2.1.31.1.1.1.6.1')).toBe(0n);
    for (const { read: value } of mib) {
      const { tag } = value(0);
      expect(Object.values(TAG)).toContain(tag);
    }
  });

  it.each([
    [0, 0, 0],
    [12_345, 1_234, 12],
    [2 ** 32 * 10 + 50, 5, 42_949_673],
  ])('up for %i ms says %i ticks and %i s', (upMs, ticks, seconds) => {
    const { read } = at(upMs);
    expect(read('1.3.6.1.2.1.1.3.0')).toBe(ticks);
    expect(read('1.3.6.1.6.3.10.2.1.3.0')).toBe(seconds);
    expect(read('1.3.6.1.6.3.10.2.1.2.0')).toBe(4);
  });

  it('with a line rate above 32 bits says so in ifHighSpeed', () => {
    const { read } = at(1_000);
    expect(read('1.3.6.1.2.1.2.2.1.5.1')).toBe(0xffff_ffff);
    expect(read('1.3.6.1.2.1.31.1.1.1.15.1')).toBe(10_000);
  });
});

it.each([
  ['Asia/Makassar', 8],
  ['UTC', 0],
  ['America/St_Johns', -2.5],
])('zoneOffsetMs() of %s in July', (zone, hours) => {
  expect(zoneOffsetMs(zone, Date.UTC(2026, 6, 1, 23, 59, 31, 700))).toBe(hours * 3_600_000);
});

it.each([
  ['EADDRINUSE', 'lab-port-in-use', 'lab.snmpPort'],
  ['EACCES', 'lab-port-denied', 'above 1023'],
  ['EADDRNOTAVAIL', 'lab-no-loopback', 'ifconfig lo0 alias 127.76.1.1'],
  ['EMFILE', 'lab-agents', 'EMFILE'],
  [undefined, 'lab-agents', 'unknown error'],
])('%s at binding is told with the way out', (systemCode, code, way) => {
  const failure = bindFailure(systemCode, '127.76.1.1', 16_161);
  expect(failure.code).toBe(code);
  expect(failure.message).toContain(way);
});
