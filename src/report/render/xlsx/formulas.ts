// A column's formula made into a cell's: keys in brackets become addresses. Pure.

/** Letters of a column by its index from 0: `A`, `Z`, `AA`. */
export function columnLetters(index: number): string {
  let letters = '';
  for (let rest = index; rest >= 0; rest = Math.floor(rest / 26) - 1)
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  return letters;
}

/**
 * The formula for one row (counted from 1), without `=`. Brackets inside quoted text stay as they are.
 * @throws {RangeError} where it names a column that the table does not have: a bug of the report's builder.
 */
export function cellFormula(formula: string, columnOf: ReadonlyMap<string, number>, row: number): string {
  return formula.replace(/"(?:[^"]|"")*"|\[([^\][]*)\]/g, (whole, key: string | undefined) => {
    if (key === undefined) return whole;
    const index = columnOf.get(key);
    if (index === undefined)
      throw new RangeError(
        `cannot write formula "${formula}": there is no column "${key}"; wanted one of ${[...columnOf.keys()].join(', ')}`,
      );
    return `${columnLetters(index)}${row}`;
  });
}
