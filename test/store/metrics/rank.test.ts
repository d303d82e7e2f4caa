// The value of a rank, against sorting.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankOfP95, valueOfRank } from '../../../src/store/metrics/rank.ts';

describe('the value of a rank', () => {
  it('is that of the sorted values, whatever their order, and whatever lies behind them', () => {
    const values = fc.array(
      fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: 0, max: 5 }).map(Number)),
      { minLength: 1, maxLength: 300 },
    );
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 300 }), (list, rank) => {
        const wanted = Float64Array.from(list).sort()[rank - 1];
        const room = Float64Array.from([...list, -1, 1e9, Number.NaN]);
        const found = valueOfRank(room, list.length, rank);
        expect(found === wanted || Object.is(found, wanted)).toBe(true);
      }),
    );
  });

  it.each([
    ['rising', (index: number) => index],
    ['falling', (index: number) => -index],
    ['all the same', () => 7],
    ['a saw', (index: number) => index % 97],
    ['organ pipes', (index: number) => Math.min(index, 9_000 - index)],
  ])('is found in 9,000 values that are %s', (_, make) => {
    const list = Float64Array.from({ length: 9_000 }, (_unused, index) => make(index));
    const rank = rankOfP95(list.length);
    expect(valueOfRank(list.slice(), list.length, rank)).toBe(list.toSorted()[rank - 1]);
  });

  it.each([
    [0, 0],
    [1, 1],
    [2, 2],
    [10, 10],
    [20, 19],
    [8_928, 8_482],
  ])('of %i values the 95th percentile has rank %i', (count, rank) => {
    expect(rankOfP95(count)).toBe(rank);
  });

  it('does not exist outside the values', () => {
    expect(valueOfRank(new Float64Array(4), 0, 0)).toBeUndefined();
    expect(valueOfRank(new Float64Array(4), 2, 3)).toBeUndefined();
  });
});
