// A month of which nothing was measured has no availability, however its contracts count unknown time.

import { describe, expect, it } from 'vitest';
import { buildSla } from '../../../src/report/sla/build.ts';
import { gatherSla } from '../../../src/report/sla/gather.ts';
import { disagreements } from '../support/formula.ts';
import { wita } from '../support/october.ts';
import { octoberSources } from '../support/sources.ts';
import { columnIn, tableIn } from '../support/texts.ts';
import { tablesOf } from '../support/walk.ts';

const ask = {
  kind: 'sla',
  month: '2026-10',
  locale: 'id',
  asOf: wita(36, 8),
  subject: { by: 'province' },
} as const;
const nothing = () => octoberSources({ intervals: () => [], ledger: () => [] });

describe('the report of a month of which nothing was measured', () => {
  it('prints no availability, of any link, group or total', async () => {
    const data = await gatherSla(ask, nothing());
    expect(data.total.availability).toEqual({ part: 0, whole: 0 });
    expect(data.links.every(({ availability }) => availability.whole === 0)).toBe(true);
    const { document } = await buildSla(ask, nothing());
    expect(new Set(columnIn(tableIn(document, 'links'), 'a_net_pct'))).toEqual(new Set([null]));
    const figures = document.blocks.find(({ kind }) => kind === 'figures');
    expect(figures?.kind === 'figures' && figures.figures[0]?.value).toBe('–');
    expect(JSON.stringify(document.blocks)).not.toMatch(/100,00/);
  });

  it('lets a spreadsheet come to the same', async () => {
    const { document } = await buildSla(ask, nothing());
    expect(tablesOf(document).flatMap(disagreements)).toEqual([]);
  });
});
