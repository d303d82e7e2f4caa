// The document says what the data says, its formulas re-compute it, and both languages say the same.

import { describe, expect, it } from 'vitest';
import { buildSla } from '../../../src/report/sla/build.ts';
import type { SlaData } from '../../../src/report/sla/data.ts';
import { gatherSla } from '../../../src/report/sla/gather.ts';
import { disagreements } from '../support/formula.ts';
import { OCTOBER_CONFIG, wita } from '../support/october.ts';
import { octoberSources } from '../support/sources.ts';
import { faultsOf, skeleton, tablesOf, textsOf } from '../support/walk.ts';

const SUBJECTS = [
  { by: 'province' },
  { by: 'contract', id: 'metro-2020' },
  { by: 'contract', id: 'marasa-2019' },
  { by: 'provider', id: 'penyedia-b' },
  { by: 'regency', id: 'majene' },
] as const;
const ask = { kind: 'sla', month: '2026-10', locale: 'id', asOf: wita(36, 8) } as const;

describe.each(SUBJECTS)('the report of $by $id', (subject) => {
  const build = (locale: 'id' | 'en') => buildSla({ ...ask, subject, locale }, octoberSources());
  const gather = (): Promise<SlaData> => gatherSla({ ...ask, subject }, octoberSources());

  it('is well formed, and its formulas agree with the engine', async () => {
    const { document } = await build('id');
    expect(faultsOf(document)).toEqual([]);
    expect(tablesOf(document).flatMap(disagreements)).toEqual([]);
  });

  it('has the same bones in English, and no word left of the other language', async () => {
    const [id, en] = [await build('id'), await build('en')];
    expect(skeleton(en.document)).toEqual(skeleton(id.document));
    const english = textsOf(en.document).join(' ');
    expect(faultsOf(en.document)).toEqual([]);
    expect(english).not.toMatch(/\b(jalur (?!0)|waktu|dihitung|gangguan|kontrak|tersedia|sebab|jam)\b/i);
  });

  it('holds a row per link and per outage, with the totals of the data', async () => {
    const data = await gather();
    const tables = new Map(tablesOf((await build('id')).document).map((table) => [table.id, table]));
    const column = (id: string, key: string) => {
      const table = tables.get(id);
      const at = table?.columns.findIndex((each) => each.key === key) ?? -1;
      expect(at, `${id}.${key}`).toBeGreaterThanOrEqual(0);
      return { cells: table?.rows.map((row) => row[at]), total: table?.totals?.[at] };
    };
    expect(column('links', 'link_id').cells).toEqual(data.links.map(({ id }) => id));
    expect(column('links', 'd')).toEqual({
      cells: data.links.map(({ countedMs }) => countedMs),
      total: data.total.countedMs,
    });
    expect(column('links', 't').total).toBe(data.total.totalMs);
    expect(column('links', 'gross').total).toBe(data.total.grossMs);
    expect(column('links', 'stop').total).toBe(data.total.stopMs);
    expect(column('links', 'restitution_idr').total).toBe(data.total.restitutionIdr);
    expect(column('events', 'link_id').cells).toEqual(data.events.map(({ link }) => link));
    if (data.events.length > 0) expect(column('events', 'counted').total).toBe(data.total.countedMs);
    for (const { id } of data.contracts) {
      const own = data.links.filter(({ contract }) => contract === id);
      expect(column(`restitution-${id}`, 'restitution_idr').total).toBe(
        own.reduce((sum, { restitutionIdr }) => sum + (restitutionIdr ?? 0), 0),
      );
    }
    expect(column('by-regency', 'd').total).toBe(data.total.countedMs);
    expect(column('ledger', 'entry').cells).toEqual(data.ledger.map(({ id }) => id));
    expect(column('unknown', 'links').cells).toEqual(data.unknown.map(({ links }) => links.length));
  });
});

