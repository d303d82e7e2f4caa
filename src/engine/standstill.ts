// Finds stretches in which nothing was echoed at all: the machine was frozen, or the echo engine was away. Whatever was true
// then, nobody saw it. A daemon that alone stood still is no such thing: its echo process went on and reports everything.

import type { EchoBatch, EchoTarget } from '../domain/echo.ts';

/** The echo engine restarts within seconds, and a verdict may be this late on a busy machine. */
const LEAST_MS = 10_000;
/** Targets that are echoed seldom leave gaps by themselves. */
const PERIODS = 3;

/** A stretch without any echo, CLOCK_MONOTONIC ms. */
export interface Standstill {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Follows the sending times of all echoes. */
export class StandstillWatch {
  #newestMs: number | undefined;
  #allowedMs = Number.POSITIVE_INFINITY;

  /** Takes the plan: without a target nothing is to be expected. */
  setTargets(targets: readonly EchoTarget[]): void {
    const everyMs = targets.reduce(
      (least, target) => Math.min(least, target.everyMs),
      Number.POSITIVE_INFINITY,
    );
    this.#allowedMs = Math.max(LEAST_MS, PERIODS * everyMs);
    // What is new begins now, and what was echoed before is no measure for it.
    this.#newestMs = undefined;
  }

  /** Takes a batch before the engine does; the stretch that it ends, if any. */
  take({ count, sentMonoMs }: EchoBatch): Standstill | undefined {
    let found: Standstill | undefined;
    for (let i = 0; i < count; i++) {
      const sentMs = sentMonoMs[i] ?? 0;
      if (this.#newestMs !== undefined) {
        if (sentMs <= this.#newestMs) continue;
        if (sentMs - this.#newestMs > this.#allowedMs) found = { fromMs: this.#newestMs, toMs: sentMs };
      }
      this.#newestMs = sentMs;
    }
    return found;
  }
}
