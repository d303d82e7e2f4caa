// The workbooks of incidents and of the roll-out: what their formulas compute is what the reports say.

import { describe, expect, it } from 'vitest';
import { buildIncident } from '../../../src/report/incident/incident.ts';
import { renderXlsx } from '../../../src/report/render/xlsx.ts';
import { buildRollout } from '../../../src/report/rollout/rollout.ts';
import { formulasOf, openWorkbook, recalculate } from '../render/workbook.ts';
import { wita } from '../support/october.ts';
import { octoberSources } from '../support/sources.ts';

const ASK = { locale: 'id', asOf: wita(36) } as const;
const sources = octoberSources();

describe.each([
  ['an incident', () => buildIncident({ ...ASK, kind: 'incident', incident: 7 }, sources), 2],
  // Rows of 2019 and of none, six regencies, no programme; totals of nine columns in three tables, clocks of six villages.
  ['the roll-out', () => buildRollout({ ...ASK, kind: 'rollout' }, sources), 9 + 27],
] as const)('the workbook of %s', (_, build, least) => {
  it('has formulas that compute what it says', async () => {
    const { document } = await build();
    const workbook = openWorkbook(await renderXlsx(document, { madeAtMs: sources.now }));
    const cached = formulasOf(workbook);
    expect(cached.size).toBeGreaterThanOrEqual(least);
    recalculate(workbook);
    for (const [place, cell] of formulasOf(workbook)) {
      const said = cached.get(place)?.v ?? '';
      if (typeof said === 'number') expect(cell.v, place).toBeCloseTo(said, 6);
      else expect(cell.v ?? '', place).toBe(said);
    }
  });
});
