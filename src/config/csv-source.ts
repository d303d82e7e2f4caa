// Reads a table of sites and links: the syntax, the header, and where each cell stands. What a row means is table.ts'
// business.

import { CsvError, type Info, parse } from 'csv-parse/sync';
import { type Column, headerOf } from './csv-columns.ts';
import type { Lines } from './lines.ts';
import type { Place } from './place.ts';
import type { Problems } from './problems.ts';

/** A record longer than this has a quote that was never closed. */
const MOST_RECORD_BYTES = 64 * 1_024;
const DELIMITERS = [';', '\t', ','];

/** One row of a table. */
export interface Row {
  /** The cell of a column; undefined when the table has no such column, or the row ends before it. */
  cell(column: Column): string | undefined;
  /** Where the cell of a column begins; the row's start when there is none. */
  place(column?: Column): Place;
}

/** Reads the rows of a table; syntax errors become problems and end it. */
export function readCsv(lines: Lines, problems: Problems): readonly Row[] {
  const start = /^sep=.\r?\n/.exec(lines.text)?.[0].length ?? 0;
  const delimiter = delimiterOf(lines.text.slice(start, start + 4_096));
  const records = parseRecords(lines, { start, delimiter, problems });
  const [head, ...body] = records;
  if (!head) {
    problems.add(lines.place(0), 'the table is empty, wanted a line with the names of the columns');
    return [];
  }
  const columns = readHeader(head, { lines, delimiter, problems });
  if (!columns.has('id') && !columns.has('code')) {
    problems.add(
      lines.place(head.offset),
      'the table has neither a column "id" nor "code", wanted one of them',
    );
    return [];
  }
  const rows: Row[] = [];
  for (const record of body) {
    if (record.cells.every((cell) => cell.trim() === '')) continue;
    const place = (column?: Column): Place =>
      lines.place(record.offset + cellOffset(record.raw, delimiter, (column && columns.get(column)) ?? 0));
    if (record.cells.length > head.cells.length) {
      const extra = record.offset + cellOffset(record.raw, delimiter, head.cells.length);
      problems.add(
        lines.place(extra),
        `found ${record.cells.length} cells, wanted at most ${head.cells.length} as in the header; ` +
          `a cell with "${delimiter}" in it needs quotes`,
      );
      continue;
    }
    rows.push({ place, cell: (column) => record.cells[columns.get(column) ?? -1] });
  }
  return rows;
}

interface CsvRecord {
  readonly cells: readonly string[];
  readonly raw: string;
  readonly offset: number;
}

function parseRecords(
  lines: Lines,
  options: { readonly start: number; readonly delimiter: string; readonly problems: Problems },
): readonly CsvRecord[] {
  const records: CsvRecord[] = [];
  let offset = options.start;
  const take = (cells: readonly string[], raw: string): void => {
    records.push({ cells, raw, offset });
    offset += raw.length;
  };
  try {
    parse(lines.text.slice(options.start), {
      delimiter: options.delimiter,
      info: true,
      raw: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: MOST_RECORD_BYTES,
      on_record: (each: unknown) => {
        const { record, raw } = each as { record: string[]; raw: string; info: Info };
        take(record, raw);
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    options.problems.add(lines.place(offset), explain(error));
  }
  return records;
}

function explain(error: CsvError): string {
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
    case 'CSV_MAX_RECORD_SIZE':
      return 'a quote that is opened in this row is never closed';
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_INVALID_CLOSING_QUOTE':
      return 'a quote stands in the middle of a cell; write the whole cell in quotes and each quote in it twice';
    default:
      return `not a valid table: ${error.message}`;
  }
}

function readHeader(
  head: CsvRecord,
  options: { readonly lines: Lines; readonly delimiter: string; readonly problems: Problems },
): ReadonlyMap<Column, number> {
  const { lines, problems } = options;
  const columns = new Map<Column, number>();
  for (const [index, text] of head.cells.entries()) {
    const place = lines.place(head.offset + cellOffset(head.raw, options.delimiter, index));
    const header = headerOf(text);
    switch (header.kind) {
      case 'column':
        if (columns.has(header.column))
          problems.add(place, `the column "${text}" stands here twice (${header.column})`);
        else columns.set(header.column, index);
        break;
      case 'secret':
        problems.add(
          place,
          `the column "${text}" would hold secrets; they go into the YAML file as !env or !file`,
        );
        break;
      case 'unknown':
        if (header.nearest === undefined)
          problems.warn(place, `the column "${text}" is not known and not read`);
        else problems.add(place, `unknown column "${text}"; did you mean "${header.nearest}"?`);
        break;
      case 'remark':
        break;
    }
  }
  return columns;
}

/** The delimiter that stands most often in the header, outside quotes. */
function delimiterOf(text: string): string {
  const header = (/[^\r\n]+/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (delimiter: string): number => header.split(delimiter).length;
  return DELIMITERS.reduce((best, each) => (count(each) > count(best) ? each : best), ',');
}

/** Offset of a cell in the raw text of its record, past the blank lines before it; the end when there are fewer cells. */
function cellOffset(raw: string, delimiter: string, index: number): number {
  let at = /^[\r\n]*/.exec(raw)?.[0].length ?? 0;
  let quoted = false;
  for (let cell = 0; cell < index && at < raw.length; at++) {
    const letter = raw[at];
    if (letter === '"') quoted = !quoted;
    else if (!quoted && letter === delimiter) cell++;
    else if (!quoted && letter === '\n') return at;
  }
  return at;
}
