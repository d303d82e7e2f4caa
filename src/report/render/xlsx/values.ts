// A cell's value and number format in a spreadsheet. Pure.

import type { Locale } from '../../../domain/explain.ts';
import type { Cell, Column, Table } from '../../document.ts';
import { cutNumber, type Formats, PERCENT_DECIMALS } from '../format.ts';
import { excelSerial } from '../local.ts';
import { cleanText, shorten } from '../text.ts';

/** What a cell can hold; Excel refuses more. */
const MOST_TEXT = 32_767;
const SECOND_MS = 1_000;

/**
 * Durations in seconds, moments as dates of the local calendar, percentages 0 to 100: cut off, unless a formula computes them, whose
 * result must be the row's own value.
 */
export function cellValue(cell: Cell, column: Column, formats: Formats): string | number | null {
  if (cell === null) return null;
  if (typeof cell === 'string') return sheetText(cell);
  if (!Number.isFinite(cell)) return null;
  switch (column.kind) {
    case 'text':
      return sheetText(String(cell));
    case 'moment':
      return excelSerial(cell, formats.local);
    case 'duration':
      return cell / SECOND_MS;
    case 'percent':
      return column.formula === undefined ? cutNumber(cell, column.decimals ?? PERCENT_DECIMALS) : cell;
    case 'count':
    case 'number':
    case 'money':
      return cell;
  }
}

/** Text that every reader shows as it is: `_x0041_`, which Excel would read as an escape, is escaped itself. */
export function sheetText(text: string): string {
  return shorten(cleanText(text), MOST_TEXT)
    .replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_')
    .slice(0, MOST_TEXT);
}

/** The number format of a column; undefined for text. Excel puts in the points and commas of its own language. */
export function numberFormat(column: Column, table: Table, locale: Locale): string | undefined {
  switch (column.kind) {
    case 'text':
      return undefined;
    case 'count':
      return '#,##0';
    case 'number':
      return column.decimals === undefined ? 'General' : withDecimals('#,##0', column.decimals);
    case 'percent':
      return withDecimals('0', percentDecimals(column, table));
    case 'money':
      return '"Rp"#,##0;-"Rp"#,##0';
    case 'moment':
      return locale === 'id' ? 'dd/mm/yyyy hh:mm:ss' : 'yyyy-mm-dd hh:mm:ss';
    case 'duration':
      return isWhole(column, table, SECOND_MS) ? '#,##0' : '#,##0.000';
  }
}

/** A spreadsheet rounds what it shows, so a computed percentage gets as many decimals as it takes not to be shown as more. */
function percentDecimals(column: Column, table: Table): number {
  const wanted = Math.min(column.decimals ?? PERCENT_DECIMALS, 15);
  if (column.formula === undefined) return wanted;
  const index = table.columns.indexOf(column);
  const values = [...table.rows.map((row) => row[index] ?? null), table.totals?.[index] ?? null];
  const isCut = values.every((value) => typeof value !== 'number' || cutNumber(value, wanted) === value);
  return isCut ? wanted : Math.max(wanted, 9);
}

function isWhole(column: Column, table: Table, unit: number): boolean {
  const index = table.columns.indexOf(column);
  return [...table.rows.map((row) => row[index] ?? null), table.totals?.[index] ?? null].every(
    (value) => typeof value !== 'number' || value % unit === 0,
  );
}

function withDecimals(whole: string, decimals: number): string {
  const places = Math.min(Math.max(0, Math.trunc(decimals)), 15);
  return places === 0 ? whole : `${whole}.${'0'.repeat(places)}`;
}
