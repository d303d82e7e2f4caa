// What is given back: the vectors of the field (domain reference 5) as tables, caps, rounding and steps.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { restitutionIdr } from '../../../src/domain/sla/restitution.ts';
import type { RestitutionModel, RestitutionTerms } from '../../../src/domain/sla/terms.ts';

const HOUR_MS = 3_600_000;

describe('restitution', () => {
  const terms = (
    monthlyFeeIdr: number,
    slaPct: number,
    restitution: Partial<RestitutionTerms> & { readonly model: RestitutionModel },
  ) => ({ monthlyFeeIdr, slaPct, restitution: { always: false, tiers: [], ...restitution } });
  const ratio = (totalHours: number, downHours: number) => ({
    part: Math.round((totalHours - downHours) * HOUR_MS),
    whole: totalHours * HOUR_MS,
  });

  it.each<[vector: string, fee: number, hours: number, slaPct: number, down: number, due: number[]]>([
    ['R1', 1_000_000, 720, 98, 168.48, [218_367, 214_000, 214_000, 234_000]],
    ['R2', 12_500_000, 744, 99.5, 6.2, [41_876, 41_667, 41_667, 104_167]],
    ['R3 (met)', 12_500_000, 744, 99.5, 3, [0, 0, 0, 0]],
    ['R4 (total)', 1_000_000, 720, 98, 720, [1_000_000, 980_000, 980_000, 1_000_000]],
  ])('%s', (_, fee, hours, slaPct, down, due) => {
    const models = ['gap', 'gap100', 'prorata_excess', 'prorata_all'] as const;
    const availability = ratio(hours, down);
    expect(models.map((model) => restitutionIdr(terms(fee, slaPct, { model }), { availability }))).toEqual(
      due,
    );
  });

  it('prorata_all "always" gives back though the promise is kept (R3)', () => {
    const always = terms(12_500_000, 99.5, { model: 'prorata_all', always: true });
    expect(restitutionIdr(always, { availability: ratio(744, 3) })).toBe(50_403);
    const { slaPct: _, ...promised } = always;
    expect(restitutionIdr(promised, { availability: ratio(744, 3) })).toBe(50_403);
  });

  it.each<[part: number, due: number]>([
    [99_850, 200_000],
    [99_900, 0],
    [99_899, 200_000],
  ])('tier, with 20 %% below 99.9 %%: %d of 100,000 gives %d', (part, due) => {
    const starlink = terms(1_000_000, 99.9, { model: 'tier', tiers: [{ belowPct: 99.9, sharePct: 20 }] });
    expect(restitutionIdr(starlink, { availability: { part, whole: 100_000 } })).toBe(due);
  });

  it.each<[part: number, due: number]>([
    [98_999, 100_000],
    [95_000, 100_000],
    [94_999, 500_000],
    [0, 500_000],
  ])('tier, with steps in any order: %d of 100,000 gives %d', (part, due) => {
    const steps = [
      { belowPct: 95, sharePct: 50 },
      { belowPct: 99, sharePct: 10 },
    ];
    for (const tiers of [steps, steps.toReversed()])
      expect(
        restitutionIdr(terms(1_000_000, 99, { model: 'tier', tiers }), {
          availability: { part, whole: 100_000 },
        }),
      ).toBe(due);
  });

  it.each<[down: number, due: number, what: string]>([
    [168.48, 238_776, '1,000,000 · 168.48 / 705.6'],
    [14.4, 0, 'kept at the tolerance'],
    [719, 1_000_000, 'more than the fee, capped at it'],
  ])('beibi with %d h of 720 h gives %d (%s)', (down, due) => {
    const beibi = terms(1_000_000, 98, { model: 'beibi' });
    expect(restitutionIdr(beibi, { availability: ratio(720, down) })).toBe(due);
  });

  it('rounds half up, once, at the end', () => {
    const all = (fee: number) => terms(fee, 100, { model: 'prorata_all' });
    expect(restitutionIdr(all(1), { availability: { part: 1, whole: 2 } })).toBe(1);
    expect(restitutionIdr(all(1), { availability: { part: 501, whole: 1_000 } })).toBe(0);
    expect(restitutionIdr(all(3), { availability: { part: 1, whole: 2 } })).toBe(2);
  });

  it('is not known without a fee, a promise, or a month', () => {
    const gap = terms(1_000_000, 99, { model: 'gap' });
    const { monthlyFeeIdr: _, ...free } = gap;
    const { slaPct: __, ...unpromised } = gap;
    expect(restitutionIdr(free, { availability: ratio(720, 100) })).toBeUndefined();
    expect(restitutionIdr(unpromised, { availability: ratio(720, 100) })).toBeUndefined();
    expect(restitutionIdr(gap, { availability: { part: 0, whole: 0 } })).toBeUndefined();
  });

  it('none gives nothing back, and says so', () => {
    expect(restitutionIdr(terms(1_000_000, 99, { model: 'none' }), { availability: ratio(720, 720) })).toBe(
      0,
    );
  });

  it('of any amount is at most the fee, grows with the downtime, and is the formula to half a rupiah', () => {
    const models = ['gap', 'gap100', 'prorata_excess', 'prorata_all', 'beibi'] as const;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000_000 }),
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 1, max: 2_678_400 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (fee, hundredths, totalS, share) => {
          const slaPct = hundredths / 100;
          const downS = Math.floor(share * totalS);
          const due = (model: RestitutionModel, seconds: number) =>
            restitutionIdr(terms(fee, slaPct, { model }), {
              availability: { part: (totalS - seconds) * 1_000, whole: totalS * 1_000 },
            }) ?? Number.NaN;
          const isMissed = (totalS - downS) * 10_000 < hundredths * totalS;
          const availablePct = (100 * (totalS - downS)) / totalS;
          const formulas: Readonly<Record<(typeof models)[number], number>> = {
            gap: (fee * (slaPct - availablePct)) / slaPct,
            gap100: (fee * (slaPct - availablePct)) / 100,
            prorata_excess: fee * (downS / totalS - (1 - slaPct / 100)),
            prorata_all: (fee * downS) / totalS,
            beibi: (fee * downS * 100) / (totalS * slaPct),
          };
          for (const model of models) {
            const rupiah = due(model, downS);
            const wanted = isMissed ? Math.min(fee, formulas[model]) : 0;
            // Floating point is off by some 1e-8 of the fee.
            expect(Math.abs(rupiah - wanted), model).toBeLessThanOrEqual(0.500_1 + fee * 1e-8);
            expect(rupiah, model).toBeLessThanOrEqual(fee);
            expect(due(model, Math.min(totalS, downS + 1)), model).toBeGreaterThanOrEqual(rupiah);
          }
          expect(due('prorata_excess', downS)).toBe(due('gap100', downS));
        },
      ),
      { numRuns: 500 },
    );
  });
});
