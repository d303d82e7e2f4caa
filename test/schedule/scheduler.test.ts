// The poll plan in virtual time.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DueHeap } from '../../src/schedule/due-heap.ts';
import { PollScheduler } from '../../src/schedule/scheduler.ts';
import { FakeTimers } from '../support/fake-timers.ts';

class Bench {
  readonly timers = new FakeTimers(0);
  readonly polls: { key: string; atMs: number }[] = [];
  /** How long each poll takes, and how it ends. */
  takesMs = (_key: string): number => 10;
  outcome = (_key: string): 'answered' | 'silent' => 'answered';
  readonly scheduler: PollScheduler;

  constructor(maxInFlight = 100) {
    this.scheduler = new PollScheduler(
      { maxInFlight },
      { clock: this.timers, timers: this.timers, poll: (key) => this.#poll(key) },
    );
  }

  times(key: string): number[] {
    return this.polls.filter((poll) => poll.key === key).map((poll) => poll.atMs);
  }

  #poll(key: string): Promise<'answered' | 'silent'> {
    this.polls.push({ key, atMs: this.timers.monoMs() });
    return new Promise((resolve) => {
      this.timers.setTimeout(() => resolve(this.outcome(key)), this.takesMs(key));
    });
  }
}

function gaps(times: readonly number[]): number[] {
  return times.slice(1).map((time, index) => time - (times[index] ?? 0));
}

