import { describe, expect, it } from 'vitest';
import type { Block, ReportDocument, Table } from '../../../src/report/document.ts';
import { renderPdf } from '../../../src/report/render/pdf.ts';
import { fixture } from './fixture.ts';
import { MADE_AT } from './fixture-tables.ts';
import { hasPoppler, inspect, type Page, pagesOf, strayWords, textsOf } from './pages.ts';

const deps = { madeAtMs: MADE_AT };
const { document } = fixture();
const portrait: ReportDocument = { ...document, orientation: 'portrait' };

describe('renderPdf()', () => {
  it('gives the same bytes for the same document and time, and a PDF whatever the folder', async () => {
    const first = await renderPdf(document, deps);
    expect(first.subarray(0, 8).toString('latin1')).toBe('%PDF-1.7');
    const before = process.cwd();
    process.chdir('/');
    try {
      expect((await renderPdf(document, deps)).equals(first)).toBe(true);
    } finally {
      process.chdir(before);
    }
    expect((await renderPdf(document, { madeAtMs: MADE_AT + 1_000 })).equals(first)).toBe(false);
  });
});

describe.skipIf(!hasPoppler)('the pages (need Debian package poppler-utils)', () => {
  it('carry title, author, subject, time and language, and embed their fonts', async () => {
    const pdf = await renderPdf(document, deps);
    const info = inspect('pdfinfo', pdf).join('\n');
    expect(info).toMatch(/Title: +LAPORAN KETERSEDIAAN LAYANAN \(SLA\) BULAN OKTOBER 2026/);
    expect(info).toMatch(/Author: +PEMERINTAH PROVINSI SULAWESI BARAT/);
    expect(info).toMatch(/Subject: +Internet masuk desa, kontrak marasa-2019/);
    expect(info).toMatch(/Page size: +841.89 x 595.28 pts \(A4\)/);
    expect(pdf.toString('latin1')).toContain('/Lang (id)');
    expect(pdf.toString('latin1')).toContain('(D:20261102011405Z)');
    const fonts = inspect('pdffonts', pdf).slice(2);
    expect(fonts.length).toBeGreaterThanOrEqual(2);
    for (const line of fonts) expect(line).toMatch(/Roboto.*TrueType +Identity-H +yes +yes +yes/);
  });

  it.each([
    ['landscape', document],
    ['portrait', portrait],
  ] as const)('in %s hold all words within their margins', async (_, one) => {
    const pages = pagesOf(await renderPdf(one, deps));
    expect(pages.length).toBeGreaterThan(3);
    expect(strayWords(pages)).toEqual([]);
    for (const { width, words } of pages)
      expect(words.filter(({ left, right }) => left < 46 || right > width - 46)).toEqual([]);
  });

  it('say hash, number of pages and program at the foot of every page', async () => {
    const texts = textsOf(await renderPdf(document, deps));
    texts.forEach((text, index) => {
      expect(text).toContain(`halaman ${index + 1} dari ${texts.length}`);
      expect(text).toContain(`SHA-256 ${document.hash.slice(0, 16)}…`);
      expect(text).toContain('jalur 0.1.0 · dibuat 2 November 2026 09.14 WITA');
    });
    expect(texts.at(-1)).toContain(document.hash);
    expect(texts.at(-1)).toContain('Keaslian dokumen');
  });

  it('repeat the header of a table that goes on, and tear no row', async () => {
    // Rows of one to nine lines, each with a first and a last word of its own.
    const rows = Array.from({ length: 80 }, (_, index) => [
      `awal${index} ${'kata '.repeat((index * 7) % 90)}akhir${index}`,
      index,
    ]);
    const table: Table = {
      ...{ id: 't', title: 'T', empty: '', rows, totals: [null, 3_160] },
      columns: [
        { key: 'a', title: 'Uraian', kind: 'text', width: 1 },
        { key: 'b', title: 'Banyak', kind: 'count', width: 2, total: 'sum' },
      ],
    };
    const pages = pagesOf(await renderPdf({ ...document, blocks: [{ kind: 'table', table }] }, deps));
    const pageOf = (word: string): number =>
      pages.findIndex(({ words }) => words.some(({ text }) => text === word));
    expect(pageOf('akhir79')).toBeGreaterThan(3);
    for (let page = 0; page <= pageOf('akhir79'); page++)
      expect(pages[page]?.words.filter(({ text }) => text === 'Uraian' || text === 'Banyak')).toHaveLength(2);
    const torn = rows.filter((_, index) => pageOf(`awal${index}`) !== pageOf(`akhir${index}`));
    expect(torn).toEqual([]);
    expect(pages.flatMap(({ words }) => words).filter(({ text }) => text === '3.160')).toHaveLength(1);
  });

  it('break no number in two, however narrow the columns', async () => {
    const text = textsOf(await renderPdf(portrait, deps)).join(' ');
    for (const money of ['Rp3.500.000', 'Rp4.000.000', 'Rp49.070']) expect(text).toContain(money);
  });

  it('keep the signatures whole and with their heading, wherever the page ends', async () => {
    const signatures = document.blocks.slice(-3);
    for (let lines = 0; lines < 40; lines += 3) {
      const filler = Array.from({ length: lines }, () => ({ kind: 'text', text: 'Baris.' }) as const);
      const pages = pagesOf(await renderPdf({ ...portrait, blocks: [...filler, ...signatures] }, deps));
      const on = (word: string): number =>
        pages.findIndex((page: Page) => page.words.some(({ text }) => text === word));
      expect([lines, on('Pengesahan'), on('Mengetahui'), on('Keaslian')]).toEqual([
        lines,
        on('NIP'),
        on('NIP'),
        on('NIP'),
      ]);
    }
  });

  it('keep the sentence that is signed with its signatures, without a heading too', async () => {
    const signatures = document.blocks.slice(-1);
    for (let lines = 24; lines < 40; lines += 2) {
      const filler = Array.from({ length: lines }, () => ({ kind: 'list', items: ['Baris.'] }) as const);
      const closing = { kind: 'text', text: 'Demikian dibuat.' } as const;
      const pages = pagesOf(
        await renderPdf({ ...portrait, blocks: [...filler, closing, ...signatures] }, deps),
      );
      const on = (word: string): number =>
        pages.findIndex((page: Page) => page.words.some(({ text }) => text === word));
      expect([lines, on('Demikian')]).toEqual([lines, on('Mengetahui')]);
    }
  });

  it('keep the title of a table with its first row, wherever the page ends', async () => {
    const columns = [{ key: 'a', title: 'Kepala', kind: 'text', width: 1 }] as const;
    const table = { id: 't', title: 'Judul', empty: '', columns, rows: [['Pertama'], ['Kedua']] } as const;
    for (let lines = 36; lines < 60; lines++) {
      const blocks: Block[] = [
        { kind: 'list', items: Array.from({ length: lines }, () => 'Baris.') },
        { kind: 'table', table },
      ];
      const pages = pagesOf(await renderPdf({ ...portrait, letterhead: [], facts: [], blocks }, deps));
      const on = (word: string): number =>
        pages.findIndex((page: Page) => page.words.some(({ text }) => text === word));
      expect([lines, on('Judul')]).toEqual([lines, on('Pertama')]);
    }
  });

  it('begin a chapter on a new page, and no page without need', async () => {
    const blocks = [
      { kind: 'heading', level: 1, text: 'Pertama', newPage: true },
      { kind: 'text', text: 'Isi.' },
      { kind: 'heading', level: 1, text: 'Kedua', newPage: true },
      { kind: 'text', text: 'Isi.' },
    ] as const;
    const texts = textsOf(await renderPdf({ ...document, blocks }, deps));
    expect(texts).toHaveLength(2);
    expect(texts[0]).toContain('Pertama');
    expect(texts[1]).toContain('Kedua');
  });

  it('leave no page empty before a chapter, wherever the one before it ends', async () => {
    const table = {
      ...{ id: 't', title: 'Tabel', empty: '', note: 'Catatan.', rows: [[1]] },
      columns: [{ key: 'a', title: 'A', kind: 'count', width: 1 }],
    } as const;
    for (let lines = 30; lines < 60; lines++)
      for (const small of [0, 1, 2]) {
        const blocks: Block[] = [
          { kind: 'list', items: Array.from({ length: lines }, () => 'Baris.') },
          ...Array.from({ length: small }, () => ({ kind: 'text', tone: 'small', text: 'Kecil.' }) as const),
          { kind: 'table', table },
          { kind: 'heading', level: 1, text: 'Bab', newPage: true },
          { kind: 'text', text: 'Isi.' },
        ];
        const texts = textsOf(await renderPdf({ ...portrait, letterhead: [], facts: [], blocks }, deps));
        expect([lines, small, texts.filter((text) => !/Baris|Catatan|Bab/.test(text))]).toEqual([
          lines,
          small,
          [],
        ]);
      }
  }, 60_000);

  it('print the number of whoever signs as it is given, and no word before it', async () => {
    const parties = [
      { role: 'Pihak Kesatu', office: 'Dinas', name: 'Ani', number: 'NIP 1979' },
      { role: 'Pihak Kedua', office: 'Penyedia', name: 'Budi', number: 'No. Karyawan 88' },
      { role: 'Mengetahui', office: 'Penyedia', name: 'Citra' },
    ];
    const blocks = [{ kind: 'signatures', place: 'Mamuju', parties }] as const;
    const [text = ''] = textsOf(await renderPdf({ ...portrait, blocks }, deps));
    expect(text.match(/NIP/g)).toHaveLength(1);
    expect(text).toMatch(/NIP 1979.*No\. Karyawan 88/);
  });
});
