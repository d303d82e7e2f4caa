// Reads a CSV file of an office: its encoding and its separator are found out.

import { CsvError, parse } from 'csv-parse/sync';
import { ImportFailure } from './import-failure.ts';
import { MOST_COLUMNS, MOST_ROWS, type Sheet } from './sheet.ts';

/** A record longer than this has a quote that was never closed. */
const MOST_RECORD_OCTETS = 64 * 1_024;
const DELIMITERS = [';', '\t', ',', '|'];
/** Files that went through several programs mix them; found out from the first line, whole rows would vanish into a cell. */
const LINE_ENDS = ['\r\n', '\n', '\r'];
/** Lines that are looked at for the separator. */
const SAMPLE_LINES = 50;

/** The one sheet of a CSV file. Throws an ImportFailure. */
export function readCsvFile(bytes: Uint8Array, name: string): Sheet {
  const text = decode(bytes);
  if (text.includes('\0'))
    throw new ImportFailure('not-a-table', 'the file is no text; save the table as Excel (.xlsx) or CSV');
  // Excel reads this line and does not show it.
  const [first = '', separator] = /^sep=(.)\r?\n/.exec(text) ?? [];
  const rows: string[][] = [];
  try {
    parse(text.slice(first.length), {
      delimiter: separator ?? delimiterOf(text),
      record_delimiter: LINE_ENDS,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: MOST_RECORD_OCTETS,
      on_record: (record: string[]) => {
        if (rows.length >= MOST_ROWS)
          throw new ImportFailure(
            'too-large',
            `the table has more than ${MOST_ROWS} rows; import it in parts`,
          );
        if (record.length > MOST_COLUMNS)
          throw new ImportFailure(
            'too-large',
            `row ${rows.length + 1} has ${record.length} columns; ${MOST_COLUMNS} are read`,
          );
        rows.push(record);
        return null;
      },
    });
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw new ImportFailure(
      'not-a-table',
      `row ${rows.length + 1}: ${cause.code === 'CSV_QUOTE_NOT_CLOSED' || cause.code === 'CSV_MAX_RECORD_SIZE' ? 'a quote that is opened in this row is never closed' : cause.message}`,
      { cause },
    );
  }
  return { name, rows: rows.map((cells) => cells.map((cell) => (cell.trim() === '' ? null : cell))) };
}

/** UTF-8 with or without its mark, UTF-16 by its mark or its zeros, else what Windows has in Indonesia. */
function decode(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (a !== 0 && b === 0 && bytes.length % 2 === 0) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The separator that makes the most lines equally wide: titles have none, and cells hold commas. */
function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 65_536)
    .split(/\r?\n|\r/, SAMPLE_LINES)
    .map((line) => line.replace(/"[^"]*"/g, ''));
  const score = (delimiter: string): number => {
    const widths = new Map<number, number>();
    for (const line of lines) {
      const width = line.split(delimiter).length;
      if (width > 1) widths.set(width, (widths.get(width) ?? 0) + 1);
    }
    return Math.max(0, ...[...widths].map(([width, count]) => count * (width - 1)));
  };
  return DELIMITERS.reduce((best, each) => (score(each) > score(best) ? each : best), ',');
}
