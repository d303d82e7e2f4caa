// What a press on the head of a column does.

import { type Column, FIGURES } from './columns.ts';
import type { Sort } from './view-query.ts';

/** One press sorts, largest figures first; the next turns the order round; a third gives the usual order back. */
export function nextSort(sort: Sort | undefined, column: Column): Sort | undefined {
  const beginsDown = FIGURES.has(column);
  if (sort?.column !== column) return { column, isDown: beginsDown };
  return sort.isDown === beginsDown ? { column, isDown: !beginsDown } : undefined;
}
