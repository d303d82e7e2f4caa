// Where the keyboard goes when what it was on has gone: a button that was pressed and is no longer needed, a closed panel.

/** Gives it to the first of these elements that is there, unless it is on something already. */
export function giveKeyboard(...selectors: readonly string[]): void {
  if (document.activeElement !== document.body && document.activeElement !== null) return;
  for (const selector of selectors) {
    const element = document.querySelector<HTMLElement>(selector);
    if (!element) continue;
    element.focus();
    return;
  }
}

/** The title of an alert in the list. */
export function alertPlace(number: number): string {
  return `.alerts [data-alert="${number}"] .alert-title`;
}
