// A program that stands in the monitor's namespace and reports what a screen there sees: every stream message with the
// time it came, and answers to GET requests. It reconnects and resumes like the page does. Speaks JSON lines.

import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';

const base = process.argv[2] ?? 'http://127.0.0.1:8080';
const RETRY_MS = 100;
let lastSeq: number | undefined;

/** What matters of a message here. */
interface Heard {
  readonly type: string;
  readonly seq?: number;
  readonly events?: readonly { readonly seq: number }[];
}

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function connect(): void {
  const query = lastSeq === undefined ? '' : `?since=${lastSeq}`;
  const socket = new WebSocket(`${base.replace('http', 'ws')}/api/v1/stream${query}`);
  socket.on('message', (data) => {
    const at = Date.now();
    const message = JSON.parse(String(data)) as Heard;
    // A replay comes many at a time; whoever reads the report need not care.
    const told =
      message.type === 'events'
        ? (message.events ?? []).map((each) => ({ ...each, type: 'event' }))
        : [message];
    for (const each of told) {
      if ((each.type === 'event' || each.type === 'snapshot') && each.seq !== undefined) lastSeq = each.seq;
      say({ at, message: each });
    }
  });
  socket.on('error', () => undefined);
  socket.on('close', () => setTimeout(connect, RETRY_MS));
}

async function answer(line: string): Promise<void> {
  const { id, get } = JSON.parse(line) as { id: number; get: string };
  try {
    const response = await fetch(get.startsWith('http') ? get : base + get);
    const text = await response.text();
    say({ id, status: response.status, body: text });
  } catch (error) {
    say({ id, status: 0, body: String(error) });
  }
}

createInterface({ input: process.stdin }).on('line', (line) => void answer(line));
connect();
