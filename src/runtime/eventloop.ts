// How late the event loop is: our own slowness, told as such (design law 7).

import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Clock } from './clock.ts';
import type { TimerHandle, Timers } from './timers.ts';

/** Percentiles in ms of how late timers fired since the last reading. */
export interface EventLoopDelay {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

const RESOLUTION_MS = 10;

/** Watches the event loop of this thread until it is closed. */
export class EventLoopMonitor {
  readonly #histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

  /** Begins. */
  start(): void {
    this.#histogram.enable();
  }

  /** The delays since the start or the last `reset`; the monitor's own period is taken off. */
  read(): EventLoopDelay {
    const delayMs = (ns: number): number => Math.max(0, Math.round(ns / 1e4) / 100 - RESOLUTION_MS);
    return {
      p50Ms: delayMs(this.#histogram.percentile(50)),
      p99Ms: delayMs(this.#histogram.percentile(99)),
      maxMs: delayMs(this.#histogram.max),
    };
  }

  /** Forgets what was seen. */
  reset(): void {
    this.#histogram.reset();
  }

  /** Ends. */
  close(): void {
    this.#histogram.disable();
  }
}

/** A stretch in which this thread ran nothing, by CLOCK_MONOTONIC in ms. */
export interface Stall {
  readonly fromMonoMs: number;
  readonly toMonoMs: number;
}

const LOOK_MS = 100;
/** A stop this much longer than a look is told. Batches come every 100 ms and bursts every 200: below it nothing is lost. */
const STALL_MS = 500;

/** Tells when this thread stood still: a long computation, a stopped process, a starved machine. */
export class StallWatch {
  readonly #deps: {
    readonly timers: Timers;
    readonly clock: Clock;
    readonly onStall: (stall: Stall) => void;
  };
  #timer: TimerHandle;
  #lastMonoMs = 0;

  constructor(deps: {
    readonly timers: Timers;
    readonly clock: Clock;
    readonly onStall: (stall: Stall) => void;
  }) {
    this.#deps = deps;
  }

  /** Begins. */
  start(): void {
    this.#lastMonoMs = this.#deps.clock.monoMs();
    this.#timer = this.#deps.timers.setInterval(() => this.#look(), LOOK_MS);
  }

  /** Ends. Idempotent. */
  stop(): void {
    this.#deps.timers.clearInterval(this.#timer);
  }

  #look(): void {
    const fromMonoMs = this.#lastMonoMs;
    const toMonoMs = this.#deps.clock.monoMs();
    this.#lastMonoMs = toMonoMs;
    if (toMonoMs - fromMonoMs > LOOK_MS + STALL_MS) this.#deps.onStall({ fromMonoMs, toMonoMs });
  }
}
