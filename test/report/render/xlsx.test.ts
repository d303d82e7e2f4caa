import { describe, expect, it } from 'vitest';
import type { Column, ReportDocument, Table } from '../../../src/report/document.ts';
import { cellFormula, columnLetters } from '../../../src/report/render/xlsx/formulas.ts';
import { sheetNames } from '../../../src/report/render/xlsx/names.ts';
import { renderXlsx } from '../../../src/report/render/xlsx.ts';
import { fixture } from './fixture.ts';
import { MADE_AT } from './fixture-tables.ts';
import { formulasOf, hasLibreOffice, openWorkbook, recalculate, throughLibreOffice } from './workbook.ts';

const { document } = fixture();
const deps = { madeAtMs: MADE_AT };

/** The document with one table alone. */
function withTable(table: Partial<Table> & Pick<Table, 'columns' | 'rows'>): ReportDocument {
  return {
    ...document,
    blocks: [{ kind: 'table', table: { id: 't', title: 'T', empty: 'Kosong', ...table } }],
  };
}

describe('renderXlsx()', () => {
  it('has a summary and a sheet per table, headed, frozen, filtered and ready to print', async () => {
    const workbook = openWorkbook(await renderXlsx(document, deps));
    expect(workbook.SheetNames).toEqual(['Ringkasan', 'links', 'events', 'maintenance']);
    const summary = Object.values(workbook.Sheets['Ringkasan'] ?? {}).map((cell) => cell.v);
    for (const text of [
      document.title,
      document.hash,
      'Nomor kontrak',
      '027/118/PPK/DISKOMINFO/2026',
      'links',
    ])
      expect(summary).toContain(text);
    const links = workbook.Sheets['links'];
    expect(['A1', 'B1', 'E1', 'M1'].map((address) => links?.[address]?.v)).toEqual([
      'No.',
      'Jalur',
      'Waktu layanan (detik)',
      'Waktu layanan (j:mm:dd)',
    ]);
    expect(links?.['!autofilter']).toEqual({ ref: 'A1:P25' });
  });

  it('repeats the head of every sheet in print, under a name that Excel reads whatever the sheet is called', async () => {
    const table = {
      columns: [{ key: 'a', title: 'A', kind: 'count', width: 1 }],
      rows: [[1]],
      empty: '',
    } as const;
    const blocks = ['link-facts', "a'b c", 'links'].map(
      (id) => ({ kind: 'table', table: { ...table, id, title: id } }) as const,
    );
    const workbook = openWorkbook(await renderXlsx({ ...document, blocks }, deps));
    const names = workbook.Workbook?.Names?.map(({ Name, Ref, Sheet }) => [Name, Ref, Sheet]);
    expect(names).toEqual([
      ['_xlnm.Print_Titles', "'link-facts'!$1:$1", 1],
      ['_xlnm.Print_Titles', "'a''b c'!$1:$1", 2],
      ['_xlnm.Print_Titles', "'links'!$1:$1", 3],
    ]);
  });

  it('has room for wrapped titles, and says the zone of every moment', async () => {
    const columns = [
      { key: 'a', title: 'Ketersediaan bersih menurut kontrak, persen', kind: 'number', width: 1 },
      { key: 'b', title: 'Pulih', kind: 'moment', width: 1 },
    ] as const;
    const { Sheets } = openWorkbook(await renderXlsx(withTable({ columns, rows: [[1, 0]] }), deps));
    expect(Sheets['t']?.['B1']?.v).toBe('Pulih (WITA)');
    expect(Sheets['t']?.['!rows']?.[0]?.hpt).toBeGreaterThanOrEqual(3 * 14);
  });

  it('holds numbers: seconds, local dates, percentages to 100, whole rupiah', async () => {
    const { Sheets } = openWorkbook(await renderXlsx(document, deps));
    const at = (sheet: string, address: string) => Sheets[sheet]?.[address];
    expect([at('links', 'E3').v, at('links', 'I3').v, at('links', 'J3').v, at('links', 'K3').v]).toEqual([
      2_678_400, 98.198, 99.5, 3_750_000,
    ]);
    expect([at('links', 'I3').z, at('links', 'J3').z, at('links', 'M3').z]).toEqual([
      '0.000',
      '0.0',
      '[h]:mm:ss',
    ]);
    expect(at('links', 'M3').w).toBe('744:00:00');
    expect(at('events', 'C2')).toMatchObject({ t: 'n', v: 46_296, w: '01/10/2026 00:00:00' });
    expect(at('maintenance', 'A2').v).toBe('Tidak ada pemeliharaan pada bulan ini.');
  });

  it('keeps text that looks like a formula, an error or an escape as text', async () => {
    const texts = ['=1+1', '+1', '-1+cmd', '@SUM(A1)', '#REF!', '_x0041_', 'a\u0000b', '<b>&"'];
    const rows = texts.map((text) => [text]);
    const { Sheets } = openWorkbook(
      await renderXlsx(
        withTable({ columns: [{ key: 'a', title: '=A', kind: 'text', width: 1 }], rows }),
        deps,
      ),
    );
    const cells = texts.map((_, index) => Sheets['t']?.[`A${index + 2}`]);
    expect(cells.map(({ v }) => v)).toEqual([
      '=1+1',
      '+1',
      '-1+cmd',
      '@SUM(A1)',
      '#REF!',
      '_x0041_',
      'ab',
      '<b>&"',
    ]);
    expect(cells.map(({ t, f }) => [t, f])).toEqual(texts.map(() => ['s', undefined]));
    expect(Sheets['t']?.['A1']).toMatchObject({ t: 's', v: '=A' });
  });

  it('shows no percentage as more than it is', async () => {
    const columns: readonly Column[] = [
      { key: 'a', title: 'A', kind: 'percent', decimals: 2, width: 1 },
      { key: 'b', title: 'B', kind: 'percent', decimals: 2, width: 1, formula: '99.49996' },
    ];
    const { Sheets } = openWorkbook(
      await renderXlsx(withTable({ columns, rows: [[99.49996, 99.49996]] }), deps),
    );
    expect(Sheets['t']?.['A2']).toMatchObject({ v: 99.49, w: '99.49' });
    expect(Sheets['t']?.['B2']).toMatchObject({ v: 99.49996, w: '99.499960000' });
  });

  it('caches what each formula computes: rows, totals and clocks (by xlsx-calc)', async () => {
    const workbook = openWorkbook(await renderXlsx(document, deps));
    const cached = formulasOf(workbook);
    // 24 links: three formulas and four clocks each; 37 events: one and one; totals: seven and five, one and one.
    expect(cached.size).toBe(24 * 7 + 37 * 2 + 7 + 4 + 2);
    recalculate(workbook);
    expectSame(formulasOf(workbook), cached);
  });

  it.skipIf(!hasLibreOffice)(
    'has formulas that LibreOffice computes to the same (needs Debian package libreoffice-calc-nogui)',
    async () => {
      const workbook = openWorkbook(await renderXlsx(document, deps));
      const computed = throughLibreOffice(await renderXlsx(poisoned(document), deps));
      const results = new Map(
        [...formulasOf(workbook)].map(([place]) => {
          const [sheet = '', address = ''] = place.split('!');
          return [place, computed.Sheets[sheet]?.[address]] as const;
        }),
      );
      expectSame(results, formulasOf(workbook));
    },
  );

  it('refuses a formula over a column that is not there', async () => {
    const columns: readonly Column[] = [{ key: 'a', title: 'A', kind: 'count', width: 1, formula: '[b]+1' }];
    await expect(renderXlsx(withTable({ columns, rows: [[1]] }), deps)).rejects.toThrow(
      'there is no column "b"; wanted one of a',
    );
  });

  it('gives the same bytes for the same document and time', async () => {
    expect((await renderXlsx(document, deps)).equals(await renderXlsx(document, deps))).toBe(true);
  });
});