describe('PollScheduler', () => {
  it('polls each device at its own moment of the period', async () => {
    const bench = new Bench();
    const keys = Array.from({ length: 60 }, (_, index) => `link-${index}`);
    bench.scheduler.set(keys.map((key) => ({ key, everyMs: 60_000 })));
    await bench.timers.advance(180_000);
    for (const key of keys) expect(gaps(bench.times(key)), key).toEqual([60_000, 60_000]);
    const perTenSeconds = [0, 1, 2, 3, 4, 5].map(
      (slot) => bench.polls.filter(({ atMs }) => atMs < 60_000 && Math.floor(atMs / 10_000) === slot).length,
    );
    expect(Math.max(...perTenSeconds)).toBeLessThan(25);
    expect(bench.scheduler.status()).toMatchObject({
      targets: 60,
      inFlight: 0,
      waiting: 0,
      skipped: 0,
      slipP99Ms: 0,
    });
  });

  it('never has two polls of one device under way, and counts what it left out', async () => {
    const bench = new Bench();
    bench.takesMs = () => 2_500;
    bench.scheduler.set([{ key: 'slow', everyMs: 1_000 }]);
    await bench.timers.advance(9_999);
    for (const gap of gaps(bench.times('slow'))) expect(gap).toBeGreaterThanOrEqual(2_500);
    expect(bench.scheduler.status().skipped).toBe(6);
  });

  it('asks a silent device ever more seldom, ten minutes at most, and at once in full when it answers', async () => {
    const bench = new Bench();
    bench.outcome = () => 'silent';
    bench.scheduler.set([{ key: 'dead', everyMs: 60_000 }]);
    await bench.timers.advance(3_600_000);
    const minutes = gaps(bench.times('dead')).map((gap) => gap / 60_000);
    expect(minutes.slice(0, 6)).toEqual([1, 1, 1, 2, 4, 8]);
    expect(Math.max(...minutes)).toBe(10);
    bench.outcome = () => 'answered';
    const silentPolls = bench.polls.length;
    await bench.timers.advance(900_000);
    const after = gaps(bench.times('dead').slice(silentPolls));
    expect(after.length).toBeGreaterThanOrEqual(4);
    expect(new Set(after)).toEqual(new Set([60_000]));
  });

  it.each(['resume', 'pollNow'] as const)('ends the back-off of a device by %s', async (how) => {
    const bench = new Bench();
    bench.outcome = () => 'silent';
    bench.scheduler.set([{ key: 'dead', everyMs: 60_000 }]);
    await bench.timers.advance(3_600_000);
    const phaseMs = (bench.times('dead')[0] ?? 0) % 60_000;
    bench.outcome = () => 'answered';
    const silentPolls = bench.polls.length;
    const nowMs = bench.timers.monoMs();
    bench.scheduler[how]('dead');
    await bench.timers.advance(300_000);
    const planned = bench
      .times('dead')
      .slice(silentPolls)
      .filter((atMs) => atMs % 60_000 === phaseMs);
    expect(planned).toHaveLength(5);
    expect(planned[0]).toBeLessThanOrEqual(nowMs + 60_000);
  });

  it('a thousand silent devices do not keep a hundred healthy ones waiting', async () => {
    const bench = new Bench(1_000);
    const silent = (key: string): boolean => key.startsWith('dead');
    bench.takesMs = (key) => (silent(key) ? 6_000 : 10);
    bench.outcome = (key) => (silent(key) ? 'silent' : 'answered');
    const named = (name: string, length: number) =>
      Array.from({ length }, (_, index) => ({ key: `${name}-${index}`, everyMs: 10_000 }));
    bench.scheduler.set([...named('dead', 1_000), ...named('healthy', 100)]);
    await bench.timers.advance(120_000);
    for (const { key } of named('healthy', 100))
      expect(gaps(bench.times(key)), key).toEqual(Array(11).fill(10_000));
    expect(bench.scheduler.status()).toMatchObject({ waiting: 0, slipP99Ms: 0 });
  });

  it('keeps the rest in line when too many are under way', async () => {
    const bench = new Bench(2);
    bench.takesMs = () => 100;
    bench.scheduler.set(['a', 'b', 'c', 'd'].map((key) => ({ key, everyMs: 60_000 })));
    for (const key of ['a', 'b', 'c', 'd']) bench.scheduler.pollNow(key);
    expect(bench.scheduler.status()).toMatchObject({ inFlight: 2, waiting: 2 });
    await bench.timers.advance(150);
    expect(bench.polls.map((poll) => poll.key)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('polls out of turn at once, or right after the poll under way', async () => {
    const bench = new Bench();
    bench.scheduler.set([{ key: 'a', everyMs: 60_000 }]);
    bench.scheduler.pollNow('a');
    bench.scheduler.pollNow('a');
    bench.scheduler.pollNow('nobody');
    await bench.timers.advance(50);
    expect(bench.times('a')).toEqual([0, 10]);
  });

  it('leaves a paused device out, and takes it up again on its own phase', async () => {
    const bench = new Bench();
    bench.scheduler.set([{ key: 'a', everyMs: 10_000 }]);
    await bench.timers.advance(10_000);
    const [first = 0] = bench.times('a');
    bench.scheduler.pause('a');
    await bench.timers.advance(60_000);
    expect(bench.times('a')).toEqual([first]);
    bench.scheduler.resume('a');
    await bench.timers.advance(20_000);
    expect(bench.times('a').slice(1)).toEqual([first + 70_000, first + 80_000]);
  });

  it('keeps the plan of targets that stay, and stops for good', async () => {
    const bench = new Bench();
    bench.scheduler.set([
      { key: 'a', everyMs: 10_000 },
      { key: 'b', everyMs: 10_000 },
    ]);
    await bench.timers.advance(15_000);
    bench.scheduler.set([
      { key: 'a', everyMs: 10_000 },
      { key: 'c', everyMs: 10_000 },
    ]);
    await bench.timers.advance(30_000);
    expect(new Set(gaps(bench.times('a')))).toEqual(new Set([10_000]));
    expect(bench.times('b').every((atMs) => atMs <= 15_000)).toBe(true);
    expect(bench.times('c').length).toBe(3);
    bench.scheduler.stop();
    const before = bench.polls.length;
    await bench.timers.advance(60_000);
    expect(bench.polls.length).toBe(before);
    expect(bench.timers.pending).toBe(0);
  });
});

it('DueHeap gives entries in the order of their times', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1_000)), (times) => {
      const heap = new DueHeap();
      for (const dueMs of times) heap.push({ key: `${dueMs}`, dueMs });
      const out = times.map(() => heap.pop()?.dueMs);
      expect(out).toEqual(times.toSorted((a, b) => a - b));
      expect(heap.pop()).toBeUndefined();
    }),
  );
});
