// Where the keyboard goes on when the button that was pressed has gone with what it did.

import { giveKeyboard } from '../../view/keyboard.ts';

/** Elements that are asked in turn, once the page is drawn again. */
export function giveKeyboardAfter(...selectors: readonly string[]): void {
  requestAnimationFrame(() => requestAnimationFrame(() => giveKeyboard(...selectors)));
}

/** The row that Tab reaches. */
export const ACTIVE_ROW = '#links [data-active="true"]';
/** The chips that are left, or else the search. */
export const FILTERS = ['.filter-chips button', '.toolbar input[type="search"]'] as const;
