// Buckets as columns: gaps stay gaps, nothing is made up.

import { describe, expect, it } from 'vitest';
import { bucketAt, columnsOf, joined, lonely } from '../../../src/web/chart/columns.ts';

const buckets = (...ends: readonly number[]) => ends.map((at) => ({ at, value: at / 10 }));
const value = (bucket: { readonly value: number }): number => bucket.value;

describe('columnsOf()', () => {
  it.each<[string, readonly number[], readonly number[], readonly (number | null)[]]>([
    ['nothing', [], [], []],
    ['neighbours, each at its middle', [10, 20], [5, 15], [1, 2]],
    ['a gap of one bucket breaks the line', [10, 30], [5, 15, 25], [1, null, 3]],
    ['a long gap breaks it once', [10, 100], [5, 15, 95], [1, null, 10]],
    ['a step that is a little late is no gap', [10, 24], [5, 19], [1, 2.4]],
  ])('%s', (_name, ends, times, values) => {
    expect(columnsOf(buckets(...ends), 10, [value])).toEqual([times, values]);
  });

  it('has no gap where something is kept seldomer than a bucket, and one where it is missing', () => {
    expect(columnsOf(buckets(10, 60, 110, 260), 10, [value], 50)).toEqual([
      [5, 55, 105, 115, 255],
      [1, 6, 11, null, 26],
    ]);
  });

  it('has null where a figure is absent or no number', () => {
    const picks = [() => undefined, () => Number.NaN, () => Number.POSITIVE_INFINITY, value];
    expect(columnsOf(buckets(10), 10, picks)).toEqual([[5], [null], [null], [null], [1]]);
  });
});

describe('joined()', () => {
  it('puts series with times of their own under one row; another series’ time is no gap', () => {
    expect(
      joined([
        [
          [1, 3],
          [10, null],
        ],
        [
          [2, 3],
          [20, 30],
        ],
      ]),
    ).toEqual([
      [1, 2, 3],
      [10, undefined, null],
      [undefined, 20, 30],
    ]);
  });

  it('of nothing is nothing', () => {
    expect(joined([])).toEqual([[]]);
  });
});

describe('bucketAt()', () => {
  it.each<[number, number | undefined]>([
    [0, undefined],
    [1, 10],
    [10, 10],
    [11, 20],
    [25, undefined],
    [31, 40],
    [41, undefined],
  ])('at %i: %s', (at, expected) => {
    expect(bucketAt(buckets(10, 20, 40), 10, at)?.at).toBe(expected);
  });
});

it.each<[string, readonly (number | null | undefined)[], readonly number[]]>([
  ['nothing', [], []],
  ['one value', [1], [0]],
  ['a line', [1, 2, 3], []],
  ['values between gaps', [1, null, 2, null, 3, 4], [0, 2]],
  ['the last one after a gap', [1, 2, null, 3], [3]],
  ['times of another series are passed over', [1, undefined, 2, null, undefined, 3], [5]],
])('lonely(): %s', (_name, values, expected) => {
  expect(lonely(values)).toEqual(expected);
});
