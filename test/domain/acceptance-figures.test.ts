// The figures of an acceptance record: what is counted, what is left out, and which limit was not kept.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AcceptanceFigures,
  acceptanceFigures,
  judgeAcceptance,
  type MeasuredRound,
  MOST_OUTAGES,
} from '../../src/domain/acceptance-figures.ts';
import type { Span } from '../../src/domain/interval.ts';
import { LINK_STATES, type LinkState } from '../../src/domain/state.ts';

const WINDOW = { from: 0, to: 1_000 };
const LIMITS = { lossPct: 5, rttMs: 100, jitterMs: 30, availabilityPct: 99, coveragePct: 90 };

function spans(...parts: readonly (readonly [LinkState, number])[]): readonly Span[] {
  let at = 0;
  return parts.map(([state, to], index) => {
    const span = { state, from: at, ...(index < parts.length - 1 && { to }) };
    at = to;
    return span;
  });
}

/** A round of 100 ms that ends at `to`. */
function round(to: number, changes: Partial<MeasuredRound> = {}): MeasuredRound {
  return { from: to - 100, to, sent: 10, received: 10, ...changes };
}

function figures(intervals: readonly Span[], rounds: readonly MeasuredRound[] = []): AcceptanceFigures {
  return acceptanceFigures(WINDOW, intervals, { rounds, stepMs: 100 });
}

describe('time', () => {
  it('behind a broken upstream link, or that nobody saw, is not measured', () => {
    expect(
      figures(spans(['up', 400], ['unreachable', 600], ['unknown', 700], ['down', 750], ['degraded', 1_000])),
    ).toMatchObject({
      durationsMs: { up: 400, degraded: 250, down: 50, unreachable: 200, unknown: 100 },
      availabilityPct: (650 * 100) / 700,
      coveragePct: 70,
      outages: [{ from: 700, to: 750 }],
      outageCount: 1,
    });
  });

  it('outside of all intervals is unknown', () => {
    const none = figures([]);
    expect(none).toMatchObject({ coveragePct: 0, durationsMs: { unknown: 1_000 } });
    expect(none).not.toHaveProperty('availabilityPct');
    expect(none).not.toHaveProperty('roundsPct');
  });

  it('of many outages is whole, though not every one is listed', () => {
    const parts = Array.from({ length: 2 * MOST_OUTAGES + 20 }, (_, index): readonly [LinkState, number] => [
      index % 2 === 0 ? 'up' : 'down',
      index + 1,
    ]);
    const { outages, outageCount, durationsMs } = figures(spans(...parts, ['up', 1_000]));
    expect(outages).toHaveLength(MOST_OUTAGES);
    expect(outageCount).toBe(MOST_OUTAGES + 10);
    expect(durationsMs.down).toBe(MOST_OUTAGES + 10);
  });

  it('sums to the record, whatever the intervals', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...LINK_STATES), fc.integer({ min: 1, max: 300 })), {
          maxLength: 9,
        }),
        (parts) => {
          let at = -200;
          const tiled = parts.map(([state, forMs]): Span => {
            const span = { state, from: at, to: at + forMs };
            at += forMs;
            return span;
          });
          const found = figures(tiled);
          const { up, degraded, down, unreachable, unknown } = found.durationsMs;
          expect(up + degraded + down + unreachable + unknown).toBe(1_000);
          expect(found.outages.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(down);
          for (const each of [found.availabilityPct ?? 0, found.coveragePct]) {
            expect(each).toBeGreaterThanOrEqual(0);
            expect(each).toBeLessThanOrEqual(100);
          }
        },
      ),
    );
  });
});

