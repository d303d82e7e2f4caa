// 10,000 datagrams a second for ten seconds: the daemon's thread does not notice, memory stays flat, and what other
// devices have to say gets through.

import { execFile } from 'node:child_process';
import { expect, it } from 'vitest';
import { EventLoopMonitor } from '../../../../src/runtime/eventloop.ts';
import { byCommunity, head, PDU, pduOf } from './messages.ts';
import { listen, sendTo, until } from './support.ts';

const PER_SECOND = 10_000;
const SECONDS = 10;
const SENDER = new URL('./flood-sender.ts', import.meta.url);
/** The design's budget for the event loop is 50 ms; other tests run beside this one. */
const MOST_DELAY_MS = 50;
const MOST_GROWTH_BYTES = 64 * 1_048_576;
/** The design's budget from a cut to an alert is 2 s where a trap helps; nearly all of it belongs to echoes. */
const MOST_WAY_MS = 500;

function flood(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const args = [SENDER.pathname, String(port), String(PER_SECOND), String(SECONDS)];
    execFile(process.execPath, args, (error, stdout) => (error ? reject(error) : resolve(Number(stdout))));
  });
}

it('a flood is dropped, and delays nobody', { timeout: 30_000 }, async () => {
  const { receiver, port, traps, logged } = await listen({ perSecond: 50 });
  receiver.expect(['127.0.0.1', '127.0.0.2']);
  const monitor = new EventLoopMonitor();
  const real = byCommunity(pduOf(PDU.trapV2, head('1.3.6.1.6.3.1.1.5.1')));
  const fromDevice = (): number => traps.filter(({ kind }) => kind === 'coldStart').length;
  let isOver = false;
  try {
    const sent = flood(port).finally(() => {
      isOver = true;
    });
    // Once it rages.
    await until(() => receiver.status().dropped['source-rate'] > 1_000, 'the flood');
    const { rss } = process.memoryUsage();
    monitor.start();
    const waysMs: number[] = [];
    while (!isOver) {
      const before = fromDevice();
      const startMs = performance.now();
      await sendTo(port, real);
      await until(() => fromDevice() > before, 'a trap of another device', 2_000);
      waysMs.push(performance.now() - startMs);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const { p99Ms } = monitor.read();
    const growth = process.memoryUsage().rss - rss;
    expect(await sent).toBe(PER_SECOND * SECONDS);
    // The counters follow within half a second.
    await until(() => receiver.status().received > (PER_SECOND * SECONDS) / 2, 'the counters');
    const { received, accepted, dropped } = receiver.status();
    const ways = waysMs.sort((a, b) => a - b);
    expect(ways.length).toBeGreaterThan(10);
    expect(ways.at(-1)).toBeLessThan(MOST_WAY_MS);
    expect(p99Ms).toBeLessThan(MOST_DELAY_MS);
    expect(growth).toBeLessThan(MOST_GROWTH_BYTES);
    // Of the flooding device 50 a second and 100 at once, of all strangers together 100 and 200.
    expect(accepted - ways.length).toBeLessThan(100 + 50 * (SECONDS + 1) + 200 + 100 * (SECONDS + 1));
    expect(dropped['source-rate']).toBeGreaterThan(received / 4);
    expect(dropped['total-rate']).toBeGreaterThan(received / 8);
    expect(logged.filter(({ message }) => message === 'Traps refused').length).toBeLessThanOrEqual(1);
  } finally {
    monitor.close();
    await receiver.close();
  }
});
