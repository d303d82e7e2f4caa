// The peer of the page, in a process of its own: a client of the stream that reads every message and does nothing with it. Tells
// its parent what has come so far when it is asked.

import { WebSocket } from 'ws';
import type { ServerMessage } from '../../src/stream/protocol.ts';

/** What has come so far, and what reading it has cost. */
export interface Heard {
  readonly rounds: number;
  readonly polls: number;
  readonly events: number;
  readonly messages: number;
  readonly bytes: number;
  readonly cpuS: number;
  /** From the process's wish to connect to the snapshot read, in ms; absent before it. */
  readonly snapshotMs?: number;
}

const [url = ''] = process.argv.slice(2);
const counts = { rounds: 0, polls: 0, events: 0, messages: 0, bytes: 0 };
let snapshotMs: number | undefined;

const fromMs = performance.now();
const socket = new WebSocket(url);
socket.on('message', (data: Buffer) => {
  const message = JSON.parse(String(data)) as ServerMessage;
  counts.messages++;
  counts.bytes += data.length;
  if (message.type === 'snapshot') snapshotMs ??= performance.now() - fromMs;
  if (message.type === 'event') counts.events++;
  if (message.type === 'events') counts.events += message.events.length;
  if (message.type !== 'figures') return;
  for (const { kind } of message.events) {
    if (kind === 'link.round') counts.rounds++;
    else counts.polls++;
  }
});
socket.on('error', (error) => {
  throw error;
});
socket.on('close', () => process.exit(1));

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  const heard: Heard = { ...counts, cpuS: (user + system) / 1e6, ...(snapshotMs && { snapshotMs }) };
  process.send?.(heard);
});
