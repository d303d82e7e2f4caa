// A table on paper: header on every page, rows that are never torn, totals under a rule. Pure: makes pdfmake's description.

import type { Content, TableCell } from 'pdfmake/interfaces.js';
import type { Cell, Column, Table, Tone } from '../../document.ts';
import { paperText } from '../text.ts';
import { bounded, GREYS, LINE, linesOf, type Paper, SIZES, TONE_GROUNDS, TONE_SIGNS } from './look.ts';
import { fitWidths, widestPart } from './widths.ts';

const PADDING = { x: 3, y: 2 };
/** A column narrower than this holds no word. */
const LEAST_WIDTH = 20;
/** Share of a page that a row may take and still be kept whole. */
const MOST_ROW_SHARE = 0.4;
const MOST_TITLE = 120;

/** A column on paper. */
interface PaperColumn {
  readonly column: Column;
  readonly index: number;
  readonly width: number;
}

/** The table with its title above and its note below; both are to be put into the flow by the caller. */
export function tableParts(
  table: Table,
  paper: Paper,
): { readonly table: Content; readonly notes: readonly string[] } {
  const { words } = paper;
  const { columns, size, leftOut } = columnsOf(table, paper);
  const notes = [
    ...marksNote(table, paper),
    ...(leftOut > 0 ? [words.columnsLeftOut(leftOut)] : []),
    ...(table.note ? [paperText(table.note)] : []),
  ];
  if (columns.length === 0) return { table: { text: words.noData, style: 'small' }, notes };
  if (table.rows.length === 0 && !table.totals)
    return { table: { text: paperText(table.empty), italics: true, margin: [0, 2, 0, 4] }, notes };
  const header = columns.map(({ column }) => headerCell(column, paper));
  const rows = table.rows.map((row, index) =>
    rowCells(row, columns, { paper, tone: table.marked?.get(index) }),
  );
  const body = [header, ...rows];
  if (table.rows.length === 0) body.push(emptyRow(table.empty, columns.length));
  if (table.totals) body.push(totalCells(table.totals, columns, paper));
  const headerFits = rowHeight(header, columns) < paper.height * MOST_ROW_SHARE;
  const rowsFit = body.slice(1).every((cells) => rowHeight(cells, columns) < paper.height * MOST_ROW_SHARE);
  return { table: described({ body, columns, table, size, headerFits, rowsFit }), notes };
}

function described({
  body,
  columns,
  table,
  size,
  headerFits,
  rowsFit,
}: {
  readonly body: TableCell[][];
  readonly columns: readonly PaperColumn[];
  readonly table: Table;
  readonly size: number;
  readonly headerFits: boolean;
  readonly rowsFit: boolean;
}): Content {
  const totalsAt = table.totals ? body.length - 1 : -1;
  return {
    fontSize: size,
    margin: [0, 2, 0, 4],
    table: {
      headerRows: headerFits ? 1 : 0,
      ...(headerFits && rowsFit && { keepWithHeaderRows: 1 }),
      dontBreakRows: rowsFit,
      widths: columns.map(({ width }) => width),
      body,
    },
    layout: {
      hLineWidth: (line) =>
        line === 0 || line === 1 || line === body.length ? 0.9 : line === totalsAt ? 0.9 : 0.3,
      hLineColor: (line) => (line <= 1 || line === totalsAt || line === body.length ? GREYS.ink : GREYS.rule),
      vLineWidth: () => 0,
      paddingLeft: () => PADDING.x,
      paddingRight: () => PADDING.x,
      paddingTop: () => PADDING.y,
      paddingBottom: () => PADDING.y,
      fillColor: (row) => {
        if (row === 0 || row === totalsAt) return GREYS.head;
        const tone = table.marked?.get(row - 1);
        return (tone && TONE_GROUNDS[tone]) ?? (row % 2 === 0 ? GREYS.zebra : null);
      },
    },
  };
}

