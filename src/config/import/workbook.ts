// Reads an XLSX file: checked and repacked first, since the library takes every size for granted.

import readWorkbook, { InvalidInputError, InvalidSpreadsheetError } from 'read-excel-file/node';
import { ImportFailure } from './import-failure.ts';
import { inflateParts, type Part } from './inflate.ts';
import type { Cell, Sheet } from './sheet.ts';
import { checkSheetXml, type Merge } from './sheet-xml.ts';
import { storeParts } from './store-parts.ts';

/** Cells of all sheets that a merge may fill. */
const MOST_FILLED = 100_000;
const WORKBOOK = 'xl/workbook.xml';
const PLAIN_PARTS = [WORKBOOK, 'xl/_rels/workbook.xml.rels', 'xl/styles.xml', 'xl/sharedStrings.xml'];
const SHEET_PATH = /^xl\/worksheets\/[^/]+\.xml$/;

/** All sheets of a workbook. Rejects with an ImportFailure. */
export async function readXlsx(file: Uint8Array): Promise<readonly Sheet[]> {
  const parts = inflateParts(file, (path) => /\.xml(\.rels)?$/.test(path) || path === 'mimetype');
  if (parts.some(({ path }) => path === 'mimetype'))
    throw new ImportFailure('not-a-table', 'this is an OpenDocument file; save it as Excel (.xlsx) or CSV');
  if (!parts.some(({ path }) => path === WORKBOOK))
    throw new ImportFailure(
      'not-a-table',
      'the archive holds no workbook; save the table as Excel (.xlsx) or CSV',
    );
  const paths = sheetPaths(parts);
  // The library takes any part for a sheet that the workbook calls one: it is given none that has not been checked.
  const kept = parts.filter(
    ({ path }) => PLAIN_PARTS.includes(path) || SHEET_PATH.test(path) || paths.includes(path),
  );
  const merges = new Map(kept.map((part) => [part.path, mergesOf(part)]));
  const sheets = await parse(storeParts(kept));
  return sheets.map(({ sheet, data }, index) => ({
    name: sheet,
    rows: filled(data.map(row), merges.get(paths[index] ?? '') ?? []),
  }));
}

function mergesOf({ path, bytes }: Part): readonly Merge[] {
  return checkSheetXml(path, new TextDecoder('utf-8').decode(bytes));
}

async function parse(archive: Buffer) {
  try {
    return await readWorkbook(archive, { trim: true });
  } catch (cause) {
    if (
      cause instanceof InvalidInputError ||
      cause instanceof InvalidSpreadsheetError ||
      cause instanceof Error
    )
      throw new ImportFailure(
        'not-a-table',
        `the workbook cannot be read (${cause.message}); save it again in Excel or LibreOffice, or as CSV`,
        { cause },
      );
    throw cause;
  }
}

/** The library's typings call a date `typeof Date`. */
function row(cells: readonly unknown[]): Cell[] {
  return cells.map((cell) => {
    switch (typeof cell) {
      case 'string':
      case 'number':
      case 'boolean':
        return cell;
      default:
        return cell instanceof Date ? cell : null;
    }
  });
}

/** Paths of the sheets in the workbook's order, so that merges find their sheet. */
function sheetPaths(parts: readonly Part[]): readonly string[] {
  const text = (path: string): string => {
    const part = parts.find((each) => each.path === path);
    return part ? new TextDecoder('utf-8').decode(part.bytes) : '';
  };
  const attribute = (tag: string, name: string): string =>
    new RegExp(`\\s(?:[\\w.-]+:)?${name}\\s*=\\s*["']([^"']*)["']`).exec(tag)?.[1] ?? '';
  const targets = new Map(
    [...text('xl/_rels/workbook.xml.rels').matchAll(/<(?:[\w.-]+:)?Relationship\s[^>]*>/g)].map(([tag]) => {
      const target = attribute(tag, 'Target');
      return [attribute(tag, 'Id'), target.startsWith('/') ? target.slice(1) : `xl/${target}`] as const;
    }),
  );
  return [...text(WORKBOOK).matchAll(/<(?:[\w.-]+:)?sheet\s[^>]*>/g)].map(
    ([tag]) => targets.get(/\s[\w.-]+:id\s*=\s*["']([^"']*)["']/.exec(tag)?.[1] ?? '') ?? '',
  );
}

/** A cell merged downwards holds for each of its rows; one merged sideways is a title. */
function filled(rows: Cell[][], merges: readonly Merge[]): readonly (readonly Cell[])[] {
  let left = MOST_FILLED;
  for (const { top, bottom, left: column } of merges) {
    const value = rows[top]?.[column] ?? null;
    if (value === null) continue;
    for (let at = top + 1; at <= bottom && at < rows.length && left > 0; at++, left--) {
      const cells = rows[at] ?? [];
      while (cells.length < column) cells.push(null);
      cells[column] = value;
    }
  }
  return rows;
}
