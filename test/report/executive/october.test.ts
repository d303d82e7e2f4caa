// The page of a month that is known to the second (test/report/support/october.ts).

import { describe, expect, it } from 'vitest';
import { buildExecutive } from '../../../src/report/executive/build.ts';
import { gatherExecutive } from '../../../src/report/executive/gather.ts';
import { gatherSla } from '../../../src/report/sla/gather.ts';
import { OCTOBER_CONFIG, wita } from '../support/october.ts';
import { octoberSources } from '../support/sources.ts';
import { faultsOf, skeleton, textsOf } from '../support/walk.ts';

const ask = { kind: 'executive', month: '2026-10', locale: 'id', asOf: wita(36, 8) } as const;

describe('the executive page', () => {
  it('draws the trend, and beside it the downtime by cause', async () => {
    const { document } = await buildExecutive({ ...ask, locale: 'id' }, octoberSources());
    const chart = document.blocks.find(({ kind }) => kind === 'chart');
    expect(chart).toMatchObject({
      chart: { type: 'line' },
      beside: {
        type: 'bars',
        unit: 'jam',
        bars: [
          { value: 20 },
          { label: 'belum ditetapkan', value: 10.5 },
          { label: 'kabel fiber putus', value: 6.2 },
        ],
      },
    });
  });

  it('counts as the SLA report does', async () => {
    const page = await gatherExecutive(ask, octoberSources());
    const sla = await gatherSla({ ...ask, kind: 'sla', subject: { by: 'province' } }, octoberSources());
    expect(page.availability).toEqual(sla.total.availability);
    expect(page.countedMs).toBe(sla.total.countedMs);
    expect(page.restitutionIdr).toBe(92_425);
    expect(
      page.contracts.map(({ id, met, missed, restitutionIdr }) => [id, met, missed, restitutionIdr]),
    ).toEqual([
      ['metro-2020', 3, 3, 85_103],
      ['marasa-2019', 5, 1, 7_322],
    ]);
  });

  it('looks back twelve months, and says nothing of those it does not know', async () => {
    const { trend, availability } = await gatherExecutive(ask, octoberSources());
    expect(trend.map(({ month }) => month)).toEqual([
      ...['2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'],
      ...['2026-07', '2026-08', '2026-09', '2026-10'],
    ]);
    // The data of the province begins on 1 September.
    expect(trend.filter((point) => point.availability !== null)).toHaveLength(2);
    expect(trend.at(-1)?.availability).toEqual(availability);
  });

  it('names the worst links and causes by what counted', async () => {
    const { worst, causes } = await gatherExecutive(ask, octoberSources());
    expect(worst.map(({ id }) => id)).toEqual(['v-mamasa', 'prov-majene', 'prov-mamasa']);
    expect(causes.map(({ cause, events }) => [cause, events])).toEqual([
      ['restart', 1],
      [null, 4],
      ['fiber-cut', 1],
    ]);
  });

  it('asks for what has to be decided', async () => {
    const { decisions } = await gatherExecutive(ask, octoberSources());
    expect(decisions).toEqual([
      { kind: 'claim', count: 2, names: ['Penyedia A', 'Penyedia B'], namesLeftOut: 0, idr: 92_425 },
      {
        kind: 'unexplained',
        count: 3,
        names: ['Provinsi–mamuju', 'Provinsi–mamasa', 'Desa mamasa'],
        namesLeftOut: 0,
        idr: null,
      },
      { kind: 'unagreed', count: 1, names: ['Provinsi–mamasa'], namesLeftOut: 0, idr: null },
      { kind: 'behind-target', count: 8, names: [], namesLeftOut: 0, idr: null },
    ]);
  });

  it('is one well-formed page in both languages, with the same hash', async () => {
    const one = await buildExecutive(ask, octoberSources());
    const other = await buildExecutive({ ...ask, locale: 'en' }, octoberSources());
    expect(faultsOf(one.document)).toEqual([]);
    expect(faultsOf(other.document)).toEqual([]);
    const bones = (of: typeof one) => ({ ...(skeleton(of.document) as object), fileName: '' });
    expect(bones(other)).toEqual(bones(one));
    expect(textsOf(one.document).join('\n')).toContain(
      'Ajukan restitusi Rp92.425 dan tanda tangani berita acara: Penyedia A, Penyedia B.',
    );
    expect(textsOf(one.document).join('\n')).toContain('Lebih buruk daripada bulan sebelumnya (99,94 %)');
    expect(one.document.orientation).toBe('portrait');
  });

  it('tells a month that lasts as such, and claims nothing yet', async () => {
    const page = await gatherExecutive({ ...ask, asOf: wita(20, 12) }, octoberSources());
    expect(page.provisionalUntil).toBe(wita(20, 12));
    expect(page.restitutionIdr).toBeNull();
    expect(page.decisions.map(({ kind }) => kind)).not.toContain('claim');
  });

  it('says of a province where nothing was promised that the terms are missing', async () => {
    const contracts = OCTOBER_CONFIG.contracts.map(({ slaPct, monthlyFeeIdr, ...contract }) => {
      const { slaPct: _, monthlyFeeIdr: __, ...sla } = contract.sla;
      return { ...contract, sla };
    });
    const config = { ...OCTOBER_CONFIG, contracts };
    const { document, data } = await buildExecutive(ask, octoberSources({ config }));
    expect(faultsOf(document)).toEqual([]);
    expect(data).toMatchObject({ restitutionIdr: null });
    expect(textsOf(document).join('\n')).toContain('Target atau biaya 2 kontrak belum dicatat');
  });
});
