// What a summary makes of the hours of a link.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import {
  addHour,
  emptySums,
  hourOfDay,
  percentileOf,
  summaryOf,
} from '../../../src/store/metrics/summary-fold.ts';

const LINK = linkId('prov-majene');
const HOUR_MS = 3_600_000;

describe('a percentile of the histogram', () => {
  it.each([
    // Ten replies in (10, 20]: the middle one lies in the middle of what was measured there.
    [[0, 0, 10, 0, 0, 0, 0, 0], 10.5, 19.5, 0.5, 15],
    [[0, 0, 10, 0, 0, 0, 0, 0], undefined, undefined, 0.5, 15],
    [[0, 0, 10, 0, 0, 0, 0, 0], undefined, undefined, 0.95, 19.5],
    // 90 of 100 up to 5 ms: rank 95 is half way through the ten of (100, 200].
    [[90, 0, 0, 0, 0, 10, 0, 0], 1, 180, 0.95, 140],
    // The open bucket ends at the greatest RTT; without it, where it begins.
    [[0, 0, 0, 0, 0, 0, 0, 4], 600, 900, 0.5, 750],
    [[0, 0, 0, 0, 0, 0, 0, 4], undefined, undefined, 0.5, 500],
    [[5, 0, 0, 5, 0, 0, 0, 0], undefined, undefined, 0.5, 5],
    [[0, 0, 0, 0, 0, 0, 0, 0], undefined, undefined, 0.5, undefined],
  ])('of %j, from %s to %s ms, at %s is %s', (buckets, rttMinMs, rttMaxMs, share, wanted) => {
    expect(percentileOf({ buckets, rttMinMs, rttMaxMs }, share)).toBe(wanted);
  });

  it('rises with the share and stays between the least and the greatest', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(counts, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (buckets, share) => {
        const sums = { buckets, rttMinMs: 2, rttMaxMs: 700 };
        const [low, high] = [percentileOf(sums, share), percentileOf(sums, 0.99)];
        if (buckets.every((count) => count === 0)) return low === undefined;
        return low !== undefined && high !== undefined && low >= 2 && low <= high + 1e-6 && high <= 700;
      }),
    );
  });
});

describe('a summary', () => {
  it('weights means by what was received, and knows the hours of the local day', () => {
    const hours = new Map([
      [7, emptySums()],
      [8, emptySums()],
    ]);
    const add = (hour: number, figures: Readonly<Record<string, number>>): void =>
      addHour(hours.get(hour) ?? emptySums(), (name) => figures[name]);
    add(7, { sent: 100, recv: 100, rtt_avg: 10, rtt_min: 8, rtt_max: 12, h_10: 100, jitter: 1 });
    add(8, { sent: 100, recv: 50, rtt_avg: 40, rtt_min: 30, rtt_max: 50, h_50: 50 });
    const summary = summaryOf(LINK, hours, { inP95Bps: 5e6, inSumBps: 8_000, outSumBps: undefined });
    expect(summary).toMatchObject({
      ...{ link: LINK, sent: 200, received: 150, rttMinMs: 8, rttMeanMs: 20, rttMaxMs: 50, jitterMs: 1 },
      // 8 kbit/s for five minutes are 300,000 octets.
      ...{ inP95Bps: 5e6, inOctets: 300_000 },
      hours: [
        { hour: 7, sent: 100, received: 100, jitterMs: 1 },
        { hour: 8, sent: 100, received: 50 },
      ],
    });
    expect(summary).not.toHaveProperty('outOctets');
    expect(summary?.hours[1]).not.toHaveProperty('jitterMs');
  });

  it('does not exist where nothing was measured', () => {
    expect(summaryOf(LINK, new Map(), {})).toBeUndefined();
    expect(summaryOf(LINK, new Map([[0, emptySums()]]), {})).toBeUndefined();
  });

  it.each([
    // The roll-up of 00:00 to 01:00 UTC is stamped 01:00; in Makassar (UTC+8) that is the hour from 08:00 on.
    [HOUR_MS, 8, 8],
    [17 * HOUR_MS, 8, 0],
    [24 * HOUR_MS, 0, 23],
    [-HOUR_MS, 0, 22],
  ])('takes the hour that ends at %s, %s h ahead of UTC, as hour %s', (end, ahead, wanted) => {
    expect(hourOfDay(end, ahead * HOUR_MS)).toBe(wanted);
  });
});
