// Many screens in a process of their own: they connect, count, and tell when the last of them has what it waited for.

import { WebSocket } from 'ws';

/** What this process says; times are CLOCK_MONOTONIC in ms, the same in every process of the machine. */
export type ClientsReport =
  | { readonly kind: 'complete'; readonly atMs: number }
  | { readonly kind: 'alert'; readonly number: number; readonly atMs: number; readonly medianMs: number }
  | { readonly kind: 'closed'; readonly code: number };

const [url = '', count = '0'] = process.argv.slice(2);
const clients = Number(count);
/** Connections opened at once: a listening socket queues only so many. */
const AT_ONCE = 100;

function nowMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

function report(line: ClientsReport): void {
  process.send?.(line);
}

let complete = 0;
const arrivals = new Map<number, number[]>();

function take(data: Buffer): void {
  // Reading all JSON of a thousand screens in one process would be measured instead of the server.
  const head = data.toString('latin1', 0, 20);
  if (head.startsWith('{"type":"heartbeat"')) {
    complete++;
    if (complete === clients) report({ kind: 'complete', atMs: nowMs() });
    return;
  }
  if (!head.startsWith('{"type":"event"')) return;
  const number = Number(/"number":(\d+)/.exec(data.toString('latin1'))?.[1] ?? Number.NaN);
  if (Number.isNaN(number)) return;
  const times = arrivals.get(number) ?? [];
  arrivals.set(number, times);
  times.push(nowMs());
  if (times.length === clients)
    report({ kind: 'alert', number, atMs: nowMs(), medianMs: times[clients >> 1] ?? 0 });
}

function connect(): Promise<void> {
  return new Promise((done) => {
    const socket = new WebSocket(url);
    socket.on('open', () => done());
    socket.on('message', (data) => take(data as Buffer));
    socket.on('error', () => done());
    socket.on('close', (code) => report({ kind: 'closed', code }));
  });
}

for (let i = 0; i < clients; i += AT_ONCE)
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, clients - i) }, connect));
