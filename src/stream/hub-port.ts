// What the hub asks of the rest of the program, and what it is to a connection.

import type { NumberedEvent } from '../domain/event.ts';
import type { Timers } from '../runtime/timers.ts';
import type { CloseReason } from './client.ts';
import type { NetworkView } from './protocol.ts';

/** What the hub is given. */
export interface HubDeps {
  /** The network with the number of the newest event it contains; called between the engine's steps. */
  readonly snapshot: () => NetworkView;
  /** Durable events after a number from the state store; undefined when they are no longer held. May throw. */
  readonly eventsSince: (seq: number, limit: number) => readonly NumberedEvent[] | undefined;
  /** Number of the last event. */
  readonly seq: () => number;
  readonly oldestDataMs: () => number;
  /** Both clocks: epoch ms for `serverTime`, CLOCK_MONOTONIC ms. */
  readonly now: () => { readonly at: number; readonly monoMs: number };
  /** Only asked about well-formed ids. */
  readonly isLink: (id: string) => boolean;
  readonly bootId: string;
  readonly timers: Timers;
}

/** A client's end of the hub. */
export interface Attached {
  /** Takes a message of the client. */
  message(text: string): void;
  pong(): void;
  /** Ends the connection with a reason. */
  end(why: CloseReason, message: string): void;
  /** The connection is gone. */
  gone(): void;
}

/** Counters of the stream. */
export interface HubStatus {
  readonly clients: number;
  readonly closedSlow: number;
  readonly refused: number;
  readonly snapshots: number;
  readonly journalEvents: number;
  readonly journalBytes: number;
}
