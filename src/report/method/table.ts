// Tables out of a list of columns that each say what they hold: title in both languages, value, formula, total.

import type { Locale } from '../../domain/explain.ts';
import type { Ratio } from '../../domain/sla/account.ts';
import { percentOf } from '../../domain/sla/percent.ts';
import type { Cell, Column, Table, Tone } from '../document.ts';
import { type Both, textIn } from './language.ts';

/** A column about rows of a kind. */
export interface ColumnSpec<Row> extends Omit<Column, 'title' | 'total'> {
  readonly title: Both;
  readonly value: (row: Row, index: number) => Cell;
  /** In the row of totals: the sum of the column, or a formula with the value it must agree with. The row's word is the renderers'. */
  readonly total?: 'sum' | { readonly formula: string; readonly value: Cell };
}

/** A table to lay out. */
export interface TableSpec<Row> {
  readonly id: string;
  readonly title: Both;
  readonly columns: readonly ColumnSpec<Row>[];
  readonly rows: readonly Row[];
  readonly mark?: (row: Row) => Tone | undefined;
  readonly note?: string;
  readonly empty: Both;
}

/** Lays a table out; it has a row of totals where a column has one and there are rows. */
export function tableOf<Row>(locale: Locale, spec: TableSpec<Row>): Table {
  const { id, columns, note, empty, mark } = spec;
  const rows = spec.rows.map((row, index) => columns.map(({ value }) => value(row, index)));
  const marked = new Map<number, Tone>();
  for (const [index, row] of spec.rows.entries()) {
    const tone = mark?.(row);
    if (tone !== undefined) marked.set(index, tone);
  }
  const hasTotals = rows.length > 0 && columns.some(({ total }) => total !== undefined);
  return {
    id,
    title: textIn(locale, spec.title),
    columns: columns.map((column) => columnOf(locale, column)),
    rows,
    ...(hasTotals && { totals: columns.map((column, at) => totalOf(column, rows, at)) }),
    ...(marked.size > 0 && { marked }),
    ...(note !== undefined && { note }),
    empty: textIn(locale, empty),
  };
}

function columnOf<Row>(locale: Locale, { title, value, total, ...column }: ColumnSpec<Row>): Column {
  const inTotals = total === 'sum' || total === undefined ? total : { formula: total.formula };
  return { ...column, title: textIn(locale, title), ...(inTotals !== undefined && { total: inTotals }) };
}

/** A sum of nothing is nothing, not 0. */
function totalOf<Row>({ total }: ColumnSpec<Row>, rows: readonly (readonly Cell[])[], at: number): Cell {
  if (total === undefined) return null;
  if (total !== 'sum') return total.value;
  const numbers = rows.flatMap((row) => {
    const cell = row[at];
    return typeof cell === 'number' ? cell : [];
  });
  return numbers.length === 0 ? null : numbers.reduce((sum, value) => sum + value, 0);
}

/** A share as a percentage cut off; null where there is nothing to divide by. */
export function cutShare(ratio: Ratio, decimals: number): number | null {
  return percentOf(ratio, decimals) ?? null;
}

/** {@link cutShare} in a spreadsheet's language; `part`, `whole` and `decimals` are expressions. */
export function shareFormula(part: string, whole: string, decimals: string): string {
  return `IF(${whole}=0,"",ROUNDDOWN(10^(${decimals}+2)*(${part})/${whole},0)/10^${decimals})`;
}

/** The same of an availability: nothing where nothing was measured, however unknown time counts. Needs a column `known`. */
export function availabilityFormula(part: string, whole: string, decimals: string): string {
  return `IF([known]=0,"",${shareFormula(part, whole, decimals)})`;
}
