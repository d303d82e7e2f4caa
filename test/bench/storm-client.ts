// One screen in a process of its own: it reads every message as the page does, and notes when each alert came.

import { WebSocket } from 'ws';

/** What this process says; times are CLOCK_MONOTONIC in ms, the same in every process of the machine. */
export type StormReport =
  | { readonly kind: 'ready' }
  /** All that were waited for, by number. */
  | { readonly kind: 'all'; readonly arrivals: readonly (readonly [number, number])[] };

interface Seen {
  readonly kind: string;
  readonly alert?: { readonly number: number };
}

const [url = '', count = '0'] = process.argv.slice(2);
const arrivals = new Map<number, number>();
let ready = false;

function report(message: StormReport): void {
  process.send?.(message);
}

function note(event: Seen, atMs: number): void {
  if (event.kind !== 'alert.raised' || !event.alert || arrivals.has(event.alert.number)) return;
  arrivals.set(event.alert.number, atMs);
  if (arrivals.size === Number(count)) report({ kind: 'all', arrivals: [...arrivals] });
}

const socket = new WebSocket(url);
socket.on('message', (data) => {
  const message = JSON.parse(String(data)) as { type: string; events?: readonly Seen[] } & Seen;
  const atMs = Number(process.hrtime.bigint()) / 1e6;
  if (message.type === 'event') note(message, atMs);
  else if (message.type === 'events') for (const event of message.events ?? []) note(event, atMs);
  else if (message.type === 'heartbeat' && !ready) {
    ready = true;
    report({ kind: 'ready' });
  }
});
socket.on('error', () => process.exit(1));
