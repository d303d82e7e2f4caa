// Looks a sheet's XML through before the library does: how far it reaches, and which cells are merged. A single cell at
// XFD1048576 would otherwise fill the memory with empty ones.

import { ImportFailure } from './import-failure.ts';
import { MOST_COLUMNS, MOST_ROWS } from './sheet.ts';

/** Cells that are shown as one, all 0-based and inclusive. */
export interface Merge {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** What Excel itself has at most. */
const EXCEL_ROWS = 1_048_576;
/** Merged areas that are filled; beyond, their cells stay empty and the rows are told of. */
const MOST_MERGES = 10_000;

/** The merged areas of a sheet. Throws an ImportFailure when the sheet reaches further than is read. */
export function checkSheetXml(path: string, xml: string): readonly Merge[] {
  const merges: Merge[] = [];
  let rows = 0;
  for (const tag of tags(xml)) {
    if (tag.name === 'row') {
      checkRow(path, tag);
      if (++rows > EXCEL_ROWS) throw damaged(path, `row ${rows}`);
    }
    if (tag.name === 'c') checkCell(path, tag);
    else if (tag.name === 'mergeCell' && merges.length < MOST_MERGES) {
      const merge = mergeOf(attribute(tag.text, 'ref') ?? '');
      if (merge) merges.push(merge);
    }
  }
  return merges;
}

interface Tag {
  /** Without its prefix. */
  readonly name: string;
  /** From `<` to before `>`. */
  readonly text: string;
  readonly isEmpty: boolean;
}

/** Opening tags, in one pass; a `>` within quotes ends none. */
function* tags(xml: string): Generator<Tag> {
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at)) {
    const end = endOfTag(xml, at);
    const text = xml.slice(at, end);
    const [, name] = /^<(?:[\w.-]+:)?(row|c|mergeCell)(?=[\s/]|$)/.exec(text.slice(0, 80)) ?? [];
    if (name !== undefined) yield { name, text, isEmpty: text.endsWith('/') };
    at = end;
  }
}

function endOfTag(xml: string, start: number): number {
  let quote: string | undefined;
  for (let at = start; at < xml.length; at++) {
    const letter = xml[at];
    if (quote !== undefined) {
      if (letter === quote) quote = undefined;
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '>') return at;
  }
  return xml.length;
}

function attribute(tag: string, name: string): string | undefined {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return match?.[1] ?? match?.[2];
}

function checkRow(path: string, tag: Tag): void {
  const row = attribute(tag.text, 'r');
  if (row !== undefined && !(/^\d{1,7}$/.test(row) && Number(row) <= EXCEL_ROWS))
    throw damaged(path, `row "${row}"`);
}

/** Formatting without a value reaches far in many sheets, and nothing is made of it. */
function checkCell(path: string, tag: Tag): void {
  const cell = attribute(tag.text, 'r');
  const at = cell === undefined ? undefined : parseCell(cell);
  if (!at || at.row >= EXCEL_ROWS) throw damaged(path, `cell "${cell ?? ''}"`);
  if (tag.isEmpty) return;
  if (at.row >= MOST_ROWS)
    throw tooFar(
      `the sheet has something in row ${at.row + 1}; ${MOST_ROWS} rows are read: delete the rows below the table`,
    );
  if (at.column >= MOST_COLUMNS)
    throw tooFar(
      `the sheet has something in ${cell}; ${MOST_COLUMNS} columns are read: delete the columns beside the table`,
    );
}

function parseCell(text: string): { readonly row: number; readonly column: number } | undefined {
  const [, letters, digits] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(text) ?? [];
  if (letters === undefined || digits === undefined || digits === '0') return undefined;
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(digits) - 1, column };
}

function mergeOf(ref: string): Merge | undefined {
  const [from = '', to = ''] = ref.split(':');
  const [a, b] = [parseCell(from), parseCell(to)];
  if (!a || !b || a.row > b.row || a.column > b.column || b.row >= MOST_ROWS) return undefined;
  return { top: a.row, bottom: b.row, left: a.column, right: b.column };
}

function tooFar(message: string): ImportFailure {
  return new ImportFailure('too-large', message);
}

function damaged(path: string, what: string): ImportFailure {
  return new ImportFailure(
    'not-a-table',
    `the file is damaged: ${path} has the ${what}; save it again in Excel or LibreOffice`,
  );
}
