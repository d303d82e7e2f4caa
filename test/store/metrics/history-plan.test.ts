import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import {
  foldHistory,
  type HistoryRow,
  ICMP_FIELDS,
  median,
  p95,
} from '../../../src/store/metrics/history-fold.ts';
import { planHistory } from '../../../src/store/metrics/history-plan.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../support/points.ts';

const NOW = 1_790_000_000_000;
const BASIS = {
  roundMs: MINUTE_MS,
  keptMs: { '1m': 35 * DAY_MS, '5m': 400 * DAY_MS, '1h': 3650 * DAY_MS },
  now: NOW,
};
const link = linkId('a');
const plan = (backMs: number, lengthMs: number, points: number) =>
  planHistory({ link, from: NOW - backMs, to: NOW - backMs + lengthMs, points }, BASIS);

describe('planHistory()', () => {
  it.each([
    ['an hour in 60 points', HOUR_MS, HOUR_MS, 60, '1m', 2 * MINUTE_MS],
    ['an hour in 61 points', HOUR_MS, HOUR_MS, 61, '1m', MINUTE_MS],
    ['a day in 300 points', DAY_MS, DAY_MS, 300, '1m', 5 * MINUTE_MS],
    ['a week in 500 points', 7 * DAY_MS, 7 * DAY_MS, 500, '5m', 30 * MINUTE_MS],
    ['a month in 500 points', 30 * DAY_MS, 30 * DAY_MS, 500, '1h', 2 * HOUR_MS],
    ['a year in 53 points', 365 * DAY_MS, 365 * DAY_MS, 53, '1h', 14 * DAY_MS],
    ['an hour of 40 days ago', 40 * DAY_MS, HOUR_MS, 60, '5m', 5 * MINUTE_MS],
    ['a day of 2 years ago', 730 * DAY_MS, DAY_MS, 300, '1h', HOUR_MS],
    ['beyond all that is kept', 4000 * DAY_MS, DAY_MS, 300, '1h', HOUR_MS],
    ['less than a round', MINUTE_MS / 2, MINUTE_MS / 2, 100, '1m', MINUTE_MS],
  ] as const)('%s', (_, back, length, points, source, stepMs) => {
    expect(plan(back, length, points)).toMatchObject({ source, stepMs });
  });

  it('reads the newest of a roll-up from the raw points, while those are kept', () => {
    const week = plan(7 * DAY_MS, 7 * DAY_MS, 500);
    expect(NOW - week.cut).toBeGreaterThanOrEqual(5 * MINUTE_MS);
    expect(NOW - week.cut).toBeLessThan(10 * MINUTE_MS);
    expect(plan(100 * DAY_MS, 7 * DAY_MS, 500)).toMatchObject({ cut: NOW - 93 * DAY_MS });
  });

  it('never gives more buckets than asked for, and covers the window', () => {
    const query = fc.record({
      backMs: fc.integer({ min: 1, max: 3_000 * DAY_MS }),
      lengthMs: fc.integer({ min: 1, max: 3_000 * DAY_MS }),
      points: fc.integer({ min: 1, max: 5_000 }),
      roundMs: fc.constantFrom(10_000, MINUTE_MS, 2 * MINUTE_MS),
    });
    fc.assert(
      fc.property(query, ({ backMs, lengthMs, points, roundMs }) => {
        const from = NOW - backMs;
        const to = from + lengthMs;
        const { stepMs, anchor, source } = planHistory({ link, from, to, points }, { ...BASIS, roundMs });
        const end = (at: number) => Math.ceil((at - anchor) / stepMs);
        expect(end(to) - end(from + 1) + 1).toBeLessThanOrEqual(points);
        expect(stepMs % { '1m': roundMs, '5m': 300_000, '1h': HOUR_MS }[source]).toBe(0);
      }),
    );
  });
});

describe('foldHistory()', () => {
  const query = { link, from: 0, to: 240_000, points: 2 };
  const stepped = { source: '1m', from: 0, cut: 240_000, to: 240_000, stepMs: 120_000, anchor: 0 } as const;

  it('puts a row on a boundary into the bucket that ends there', () => {
    const row = (at: number): HistoryRow => {
      const figures = new Map(Object.entries({ sent: 60, recv: 59, up_s: 59.9, rtt_avg: at / 1000 }));
      return [at, ...ICMP_FIELDS.map((name) => figures.get(name) ?? null)];
    };
    const rows = { icmp: [row(180_000), row(120_000), row(60_000), row(240_000)], iface: [] };
    expect(foldHistory(query, stepped, rows).buckets).toEqual([
      { at: 120_000, sent: 120, received: 118, upMs: 119_800, downMs: 0, degradedMs: 0, rttMeanMs: 90 },
      { at: 240_000, sent: 120, received: 118, upMs: 119_800, downMs: 0, degradedMs: 0, rttMeanMs: 210 },
    ]);
  });

  it.each([
    [[], undefined, undefined],
    [[7], 7, 7],
    [[3, 1], 2, 3],
    [[5, 1, 3], 3, 5],
    [[12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 6.5, 11],
  ])('median and 95th percentile of %j', (values, middle, high) => {
    expect(median(values)).toBe(middle);
    expect(p95(values)).toBe(high);
  });
});
