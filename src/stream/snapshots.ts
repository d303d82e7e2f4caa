// Snapshots, each written once and shared by all who connect within a second: at 10,000 links one is several megabytes.
// What happened since it was taken follows it as events, so that an older one leaves no gap.

import { encodeSnapshot } from './encode.ts';
import type { NetworkView } from './protocol.ts';

/** A snapshot as bytes. */
export interface Snapshot {
  /** Number of the newest event it contains. */
  readonly seq: number;
  /** The snapshot message. */
  readonly message: Buffer;
  /** The network alone: the body of GET /api/v1/network. */
  readonly network: Buffer;
  readonly takenMs: number;
  /** Clients it is on its way to. */
  holders: number;
}

/** How old a snapshot may be for the next client. */
const SHARED_FOR_MS = 1_000;
/**
 * Snapshots that slow clients may keep alive at once. At this bound the newest is shared for as long as the journal reaches
 * back to it; clients that take longer than a snapshot's deadline are closed, so that more than these are soon let go.
 */
const MOST_HELD = 4;

/** Where snapshots come from. */
export interface SnapshotDeps {
  /** The network with the number of the newest event that it contains. */
  readonly take: () => NetworkView;
  /** CLOCK_MONOTONIC in ms. */
  readonly nowMs: () => number;
}

/** Takes snapshots and shares them. */
export class Snapshots {
  readonly #deps: SnapshotDeps;
  readonly #held = new Set<Snapshot>();
  #newest: Snapshot | undefined;
  #taken = 0;

  constructor(deps: SnapshotDeps) {
    this.#deps = deps;
  }

  /** Snapshots written since the start. */
  get taken(): number {
    return this.#taken;
  }

  /**
   * The snapshot for a client that connects now; `release` it when the client has it or is gone. One older than
   * `leastSeq` is no use: what happened after it is not held any more.
   */
  hold(leastSeq = 0): Snapshot {
    const known = this.#newest && this.#newest.seq >= leastSeq ? this.#newest : undefined;
    const full = known !== undefined && this.#held.size >= MOST_HELD;
    const snapshot = known && (this.#isYoung(known) || full) ? known : this.#take();
    this.#newest = snapshot;
    snapshot.holders++;
    this.#held.add(snapshot);
    return snapshot;
  }

  /** A client has it, or is gone. */
  release(snapshot: Snapshot): void {
    snapshot.holders--;
    if (snapshot.holders === 0) this.#held.delete(snapshot);
    this.expire();
  }

  /** The network as JSON, at most a second old. */
  network(): Buffer {
    const known = this.#newest;
    if (known && this.#isYoung(known)) return known.network;
    const fresh = this.#take();
    if (this.#held.size < MOST_HELD) this.#newest = fresh;
    return fresh.network;
  }

  /** Lets go of the newest one when it is old and nobody needs it any more. */
  expire(): void {
    if (this.#newest && this.#newest.holders === 0 && !this.#isYoung(this.#newest)) this.#newest = undefined;
  }

  /** The plan has changed: the next client gets a new one. */
  drop(): void {
    this.#newest = undefined;
  }

  #isYoung(snapshot: Snapshot): boolean {
    return this.#deps.nowMs() - snapshot.takenMs < SHARED_FOR_MS;
  }

  #take(): Snapshot {
    const view = this.#deps.take();
    this.#taken++;
    return { seq: view.seq, ...encodeSnapshot(view), takenMs: this.#deps.nowMs(), holders: 0 };
  }
}
