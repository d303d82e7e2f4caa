// Files as they come: workbooks of Excel, text in any encoding, and what somebody made to hurt.

import { describe, expect, it } from 'vitest';
import { chooseSheet, readSpreadsheet } from '../../../src/config/import/read-file.ts';
import { MOST_ROWS } from '../../../src/config/import/sheet.ts';
import { storeParts } from '../../../src/config/import/store-parts.ts';
import { deflated, part, workbookParts, xlsx } from './xlsx.ts';

const TABLE = [
  ['Nama Desa', 'Alamat IP'],
  ['Lombang', '10.76.105.1'],
];
const EMPTY = Array.from({ length: 6 }, () => null);
const SHEET_1 = 'xl/worksheets/sheet1.xml';

/** A workbook whose first sheet has this XML. */
function workbookWith(xml: string): Buffer {
  const parts = workbookParts([{ name: 'Desa', rows: [] }]).filter(({ path }) => path !== SHEET_1);
  return deflated([...parts, part(SHEET_1, `<worksheet><sheetData>${xml}</sheetData></worksheet>`)]);
}

describe('a workbook', () => {
  it.each([
    ['stored', storeParts],
    ['deflated', deflated],
  ])('is read, %s', async (_, archive) => {
    const day = new Date(Date.UTC(2019, 11, 1));
    const rows = [['Desa', 7605042004, -3.00738, true, null, day], [], [' trimmed ']];
    const [sheet] = await readSpreadsheet(archive(workbookParts([{ name: 'A & B', rows }])), 'x');
    expect(sheet).toEqual({
      name: 'A & B',
      rows: [['Desa', 7605042004, -3.00738, true, null, day], EMPTY, ['trimmed', ...EMPTY.slice(1)]],
    });
  });

  it('repeats a cell that is merged downwards, and not one that is merged sideways', async () => {
    const rows = [
      ['Rekap', null],
      ['Majene', 'a'],
      [null, 'b'],
      [null, 'c'],
    ];
    const [sheet] = await readSpreadsheet(xlsx({ name: 'x', rows, merges: ['A1:B1', 'A2:A3'] }), 'x');
    expect(sheet?.rows).toEqual([
      ['Rekap', null],
      ['Majene', 'a'],
      ['Majene', 'b'],
      [null, 'c'],
    ]);
  });

  it('has the merges of each sheet apart', async () => {
    const rows = [['x'], [null, 'y']];
    const sheets = await readSpreadsheet(
      xlsx({ name: 'one', rows }, { name: 'two', rows, merges: ['A1:A2'] }),
      'x',
    );
    expect(sheets.map((sheet) => sheet.rows[1])).toEqual([
      [null, 'y'],
      ['x', 'y'],
    ]);
  });

  it('is chosen by --sheet, or by the one table in it', async () => {
    const sheets = await readSpreadsheet(
      xlsx({ name: 'Sampul', rows: [['Laporan']] }, { name: 'Desa', rows: TABLE }),
      'x',
    );
    expect(chooseSheet(sheets, undefined).name).toBe('Desa');
    expect(chooseSheet(sheets, 'sampul').name).toBe('Sampul');
    expect(() => chooseSheet(sheets, 'Lain')).toThrow(
      'there is no sheet "Lain"; the file has "Sampul", "Desa"',
    );
    const two = await readSpreadsheet(xlsx({ name: 'A', rows: TABLE }, { name: 'B', rows: TABLE }), 'x');
    expect(() => chooseSheet(two, undefined)).toThrow(
      'several sheets have a table: "A", "B"; choose one with --sheet NAME',
    );
  });
});

