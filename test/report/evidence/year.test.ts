// The evidence of a year whose October is known to the second (test/report/support/october.ts).

import { describe, expect, it } from 'vitest';
import { siteId } from '../../../src/domain/ids.ts';
import { buildEvidence, evidenceBuilder } from '../../../src/report/evidence/build.ts';
import { gatherEvidence } from '../../../src/report/evidence/gather.ts';
import { SCHEMES } from '../../../src/report/evidence/schemes.ts';
import { gatherSla } from '../../../src/report/sla/gather.ts';
import { OCTOBER_CONFIG, wita } from '../support/october.ts';
import { octoberSources } from '../support/sources.ts';
import { faultsOf, skeleton, tablesOf, textsOf } from '../support/walk.ts';

const ask = { kind: 'evidence', year: 2026, locale: 'id', asOf: wita(36, 8) } as const;
const gather = (changes = {}) => gatherEvidence(ask, SCHEMES, octoberSources(changes));

describe('the review of the months', () => {
  it('says of October what its SLA report says', async () => {
    const { review } = await gather();
    const october = review.find(({ month }) => month === '2026-10');
    const sla = await gatherSla(
      { kind: 'sla', month: '2026-10', subject: { by: 'province' }, locale: 'id', asOf: ask.asOf },
      octoberSources(),
    );
    expect(october).toMatchObject({
      availability: sla.total.availability,
      coverage: sla.total.coverage,
      met: 8,
      missed: 4,
      countedMs: sla.total.countedMs,
      restitutionIdr: 92_425,
      provisional: false,
      missedLinks: ['Provinsi–mamuju', 'Provinsi–mamasa', 'Desa mamasa', 'Provinsi–majene'],
      mainCause: 'fiber-cut',
      actions: ['sambung kabel'],
      // The cable of Majene is one; that it took along is not ticketed.
      ticketed: 1,
    });
    // 99.9 % of 744 h leave 44.6 min: half an hour and two minutes do; whoever lost less does too.
    expect(october?.atNamedSla).toBe(8);
  });

  it('has eleven months until November, says of eight that nothing is known, and of the last that it is not over', async () => {
    const { review, provisionalUntil, monitored } = await gather();
    expect(review).toHaveLength(11);
    expect(review.filter(({ availability }) => availability === null)).toHaveLength(8);
    expect(review.at(-1)?.provisional).toBe(true);
    expect(provisionalUntil).toBe(ask.asOf);
    expect(monitored).toMatchObject({ links: 12, sites: 12, since: '2026-09' });
  });
});

describe('what the pack holds', () => {
  it('tells what the office has to add, and proposes no level', async () => {
    const { held, schemes } = await gather();
    expect(held).toEqual({
      ...{ monitoring: true, coverage: true, use: false, terms: true, review: true, 'follow-up': true },
      ...{ interconnection: true, sop: false, 'topology-picture': false },
    });
    const level3 = schemes[0]?.indicators[0]?.levels[2];
    expect(level3).toEqual({ level: '3', held: ['coverage', 'terms'], missing: ['use', 'sop'] });
    expect(schemes.map(({ id, indicators }) => [id, indicators.map((each) => each.id)])).toEqual([
      ['spbe-59-2020', ['i17']],
      ['pemdi-8-2026', ['i14', 'i19']],
    ]);
  });

  it('lists the regencies as interconnections, and JIP only where a link is tagged as one', async () => {
    const plain = await gather();
    expect(plain.interconnections.map(({ kind }) => kind)).toEqual(
      Array.from({ length: 6 }, () => 'regency'),
    );
    const network = {
      ...OCTOBER_CONFIG.network,
      links: new Map(
        [...OCTOBER_CONFIG.network.links].map(([id, link]) => [
          id,
          link.id === 'v-majene' ? { ...link, tags: ['jip'] } : link,
        ]),
      ),
    };
    const tagged = await gather({ config: { ...OCTOBER_CONFIG, network } });
    expect(tagged.interconnections.filter(({ kind }) => kind === 'jip').map(({ id }) => id)).toEqual([
      'v-majene',
    ]);
  });

  it('tells the use of an office, and that it is not known where the history cannot be read', async () => {
    const sites = new Map(OCTOBER_CONFIG.network.sites);
    const id = siteId('desa-majene');
    const village = sites.get(id);
    if (village) sites.set(id, { ...village, kind: 'office', name: 'Dinas Kesehatan' });
    const config = { ...OCTOBER_CONFIG, network: { ...OCTOBER_CONFIG.network, sites } };
    const { offices, held } = await gather({ config });
    expect(offices).toMatchObject([{ name: 'Dinas Kesehatan', links: 1, inOctets: 3e11, outOctets: 4e10 }]);
    expect(held.use).toBe(true);
    const blind = await gather({ config, summaries: () => Promise.reject(new Error('gone')) });
    expect(blind).toMatchObject({
      historyUnreadable: true,
      offices: [{ inOctets: null }],
      held: { use: false },
    });
  });
});

describe('the paper', () => {
  it('is well formed in both languages, with the same bones and hash', async () => {
    const [id, en] = [
      await buildEvidence(ask, octoberSources()),
      await buildEvidence({ ...ask, locale: 'en' }, octoberSources()),
    ];
    expect(faultsOf(id.document)).toEqual([]);
    expect(faultsOf(en.document)).toEqual([]);
    const bones = (of: typeof id) => ({ ...(skeleton(of.document) as object), fileName: '' });
    expect(bones(en)).toEqual(bones(id));
  });

  it('calls summaries of secondary sources what they are, wherever a criterion stands', async () => {
    const { document } = await buildEvidence(ask, octoberSources());
    const schemes = tablesOf(document).filter(({ id }) => id.startsWith('scheme-'));
    expect(schemes).toHaveLength(2);
    for (const { note, columns } of schemes) {
      expect(note).toContain('bukan kutipan peraturan');
      expect(columns.map(({ title }) => title)).toContain('Kriteria (ringkasan)');
    }
    expect(textsOf(document).join('\n')).toContain('ringkasan kerja dari sumber sekunder');
  });

  it('prints schemes of the office’s own', async () => {
    const own = evidenceBuilder([
      {
        id: 'uji',
        name: ['Skema uji', 'Test scheme'],
        source: ['sendiri', 'own'],
        indicators: [
          {
            id: 'x1',
            name: ['X1: uji', 'X1: test'],
            levels: [{ level: 'A', criterion: ['ada', 'is there'], evidence: ['review', 'sop'] }],
          },
        ],
      },
    ]);
    const { document } = await own(ask, octoberSources());
    const [table, ...others] = tablesOf(document).filter(({ id }) => id.startsWith('scheme-'));
    expect(others).toEqual([]);
    expect(table?.rows).toEqual([
      ['X1: uji', 'A', 'ada', 'peninjauan SLA bulanan (bab 2)', 'SOP (dokumen dinas)'],
    ]);
  });

  it('refuses a year that has not begun', async () => {
    await expect(buildEvidence({ ...ask, year: 2027 }, octoberSources())).rejects.toMatchObject({
      code: 'future',
    });
  });
});
