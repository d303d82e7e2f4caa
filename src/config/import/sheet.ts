// A sheet as the rest of the import sees it, whichever file it came from: cells by row and column, named as Excel names
// them.

/** One cell; null when it is empty. Dates are UTC, as Excel knows no time zone. */
export type Cell = string | number | boolean | Date | null;

/** One sheet. The first row is Excel's row 1; rows may be shorter than the table is wide. */
export interface Sheet {
  /** Its name; a CSV file's is the file's. */
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
}

/** Rows that are read; a province has 648 villages, the country 84,000. */
export const MOST_ROWS = 100_000;
/** Columns that are read; further ones are formatting gone astray. */
export const MOST_COLUMNS = 256;

/** The letters of a column: 0 is A, 26 is AA. */
export function columnLetters(column: number): string {
  const rest = column % 26;
  const letter = String.fromCharCode(65 + rest);
  return column < 26 ? letter : columnLetters((column - rest) / 26 - 1) + letter;
}

/** A cell as a person would read it; empty for null. Numbers have no exponent and no more digits than Excel keeps. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell.trim();
  if (typeof cell === 'number') return numberText(cell);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
}

/** Excel keeps 15 digits; what binary fractions add behind them was never typed. */
function numberText(value: number): string {
  const rounded = Number(value.toPrecision(15));
  const text = String(rounded);
  return text.includes('e') ? rounded.toFixed(10).replace(/\.?0+$/, '') : text;
}
