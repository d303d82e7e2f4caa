// The E-model and TIPHON against vectors computed by hand from the Recommendations' formulas.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mos, mosOf, R_MODELS, rFactor, tiphon, tiphonCategory } from '../../src/domain/quality.ts';

describe('the E-model', () => {
  it.each([
    [10, 0, 0, 93.2, 4.409, 93.84, 4.421, 92.83, 4.402],
    [80, 10, 0.5, 91.34, 4.371, 90.35, 4.347, 90.2, 4.344],
    [150, 30, 1, 89.46, 4.326, 86.53, 4.245, 87.08, 4.261],
    [600, 20, 0, 73.39, 3.752, 66.8, 3.444, 70.2, 3.606],
    [700, 40, 5, 50.44, 2.598, 37.95, 1.965, 48.7, 2.507],
    [100, 5, 25, 45.79, 2.356, 45.78, 2.355, 28.95, 1.566],
  ])('of RTT %s ms, jitter %s ms, loss %s %%', (rttMs, jitterMs, lossPct, ra, ma, rb, mb, rc, mc) => {
    const figures = { rttMs, jitterMs, lossPct };
    const expected = [ra, rb, rc];
    const scores = [ma, mb, mc];
    for (const [index, model] of R_MODELS.entries()) {
      expect(rFactor(figures, model)).toBeCloseTo(expected[index] ?? 0, 1);
      expect(mos(figures, model)).toBeCloseTo(scores[index] ?? 0, 2);
    }
  });

  it.each([
    [90, 4.339],
    [80, 4.024],
    [70, 3.597],
    [60, 3.1],
    [50, 2.575],
    [3.22, 1],
    [0, 1],
    [-10, 1],
    [100, 4.5],
  ])('gives for R %s a MOS of %s', (r, expected) => {
    expect(mosOf(r)).toBeCloseTo(expected, 3);
  });

  it('is undefined where nothing came back, and never outside 1 to 4.5', () => {
    expect(mos(undefined)).toBeUndefined();
    const figures = fc.record({
      rttMs: fc.double({ min: 0, max: 30_000, noNaN: true }),
      jitterMs: fc.double({ min: 0, max: 30_000, noNaN: true }),
      lossPct: fc.double({ min: 0, max: 100, noNaN: true }),
    });
    fc.assert(
      fc.property(figures, fc.constantFrom(...R_MODELS), (each, model) => {
        const score = mos(each, model) ?? 0;
        return score >= 1 && score <= 4.5;
      }),
    );
  });
});

describe('TIPHON', () => {
  const at = (rttMs: number, jitterMs: number, lossPct: number) => ({ rttMs, jitterMs, lossPct });

  it.each([
    [149.9, 4],
    [150, 3],
    [300, 2],
    [450, 1],
  ])('gives a delay of %s ms the index %s', (rttMs, index) => {
    expect(tiphon(at(rttMs, 0, 0)).delay).toBe(index);
  });

  it.each([
    [0.4, 4],
    [0.5, 3],
    [75.4, 3],
    [75.5, 2],
    [126, 1],
  ])('gives a jitter of %s ms the index %s', (jitterMs, index) => {
    expect(tiphon(at(1, jitterMs, 0)).jitter).toBe(index);
  });

  it.each([
    [0, 4, 4],
    [2, 3, 4],
    [3, 3, 3],
    [10, 2, 3],
    [15, 2, 2],
    [20, 1, 2],
    [25, 1, 1],
  ])('gives a loss of %s %% the index %s by bounds, %s by bands', (lossPct, bounds, bands) => {
    expect(tiphon(at(1, 0, lossPct)).loss).toBe(bounds);
    expect(tiphon(at(1, 0, lossPct), 'bands').loss).toBe(bands);
  });

  it.each([
    [4, 'very-satisfying'],
    [3.79, 'satisfying'],
    [3, 'satisfying'],
    [2.446, 'less-satisfying'],
    [1.99, 'poor'],
  ])('calls an index of %s %s', (index, category) => {
    expect(tiphonCategory(index)).toBe(category);
  });
});
