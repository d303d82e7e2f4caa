// Restitution in a spreadsheet's language, for the columns [fee_idr], [sla_pct], [t], [d] and [known] of a row. The engine counts in
// integers; these formulas stay within what doubles hold exactly for a month, and are held against it by tests.

import type { ContractData } from './data.ts';

type Terms = Pick<ContractData, 'slaPct' | 'monthlyFeeIdr' | 'restitution'>;

/** S·T − 100·(T − D): how far A lies below S, times T. Rounded far below a ms, so that "exactly kept" is no noise above 0. */
const MISSING = 'ROUND([sla_pct]*[t]-100*([t]-[d]),6)';

/** The formula of a contract; undefined where nothing is ever due, or fee or promise is not recorded. */
export function restitutionFormula({ slaPct, monthlyFeeIdr, restitution }: Terms): string | undefined {
  const { model, always } = restitution;
  const isAlways = model === 'prorata_all' && always;
  if (model === 'none' || monthlyFeeIdr === null || (slaPct === null && !isAlways)) return undefined;
  const due = `MIN([fee_idr],ROUND(${amount(restitution)},0))`;
  const whenMissed = isAlways ? due : `IF(${MISSING}>0,${due},0)`;
  return `IF([t]*[known]=0,"",${whenMissed})`;
}

function amount({ model, tiers }: Terms['restitution']): string {
  switch (model) {
    case 'none':
      return '0';
    case 'gap':
      return `[fee_idr]*${MISSING}/([sla_pct]*[t])`;
    case 'gap100':
    case 'prorata_excess':
      return `[fee_idr]*${MISSING}/(100*[t])`;
    case 'prorata_all':
      return '[fee_idr]*[d]/[t]';
    case 'beibi':
      return '[fee_idr]*[d]*100/([t]*[sla_pct])';
    case 'tier':
      return `[fee_idr]*${share(tiers)}/100`;
  }
}

/** The lowest step that still lies above the availability; below none, nothing. */
function share(tiers: Terms['restitution']['tiers']): string {
  return [...tiers]
    .sort((a, b) => b.belowPct - a.belowPct)
    .reduce(
      (otherwise, { belowPct, sharePct }) =>
        `IF(ROUND(${belowPct}*[t]-100*([t]-[d]),6)>0,${sharePct},${otherwise})`,
      '0',
    );
}
