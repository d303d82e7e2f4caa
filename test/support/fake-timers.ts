// A clock and timers in virtual time.

import type { Clock } from '../../src/runtime/clock.ts';
import type { TimerHandle, Timers } from '../../src/runtime/timers.ts';

interface Pending {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
  readonly everyMs: number | undefined;
}

/** Time passes only when `advance` says so. */
export class FakeTimers implements Timers, Clock {
  #nowMs: number;
  #wallOffsetMs: number;
  #order = 0;
  readonly #pending = new Map<number, Pending>();

  constructor(startMs = 1_000, wallMs = 1_700_000_000_000) {
    this.#nowMs = startMs;
    this.#wallOffsetMs = wallMs - startMs;
  }

  monoMs(): number {
    return this.#nowMs;
  }

  wallMs(): number {
    return this.#nowMs + this.#wallOffsetMs;
  }

  /** Sets the wall clock forward or back. */
  stepWall(ms: number): void {
    this.#wallOffsetMs += ms;
  }

  /** Timers that are set. */
  get pending(): number {
    return this.#pending.size;
  }

  setTimeout(run: () => void, ms: number): TimerHandle {
    return this.#add(run, ms, undefined);
  }

  clearTimeout(handle: TimerHandle): void {
    this.#pending.delete(Number(handle));
  }

  setInterval(run: () => void, ms: number): TimerHandle {
    return this.#add(run, ms, Math.max(1, ms));
  }

  clearInterval(handle: TimerHandle): void {
    this.#pending.delete(Number(handle));
  }

  /** Runs what is due, in order, with promises settled in between. */
  async advance(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms;
    await settle();
    for (let next = this.#earliest(); next && next[1].atMs <= endMs; next = this.#earliest()) {
      const [handle, { atMs, run, everyMs }] = next;
      this.#nowMs = Math.max(this.#nowMs, atMs);
      this.#pending.delete(handle);
      if (everyMs !== undefined)
        this.#pending.set(handle, { atMs: atMs + everyMs, order: ++this.#order, run, everyMs });
      run();
      await settle();
    }
    this.#nowMs = endMs;
  }

  #add(run: () => void, ms: number, everyMs: number | undefined): number {
    const order = ++this.#order;
    this.#pending.set(order, { atMs: this.#nowMs + Math.max(0, ms), order, run, everyMs });
    return order;
  }

  #earliest(): [number, Pending] | undefined {
    let best: [number, Pending] | undefined;
    for (const entry of this.#pending) {
      const [, { atMs, order }] = entry;
      if (!best || atMs < best[1].atMs || (atMs === best[1].atMs && order < best[1].order)) best = entry;
    }
    return best;
  }
}

async function settle(): Promise<void> {
  for (let i = 0; i < 10; i++) await Promise.resolve();
}