/** The columns that stand on paper, wide enough for their numbers, and the size of letters at which they fit. */
function columnsOf(table: Table, paper: Paper): PaperColumns {
  const wanted = table.columns.flatMap((column, index) => (column.width > 0 ? [{ column, index }] : []));
  const kept = wanted.slice(0, Math.floor(paper.width / (LEAST_WIDTH + 2 * PADDING.x)));
  const room = paper.width - kept.length * 2 * PADDING.x;
  const signWidth = table.marked && table.marked.size > 0 ? SIZES.table : 0;
  const leastsWhere = (isWhole: (column: Column) => boolean): number[] =>
    kept.map(({ column, index }, nth) => {
      const texts = table.rows.map((row) => cellText(row[index] ?? null, column, paper));
      const total = cellText(table.totals?.[index] ?? null, column, paper);
      const least = widestPart({ title: headerText(column, paper), texts, total, isNumber: isWhole(column) });
      return nth === 0 ? least + signWidth : least;
    });
  // Durations stay on one line where the paper is wide enough for all of them.
  const generous = leastsWhere((column) => isNumber(column) || column.kind === 'duration');
  const leasts = generous.reduce((sum, least) => sum + least, 0) <= room ? generous : leastsWhere(isNumber);
  const { widths, size } = fitWidths({
    leasts,
    shares: kept.map(({ column }) => column.width),
    room,
    floor: LEAST_WIDTH,
  });
  return {
    columns: kept.map((one, nth) => ({ ...one, width: widths[nth] ?? LEAST_WIDTH })),
    size,
    leftOut: wanted.length - kept.length,
  };
}

interface PaperColumns {
  readonly columns: readonly PaperColumn[];
  /** Of the letters, points. */
  readonly size: number;
  readonly leftOut: number;
}

function headerCell(column: Column, paper: Paper): TableCell {
  return { text: headerText(column, paper), bold: true, alignment: alignmentOf(column) };
}

/** Every moment says its zone, though each row does not. */
function headerText(column: Column, { formats }: Paper): string {
  const title = bounded(column.title, MOST_TITLE);
  return column.kind === 'moment' ? `${title} (${formats.zoneName})` : title;
}

function rowCells(
  row: readonly Cell[],
  columns: readonly PaperColumn[],
  { paper, tone }: { readonly paper: Paper; readonly tone: Tone | undefined },
): TableCell[] {
  const sign = tone ? TONE_SIGNS[tone] : '';
  return columns.map(({ column, index }, nth) => {
    const text = cellText(row[index] ?? null, column, paper);
    const alignment = alignmentOf(column);
    if (nth === 0 && sign !== '') return { text: `${sign}\u00a0${text}`, bold: true, alignment };
    return { text, alignment };
  });
}

function totalCells(totals: readonly Cell[], columns: readonly PaperColumn[], paper: Paper): TableCell[] {
  const texts = columns.map(({ column, index }) => cellText(totals[index] ?? null, column, paper));
  // The word stands where there is room for one: in a column of texts, if any of them is free.
  const free = columns.findIndex(({ column }, nth) => column.kind === 'text' && texts[nth] === '');
  const wordAt = free >= 0 ? free : texts.indexOf('');
  return columns.map(({ column }, nth) => ({
    text: nth === wordAt ? paper.words.total : (texts[nth] ?? ''),
    bold: true,
    alignment: alignmentOf(column),
  }));
}

function emptyRow(text: string, columns: number): TableCell[] {
  const rest: TableCell[] = Array.from({ length: columns - 1 }, () => ({}));
  return [{ text: paperText(text), italics: true, colSpan: columns }, ...rest];
}

function cellText(cell: Cell, column: Column, { formats }: Paper): string {
  if (typeof cell === 'number' && !Number.isFinite(cell)) return '';
  const text = paperText(formats.cell(column, cell));
  // `744 j 00 mnt` stays together where `744 j 00 mnt 07 d` is broken.
  return column.kind === 'duration' ? text.replace(/ (?![^ ]+ [^ ]+$)/g, '\u00a0') : text;
}

function alignmentOf(column: Column): 'left' | 'right' {
  return column.kind === 'text' || column.kind === 'moment' ? 'left' : 'right';
}

/** What is one number to the eye and must not be broken in two. */
function isNumber({ kind }: Column): boolean {
  return kind !== 'text' && kind !== 'moment' && kind !== 'duration';
}

/** A row's height, estimated rather too large. */
function rowHeight(cells: readonly TableCell[], columns: readonly PaperColumn[]): number {
  const lines = cells.map((cell, nth) =>
    typeof cell === 'object' && 'text' in cell && typeof cell.text === 'string'
      ? linesOf(cell.text, columns[nth]?.width ?? LEAST_WIDTH, SIZES.table)
      : 1,
  );
  return Math.max(1, ...lines) * SIZES.table * LINE + 2 * PADDING.y;
}

/** What the signs before marked rows mean. */
function marksNote({ marked, rows }: Table, { words }: Paper): string[] {
  const tones = new Set([...(marked ?? [])].filter(([index]) => index < rows.length).map(([, tone]) => tone));
  const signs = [...tones]
    .filter((tone) => TONE_SIGNS[tone] !== '')
    .map((tone) => `${TONE_SIGNS[tone]} ${words.tones[tone]}`);
  return signs.length === 0 ? [] : [`${words.marked}: ${signs.join(' · ')}`];
}
