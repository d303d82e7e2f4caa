// A table as a sheet: header and rows from the first line on, the totals below, and every formula live. Pure.

import type { CellStyle, CellValue, Cell as SheetCell, WriteSheet } from 'hucre/xlsx';
import type { Cell, Column, ReportDocument, Table, Tone } from '../../document.ts';
import type { Formats } from '../format.ts';
import { oneLine } from '../text.ts';
import type { RenderWords } from '../words.ts';
import { cellFormula, columnLetters } from './formulas.ts';
import { cellValue, numberFormat, sheetText } from './values.ts';

/** Lines of a sheet; one is the header's, one the totals', and three are for notes. */
export const MOST_ROWS = 1_048_576 - 5;
/** Columns of a sheet. */
const MOST_COLUMNS = 16_384;
const DAY_S = 86_400;
/** hh:mm:ss beyond a day. */
const CLOCK_FORMAT = '[h]:mm:ss';
/** Columns are as wide as the widest of these rows: measuring all would cost more than writing them. */
const MEASURED_ROWS = 200;
/** A line of 10 point letters. */
const LINE_POINTS = 14;
const MOST_HEAD_LINES = 8;

const GROUNDS: Readonly<Record<Tone, string | undefined>> = {
  good: 'E4F0E8',
  warning: 'FBF0D4',
  bad: 'F4E1DE',
  neutral: undefined,
};
const HEAD_FILL = { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E3E7EC' } } as const;
const TOP_RULE = { top: { style: 'thin', color: { rgb: '111827' } } } as const;
const ERRORS = /^#(VALUE!|REF!|DIV\/0!|NAME\?|N\/A|NUM!|NULL!|GETTING_DATA|SPILL!|CALC!)$/;

/** What a sheet is made with. */
export interface SheetContext {
  readonly document: ReportDocument;
  readonly formats: Formats;
  readonly words: RenderWords;
  readonly name: string;
}

/** A column as the sheet has it: the table's own, or a duration once more as hours, minutes and seconds. */
interface SheetColumn {
  readonly column: Column;
  /** In the table's rows. */
  readonly index: number;
  readonly isClock: boolean;
  readonly format: string | undefined;
}

/** The sheet. The durations' clocks stand behind all other columns, so that the columns are those of the CSV. */
export function tableSheet(table: Table, context: SheetContext): WriteSheet {
  const { formats, words, document, name } = context;
  const columns = sheetColumns(table, context);
  const columnOf = new Map(
    columns.flatMap(({ column, isClock }, at) => (isClock ? [] : [[column.key, at] as const])),
  );
  const shown = table.rows.slice(0, MOST_ROWS);
  const titles = columns.map((column) => titleOf(column, context));
  const widths = columns.map((column) => widthOf(column, shown, formats));
  const rows: CellValue[][] = [titles];
  const cells = new Map<string, Partial<SheetCell>>();
  const put = (row: number, at: number, cell: SheetCell): void => void cells.set(`${row},${at}`, cell);
  for (const [at, column] of columns.entries())
    put(0, at, { value: titles[at] ?? '', type: 'string', style: headStyle(column) });
  const styles = stylesOf(columns);
  shown.forEach((row, nth) => {
    const line = nth + 1;
    const tone = table.marked?.get(nth);
    rows.push(
      columns.map((column, at) => {
        const value = cellValue(row[column.index] ?? null, column.column, formats);
        const formula = rowFormula(column, { value, columnOf, line: line + 1 });
        const style = styles(at, tone);
        if (formula !== undefined) {
          const result = column.isClock && typeof value === 'number' ? value / DAY_S : (value ?? '');
          put(line, at, { value: null, type: 'formula', style, formula, formulaResult: result });
          return null;
        }
        if (typeof value === 'string' && ERRORS.test(value))
          put(line, at, { value, type: 'richText', style, richText: [{ text: value }] });
        else if (tone) put(line, at, { value, type: typeof value === 'number' ? 'number' : 'string', style });
        return value;
      }),
    );
  });
  if (shown.length === 0)
    put(1, 0, { value: sheetText(table.empty), type: 'string', style: { font: { italic: true } } });
  if (table.totals) totalCells(table, { columns, columnOf, formats, words, last: shown.length, put });
  const below = shown.length + (table.totals ? 2 : 1) + (shown.length === 0 ? 1 : 0);
  const notes = [
    ...(shown.length < table.rows.length ? [words.rowsLeftOut(shown.length, table.rows.length)] : []),
    ...(table.note ? [table.note] : []),
  ];
  for (const [nth, note] of notes.entries())
    put(below + 1 + nth, 0, { value: sheetText(note), type: 'string', style: { font: { italic: true } } });
  const lastColumn = columnLetters(columns.length - 1);
  return {
    name,
    columns: widths.map((width, at) => ({ width, style: styles(at, undefined) })),
    // Not every program makes the line as high as its wrapped titles by itself.
    rowDefs: new Map([[0, { height: headHeight(titles, widths) }]]),
    rows,
    cells,
    freezePane: { rows: 1 },
    autoFilter: { range: `A1:${lastColumn}${shown.length + 1}` },
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
    },
    headerFooter: {
      oddHeader: `&L${plainFoot(table.title)}`,
      oddFooter: `&L${document.hash.slice(0, 16)}&C&P / &N&R${plainFoot(document.footer)}`,
    },
  };
}

function sheetColumns(table: Table, { document }: SheetContext): SheetColumn[] {
  const own = table.columns.map((column, index) => ({
    ...{ column, index, isClock: false },
    format: numberFormat(column, table, document.locale),
  }));
  const clocks = own
    .filter(({ column }) => column.kind === 'duration')
    .map((one) => ({ ...one, isClock: true, format: CLOCK_FORMAT }));
  return [...own, ...clocks].slice(0, MOST_COLUMNS);
}

