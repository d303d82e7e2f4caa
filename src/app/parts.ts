// What every part of the daemon is opened with.

import type { Config } from '../config/config.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { Closer } from '../runtime/shutdown.ts';
import type { Timers } from '../runtime/timers.ts';

/** What to run, and where. */
export interface AppOptions {
  readonly config: Config;
  /** Data directory. */
  readonly directory: string;
  readonly webRoot: string;
  readonly version: string;
}

/** The world around the program. */
export interface AppDeps {
  readonly log: Log;
  readonly clock: Clock;
  readonly timers: Timers;
}

/** What opening takes: what is opened is added to the closer, which closes it in reverse. */
export interface Opening extends AppDeps {
  readonly options: AppOptions;
  readonly closer: Closer;
}

/** Calls back every so many ms until the returned function is called. */
export function every(timers: Timers, ms: number, run: () => void): () => void {
  const handle = timers.setInterval(run, ms);
  return () => timers.clearInterval(handle);
}
