// kill -9 at random moments, again and again, between deciding, sending, the receipt and the digest: nothing is lost,
// and what is under way is repeated once at most per kill.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openOutbox } from '../../../src/notify/outbox/open.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { rememberingLog, temporaryDirectory } from '../../store/support/place.ts';

const CHILD = join(import.meta.dirname, '../support/outbox-child.ts');
const EVENTS = 500;
const KILLS = 10;
/** A kill falls on an attempt more often than not when an answer takes as long as the event that caused it. */
const ANSWER_MS = 4;

interface Arrival {
  readonly id: string;
  /** Ids of the messages that it tells of. */
  readonly tells: readonly string[];
}

const directory = temporaryDirectory();
const arrivals = new Map<string, Arrival[]>([
  ['single', []],
  ['joined', []],
]);
let server: Server;
const children = new Set<ReturnType<typeof spawn>>();

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (data) => {
      body += String(data);
    });
    request.on('end', () => {
      const { id, text } = JSON.parse(body) as { id: string; text: string };
      arrivals.get(request.url?.slice(1) ?? '')?.push({ id, tells: text.split(' ') });
      setTimeout(() => response.end(), ANSWER_MS);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  server.close();
  server.closeAllConnections();
  directory.remove();
});

function start(): ReturnType<typeof spawn> {
  const { port } = server.address() as AddressInfo;
  const args = [CHILD, directory.path, `http://127.0.0.1:${port}`, String(EVENTS)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  children.add(child);
  return child;
}

function counts(): number[] {
  return [...arrivals.values()].map((each) => each.length);
}

it('loses nothing and repeats what was under way once, over many kills', async () => {
  for (let kill = 0; kill < KILLS; kill++) {
    const child = start();
    const before = counts();
    // What the last kill interrupted has been repeated on both channels; from here on any moment will do.
    while (counts().some((count, index) => count < (before[index] ?? 0) + 2) && child.exitCode === null)
      await delay(1);
    await delay(Math.random() * 200);
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  const last = start();
  const [status] = await once(last, 'exit');
  expect(status).toBe(0);

  const wanted = Array.from({ length: EVENTS }, (_, index) => `m${index + 1}`);
  for (const [channel, all] of arrivals) {
    const first = new Map(all.map((arrival) => [arrival.id, arrival]));
    const told = [...first.values()].flatMap(({ tells }) => tells);
    expect([...told].sort(), `${channel}: each told of by one message`).toEqual([...wanted].sort());
    expect(all.length - first.size, `${channel}: repeats`).toBeLessThanOrEqual(KILLS);
    for (const id of first.keys())
      expect(all.filter((each) => each.id === id).length, `${channel}: ${id}`).toBeLessThanOrEqual(2);
  }
  const singles = [...new Set(arrivals.get('single')?.map(({ id }) => id))];
  expect(singles, 'in the order of posting').toEqual(wanted);
  const joined = arrivals.get('joined')?.filter(({ id }) => id.startsWith('digest')) ?? [];
  expect(joined.length, 'digests were made').toBeGreaterThan(0);

  const { outbox } = openOutbox(directory.path, { clock: systemClock, log: rememberingLog() });
  expect(outbox.load().through).toBe(EVENTS);
  expect(outbox.status().waiting).toBe(0);
  const ended = outbox.journal({ limit: 10_000 }).filter(({ kind }) => kind !== 'digest');
  expect(ended, 'each ends once per channel').toHaveLength(2 * EVENTS);
  expect(ended.filter(({ outcome }) => outcome !== 'delivered' && outcome !== 'digested')).toEqual([]);
  outbox.close();
}, 60_000);
