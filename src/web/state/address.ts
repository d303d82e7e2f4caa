// The address of the page names the alert that lies open (`#/alerts/7`), so that a message can lead to it.

import { effect } from '@preact/signals';
import type { App } from './app.ts';

/** What is needed of a browser's window. */
export interface AddressBar {
  readonly location: Pick<Location, 'hash' | 'pathname' | 'search'>;
  readonly history: Pick<History, 'pushState'>;
  addEventListener(type: 'hashchange', run: () => void): void;
}

/** Number of the alert that an address names; `#/alerts` alone, as digests have it, names none. */
export function alertOf(hash: string): number | undefined {
  const number = Number(/^#\/alerts\/(\d{1,15})$/.exec(hash)?.[1]);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

/** Opens what the address names, now and whenever it changes, and keeps it true; call once. */
export function followAddress(app: App, bar: AddressBar): void {
  const { desk, screen } = app;
  let asked: number | undefined;
  const read = (): void => {
    const number = alertOf(bar.location.hash);
    if (number === desk.opened.peek()) return;
    asked = number;
    const alert = number === undefined ? undefined : screen.peek().province?.alerts.get(number);
    if (alert) app.openAlert(alert);
    else if (number === undefined) app.select(undefined);
    else desk.opened.value = number;
  };
  read();
  bar.addEventListener('hashchange', read);
  // An alert that is over, or not heard of yet, is told by its history; its link belongs beside it.
  effect(() => {
    const history = desk.history.value;
    if (typeof history !== 'object' || history.alert.number !== asked) return;
    asked = undefined;
    if (desk.opened.peek() === history.alert.number) app.openAlert(history.alert);
  });
  effect(() => {
    const number = desk.opened.value;
    const { hash, pathname, search } = bar.location;
    if (number === alertOf(hash)) return;
    bar.history.pushState(
      null,
      '',
      number === undefined ? `${pathname}${search}` : `${search}#/alerts/${number}`,
    );
  });
}