/** The same formulas over the same inputs, but every cached result wrong: who shows the right ones has computed them. */
function poisoned(sound: ReportDocument): ReportDocument {
  const blocks = sound.blocks.map((block) => {
    if (block.kind !== 'table') return block;
    const { columns, rows, totals } = block.table;
    const spoil = (row: readonly (string | number | null)[], isTotal: boolean) =>
      row.map((cell, index) =>
        (isTotal ? columns[index]?.total : columns[index]?.formula) !== undefined ? -1_000 : cell,
      );
    return {
      ...block,
      table: {
        ...block.table,
        rows: rows.map((row) => spoil(row, false)),
        ...(totals && { totals: spoil(totals, true) }),
      },
    };
  });
  return { ...sound, blocks };
}

function expectSame(
  computed: ReadonlyMap<string, { readonly v?: unknown } | undefined>,
  cached: ReadonlyMap<string, { readonly v?: unknown }>,
): void {
  const wrong = [...cached].filter(([place, { v }]) => {
    const other = computed.get(place)?.v ?? '';
    return typeof v === 'number'
      ? !(Math.abs(Number(other) - v) <= 1e-9 * Math.max(1, Math.abs(v)))
      : other !== (v ?? '');
  });
  expect(wrong.map(([place, { v }]) => [place, v, computed.get(place)?.v])).toEqual([]);
}

describe('names and addresses', () => {
  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [701, 'ZZ'],
    [702, 'AAA'],
    [16_383, 'XFD'],
  ])('column %d is %s', (index, letters) => {
    expect(columnLetters(index)).toBe(letters);
  });

  it('puts addresses for keys, but not within quoted text', () => {
    const columnOf = new Map([
      ['a', 0],
      ['b_s', 27],
    ]);
    expect(cellFormula('IF([a]=0,"[a] ""[b_s]""",[b_s]*2)', columnOf, 7)).toBe(
      'IF(A7=0,"[a] ""[b_s]""",AB7*2)',
    );
  });

  it('makes names of sheets valid and unique', () => {
    expect(
      sheetNames([
        'Ringkasan',
        'a/b:c',
        'A b c',
        '',
        "'x'",
        'History',
        'x'.repeat(40),
        'X'.repeat(40),
        `${'y'.repeat(30)}😀`,
      ]),
    ).toEqual([
      'Ringkasan',
      'a b c',
      'A b c (2)',
      'Tabel',
      'x',
      'History (2)',
      'x'.repeat(31),
      `${'X'.repeat(27)} (2)`,
      'y'.repeat(30),
    ]);
  });
});
