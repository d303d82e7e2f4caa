import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReportDocument } from '../../../src/report/document.ts';
import { field, renderCsv, renderCsvFiles } from '../../../src/report/render/csv.ts';
import { cleanText } from '../../../src/report/render/text.ts';
import { fixture } from './fixture.ts';

const { document } = fixture({ links: 3, events: 4 });

describe('renderCsv()', () => {
  it('writes keys, plain numbers, seconds, moments with offset, and cut percentages', () => {
    const lines = renderCsv(document, 'events').split('\r\n');
    expect(lines.slice(0, 2)).toEqual([
      'event,link,down_at,up_at,gross_s,loss,cause,ticket',
      '1,Desa Tanambuah,2026-10-01T00:00:00+08:00,2026-10-01T00:01:00+08:00,60,0,' +
        'Kabel serat optik putus karena pelebaran jalan poros Majene–Mamuju,ICON-88000',
    ]);
    expect(lines.at(-1)).toBe('');
    expect(lines).toHaveLength(6);
    expect(renderCsv(document).split('\r\n')[2]).toBe(
      '2,Desa Salutambung,Mamuju,desa-2,2678400,48243,0,48243,98.198,99.5,3750000,49070',
    );
  });

  it('begins with a byte order mark only where that is wanted', () => {
    expect(renderCsv(document).startsWith('number,')).toBe(true);
    expect(renderCsv(document, 'links', { withBom: true }).startsWith('\ufeffnumber,')).toBe(true);
  });

  it('says which tables there are where one is not', () => {
    expect(() => renderCsv(document, 'nix')).toThrow(
      new RangeError('cannot write table "nix" as CSV: the report has "links", "events", "maintenance"'),
    );
  });

  it('gives a file per table, and the facts where there is none', () => {
    expect(renderCsvFiles(document).map(({ name }) => name)).toEqual([
      'sla-marasa-2019-2026-10-links.csv',
      'sla-marasa-2019-2026-10-events.csv',
      'sla-marasa-2019-2026-10-maintenance.csv',
    ]);
    const bare: ReportDocument = {
      ...document,
      blocks: [],
      facts: [{ label: 'Target', value: '99,5' }],
      hash: 'ab',
    };
    expect(renderCsvFiles(bare)).toEqual([
      { name: 'sla-marasa-2019-2026-10.csv', text: 'label,value\r\nTarget,"99,5"\r\nhash,ab\r\n' },
    ]);
  });
});

describe('field()', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['=cmd|" /C calc"!A0', '"\'=cmd|"" /C calc""!A0"'],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['+62 812 3456', '+62 812 3456'],
    ['-5', '-5'],
    ['-5+cmd', "'-5+cmd"],
    ['-', '-'],
    ['\t=1', "' =1"],
    [' padded', '" padded"'],
    ['a\r\nb', '"a\nb"'],
    ['Desa "Baru", timur', '"Desa ""Baru"", timur"'],
    ['bell\u0007', 'bell'],
  ])('writes %j as %j', (text, written) => {
    expect(field(text)).toBe(written);
  });

  it('reads back as the text, but for the apostrophe', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (first, second) => {
        const [row] = parse(`${field(first)},${field(second)}\r\n`, { relax_column_count: true });
        const plain = (text: string): string => cleanText(text).replace(/\t/g, ' ');
        expect(row?.map((cell: string) => cell.replace(/^'(?=\s*[=+\-@])/, ''))).toEqual([
          plain(first),
          plain(second),
        ]);
      }),
    );
  });
});
