// A report as a workbook: a summary, and a sheet per table whose formulas compute the figures again.

import type { CellValue, Cell as SheetCell, WriteSheet } from 'hucre/xlsx';
import { writeXlsx } from 'hucre/xlsx';
import type { ReportDocument } from '../document.ts';
import { tablesOf } from './csv.ts';
import { formatsOf } from './format.ts';
import type { RenderDeps } from './json.ts';
import { oneLine } from './text.ts';
import { RENDER_WORDS, type RenderWords } from './words.ts';
import { sheetNames } from './xlsx/names.ts';
import { tableSheet } from './xlsx/table-sheet.ts';
import { sheetText } from './xlsx/values.ts';

/**
 * Renders the document. Durations are seconds (and once more a clock, behind the other columns), moments real dates in the document's
 * time zone, percentages 0 to 100. Of a table with more rows than a sheet holds the first are written, and the sheet says so.
 * @throws {RangeError} where a formula names a column that its table does not have.
 */
export async function renderXlsx(document: ReportDocument, { madeAtMs }: RenderDeps): Promise<Buffer> {
  const formats = formatsOf(document.locale, document.timezone);
  const words = RENDER_WORDS[document.locale];
  const tables = tablesOf(document);
  const [summary = words.summary, ...names] = sheetNames([words.summary, ...tables.map(({ id }) => id)]);
  const sheets = tables.map((table, nth) =>
    tableSheet(table, { document, formats, words, name: names[nth] ?? table.id }),
  );
  const madeAt = new Date(madeAtMs);
  const bytes = await writeXlsx({
    sheets: [summarySheet(document, { words, name: summary, names }), ...sheets],
    // Quoted by ourselves: the writer's own print titles are not, and Excel takes "link-facts!$1:$1" for a damaged file.
    namedRanges: sheets.map(({ name }) => ({
      ...{ name: '_xlnm.Print_Titles', scope: name, range: `'${name.replaceAll("'", "''")}'!$1:$1` },
    })),
    defaultFont: { name: 'Calibri', size: 10 },
    properties: {
      title: oneLine(document.title),
      creator: oneLine(document.letterhead[0] ?? 'jalur'),
      description: `SHA-256 ${document.hash}`,
      created: madeAt,
      modified: madeAt,
    },
  });
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function summarySheet(
  document: ReportDocument,
  {
    words,
    name,
    names,
  }: { readonly words: RenderWords; readonly name: string; readonly names: readonly string[] },
): WriteSheet {
  const rows: CellValue[][] = [];
  const cells = new Map<string, Partial<SheetCell>>();
  const text = (value: string, column = 0, isBold = false, size = 10): void => {
    const written = sheetText(value);
    cells.set(`${rows.length - 1},${column}`, {
      value: written,
      type: 'string',
      style: { font: { bold: isBold, size }, alignment: { vertical: 'top', wrapText: column === 1 } },
    });
  };
  const line = (...parts: readonly string[]): void => {
    rows.push(parts.map(() => null));
    for (const [column, part] of parts.entries()) text(part, column, column === 0 && parts.length > 1);
  };
  for (const part of document.letterhead) line(part);
  line('');
  rows.push([null]);
  text(document.title, 0, true, 14);
  if (document.subtitle) line(document.subtitle);
  line('');
  for (const { label, value } of document.facts) line(label, value);
  line('');
  line(words.hash, document.hash);
  line(words.period, document.timezone);
  line('', document.footer);
  line('');
  if (names.length > 0) line(words.contents, words.rows);
  tablesOf(document).forEach((table, nth) => {
    const sheet = names[nth] ?? table.id;
    line(`${sheet}`, `${table.title} (${table.rows.length})`);
    cells.set(`${rows.length - 1},0`, {
      value: sheetText(sheet),
      type: 'string',
      hyperlink: { target: '', location: `'${sheet.replaceAll("'", "''")}'!A1` },
      style: { font: { underline: true, color: { rgb: '1F4E79' } } },
    });
  });
  return {
    name,
    columns: [{ width: 34 }, { width: 90 }],
    rows,
    cells,
    pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}