describe('a hostile workbook', () => {
  it.each<[what: string, file: () => Uint8Array, code: string, message: RegExp]>([
    [
      'that grows a thousandfold',
      () => workbookWith(`<row r="1"/>${' '.repeat(80 * 2 ** 20)}`),
      'too-large',
      /64 MiB unpacked/,
    ],
    [
      'with a cell in row 200,000',
      () => workbookWith('<row r="200000"><c r="A200000"><v>1</v></c></row>'),
      'too-large',
      /delete the rows below/,
    ],
    [
      'with a cell in column XFD',
      () => workbookWith('<row r="1"><c r="XFD1"><v>1</v></c></row>'),
      'too-large',
      /delete the columns beside/,
    ],
    [
      'with a row beyond Excel',
      () => workbookWith('<row r="999999999"/>'),
      'not-a-table',
      /has the row "999999999"/,
    ],
    [
      'with such a row behind a quoted >',
      () => workbookWith('<row a=">" r="999999999"/>'),
      'not-a-table',
      /has the row/,
    ],
    [
      'with a cell without a place',
      () => workbookWith('<row r="1"><c><v>1</v></c></row>'),
      'not-a-table',
      /has the cell ""/,
    ],
    [
      'with an entity for a place',
      () => workbookWith('<row r="&#57;99999999"/>'),
      'not-a-table',
      /has the row/,
    ],
    [
      'that calls its styles a sheet',
      () => {
        const parts = workbookParts([{ name: 'x', rows: [] }]).filter(
          ({ path }) => !/rels|styles/.test(path),
        );
        const rels =
          '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="styles.xml"/></Relationships>';
        return deflated([
          ...parts,
          part('xl/_rels/workbook.xml.rels', rels),
          part('xl/styles.xml', '<sheetData><row r="99999999"/></sheetData>'),
        ]);
      },
      'not-a-table',
      /xl\/styles\.xml has the row/,
    ],
    [
      'that is cut off',
      () => xlsx({ name: 'x', rows: TABLE }).subarray(0, 400),
      'not-a-table',
      /ZIP archive cannot be read/,
    ],
    [
      'of garbage',
      () => Buffer.concat([Buffer.from('PK'), Buffer.alloc(200, 7)]),
      'not-a-table',
      /ZIP archive cannot be read/,
    ],
    [
      'without a workbook',
      () => storeParts([part('word/document.xml', '<x/>')]),
      'not-a-table',
      /holds no workbook/,
    ],
    [
      'of LibreOffice',
      () => storeParts([part('mimetype', ''), part('content.xml', '<x/>')]),
      'not-a-table',
      /OpenDocument/,
    ],
    [
      'of broken XML',
      () => workbookWith('<row r="1"><c r="A1"><v>1</row>'),
      'not-a-table',
      /cannot be read|has no/,
    ],
  ])('%s is refused', async (_, file, code, message) => {
    const failed = readSpreadsheet(file(), 'x');
    await expect(failed).rejects.toThrow(message);
    await expect(failed).rejects.toMatchObject({ code });
  });

  it('may be formatted far beyond its table', async () => {
    const [sheet] = await readSpreadsheet(
      workbookWith('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>'),
      'x',
    );
    expect(sheet?.rows).toEqual([[1]]);
  });

  it('is the old Excel, or has a password', async () => {
    const old = Buffer.from('d0cf11e0a1b11ae1', 'hex');
    await expect(readSpreadsheet(old, 'x')).rejects.toThrow(/save it as Excel workbook/);
  });

  it('ends as a failure of ours wherever it is damaged', async () => {
    const whole = deflated(workbookParts([{ name: 'Desa', rows: TABLE }]));
    for (let at = 0; at < whole.length; at += 13) {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ 0x55;
      const outcome = await readSpreadsheet(damaged, 'x').then(
        () => 'read',
        (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error)),
      );
      expect(['read', 'not-a-table', 'too-large'], `octet ${at}`).toContain(outcome);
    }
  });
});

describe('a text file', () => {
  const text = 'Nama Desa;Kapasitas\r\nRantébulawan;2,5M\r\n';
  const rows = [
    ['Nama Desa', 'Kapasitas'],
    ['Rantébulawan', '2,5M'],
  ];
  it.each<[how: string, bytes: Uint8Array]>([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 LE with its mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 LE without', Buffer.from(text, 'utf16le')],
    ['Windows-1252', Buffer.from(text, 'latin1')],
    ["Excel's own first line", Buffer.from(`sep=;\r\n${text}`)],
    ['tabs', Buffer.from(text.replaceAll(';', '\t'))],
    ['commas', Buffer.from(text.replaceAll(';', ',').replace('2,5M', '"2,5M"'))],
  ])('in %s', async (_, bytes) => {
    expect(await readSpreadsheet(bytes, 'desa')).toEqual([{ name: 'desa', rows }]);
  });

  it.each(['\r\n|\n|\n', '\n|\r\n|\n', '\r|\n|\r\n'])(
    'has each of its rows where line ends are mixed: %j',
    async (ends) => {
      const [a = '', b = '', c = ''] = ends.split('|');
      const [sheet] = await readSpreadsheet(
        Buffer.from(`desa;ket${a}A;"baik${b}sekali"${b}B;baik${c}C;x`),
        'x',
      );
      expect(sheet?.rows).toEqual([
        ['desa', 'ket'],
        ['A', `baik${b}sekali`],
        ['B', 'baik'],
        ['C', 'x'],
      ]);
    },
  );

  it('keeps empty lines, so that rows are those of Excel, and quotes in the middle of a cell', async () => {
    const [sheet] = await readSpreadsheet(Buffer.from('a,b\n\n2°40\'50" LS,x\n'), 'x');
    expect(sheet?.rows.filter((cells) => cells.length > 0)).toContainEqual(['2°40\'50" LS', 'x']);
    expect(sheet?.rows.findIndex((cells) => cells[1] === 'x')).toBe(2);
  });

  it.each<[what: string, text: string, message: RegExp]>([
    ['an open quote', 'a,b\n"c,d\n', /row 2: a quote that is opened/],
    ['too many columns', 'a,'.repeat(300), /256 are read/],
    ['too many rows', 'a\n'.repeat(MOST_ROWS + 1), /more than 100000 rows/],
    ['zeros', 'a\0\0\0b', /no text/],
  ])('with %s is refused', async (_, content, message) => {
    await expect(readSpreadsheet(Buffer.from(content), 'x')).rejects.toThrow(message);
  });
});