describe('the paper of a contract', () => {
  it('names contract, package, PPK, period, time source, and both parties', async () => {
    const { document } = await buildSla(
      { ...ask, subject: { by: 'contract', id: 'metro-2020' } },
      octoberSources(),
    );
    const facts = new Map(document.facts.map(({ label, value }) => [label, value]));
    expect(facts.get('Nomor dan tanggal kontrak')).toBe('027/12/2020; 17 Februari 2020');
    expect(facts.get('Nama paket')).toBe('Metro kabupaten');
    expect(facts.get('PPK')).toBe('Ani');
    expect(facts.get('Periode')).toBe('1 Oktober 2026 00.00 WITA – 1 November 2026 00.00 WITA');
    expect(facts.get('Sumber waktu')).toBe('NTP: 10.76.0.123');
    expect(document.letterhead[0]).toBe('PEMERINTAH PROVINSI SULAWESI BARAT');
    const signatures = document.blocks.find((block) => block.kind === 'signatures');
    expect(signatures).toMatchObject({
      place: 'Mamuju',
      parties: [{ name: 'Ani', number: 'NIP 1979' }, { office: 'Penyedia A' }],
    });
  });

  it.each([
    ['nobody', [], ['Pihak Kesatu: Kepala Bidang Aptika', 'Pihak Kedua']],
    ['the office', [{ role: 'Pihak Kesatu', office: 'Dinas' }], ['Pihak Kesatu', 'Pihak Kedua']],
    [
      'both parties',
      [
        { role: 'Pihak Kesatu', office: 'Dinas' },
        { role: 'Pihak Kedua', office: 'PT B' },
      ],
      ['Pihak Kesatu', 'Pihak Kedua'],
    ],
  ])('is signed by both parties once, where the configuration names %s', async (_, signatories, roles) => {
    const config = { ...OCTOBER_CONFIG, reports: { ...OCTOBER_CONFIG.reports, signatories } };
    const subject = { by: 'contract', id: 'marasa-2019' } as const;
    const { document } = await buildSla({ ...ask, subject }, octoberSources({ config }));
    const signed = document.blocks.flatMap((block) => (block.kind === 'signatures' ? block.parties : []));
    expect(signed.map(({ role }) => role)).toEqual(roles);
  });

  it('prints the terms of its contract, and no source of hearsay as law', async () => {
    const { document } = await buildSla(
      { ...ask, subject: { by: 'contract', id: 'marasa-2019' } },
      octoberSources(),
    );
    const text = textsOf(document).join('\n');
    expect(text).toContain('tidak lebih dari 5 mnt 00 d didaftar tetapi tidak dihitung');
    expect(text).toContain('T adalah seluruh periode');
    expect(text).toContain('waktu yang tidak diketahui dikeluarkan dari T');
    expect(text).toContain('gap100: F × (S − A) / 100');
    expect(text).toContain('TIPHON (praktik Indonesia; bukan dokumen ETSI)');
  });

  it('draws availability worst first against the target, strips of what failed, and causes', async () => {
    const { document } = await buildSla(
      { ...ask, subject: { by: 'contract', id: 'metro-2020' } },
      octoberSources(),
    );
    const charts = document.blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart] : []));
    expect(charts.map(({ type }) => type)).toEqual(['bars', 'bars', 'bars', 'strips']);
    expect(charts[0]).toMatchObject({
      line: { value: 99.5 },
      bars: expect.arrayContaining([{ label: 'Provinsi–majene', value: 99.16, tone: 'bad' }]),
    });
    expect(charts[0]?.type === 'bars' && charts[0].bars[0]?.label).toBe('Provinsi–majene');
    // 744 h · 0.5 %
    expect(charts[1]).toMatchObject({ line: { value: 3.72 } });
    expect(charts[3]?.type === 'strips' && charts[3].rows).toHaveLength(5);
  });
});

describe('the check of formulas itself', () => {
  it('finds a figure that was tampered with', async () => {
    const { document } = await buildSla({ ...ask, subject: { by: 'province' } }, octoberSources());
    const table = tablesOf(document).find(({ id }) => id === 'restitution-metro-2020');
    if (!table) throw new Error('there is no such table');
    const at = table.columns.findIndex(({ key }) => key === 'restitution_idr');
    const rows = table.rows.map((row) => row.map((cell, index) => (index === at ? Number(cell) + 1 : cell)));
    // Six rows, and the total that is their sum no more.
    expect(disagreements({ ...table, rows })).toHaveLength(table.rows.length + 1);
  });
});
