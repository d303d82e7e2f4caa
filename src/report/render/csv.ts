// A document's tables as CSV (RFC 4180). Header: keys of the columns. Numbers with a dot, durations in seconds, moments in ISO 8601
// with their offset, percentages cut off as on paper.

import type { Cell, Column, ReportDocument, Table } from '../document.ts';
import { cutNumber, formatsOf, PERCENT_DECIMALS } from './format.ts';
import { isoLocal } from './local.ts';
import { cleanText } from './text.ts';

/** A file of its own. */
export interface CsvFile {
  /** `sla-marasa-2019-2026-10-links.csv`. */
  readonly name: string;
  readonly text: string;
}

/** How a CSV file is written. */
export interface CsvOptions {
  /** Begins with U+FEFF, by which Excel knows UTF-8. Default: no. */
  readonly withBom?: boolean;
}

const BOM = '\ufeff';

/**
 * One table, the first where `tableId` is absent; a document without tables gives its facts as `label,value`. The row of totals is left
 * out: whoever reads a CSV sums up himself, and would count it twice.
 * @throws {RangeError} where the document has no such table; the message names those it has.
 */
export function renderCsv(document: ReportDocument, tableId?: string, options: CsvOptions = {}): string {
  const tables = tablesOf(document);
  const table = tableId === undefined ? tables[0] : tables.find(({ id }) => id === tableId);
  if (!table && tableId !== undefined)
    throw new RangeError(
      `cannot write table "${tableId}" as CSV: the report has ${tables.map(({ id }) => `"${id}"`).join(', ') || 'no table'}`,
    );
  return (options.withBom ? BOM : '') + (table ? tableText(document, table) : factsText(document));
}

/** Every table as a file; a document without tables gives one file of its facts. */
export function renderCsvFiles(document: ReportDocument, options: CsvOptions = {}): CsvFile[] {
  const tables = tablesOf(document);
  if (tables.length === 0)
    return [{ name: `${document.fileName}.csv`, text: renderCsv(document, undefined, options) }];
  return tables.map((table) => ({
    name: `${document.fileName}-${table.id}.csv`,
    text: renderCsv(document, table.id, options),
  }));
}

/** The tables of a document in their order. */
export function tablesOf(document: ReportDocument): readonly Table[] {
  return document.blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []));
}

function tableText(document: ReportDocument, { columns, rows }: Table): string {
  const { local } = formatsOf(document.locale, document.timezone);
  const cellOf = (column: Column, cell: Cell): string => {
    if (cell === null) return '';
    if (typeof cell === 'string') return field(cell);
    if (!Number.isFinite(cell)) return '';
    switch (column.kind) {
      case 'text':
        return field(String(cell));
      case 'moment':
        return isoLocal(cell, local);
      case 'duration':
        return plain(cell / 1_000);
      case 'percent':
        return plain(cutNumber(cell, column.decimals ?? PERCENT_DECIMALS));
      case 'count':
      case 'number':
      case 'money':
        return plain(cell);
    }
  };
  const lines = [
    columns.map(({ key }) => field(key)),
    ...rows.map((row) => columns.map((column, index) => cellOf(column, row[index] ?? null))),
  ];
  return lines.map((line) => `${line.join(',')}\r\n`).join('');
}

function factsText(document: ReportDocument): string {
  const facts = [...document.facts, { label: 'hash', value: document.hash }];
  return `label,value\r\n${facts.map(({ label, value }) => `${field(label)},${field(value)}\r\n`).join('')}`;
}

/**
 * A text as a field. A spreadsheet takes what begins with = + - @ (or a blank before them) as a formula, so an apostrophe is put before
 * it; a number (`-5`, `+62 812`) or a dash alone is none and stays.
 */
export function field(text: string): string {
  const clean = cleanText(text).replace(/\t/g, ' ');
  const safe = /^\s*[=+\-@]./s.test(clean) && !/^[+-]?[\d\s.,]+$/.test(clean) ? `'${clean}` : clean;
  return /[",\n\r;]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Digits with a dot, never an exponent where there need be none. */
function plain(value: number): string {
  return Object.is(value, -0) ? '0' : String(value);
}
