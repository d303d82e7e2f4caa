// Whether two polls saw the same incarnation of a device, and the rates between them.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CounterBaseline,
  compareIncarnation,
  counterDelta,
  interfaceRates,
  type Total,
  totalRates,
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

describe('what cannot have happened', () => {
  const port = (inOctets: bigint, change: Partial<InterfaceReading> = {}): InterfaceReading =>
    reading({ counters: { inOctets }, ifType: 6, speedBps: 100e6, ...change });
  const between = (
    before: InterfaceReading,
    now: InterfaceReading,
    contractBps?: number,
    periodMs = MINUTE_MS,
  ) => interfaceRates(baseline(0, {}, before), baseline(periodMs, {}, now), contractBps);
  /** Octets of a minute at so many Mbit/s. */
  const minuteAt = (mbps: number): bigint => BigInt(mbps * 7_500_000);

  it.each<[string, number, Partial<InterfaceReading>, number | undefined, boolean]>([
    ['a line at its rate', 100, {}, undefined, true],
    ['a line a little above, since polls are not exact', 104, {}, undefined, true],
    ['a line above its rate', 110, {}, undefined, false],
    ['a line far above its contract', 90, {}, 10e6, true],
    ['PPPoE above its nominal speed', 80, { ifType: 23, speedBps: 10e6 }, undefined, true],
    ['PPPoE beyond reason', 2_000, { ifType: 23, speedBps: 10e6 }, undefined, false],
    ['a VLAN with a large contract', 5_000, { ifType: 135, speedBps: 0 }, 1e9, true],
    ['a radio of unknown speed', 400, { ifType: 71 }, undefined, true],
  ])('%s at %s Mbit/s', (_name, mbps, change, contract, believed) => {
    const got = between(port(0n, change), port(minuteAt(mbps), change), contract);
    if (believed) expect(got?.inBps).toBeCloseTo(mbps * 1e6, -3);
    else expect(got).toEqual({ periodMs: MINUTE_MS, refused: 1 });
  });

  it.each<[string, number]>([
    ['100 Mbit/s', 100e6],
    ['10 Mbit/s, as ports without a cable', 10e6],
  ])('is not what a line carried at 1 Gbit/s before it came down to %s', (_, speedBps) => {
    const fast = port(0n, { speedBps: 1e9 });
    expect(between(fast, port(minuteAt(500), { speedBps }))?.inBps).toBeCloseTo(500e6, -3);
    expect(between(port(0n, { speedBps }), port(minuteAt(500), { speedBps: 1e9 }))?.inBps).toBeCloseTo(
      500e6,
      -3,
    );
    expect(between(fast, port(minuteAt(1_100), { speedBps }))).toMatchObject({ refused: 1 });
    const narrow = { octetBits: 32, speedBps: 1e9 } as const;
    expect(between(port(0n, narrow), port(1_000n, { ...narrow, speedBps }))?.inBps).toBeUndefined();
  });

  it('is a rate of a 32-bit counter that could have wrapped twice', () => {
    const gigabit = { octetBits: 32, speedBps: 1e9 } as const;
    expect(between(port(0n, gigabit), port(1_000_000n, gigabit))?.inBps).toBeUndefined();
    expect(between(port(0n, gigabit), port(1_000_000n, gigabit), undefined, 30_000)?.inBps).toBeDefined();
    expect(between(port(0n, gigabit), port(1_000_000n, gigabit), 50e6)?.inBps).toBeDefined();
  });

  it('is never shown: no readings at all give a rate below 0 or above what the interface carries', () => {
    const octetCounter = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
    const bits = fc.constantFrom(32 as const, 64 as const);
    const speeds = fc.constantFrom(undefined, 10e6, 100e6, 1e9, 10e9);
    const types = fc.constantFrom(undefined, 6, 23, 71, 135);
    fc.assert(
      fc.property(
        fc.tuple(octetCounter, octetCounter, bits, speeds, types, fc.constantFrom(undefined, 5e6, 1e9)),
        fc.integer({ min: 1, max: 600_000 }),
        ([a, b, octetBits, speedBps, ifType, contract], periodMs) => {
          const change = {
            octetBits,
            ...(ifType !== undefined && { ifType }),
          };
          const at = (value: bigint): InterfaceReading => {
            const { speedBps: _, ifType: __, ...bare } = port(BigInt.asUintN(octetBits, value));
            return { ...bare, ...change, ...(speedBps !== undefined && { speedBps }) };
          };
          const got = between(at(a), at(b), contract, periodMs)?.inBps;
          if (got === undefined) return true;
          const most =
            ifType === 6 && speedBps !== undefined
              ? speedBps
              : Math.max(1e9, speedBps ?? 0, (contract ?? 0) * 10);
          return got >= 0 && got <= Math.max(most, speedBps ?? 0) * 1.05 + 1;
        },
      ),
    );
  });
});

describe('running totals', () => {
  const total = (value: bigint, bits: 32 | 64 = 64, metric = 'rx_octets', instance?: string): Total => ({
    metric,
    kind: 'counter',
    unit: 'octet',
    total: value,
    bits,
    ...(instance !== undefined && { instance }),
  });
  const made = (before: Total, now: Total) =>
    totalRates(
      { monoMs: 0, system: {}, totals: [before] },
      { monoMs: MINUTE_MS, system: {}, totals: [now] },
      1e9,
    );

  it('become rates, exact above 2^53', () => {
    const high = 2n ** 60n;
    expect(made(total(high), total(high + 7_500_000n))).toEqual({
      readings: [{ metric: 'rx_bps', kind: 'gauge', unit: 'bit/s', value: 1e6 }],
      refused: 0,
    });
  });

  it.each<[string, Total, Total]>([
    ['went back', total(10n), total(9n)],
    ['wrapped, perhaps', total(4_294_967_290n, 32), total(5n, 32)],
    ['grew beyond reason', total(0n), total(2n ** 62n)],
    ['are those of another part', total(0n, 64, 'rx_octets', 'a'), total(9n, 64, 'rx_octets', 'b')],
    ['changed their width', total(0n, 32), total(9n, 64)],
  ])('that %s have none', (_name, before, now) => {
    expect(made(before, now).readings).toEqual([]);
  });
});

describe('packets in error', () => {
  it('are refused when the line could not have carried them', () => {
    const port = (inErrors: bigint) => reading({ ifType: 6, speedBps: 100e6, counters: { inErrors } });
    const between = (errors: bigint) =>
      interfaceRates(baseline(0, {}, port(0n)), baseline(MINUTE_MS, {}, port(errors)));
    expect(between(1_000_000n)).toEqual({ periodMs: MINUTE_MS, errors: 1_000_000 });
    expect(between(4_294_967_295n)).toEqual({ periodMs: MINUTE_MS, refused: 1 });
  });

  it('and other totals are refused and counted where nothing grows so fast', () => {
    const at = (value: bigint): Total => ({
      metric: 'drops',
      kind: 'counter',
      unit: '1',
      total: value,
      bits: 64,
    });
    const between = (value: bigint) =>
      totalRates(
        { monoMs: 0, system: {}, totals: [at(0n)] },
        { monoMs: MINUTE_MS, system: {}, totals: [at(value)] },
        1e9,
      );
    expect(between(600n)).toMatchObject({ readings: [{ metric: 'drops_per_s', value: 10 }], refused: 0 });
    expect(between(2n ** 63n)).toEqual({ readings: [], refused: 1 });
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
