// Sums over links, and percentages as people have written them.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countLink } from '../../../src/domain/sla/count.ts';
import { sumUp } from '../../../src/domain/sla/group.ts';
import { compare, decimalOf, percentText } from '../../../src/domain/sla/percent.ts';
import { count, HOUR_MS } from './support/day.ts';
import { anyAccount } from './support/random-account.ts';

const FRAME = { tickMs: 1_000, from: 1_000_000, to: 1_200_000, margin: 40, longest: 30 };

describe('sumUp()', () => {
  it('is the sum of its links, in whatever order and in whatever parts', () => {
    fc.assert(
      fc.property(fc.array(anyAccount(FRAME), { maxLength: 6 }), (inputs) => {
        const accounts = inputs.map(countLink);
        const all = sumUp(accounts);
        expect(sumUp(accounts.toReversed())).toEqual(all);
        expect(all.links).toBe(accounts.length);
        expect(all.totalMs - all.countedMs).toBe(all.availability.part);
        expect(all.totalMs).toBe(all.availability.whole);
        expect(Object.values(all.classesMs).reduce((sum, ms) => sum + ms, 0)).toBe(all.serviceMs);
        const half = [sumUp(accounts.slice(0, 2)), sumUp(accounts.slice(2))];
        expect(half.reduce((sum, { countedMs }) => sum + countedMs, 0)).toBe(all.countedMs);
        expect(half.reduce((sum, { coverage }) => sum + coverage.part, 0)).toBe(all.coverage.part);
      }),
      { numRuns: 100 },
    );
  });

  it('keeps a promise as one, and sums what its links claim', () => {
    const terms = {
      slaPct: 90,
      monthlyFeeIdr: 1_000_000,
      restitution: { model: 'prorata_all', always: false, tiers: [] },
    } as const;
    const day = (downHours: number) =>
      count(
        [
          ['up', 1],
          ['down', 1 + downHours],
          ['up', 99],
        ],
        { terms },
      );
    const accounts = [day(3), day(1.2), day(2.4)];
    expect(accounts.map(({ met }) => met)).toEqual([false, true, true]);
    const one = sumUp(accounts, terms);
    expect(one).toMatchObject({ met: true, restitutionIdr: 125_000, longestMs: 3 * HOUR_MS, links: 3 });
    // Exactly 90 %: 7.2 of 72 hours.
    expect(sumUp([day(3), day(1.8), day(2.4)], terms)).toMatchObject({ met: true });
    expect(sumUp([day(3), day(2), day(2.4)], terms)).toMatchObject({ met: false });
    expect(sumUp(accounts)).not.toHaveProperty('met');
  });

  it('counts links that were not in service apart', () => {
    const accounts = [count([['up', 99]]), count([['up', 99]], { inService: { from: 0, to: 0 } })];
    expect(sumUp(accounts)).toMatchObject({ links: 2, linksInService: 1, totalMs: 24 * HOUR_MS });
  });

  it('of nothing has no figure, no verdict and no amount', () => {
    const none = sumUp([], { slaPct: 99 });
    expect(percentText(none.availability, 2)).toBe('–');
    expect(none).not.toHaveProperty('met');
    expect(none).not.toHaveProperty('restitutionIdr');
    expect(none).not.toHaveProperty('mttrMs');
  });
});

describe('percentages', () => {
  it.each<[value: number, digits: bigint, scale: bigint]>([
    [99.5, 995n, 10n],
    [100, 100n, 1n],
    [0.1, 1n, 10n],
    [1e21, 10n ** 21n, 1n],
    [1e-7, 1n, 10n ** 7n],
    [1.5e-7, 15n, 10n ** 8n],
    [1.25e21, 125n * 10n ** 19n, 1n],
  ])('%d is written as %d of %d', (value, digits, scale) => {
    expect(decimalOf(value)).toEqual({ digits, scale });
  });

  it.each<[part: number, whole: number, decimals: number, text: string]>([
    [0, 5, 2, '0.00'],
    [5, 5, 3, '100.000'],
    [99_999, 100_000, 2, '99.99'],
    [1, 100_000, 2, '0.00'],
    [1, 10_000, 2, '0.01'],
    [2, 3, 0, '66'],
    [0, 0, 2, '–'],
  ])('%d of %d with %d decimals reads %s', (part, whole, decimals, text) => {
    expect(percentText({ part, whole }, decimals)).toBe(text);
  });

  it('are compared as written, where floating point is not', () => {
    // 0.07 · 100 is 7.000000000000001 in floating point.
    expect(compare({ part: 7, whole: 100 }, 7)).toBe(0);
    expect(compare({ part: 9_007_199_254_740_990, whole: 9_007_199_254_740_991 }, 100)).toBe(-1);
    expect(compare({ part: 0, whole: 0 }, 99)).toBeUndefined();
  });
});
