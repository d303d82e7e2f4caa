// The address of the page names the alert that lies open (`#/alerts/7`), so that a message can lead to it.

import { batch, effect } from '@preact/signals';
import type { App } from './app.ts';

/** What is needed of a browser's window. */
export interface AddressBar {
  readonly location: Pick<Location, 'hash' | 'href'>;
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
    const { hash } = bar.location;
    const number = alertOf(hash);
    // Places within the page, as the skip link has them, are no addresses of ours.
    const isOurs = hash === '' || hash.startsWith('#/');
    if (!isOurs || number === desk.opened.peek()) return;
    asked = number;
    const alert = number === undefined ? undefined : screen.peek().province?.alerts.get(number);
    if (alert) app.openAlert(alert);
    else if (number === undefined) app.select(undefined);
    else
      batch(() => {
        // The link that lies open belongs to another alert.
        app.select(undefined);
        desk.opened.value = number;
      });
  };
  read();
  bar.addEventListener('hashchange', read);
  // Its link belongs beside it: the first snapshot knows it, or, of one that is over, the history.
  effect(() => {
    const history = desk.history.value;
    const told = typeof history === 'object' ? history.alert : undefined;
    const alert = [asked === undefined ? undefined : screen.value.province?.alerts.get(asked), told].find(
      (each) => each?.number === asked,
    );
    if (!alert) return;
    asked = undefined;
    if (desk.opened.peek() === alert.number) app.openAlert(alert);
  });
  effect(() => {
    const number = desk.opened.value;
    const { hash, href } = bar.location;
    if (number === alertOf(hash)) return;
    const page = href.slice(0, href.length - hash.length).replace(/#$/, '');
    bar.history.pushState(null, '', number === undefined ? page : `${page}#/alerts/${number}`);
  });
}
