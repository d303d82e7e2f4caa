// Joins the stream to the state: this is where the browser's clock, timers and sockets enter.

import { batch, effect } from '@preact/signals';
import type { LinkId } from '../../domain/ids.ts';
import type { BrowserInstant } from '../model/screen.ts';
import { asksForToken, streamUrl } from '../stream/access.ts';
import { Connection, type Socket } from '../stream/connection.ts';
import { Inbox } from '../stream/inbox.ts';
import type { App } from './app.ts';

/** How often ages and clocks on the screen move. */
const TICK_MS = 1_000;
/** Marks in this tab's storage which protocol a reload was tried for, so that it is tried once. */
const RELOADED_KEY = 'jalur.reloaded-for';

/** The browser's two clocks now. */
export function browserNow(): BrowserInstant {
  return { monoMs: performance.now(), wallMs: Date.now() };
}

/** Starts the stream and the clock; returns the connection for the token form to retry. */
export function goLive(app: App): Connection {
  const after = (delayMs: number, callback: () => void): (() => void) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  };
  const inbox = new Inbox({
    frame: (callback) => requestAnimationFrame(callback),
    after,
    deliver: (arrivals) => {
      app.now.value = browserNow();
      if (app.deliver(arrivals)) connection.resync();
    },
  });
  let wasOpen = false;
  let watched: LinkId | undefined;
  const watch = (link: LinkId | undefined): void => {
    if (watched && watched !== link) connection.send({ type: 'unwatch', link: watched });
    if (link) connection.send({ type: 'watch', link });
    watched = link;
  };
  const connection = new Connection({
    open: (since) => new WebSocket(streamUrl(location, since)) as Socket,
    since: () => app.screen.value.province?.seq,
    asksForToken,
    random: Math.random,
    after,
    onMessage: (message) => {
      if (message.type === 'link.echo') app.takeEchoes(message);
      else inbox.push({ message, instant: browserNow() });
    },
    onStatus: (status) => {
      // A resumed connection asks after what the screen holds, so that nothing may be left in the inbox.
      if (status.kind !== 'open') inbox.flush();
      app.status.value = status;
      if (status.kind === 'open') {
        watch(app.selected.value);
        if (wasOpen) app.returns.value++;
        wasOpen = true;
        void app.me.reread();
      }
      if (status.kind === 'token') void app.me.reread();
      if (status.kind === 'protocol') reloadOnce(status.server);
    },
  });
  effect(() => watch(app.selected.value));
  setInterval(() => {
    // What has gathered is drawn with the clock: one change of the screen, not two.
    batch(() => {
      inbox.flush();
      app.now.value = browserNow();
    });
  }, TICK_MS);
  connection.connect();
  return connection;
}

/** The daemon has been replaced and brings a page of its own. If that page does not understand it either, a person must. */
function reloadOnce(protocol: number): void {
  try {
    if (sessionStorage.getItem(RELOADED_KEY) === String(protocol)) return;
    sessionStorage.setItem(RELOADED_KEY, String(protocol));
  } catch {
    // Without storage a reload could not be told from the first: leave it to the person.
    return;
  }
  location.reload();
}
