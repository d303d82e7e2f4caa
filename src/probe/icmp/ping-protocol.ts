// What the daemon and the ping engine's worker thread say to each other.

import type { EchoTarget } from '../../domain/echo.ts';

/** Daemon → worker. */
export type PingCommand =
  | { readonly type: 'plan'; readonly set: readonly EchoTarget[]; readonly dropped: readonly number[] }
  | { readonly type: 'burst'; readonly key: number; readonly everyMs: number }
  | { readonly type: 'stop' };

/** Verdicts of a batch, packed as in EchoBatch; arrays of equal length. */
export interface PingVerdicts {
  readonly key: readonly number[];
  readonly sentMonoMs: readonly number[];
  readonly rttMs: readonly number[];
  readonly outcome: readonly number[];
  readonly flags: readonly number[];
}

/** Worker → daemon. */
export type PingReport =
  | { readonly type: 'verdicts'; readonly verdicts: PingVerdicts }
  | { readonly type: 'stretch'; readonly stretch: number }
  /** `ping` itself cannot be run (text), or can again (undefined). */
  | { readonly type: 'fault'; readonly detail: string | undefined };
