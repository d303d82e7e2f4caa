// What is said about a spreadsheet: where it stands as Excel shows it, what was found, what was wanted, and what it may
// have been meant to be. `wrong` keeps its row from being written; `note` tells what was understood.

import { columnLetters } from './sheet.ts';

/** One thing to say. */
export interface Finding {
  readonly level: 'wrong' | 'note';
  /** Excel's row number; absent when it is about the whole sheet. */
  readonly row?: number;
  /** Column, 0 for A. */
  readonly column?: number;
  /** Text of the column's header. */
  readonly header?: string;
  /** What stands there. */
  readonly found?: string;
  /** The rest of the sentence: what was wanted, or what was understood. */
  readonly message: string;
  /** What it may have been meant to be. */
  readonly proposal?: string;
}

/** Longest text quoted from a cell. */
const MOST_QUOTED = 60;

/** One line: `Desa!C7 "Alamat IP": found "10.1.1.999", wanted …`. */
export function describeFinding(sheet: string, finding: Finding): string {
  const { row, column, header, found, message, proposal } = finding;
  const cell = `${column === undefined ? '' : columnLetters(column)}${row ?? ''}`;
  const place = cell === '' ? sheet : `${sheet}!${cell}`;
  return [
    place,
    header === undefined ? '' : ` ${quoted(header)}`,
    ': ',
    found === undefined ? '' : `found ${quoted(found)}, `,
    message,
    proposal === undefined ? '' : `; ${proposal}`,
  ].join('');
}

/** A text from a spreadsheet, on one line and not endless. */
export function quoted(text: string): string {
  const line = text.replace(/[\s\p{C}]+/gu, ' ').trim();
  return `"${line.length > MOST_QUOTED ? `${line.slice(0, MOST_QUOTED)}…` : line}"`;
}
