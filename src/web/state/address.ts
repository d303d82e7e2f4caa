// Keeps the browser's address and the page's place the same, both ways; and `#/alerts/7` the same as the alert that lies
// open, so that a message can lead to it.

import { batch, effect } from '@preact/signals';
import { alertOf, hashOf, parseRoute } from '../model/route.ts';
import type { App } from './app.ts';

/** What is needed of a browser's window. */
export interface AddressBar {
  readonly location: Pick<Location, 'hash' | 'href'>;
  readonly history: Pick<History, 'pushState' | 'replaceState'>;
  addEventListener(type: 'hashchange', run: () => void): void;
}

/** Opens what the address names, now and whenever it changes, and keeps it true; call once. */
export function followAddress(app: App, bar: AddressBar): void {
  const { route } = app;
  const read = (): void => {
    const asked = parseRoute(bar.location.hash);
    if (asked && hashOf(asked) !== hashOf(route.peek())) route.value = asked;
  };
  read();
  bar.addEventListener('hashchange', read);
  effect(() => {
    const { hash, href } = bar.location;
    const shown = parseRoute(hash);
    const wanted = route.value;
    if (shown && hashOf(shown) === hashOf(wanted)) return;
    const url = `${href.slice(0, href.length - hash.length).replace(/#$/, '')}${hashOf(wanted)}`;
    // Another view of the same place is no step that the way back has to pass.
    if (shown?.page === wanted.page && shown.id === wanted.id) bar.history.replaceState(null, '', url);
    else bar.history.pushState(null, '', url);
  });
  followAlert(app);
}

function followAlert({ desk, route, screen, select, openAlert, go }: App): void {
  let asked: number | undefined;
  effect(() => {
    const { page } = route.value;
    const number = alertOf(route.value);
    if (number === desk.opened.peek()) return;
    asked = number;
    if (number === undefined) {
      // A link that lies open stays so where it is what the page is about.
      if (page === 'alerts') select(undefined);
      else desk.opened.value = undefined;
      return;
    }
    const alert = screen.peek().province?.alerts.get(number);
    if (alert) openAlert(alert);
    else
      batch(() => {
        // The link that lies open belongs to another alert.
        select(undefined);
        desk.opened.value = number;
      });
  });
  // Its link belongs beside it: the first snapshot knows it, or, of one that is over, the history.
  effect(() => {
    const history = desk.history.value;
    const told = typeof history === 'object' ? history.alert : undefined;
    const alert = [asked === undefined ? undefined : screen.value.province?.alerts.get(asked), told].find(
      (each) => each?.number === asked,
    );
    if (!alert) return;
    asked = undefined;
    if (desk.opened.peek() === alert.number) openAlert(alert);
  });
  effect(() => {
    const number = desk.opened.value;
    const here = route.peek();
    if (number !== undefined && alertOf(here) !== number)
      go({ page: 'alerts', id: String(number), query: here.page === 'alerts' ? here.query : '' });
    else if (number === undefined && alertOf(here) !== undefined) go({ page: 'alerts', query: here.query });
  });
}
