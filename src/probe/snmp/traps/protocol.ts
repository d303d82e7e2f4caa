// Messages between the daemon and the thread of its trap receiver.

import type { TrapPlace } from '../../../config/config.ts';
import type { Trap } from '../../../domain/trap.ts';
import type { RefusalReport } from './refusals.ts';
import type { TrapCounts } from './status.ts';
import type { TrapUserKeys } from './usm.ts';

/** What the thread starts with; secrets in clear. */
export interface TrapSetup {
  readonly listen: readonly TrapPlace[];
  readonly communities: readonly string[];
  readonly users: readonly TrapUserKeys[];
  readonly perSecond: number;
}

/** To the thread. */
export type ToReceiver =
  /** The last batch of traps was taken. */
  | { readonly type: 'taken' }
  /** Addresses of the plan's devices. */
  | { readonly type: 'expect'; readonly addresses: readonly string[] }
  | { readonly type: 'close' };

/** Where the thread listens. */
export interface Listening {
  /** As `address:port`. */
  readonly places: readonly string[];
  /** What keeps it from listening elsewhere. */
  readonly fault?: string;
}

/** From the thread. */
export type FromReceiver =
  | { readonly type: 'listening'; readonly listening: Listening }
  | { readonly type: 'traps'; readonly traps: readonly Trap[] }
  | { readonly type: 'counts'; readonly counts: TrapCounts }
  | { readonly type: 'refused'; readonly report: RefusalReport };
