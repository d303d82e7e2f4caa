// How late the event loop is: our own slowness, told as such (design law 7).

import { monitorEventLoopDelay } from 'node:perf_hooks';

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
