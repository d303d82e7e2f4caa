// What is agreed between the part that decides who is told what, and the part that sees to it that they are.

import type { Message } from './port.ts';

/** One message on its way through one channel. */
export interface Posting {
  readonly channel: string;
  readonly message: Message;
  /** When it was decided, epoch ms. */
  readonly bornAt: number;
  /** Not worth sending any more from here on, epoch ms. */
  readonly expiresAt: number;
}

/** What was told about one alert; kept until nothing more will be told. The decider's own business, plain JSON. */
export interface Thread {
  /** Number of the alert. */
  readonly alert: number;
  readonly memory: unknown;
}

/** One decision: kept whole or not at all. */
export interface Decision {
  /** Number of the last event that was looked at: after a crash, deciding goes on behind it. */
  readonly through: number;
  readonly postings: readonly Posting[];
  /** Threads that are new or changed. */
  readonly threads: readonly Thread[];
  /** Alerts whose thread is over. */
  readonly ended: readonly number[];
}

/** What an earlier run left of its decisions. */
export interface SavedDecisions {
  /** Absent in a new data directory: what is known then was told by nobody. */
  readonly through?: number;
  readonly threads: readonly Thread[];
}

/** Words one message for several that are not worth sending singly any more. */
export type DigestWriter = (
  messages: readonly Message[],
  why: 'offline' | 'rate',
  context: { readonly id: string; readonly at: number; readonly sinceAt: number },
) => Message;
