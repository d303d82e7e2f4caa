// A table on paper: header on every page, rows that are never torn, totals under a rule. Pure: makes pdfmake's description.

import type { Content, TableCell } from 'pdfmake/interfaces.js';
import type { Cell, Column, Table, Tone } from '../../document.ts';
import { paperText } from '../text.ts';
import { bounded, GREYS, LINE, linesOf, type Paper, SIZES, TONE_GROUNDS, TONE_SIGNS } from './look.ts';

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
  const { columns, leftOut } = columnsOf(table, paper);
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
  return { table: described({ body, columns, table, headerFits, rowsFit }), notes };
}

function described({
  body,
  columns,
  table,
  headerFits,
  rowsFit,
}: {
  readonly body: TableCell[][];
  readonly columns: readonly PaperColumn[];
  readonly table: Table;
  readonly headerFits: boolean;
  readonly rowsFit: boolean;
}): Content {
  const totalsAt = table.totals ? body.length - 1 : -1;
  return {
    fontSize: SIZES.table,
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

/** The columns that stand on paper, their shares of its width made into points. */
function columnsOf(
  table: Table,
  paper: Paper,
): { readonly columns: readonly PaperColumn[]; readonly leftOut: number } {
  const wanted = table.columns.flatMap((column, index) => (column.width > 0 ? [{ column, index }] : []));
  const most = Math.floor(paper.width / (LEAST_WIDTH + 2 * PADDING.x));
  const kept = wanted.slice(0, most);
  const room = paper.width - kept.length * 2 * PADDING.x;
  const spare = room - kept.length * LEAST_WIDTH;
  // Above the least width, so that no share, however small, leaves a column without room for a word.
  const wishes = kept.map(({ column }) => Math.min(column.width, 1e6));
  const sum = wishes.reduce((total, wish) => total + wish, 0);
  const straight = wishes.map((wish) => (wish / sum) * room);
  const isRoomy = straight.every((width) => width >= LEAST_WIDTH);
  return {
    columns: kept.map(({ column, index }, nth) => ({
      column,
      index,
      width: isRoomy ? (straight[nth] ?? LEAST_WIDTH) : LEAST_WIDTH + ((wishes[nth] ?? 0) / sum) * spare,
    })),
    leftOut: wanted.length - kept.length,
  };
}

function headerCell(column: Column, { formats }: Paper): TableCell {
  const title = bounded(column.title, MOST_TITLE);
  // Every moment says its zone, though each row does not.
  const text = column.kind === 'moment' ? `${title} (${formats.zoneName})` : title;
  return { text, bold: true, alignment: alignmentOf(column) };
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
    if (nth === 0 && sign !== '') return { text: `${sign} ${text}`, bold: true, alignment };
    return { text, alignment };
  });
}

function totalCells(totals: readonly Cell[], columns: readonly PaperColumn[], paper: Paper): TableCell[] {
  return columns.map(({ column, index }, nth) => {
    const text = cellText(totals[index] ?? null, column, paper);
    return {
      text: text === '' && nth === 0 ? paper.words.total : text,
      bold: true,
      alignment: alignmentOf(column),
    };
  });
}

function emptyRow(text: string, columns: number): TableCell[] {
  const rest: TableCell[] = Array.from({ length: columns - 1 }, () => ({}));
  return [{ text: paperText(text), italics: true, colSpan: columns }, ...rest];
}

function cellText(cell: Cell, column: Column, { formats }: Paper): string {
  if (typeof cell === 'number' && !Number.isFinite(cell)) return '';
  return paperText(formats.cell(column, cell));
}

function alignmentOf({ kind }: Column): 'left' | 'right' {
  return kind === 'text' || kind === 'moment' ? 'left' : 'right';
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
