// A spreadsheet's formulas of a table, computed anew: Excel's language as far as reports use it, put into JavaScript.

import type { Cell, Table } from '../../../src/report/document.ts';

type Values = Readonly<Record<string, Cell>>;

const FUNCTIONS = {
  IF: (test: unknown, yes: unknown, no: unknown) => (test ? yes : no),
  OR: (...tests: readonly unknown[]) => tests.some(Boolean),
  AND: (...tests: readonly unknown[]) => tests.every(Boolean),
  MIN: (...values: readonly number[]) => Math.min(...values),
  MAX: (...values: readonly (number | '')[]) => Math.max(...values.map(Number)),
  // As spreadsheets do: noise below the 15th digit is none.
  ROUNDDOWN: (value: number, digits: number) => Math.trunc(clean(value * 10 ** digits)) / 10 ** digits,
  ROUND: (value: number, digits: number) => Math.floor(clean(value * 10 ** digits) + 0.5) / 10 ** digits,
};

function clean(value: number): number {
  return Number(value.toPrecision(15));
}

/** What a formula makes of the cells of a row; durations are given as seconds, empty cells as "". */
export function evaluate(formula: string, values: Values): Cell {
  const script = formula
    .replace(/\[([a-z0-9_]+)\]/g, (_, key: string) => {
      if (!(key in values))
        throw new Error(`the formula ${formula} names a column that is not there: ${key}`);
      return JSON.stringify(values[key] ?? '');
    })
    .replaceAll('^', '**')
    .replace(/(?<![<>=])=(?!=)/g, '===');
  const names = Object.keys(FUNCTIONS);
  // The test's own formulas, not anybody's input; lazily evaluated branches cost nothing here.
  const run = new Function(...names, `return ${script}`) as (...of: readonly unknown[]) => Cell;
  const result = run(...Object.values(FUNCTIONS));
  return result === '' ? null : result;
}

/** Cells whose formula gives something else than what stands there: `table.column row: found, formula gives`. */
export function disagreements(table: Table): readonly string[] {
  const wrong: string[] = [];
  const compare = (where: string, found: Cell, made: Cell) => {
    const agree =
      typeof found === 'number' && typeof made === 'number' ? Math.abs(found - made) < 1e-9 : found === made;
    if (!agree) wrong.push(`${table.id}.${where}: ${found}, the formula gives ${made}`);
  };
  const valuesOf = (cells: readonly Cell[]): Values =>
    Object.fromEntries(
      table.columns.map(({ key, kind }, at) => {
        const cell = cells[at] ?? null;
        return [key, kind === 'duration' && typeof cell === 'number' ? cell / 1_000 : cell];
      }),
    );
  const scale = (at: number, cell: Cell) =>
    table.columns[at]?.kind === 'duration' && typeof cell === 'number' ? cell / 1_000 : cell;
  for (const [at, { key, formula, total }] of table.columns.entries()) {
    if (formula !== undefined)
      for (const [index, row] of table.rows.entries())
        compare(`${key} ${index}`, scale(at, row[at] ?? null), evaluate(formula, valuesOf(row)));
    if (!table.totals || total === undefined) continue;
    const made =
      total === 'sum'
        ? table.rows.reduce<number>((sum, row) => sum + Number(row[at] ?? 0), 0)
        : evaluate(total.formula, valuesOf(table.totals));
    const found = table.totals[at] ?? null;
    compare(`${key} total`, total === 'sum' ? (found ?? 0) : found, made);
  }
  return wrong;
}
