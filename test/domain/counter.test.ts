// Whether two polls saw the same incarnation of a device, and the rates between them.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CounterBaseline,
  compareIncarnation,
  counterDelta,
  interfaceRates,
} from '../../src/domain/counter.ts';
import type { InterfaceReading, SystemReading } from '../../src/domain/reading.ts';

const MINUTE_MS = 60_000;
const MODULUS = 2 ** 32;
const baseline = (monoMs: number, system: SystemReading, reading?: InterfaceReading): CounterBaseline => ({
  monoMs,
  system,
  ...(reading && { interface: reading }),
});
const ticks = (sysUpTimeTicks: number, snmpEngineBoots?: number): SystemReading => ({
  sysUpTimeTicks,
  ...(snmpEngineBoots !== undefined && { snmpEngineBoots }),
});

describe('the incarnation a minute later', () => {
  it.each<[string, SystemReading, SystemReading, string]>([
    ['ran on', ticks(100_000), ticks(106_000), 'same'],
    ['ran on, its clock 1 % fast', ticks(100_000), ticks(106_060), 'same'],
    ['ran on through the wrap at 497 days', ticks(MODULUS - 1_000), ticks(5_000), 'same'],
    ['ran on, boots the same', ticks(100_000, 7), ticks(106_000, 7), 'same'],
    ['rebooted', ticks(100_000), ticks(1_000), 'restarted'],
    [
      'rebooted before the wrap, and is not taken for wrapped',
      ticks(MODULUS - 9_000_000),
      ticks(300),
      'restarted',
    ],
    ['rebooted although its uptime is higher by chance', ticks(10), ticks(300), 'restarted'],
    ['counts a boot more', ticks(100_000, 7), ticks(106_000, 8), 'restarted'],
    ['counts boots, tells no uptime', { snmpEngineBoots: 7 }, { snmpEngineBoots: 8 }, 'restarted'],
    ['counts the same boots, tells no uptime', { snmpEngineBoots: 7 }, { snmpEngineBoots: 7 }, 'same'],
    ['says uptime 0', ticks(100_000), ticks(0), 'unknown'],
    ['says uptime 0 and a boot more', ticks(100_000, 7), ticks(0, 8), 'restarted'],
    ['tells nothing', {}, {}, 'unknown'],
    ['tells no uptime any more', ticks(100_000), {}, 'unknown'],
    ['jumped ahead', ticks(100_000), ticks(9_000_000), 'unknown'],
  ])('%s', (_, before, now, change) => {
    expect(compareIncarnation(baseline(5, before), baseline(5 + MINUTE_MS, now))).toBe(change);
  });

  it('is the same for any uptime and period, wraps included, as long as clocks drift by less than 2 %', () => {
    const uptime = fc.integer({ min: 1, max: MODULUS - 1 });
    const periodMs = fc.integer({ min: 1_000, max: 86_400_000 });
    const drift = fc.double({ min: -0.019, max: 0.019, noNaN: true });
    fc.assert(
      fc.property(uptime, periodMs, drift, (before, elapsedMs, off) => {
        const now = Math.round(before + (elapsedMs / 10) * (1 + off)) % MODULUS;
        fc.pre(now !== 0);
        expect(compareIncarnation(baseline(0, ticks(before)), baseline(elapsedMs, ticks(now)))).toBe('same');
      }),
    );
  });

  it('is restarted for any reboot that an hour of uptime and a minute of period show', () => {
    const uptime = fc.integer({ min: 360_000, max: MODULUS - 360_000 });
    fc.assert(
      fc.property(uptime, fc.integer({ min: 1, max: 6_000 }), (before, now) => {
        const change = compareIncarnation(baseline(0, ticks(before)), baseline(MINUTE_MS, ticks(now)));
        expect(change).toBe('restarted');
      }),
    );
  });
});

const reading = (change: Partial<InterfaceReading> = {}): InterfaceReading => ({
  ifName: 'ether1',
  ifIndex: 3,
  octetBits: 64,
  counters: { inOctets: 1_000n, outOctets: 5_000n, inErrors: 1n, outErrors: 2n },
  discontinuityTicks: 0,
  ...change,
});
const rates = (before: InterfaceReading, now: InterfaceReading, periodMs = MINUTE_MS) =>
  interfaceRates(baseline(100, {}, before), baseline(100 + periodMs, {}, now));

describe('rates', () => {
  it('are bits per second, and packets since the last poll', () => {
    const now = reading({
      counters: { inOctets: 61_000n, outOctets: 5_000n, inErrors: 4n, outErrors: 3n, inDiscards: 9n },
    });
    expect(rates(reading(), now)).toEqual({ periodMs: MINUTE_MS, inBps: 8_000, outBps: 0, errors: 4 });
  });

  it.each<[string, Partial<InterfaceReading>]>([
    ['another name', { ifName: 'ether2' }],
    ['another index', { ifIndex: 4 }],
    ['another width', { octetBits: 32 }],
    ['a discontinuity', { discontinuityTicks: 77 }],
  ])('are not had across %s', (_, change) => {
    expect(rates(reading(), reading(change))).toBeUndefined();
  });

  it('are not had without time between the polls, or without an interface', () => {
    expect(rates(reading(), reading(), 0)).toBeUndefined();
    expect(interfaceRates(baseline(0, {}), baseline(1, {}, reading()))).toBeUndefined();
  });

  it('leave out a 64-bit counter that went back: it was reset', () => {
    const got = rates(reading(), reading({ counters: { inOctets: 999n, outOctets: 5_000n } }));
    expect(got).toEqual({ periodMs: MINUTE_MS, outBps: 0 });
  });

  it.each<[string, bigint, bigint, number | undefined, number | undefined]>([
    ['a wrap that 100 Mbit/s can carry', 4_294_000_000n, 100_000_000n, 100e6, 13_462_306],
    ['a reset that would be more than the line', 100_000_000n, 0n, 100e6, undefined],
    ['a wrap on a line of unknown rate', 4_294_000_000n, 100_000_000n, undefined, undefined],
    ['growth on a line of unknown rate', 0n, 7_500_000n, undefined, 1e6],
  ])('of 32-bit counters: %s', (_, before, now, speedBps, bps) => {
    const at = (inOctets: bigint) =>
      reading({ octetBits: 32, counters: { inOctets }, ...(speedBps !== undefined && { speedBps }) });
    const got = rates(at(before), at(now))?.inBps;
    expect(got === undefined ? undefined : Math.round(got)).toBe(bps);
  });
});

describe('a delta', () => {
  const bits = (width: number) => fc.bigInt({ min: 0n, max: 2n ** BigInt(width) - 1n });

  it('of 32 bits undoes any growth below 2^32', () => {
    fc.assert(
      fc.property(bits(32), bits(32), (start, growth) => {
        expect(counterDelta(start, BigInt.asUintN(32, start + growth), 32)).toBe(growth);
      }),
    );
  });

  it('of 64 bits is growth or nothing, never negative', () => {
    fc.assert(
      fc.property(bits(64), bits(64), (before, now) => {
        expect(counterDelta(before, now, 64)).toBe(now >= before ? now - before : undefined);
      }),
    );
  });

  it('needs both readings', () => {
    expect(counterDelta(undefined, 1n, 64)).toBeUndefined();
    expect(counterDelta(1n, undefined, 32)).toBeUndefined();
  });
});
