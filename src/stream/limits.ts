// Every bound of the stream in one place, with its reason and what happens there.

/** Bounds of a hub; tests make them small. */
export interface HubLimits {
  /** Connections at once; more are refused (close code 1013). Design §14 asks for 1,000. */
  readonly clients: number;
  /** Durable events kept in memory for clients that resume or lag; older ones are read from the state store. */
  readonly journalEvents: number;
  readonly journalBytes: number;
  /** Most bytes of one page (a single larger event is a page of its own): what a client that stops reading costs. */
  readonly pageBytes: number;
  /** Most events of one page. */
  readonly pageEvents: number;
  /** A page of at most this many durable events goes as single `event` messages, a larger one as one `events`. */
  readonly singles: number;
  /** Messages sent in one turn of the event loop, about 30 ms; the rest follows in the next turn. */
  readonly sendsPerTurn: number;
  /** A page that has not left within this closes its client (`slow`). */
  readonly stalledMs: number;
  /** The same for a snapshot: 8 MB (10,000 links) at 1 Mbit/s. */
  readonly snapshotStalledMs: number;
  /** A client that is closed for a reason may read the reason for so long before it is cut. */
  readonly graceMs: number;
  /** Links one client may watch at once: a page shows one, a wall a few. More close it (`tooMany`). */
  readonly watches: number;
}

/** The bounds in use. */
export const HUB_LIMITS: HubLimits = {
  clients: 2_000,
  journalEvents: 100_000,
  journalBytes: 64 * 1024 * 1024,
  pageBytes: 64 * 1024,
  pageEvents: 200,
  singles: 50,
  sendsPerTurn: 2_500,
  stalledMs: 10_000,
  snapshotStalledMs: 65_000,
  graceMs: 2_000,
  watches: 16,
};

/** Rounds and polls are gathered for so long before they are sent: nobody reads them faster. */
export const FIGURES_EVERY_MS = 250;
/** A client is pinged with every third heartbeat and cut when the ping before was not answered. */
export const BEATS_PER_PING = 3;
