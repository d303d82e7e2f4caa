// Figures of the charts: nothing is made up where nothing came back.

import { describe, expect, it } from 'vitest';
import { mos } from '../../../../src/domain/quality.ts';
import {
  bucketLossPct,
  bucketMos,
  type HistoryBucket,
  has,
  historyColumns,
  neighbour,
} from '../../../../src/web/pages/link/history.ts';

const well: HistoryBucket = {
  at: 60_000,
  sent: 60,
  received: 57,
  rttMinMs: 3,
  rttMedianMs: 4,
  rttP95Ms: 6,
  rttMaxMs: 9,
  jitterMs: 1,
  inBps: 5e6,
};
const silent: HistoryBucket = { at: 120_000, sent: 60, received: 0 };
const tainted: HistoryBucket = { at: 180_000, sent: 0, received: 0 };

it('gives loss of what was sent, and none where nothing was', () => {
  expect([well, silent, tainted].map(bucketLossPct)).toEqual([5, 100, undefined]);
});

it('gives the E-model’s MOS, and none where nothing came back', () => {
  expect(bucketMos(well)).toBe(mos({ rttMs: 4, jitterMs: 1, lossPct: 5 }));
  expect(bucketMos(silent)).toBeUndefined();
  expect(bucketMos(tainted)).toBeUndefined();
  const { jitterMs: _, ...unjittered } = well;
  expect(bucketMos(unjittered)).toBeUndefined();
});

it('makes columns in the order of the curves; an outage has loss and no RTT', () => {
  const { rtt, loss, traffic } = historyColumns({ link: 'a', stepMs: 60_000, buckets: [well, silent] });
  expect(rtt).toEqual([
    [30_000, 90_000],
    [9, null],
    [6, null],
    [4, null],
    [3, null],
  ]);
  expect(loss).toEqual([
    [30_000, 90_000],
    [5, 100],
  ]);
  expect(traffic).toEqual([[30_000], [5e6], [null]]);
});

it('draws one line of traffic where the device is polled seldomer than a round lasts', () => {
  const polled = [60_000, 120_000, 180_000, 240_000].map((at, n) => ({
    ...silent,
    at,
    ...(n % 2 === 0 && { inBps: n }),
  }));
  const history = { link: 'a', stepMs: 60_000, buckets: polled };
  expect(historyColumns(history, 120_000).traffic).toEqual([
    [30_000, 150_000],
    [0, 2],
    [null, null],
  ]);
});

it('tells whether there is anything to draw', () => {
  const history = { link: 'a', stepMs: 60_000, buckets: [silent] };
  expect(has(history, ({ inBps }) => inBps)).toBe(false);
  expect(has({ ...history, buckets: [well] }, ({ inBps }) => inBps)).toBe(true);
});

describe('neighbour()', () => {
  const history = { link: 'a', stepMs: 60_000, buckets: [well, silent, tainted] };
  it.each<[string, number | undefined, number, number]>([
    ['without a cursor, the newest', undefined, 1, 150_000],
    ['without a cursor, backwards from the newest', undefined, -1, 150_000],
    ['to the left', 90_000, -1, 30_000],
    ['to the right', 90_000, 1, 150_000],
    ['not beyond the first', 30_000, -10, 30_000],
    ['not beyond the last', 150_000, 10, 150_000],
    ['from beyond the data', 999_999, 0, 150_000],
  ])('%s', (_name, at, by, expected) => {
    expect(neighbour(history, at, by)).toBe(expected);
  });

  it('has nowhere to go without data', () => {
    expect(neighbour({ link: 'a', stepMs: 1, buckets: [] }, undefined, 1)).toBeUndefined();
  });
});
