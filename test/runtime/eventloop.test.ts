// Our own slowness is noticed.

import { expect, it } from 'vitest';
import { systemClock } from '../../src/runtime/clock.ts';
import { EventLoopMonitor, type Stall, StallWatch } from '../../src/runtime/eventloop.ts';
import { FakeTimers } from '../support/fake-timers.ts';

it('StallWatch tells a stretch in which nothing ran, once, and nothing shorter', async () => {
  const timers = new FakeTimers(0);
  const stalls: Stall[] = [];
  let lostMs = 0;
  const clock = { monoMs: () => timers.monoMs() + lostMs, wallMs: () => 0 };
  const watch = new StallWatch({ timers, clock, onStall: (stall) => stalls.push(stall) });
  watch.start();
  await timers.advance(1_000);
  lostMs += 400;
  await timers.advance(1_000);
  expect(stalls).toEqual([]);
  lostMs += 3_000;
  await timers.advance(1_000);
  expect(stalls).toEqual([{ fromMonoMs: 2_400, toMonoMs: 5_500 }]);
  watch.stop();
  watch.stop();
  expect(timers.pending).toBe(0);
});

it('EventLoopMonitor sees a busy loop', async () => {
  const monitor = new EventLoopMonitor();
  monitor.start();
  const turn = (): Promise<void> => new Promise((done) => setTimeout(done, 12));
  await turn();
  monitor.reset();
  // The first sample after a reset only marks where the next one is measured from.
  await turn();
  await turn();
  const untilMonoMs = systemClock.monoMs() + 150;
  while (systemClock.monoMs() < untilMonoMs);
  await turn();
  await turn();
  const { p50Ms, p99Ms, maxMs } = monitor.read();
  monitor.close();
  expect(maxMs).toBeGreaterThan(100);
  expect(p50Ms).toBeLessThanOrEqual(p99Ms);
  expect(p99Ms).toBeLessThanOrEqual(maxMs);
});
