// Finds the row with the names of the columns: an office's sheet begins with titles, dates and logos.

import { FIELDS, headingOf } from './headers.ts';
import { type Cell, cellText, type Sheet } from './sheet.ts';
import { plain } from './words.ts';

/** Titles above a table are not longer. */
const MOST_ROWS_ABOVE = 50;
/** A sheet with fewer known names in one row has no table for us. */
const LEAST_NAMES = 2;

/** Where a table begins. */
export interface HeaderRow {
  /** Index of the lowest row of names. */
  readonly row: number;
  /** Names by column; empty where a column has none. */
  readonly names: readonly string[];
}

/** The row with most known names, the uppermost of equals; undefined when no row has two. */
export function findHeader(sheet: Sheet): HeaderRow | undefined {
  let best: { readonly header: HeaderRow; readonly known: number } | undefined;
  for (let row = 0; row < Math.min(sheet.rows.length, MOST_ROWS_ABOVE); row++) {
    const names = namesAt(sheet, row);
    const known = knownNames(names);
    if (known >= LEAST_NAMES && known > (best?.known ?? 0)) best = { header: { row, names }, known };
  }
  return best?.header;
}

/** Names of two rows, where the upper one spans ("Koordinat" above "Lintang" and "Bujur"): the lower name counts. */
function namesAt(sheet: Sheet, row: number): readonly string[] {
  const here = sheet.rows[row] ?? [];
  const above = row > 0 ? (sheet.rows[row - 1] ?? []) : [];
  const isSecond = here.some((cell) => cellText(cell) === '') && isNames(above) && isNames(here);
  const width = Math.max(here.length, isSecond ? above.length : 0);
  return Array.from({ length: width }, (_, column) => {
    const name = cellText(here[column]);
    return name === '' && isSecond ? cellText(above[column]) : name;
  });
}

/** Whether a row may be one of names: texts, one of which is known. */
function isNames(cells: readonly Cell[]): boolean {
  return (
    cells.every((cell) => cell === null || typeof cell === 'string') && knownNames(cells.map(cellText)) > 0
  );
}

function knownNames(names: readonly string[]): number {
  const fields = names.flatMap((name) => {
    const heading = headingOf(name);
    return heading.kind === 'field' ? [heading.field] : [];
  });
  return new Set(fields).size;
}

/** A row of `1 2 3 …` or `(1) (2) (3)` below the names, as official tables have it. */
export function isNumberingRow(cells: readonly Cell[]): boolean {
  const numbers = cells.map(cellText).filter((text) => text !== '');
  if (numbers.length < 3) return false;
  const values = numbers.map((text) => Number(/^\(?(\d{1,3})\)?$/.exec(text)?.[1] ?? Number.NaN));
  return values.every((value, index) => index === 0 || value === (values[index - 1] ?? 0) + 1);
}

/** Whether a row sums the ones above. */
export function isTotalsRow(cells: readonly Cell[]): boolean {
  const first = cells.map(cellText).find((text) => text !== '');
  return (
    first !== undefined && /^(grand |sub ?)?(total|jumlah|totals)\b/.test(plain(first)) && !hasName(cells)
  );
}

function hasName(cells: readonly Cell[]): boolean {
  return cells.some((cell) => typeof cell === 'string' && /^\d{1,3}(\.\d{1,3}){3}$/.test(cell.trim()));
}

/** Names of all fields, for messages. */
export const FIELD_NAMES: readonly string[] = Object.keys(FIELDS);
