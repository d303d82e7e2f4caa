// A spreadsheet gives back what the engine does: every model, on random downtimes, and at the very edge of a promise.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { restitutionIdr } from '../../../src/domain/sla/restitution.ts';
import { RESTITUTION_MODELS, type RestitutionTerms } from '../../../src/domain/sla/terms.ts';
import { restitutionFormula } from '../../../src/report/sla/restitution-formula.ts';
import { evaluate } from '../support/formula.ts';

const TIERS = [
  { belowPct: 95, sharePct: 50 },
  { belowPct: 98, sharePct: 20 },
  { belowPct: 99.9, sharePct: 10 },
];

function both(terms: RestitutionTerms, slaPct: number, monthlyFeeIdr: number, t: number, d: number) {
  const formula = restitutionFormula({
    ...{ slaPct, monthlyFeeIdr },
    restitution: { ...terms, tiers: [...terms.tiers] },
  });
  const engine = restitutionIdr(
    { slaPct, monthlyFeeIdr, restitution: terms },
    { availability: { part: t - d, whole: t } },
  );
  const row = { fee_idr: monthlyFeeIdr, sla_pct: slaPct, t: t / 1_000, d: d / 1_000, known: t / 1_000 };
  return { engine, sheet: formula === undefined ? 0 : evaluate(formula, row) };
}

describe.each(RESTITUTION_MODELS)('the model %s', (model) => {
  const terms = (always: boolean): RestitutionTerms => ({
    ...{ model, always: always && model === 'prorata_all', tiers: model === 'tier' ? TIERS : [] },
  });

  it('agrees with the engine on whole seconds', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(95, 98, 99, 99.5, 99.9, 99.95),
        fc.constantFrom(1_000_000, 3_500_000, 12_500_000, 987_654_321),
        fc.constantFrom(2_419_200, 2_592_000, 2_678_400, 1_382_400),
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.boolean(),
        (slaPct, fee, seconds, ppm, always) => {
          const d = Math.round((seconds * ppm) / 1e6) * 1_000;
          const { engine, sheet } = both(terms(always), slaPct, fee, seconds * 1_000, d);
          expect(sheet).toBe(engine);
        },
      ),
    );
  });

  it.each([
    ['exactly kept', 99.9, 2_592_000, 2_592],
    ['missed by a second', 99.9, 2_592_000, 2_593],
    ['exactly kept, 31 days', 99.5, 2_678_400, 13_392],
    ['nothing left', 98, 2_592_000, 2_592_000],
  ])('agrees at the edge: %s', (_, slaPct, t, d) => {
    const { engine, sheet } = both(terms(false), slaPct, 12_500_000, t * 1_000, d * 1_000);
    expect(sheet).toBe(engine);
  });
});

describe('no formula', () => {
  const gap = { model: 'gap', always: false, tiers: [] } as const;

  it.each([
    [
      'nothing is ever given back',
      { slaPct: 99, monthlyFeeIdr: 1, restitution: { ...gap, model: 'none' as const } },
    ],
    ['the fee is not recorded', { slaPct: 99, monthlyFeeIdr: null, restitution: gap }],
    ['nothing was promised', { slaPct: null, monthlyFeeIdr: 1, restitution: gap }],
  ])('where %s', (_, terms) => {
    expect(restitutionFormula(terms)).toBeUndefined();
  });

  it('gives an empty cell where nothing is known of a link', () => {
    const formula = restitutionFormula({ slaPct: 99, monthlyFeeIdr: 1, restitution: gap }) ?? '';
    expect(evaluate(formula, { fee_idr: 1, sla_pct: 99, t: 100, d: 0, known: 0 })).toBeNull();
  });
});
