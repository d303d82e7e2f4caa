// The cells of one row by what they mean, and a place to say what is wrong with them.

import type { Finding } from './finding.ts';
import type { Field } from './headers.ts';
import type { Parsed } from './parsed.ts';
import { type Cell, cellText } from './sheet.ts';

/** Longest text the loader takes as a name. */
const MOST_TEXT = 120;

/** One row under examination. */
export class RowReader {
  readonly #cells: readonly Cell[];
  readonly #columns: ReadonlyMap<Field, number>;
  readonly #headers: readonly string[];
  readonly #fixed: ReadonlyMap<Field, string>;
  /** Excel's row number. */
  readonly row: number;
  readonly findings: Finding[] = [];

  constructor(
    row: number,
    cells: readonly Cell[],
    table: {
      readonly columns: ReadonlyMap<Field, number>;
      readonly headers: readonly string[];
      readonly fixed: ReadonlyMap<Field, string>;
    },
  ) {
    this.row = row;
    this.#cells = cells;
    this.#columns = table.columns;
    this.#headers = table.headers;
    this.#fixed = table.fixed;
  }

  /** Whether anything was wrong. */
  get isWrong(): boolean {
    return this.findings.some(({ level }) => level === 'wrong');
  }

  /** The cell's text; undefined when it is empty or a dash. What --set gives stands in for it. */
  text(field: Field): string | undefined {
    const text = this.#written(field);
    return text ?? this.#fixed.get(field);
  }

  /** Whether the table has such a column. */
  has(field: Field): boolean {
    return this.#columns.has(field);
  }

  /** Text of the field's header. */
  header(field: Field): string | undefined {
    const column = this.#columns.get(field);
    return column === undefined ? undefined : this.#headers[column];
  }

  /** Whether the cell holds a number rather than a text. */
  isNumber(field: Field): boolean {
    const column = this.#columns.get(field);
    return column !== undefined && typeof this.#cells[column] === 'number';
  }

  /** The cell as a text that the loader takes; white space is made single. */
  words(field: Field): string | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    const line = text.replace(/[\s\p{C}]+/gu, ' ').trim();
    if (line !== text) this.note(field, `read as "${line}"`);
    if (line === '') return undefined;
    if (!line.isWellFormed() || line.includes('\ufffd'))
      this.wrong(field, 'letters were lost when the file was made: save it as UTF-8, or type them again');
    else if (line.length > MOST_TEXT) this.wrong(field, `wanted at most ${MOST_TEXT} letters`);
    else if (/^[=+@-]/.test(line))
      this.wrong(field, `spreadsheets take a text that begins with "${line[0]}" for a formula`);
    else return line;
    return undefined;
  }

  /** Reads a cell; undefined when it is empty or wrong, which is then said. */
  read<Value>(field: Field, parse: (text: string) => Parsed<Value>): Value | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    const parsed = parse(text);
    if (!parsed.ok) {
      this.wrong(field, parsed.wanted, parsed.proposal);
      return undefined;
    }
    if (parsed.note !== undefined && this.#written(field) !== undefined) this.note(field, parsed.note);
    return parsed.value;
  }

  /** Says that a cell is wrong. */
  wrong(field: Field, message: string, proposal?: string): void {
    this.#say('wrong', field, message, proposal);
  }

  /** Says what was understood. */
  note(field: Field, message: string): void {
    this.#say('note', field, message);
  }

  #written(field: Field): string | undefined {
    const column = this.#columns.get(field);
    const text = column === undefined ? '' : cellText(this.#cells[column]);
    return text === '' || /^[-–—]+$/.test(text) ? undefined : text;
  }

  #say(level: Finding['level'], field: Field, message: string, proposal?: string): void {
    const column = this.#columns.get(field);
    const header = this.header(field);
    const found = this.text(field);
    this.findings.push({
      level,
      row: this.row,
      ...(column !== undefined && { column }),
      ...(header !== undefined && { header }),
      ...(found !== undefined && { found }),
      message,
      ...(proposal !== undefined && { proposal }),
    });
  }
}
