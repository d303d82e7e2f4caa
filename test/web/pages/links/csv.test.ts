// The file: RFC 4180, in the form spreadsheets of each language read, and harmless when they open it.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLUMNS, type Column } from '../../../../src/web/pages/links/columns.ts';
import { csvOf, dialectOf } from '../../../../src/web/pages/links/csv.ts';
import {
  exportedColumns,
  exportHead,
  exportName,
  exportRow,
  isoIn,
} from '../../../../src/web/pages/links/export.ts';
import { provinceTime } from '../../../../src/web/text/format.ts';
import { WORDS } from '../../../../src/web/text/languages.ts';
import { fakeProvince, START } from '../../support/province.ts';

const EN = dialectOf('en-GB');
const ID = dialectOf('id-ID');
const ZONE = 'Asia/Makassar';

describe('csvOf()', () => {
  it.each([
    ['a comma in English', EN, ['a,b', 1.5], '"a,b",1.5'],
    ['a comma in Indonesian', ID, ['a,b', 1.5], 'a,b;1,5'],
    ['a semicolon in Indonesian', ID, ['a;b', -2], '"a;b";-2'],
    ['quotes', EN, ['say "hi"', 0], '"say ""hi""",0'],
    ['a line break', EN, ['a\r\nb', undefined], '"a\r\nb",'],
    ['a formula', EN, ['=1+1', '@x'], "'=1+1,'@x"],
    ['a sign', EN, ['+62', '-x'], "'+62,'-x"],
    ['a tab before a formula', EN, ['\t=1', ''], "'\t=1,"],
    ['figures that are none', EN, [Number.NaN, Number.POSITIVE_INFINITY], ','],
    ['a space at the end', EN, ['a ', 'b'], '"a ",b'],
  ])('writes %s', (_name, dialect, row, line) => {
    expect(csvOf(['h', 'i'], [row], dialect)).toBe(`\uFEFFh${dialect.separator}i\r\n${line}\r\n`);
  });

  it('can be read back, and no text begins like a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 2 })), (rows) => {
        const text = csvOf(['a', 'b'], rows, EN);
        const read = parse(text.slice(1), ',');
        expect(read.slice(1)).toEqual(
          rows.map((row) => row.map((cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell))),
        );
      }),
    );
  });
});

describe('exportRow()', () => {
  const words = WORDS.en;
  const sentences = {
    language: 'en',
    time: provinceTime(ZONE, words),
    now: START,
    siteName: (site: string) => (site === 'majene' ? 'Majene' : site),
  } as const;
  const context = { words, sentences, timeZone: ZONE };
  const link = fakeProvince().links.find(({ id }) => id === 'majene-1-vsat');
  if (!link) throw new Error('the fake province has such a link');
  const row = (column: Column) => exportRow(link, [column], context)[1];

  it.each<[Column, unknown]>([
    ['state', 'Up'],
    ['regency', 'Majene'],
    ['medium', 'VSAT'],
    ['rtt', 612],
    ['loss', 0],
    ['jitter', 36.72],
    ['contract', undefined],
    ['battery', undefined],
    ['traffic', undefined],
    ['age', 1],
    ['bandwidth', 20_000_000],
    ['reason', 'Echoes are answered'],
  ])('writes %s exactly, and nothing for what was not measured', (column, value) => {
    expect(row(column)).toBe(value);
  });

  it('tells moments with the offset of the province', () => {
    expect(row('since')).toMatch(/^2026-11-\d\dT\d\d:\d\d:\d\d\+08:00$/);
    expect(isoIn(ZONE, START)).toBe('2026-11-24T14:03:00+08:00');
    expect(isoIn('UTC', START)).toBe('2026-11-24T06:03:00+00:00');
  });

  it('has a head for every column it writes, with the unit', () => {
    const columns = exportedColumns(COLUMNS);
    expect(columns).not.toContain('spark');
    const names = Object.fromEntries(COLUMNS.map((each) => [each, each])) as Record<Column, string>;
    const head = exportHead(columns, names);
    expect(head).toHaveLength(exportRow(link, columns, context).length);
    expect(head).toContain('rtt (ms)');
    expect(head[0]).toBe('id');
  });
});

describe('exportName()', () => {
  it('tells the province and the moment', () => {
    expect(exportName('Sulawesi Barat', ZONE, START)).toBe('jalur-sulawesi-barat-20261124-1403.csv');
    expect(exportName('  D.I. Yogyakarta/Å ', 'UTC', START)).toBe('jalur-d-i-yogyakarta-a-20261124-0603.csv');
  });
});

/** A reader after RFC 4180, for the test's own use. */
function parse(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (isQuoted) {
      if (char !== '"') field += char;
      else if (text[at + 1] === '"') {
        field += '"';
        at++;
      } else isQuoted = false;
    } else if (char === '"') isQuoted = true;
    else if (char === separator || (char === '\r' && text[at + 1] === '\n')) {
      row.push(field);
      field = '';
      if (char === '\r') {
        rows.push(row);
        row = [];
        at++;
      }
    } else field += char;
  }
  return rows;
}
