// Writes tables as CSV (RFC 4180) that spreadsheets of the viewer's language open as they are. Pure.

/** A cell: a text, a figure, or nothing. Figures are written exactly, texts are guarded. */
export type CsvCell = string | number | undefined;

/** How a language's spreadsheets read a file. */
export interface CsvDialect {
  /** Where the decimal sign is a comma, fields are parted by semicolons. */
  readonly separator: ',' | ';';
  readonly decimal: '.' | ',';
}

/** By BCP 47 tag of the locale. */
export function dialectOf(locale: string): CsvDialect {
  return locale.startsWith('id') ? { separator: ';', decimal: ',' } : { separator: ',', decimal: '.' };
}

/** Without it spreadsheets take UTF-8 for something else. */
const BYTE_ORDER_MARK = '\uFEFF';
const LINE_END = '\r\n';
/** What spreadsheets take for a formula when a cell begins with it (OWASP: CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;

/** Writes a table, its head first. */
export function csvOf(
  head: readonly string[],
  rows: Iterable<readonly CsvCell[]>,
  dialect: CsvDialect,
): string {
  const lines = [line(head, dialect)];
  for (const row of rows) lines.push(line(row, dialect));
  return BYTE_ORDER_MARK + lines.join(LINE_END) + LINE_END;
}

function line(cells: readonly CsvCell[], dialect: CsvDialect): string {
  return cells.map((cell) => field(cell, dialect)).join(dialect.separator);
}

function field(cell: CsvCell, { separator, decimal }: CsvDialect): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell).replace('.', decimal) : '';
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  const needsQuotes = safe.includes(separator) || /["\r\n]/.test(safe) || safe !== safe.trim();
  return needsQuotes ? `"${safe.replaceAll('"', '""')}"` : safe;
}
