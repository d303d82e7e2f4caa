// The scales of a month's summary; vectors of the formulas themselves are in test/domain/quality.test.ts.

import { describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import { qualityOf } from '../../../src/report/method/quality.ts';
import type { LinkSummary } from '../../../src/store/metrics/summary.ts';

const summary = (changes: Partial<LinkSummary> = {}): LinkSummary => ({
  ...{ link: linkId('a'), sent: 10_000, received: 9_950, rttMeanMs: 80, rttP50Ms: 78, rttP95Ms: 95 },
  ...{ jitterMs: 10, hours: [] },
  ...changes,
});

const hour = (at: number, changes = {}) => ({
  ...{ hour: at, sent: 400, received: 400, rttP50Ms: 20, rttP95Ms: 30, jitterMs: 1 },
  ...changes,
});

describe('the quality of a link', () => {
  it('is not known where nothing was sent', () => {
    expect(qualityOf(undefined)).toBeUndefined();
    expect(qualityOf(summary({ sent: 0, received: 0 }))).toBeUndefined();
  });

  it('is loss alone where nothing came back: no RTT, no index, no MOS', () => {
    const { rttMeanMs, rttP50Ms, rttP95Ms, jitterMs, ...silent } = summary({ received: 0 });
    expect(qualityOf(silent)).toEqual({ sent: 10_000, received: 0, lossPct: 100 });
  });

  it('is what the vectors say: RTT 80, jitter 10, loss 0.5 %', () => {
    const found = qualityOf(summary());
    expect(found?.lossPct).toBe(0.5);
    expect(found?.r?.g107).toBeCloseTo(91.34, 2);
    expect(found?.r?.['cole-rosenbluth']).toBeCloseTo(90.35, 2);
    expect(found?.r?.['effective-latency']).toBeCloseTo(90.2, 2);
    expect(found?.mos?.g107).toBeCloseTo(4.371, 2);
    // Latency 4, jitter 3; loss 3 as a bound, 4 as a band.
    expect(found?.tiphonBounds).toEqual({ delay: 4, jitter: 3, loss: 3, index: 3.333 });
    expect(found?.tiphonBands).toEqual({ delay: 4, jitter: 3, loss: 4, index: 3.667 });
  });

  it.each([
    ['the one with most loss', [hour(9), hour(14, { received: 300 }), hour(20)], 14],
    ['the slowest', [hour(9), hour(14, { rttP50Ms: 400 }), hour(20)], 14],
    [
      'one without any reply before all others',
      [hour(2, { received: 0, rttP50Ms: undefined }), hour(14, { received: 10 })],
      2,
    ],
    ['not one that says nothing', [hour(3, { sent: 59, received: 0 }), hour(14)], 14],
  ])('names the worst hour: %s', (_, hours, worst) => {
    expect(qualityOf(summary({ hours }))?.worstHour?.hour).toBe(worst);
  });

  it('names no worst hour where none was measured for long enough', () => {
    expect(qualityOf(summary({ hours: [hour(3, { sent: 10 })] }))?.worstHour).toBeUndefined();
  });
});