function titleOf(
  { column, isClock }: SheetColumn,
  { words, formats }: Pick<SheetContext, 'words' | 'formats'>,
): string {
  const title = sheetText(oneLine(column.title));
  if (column.kind === 'moment') return `${title} (${formats.zoneName})`;
  if (column.kind !== 'duration') return title;
  return `${title} (${isClock ? words.clock : words.seconds})`;
}

function rowFormula(
  { column, isClock }: SheetColumn,
  {
    value,
    columnOf,
    line,
  }: { readonly value: CellValue; readonly columnOf: ReadonlyMap<string, number>; readonly line: number },
): string | undefined {
  // An empty cell of a clock stays empty; an empty result of a formula is `""`.
  if (isClock) return typeof value === 'number' ? clockFormula(column, columnOf, line) : undefined;
  if (column.formula === undefined) return undefined;
  return cellFormula(column.formula, columnOf, line);
}

function clockFormula(column: Column, columnOf: ReadonlyMap<string, number>, line: number): string {
  return `${cellFormula(`[${column.key}]`, columnOf, line)}/${DAY_S}`;
}

function totalCells(
  table: Table,
  {
    columns,
    columnOf,
    formats,
    words,
    last,
    put,
  }: {
    readonly columns: readonly SheetColumn[];
    readonly columnOf: ReadonlyMap<string, number>;
    readonly formats: Formats;
    readonly words: RenderWords;
    /** Line of the last row, counted from 1 below the header: 0 without rows. */
    readonly last: number;
    readonly put: (row: number, at: number, cell: SheetCell) => void;
  },
): void {
  const row = Math.max(last, 1) + 1;
  const values = columns.map(({ column, index }) =>
    cellValue(table.totals?.[index] ?? null, column, formats),
  );
  const wordAt = columns.findIndex(({ column }, at) => column.kind === 'text' && values[at] === null);
  columns.forEach((column, at) => {
    const value: Cell = values[at] ?? null;
    const style: CellStyle = {
      font: { bold: true },
      fill: HEAD_FILL,
      border: TOP_RULE,
      ...(column.format !== undefined && { numFmt: column.format }),
    };
    const formula = totalFormula(column, { value, at, last, columnOf, row: row + 1 });
    if (formula !== undefined) {
      const result = column.isClock && typeof value === 'number' ? value / DAY_S : (value ?? '');
      put(row, at, { value: null, type: 'formula', style, formula, formulaResult: result });
    } else if (at === wordAt) put(row, at, { value: words.total, type: 'string', style });
    else
      put(row, at, {
        value: column.isClock ? null : value,
        type: typeof value === 'number' ? 'number' : 'string',
        style,
      });
  });
}

/** None over no rows: a sum of nothing would name the header. */
function totalFormula(
  { column, isClock }: SheetColumn,
  {
    value,
    at,
    last,
    columnOf,
    row,
  }: {
    readonly value: Cell;
    readonly at: number;
    readonly last: number;
    readonly columnOf: ReadonlyMap<string, number>;
    readonly row: number;
  },
): string | undefined {
  if (isClock) return typeof value === 'number' ? clockFormula(column, columnOf, row) : undefined;
  if (column.total === undefined || last === 0) return undefined;
  if (column.total !== 'sum') return cellFormula(column.total.formula, columnOf, row);
  const letters = columnLetters(at);
  return `SUM(${letters}2:${letters}${last + 1})`;
}

function headStyle({ column }: SheetColumn): CellStyle {
  const isText = column.kind === 'text' || column.kind === 'moment';
  return {
    font: { bold: true },
    fill: HEAD_FILL,
    border: { bottom: TOP_RULE.top },
    alignment: { horizontal: isText ? 'left' : 'right', vertical: 'top', wrapText: true },
  };
}

/** Styles made once per column and tone: the writer compares them all. */
function stylesOf(columns: readonly SheetColumn[]): (at: number, tone: Tone | undefined) => CellStyle {
  const made = new Map<string, CellStyle>();
  return (at, tone) => {
    const key = `${at} ${tone ?? ''}`;
    const found = made.get(key);
    if (found) return found;
    const format = columns[at]?.format;
    const ground = tone && GROUNDS[tone];
    const style: CellStyle = {
      alignment: format === undefined ? { vertical: 'top', wrapText: true } : { vertical: 'top' },
      ...(format !== undefined && { numFmt: format }),
      ...(ground !== undefined && { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: ground } } }),
    };
    made.set(key, style);
    return style;
  };
}

/** Points; bold letters take a little more than a column's unit of width. */
function headHeight(titles: readonly string[], widths: readonly number[]): number {
  const lines = titles.map((title, at) =>
    Math.ceil((title.length * 1.3) / Math.max(1, (widths[at] ?? 1) - 1)),
  );
  return Math.min(MOST_HEAD_LINES, Math.max(1, ...lines)) * LINE_POINTS;
}

function widthOf({ column, index, isClock }: SheetColumn, rows: Table['rows'], formats: Formats): number {
  let widest = Math.min(column.title.length + 10, 16);
  for (const row of rows.slice(0, MEASURED_ROWS))
    widest = Math.max(widest, formats.cell(column, row[index] ?? null).length + 2);
  return isClock ? 14 : Math.min(widest, column.kind === 'text' ? 60 : 24);
}

/** `&` begins a command in a sheet's header and footer; 255 characters is Excel's bound for all of it. */
function plainFoot(text: string): string {
  return oneLine(text)
    .replaceAll('&', '&&')
    .slice(0, 100)
    .replace(/(?<!&)&$/, '');
}