describe('quality', () => {
  it('is of rounds that lie wholly in time in which the link worked', () => {
    const intervals = spans(['up', 350], ['down', 450], ['up', 600], ['degraded', 1_000]);
    const rounds = Array.from({ length: 10 }, (_, index) =>
      round((index + 1) * 100, { received: index === 3 || index === 4 ? 0 : 9 }),
    );
    expect(figures(intervals, rounds)).toMatchObject({
      rounds: 8,
      roundsLeftOut: 2,
      sent: 80,
      received: 72,
      lossPct: 10,
      roundsPct: (800 * 100) / 900,
    });
  });

  it('takes the extremes of the rounds, the middle of their medians and the 95th percentile of theirs', () => {
    const rounds = Array.from({ length: 10 }, (_, index) =>
      round((index + 1) * 100, {
        rttMinMs: 10 - index,
        rttMedianMs: 20 + index,
        rttP95Ms: 30 + index,
        rttMaxMs: 40 + index,
        jitterMs: index % 2 === 0 ? 2 : 4,
      }),
    );
    expect(figures(spans(['up', 1_000]), rounds)).toMatchObject({
      rttMinMs: 1,
      rttMedianMs: 24.5,
      rttP95Ms: 39,
      rttMaxMs: 49,
      jitterMs: 3,
    });
  });

  it('of rounds with one echo each has the change from round to round as its jitter, over no gap', () => {
    const of = (to: number, rttMedianMs: number) => round(to, { sent: 1, received: 1, rttMedianMs });
    expect(figures(spans(['up', 1_000]), [of(500, 80), of(200, 24), of(100, 20), of(600, 82)]).jitterMs).toBe(
      3,
    );
    expect(figures(spans(['up', 1_000]), [of(100, 20), of(300, 24)])).not.toHaveProperty('jitterMs');
  });

  it('is absent where nothing came back', () => {
    const found = figures(spans(['up', 1_000]), [round(100, { received: 0 })]);
    expect(found).toMatchObject({ sent: 10, received: 0, lossPct: 100 });
    for (const key of ['rttMinMs', 'rttMedianMs', 'rttP95Ms', 'rttMaxMs', 'jitterMs'])
      expect(found).not.toHaveProperty(key);
  });
});

describe('the verdict', () => {
  const GOOD: AcceptanceFigures = {
    ...figures(spans(['up', 1_000])),
    sent: 100,
    received: 100,
    lossPct: 5,
    rttMedianMs: 100,
    jitterMs: 30,
    availabilityPct: 99,
    coveragePct: 90,
    roundsPct: 50,
  };
  const without = (key: keyof AcceptanceFigures) => {
    const { [key]: _, ...rest } = GOOD;
    return rest as AcceptanceFigures;
  };

  it('is passed at every limit', () => {
    expect(judgeAcceptance(GOOD, LIMITS)).toEqual([]);
  });

  it.each<[string, Partial<AcceptanceFigures>, object]>([
    ['loss', { lossPct: 5.01 }, { criterion: 'loss', value: 5.01, limit: 5 }],
    ['the round-trip time', { rttMedianMs: 101 }, { criterion: 'rtt', value: 101, limit: 100 }],
    ['jitter', { jitterMs: 31 }, { criterion: 'jitter', value: 31, limit: 30 }],
    // Printed with one decimal it would be 99.0.
    ['availability', { availabilityPct: 98.99 }, { criterion: 'availability', value: 98.99, limit: 99 }],
    ['the coverage', { coveragePct: 89 }, { criterion: 'coverage', value: 89, limit: 90 }],
    ['what the history holds', { roundsPct: 49 }, { criterion: 'rounds', value: 49, limit: 50 }],
  ])('names %s beyond its limit', (_, changes, finding) => {
    expect(judgeAcceptance({ ...GOOD, ...changes }, LIMITS)).toEqual([finding]);
  });

  it.each(['lossPct', 'rttMedianMs', 'jitterMs', 'availabilityPct', 'roundsPct'] as const)(
    'is not passed without %s',
    (key) => {
      const [finding, ...others] = judgeAcceptance(without(key), LIMITS);
      expect(finding).not.toHaveProperty('value');
      expect(others).toEqual([]);
    },
  );

  it('asks nothing of a device that beats by itself but what its beats can tell', () => {
    const { rttMs: _rtt, jitterMs: _jitter, ...limits } = LIMITS;
    expect(judgeAcceptance({ ...without('rttMedianMs'), jitterMs: 500 }, limits)).toEqual([]);
  });
});
