// Writes changes into the file, and remembers when that failed: the changes stay with their owner until it works again.

import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../runtime/clock.ts';
import type { Log } from '../../runtime/log.ts';
import { transaction } from '../../store/sqlite/database.ts';
import { storeError } from '../../store/sqlite/fault.ts';
import type { StoreError } from '../../store/state/port.ts';

/** After a failure the file is left alone for so long: a disk is not full for less. */
const RETRY_MS = 2_000;

/** What an outbox needs from outside. */
export interface OutboxDeps {
  readonly clock: Clock;
  readonly log: Log;
}

/** The only one who writes into a file. */
export class FileWriter {
  readonly #db: DatabaseSync;
  readonly #deps: OutboxDeps;
  #failure: { readonly error: StoreError; readonly atMs: number } | undefined;
  #writtenMs: number;

  constructor(db: DatabaseSync, deps: OutboxDeps) {
    this.#db = db;
    this.#deps = deps;
    this.#writtenMs = deps.clock.monoMs();
  }

  /** Why the last attempt failed; undefined when it did not. */
  get failure(): StoreError | undefined {
    return this.#failure?.error;
  }

  /** How long ago anything was written, ms. */
  get idleMs(): number {
    return this.#deps.clock.monoMs() - this.#writtenMs;
  }

  /**
   * Runs `work` in one transaction and tells whether it is in the file. `synced`: a power cut does not take it back.
   * `lazy`: a crash of the process does not, a power cut may.
   */
  write(how: 'synced' | 'lazy', work: () => void): boolean {
    const nowMs = this.#deps.clock.monoMs();
    if (this.#failure && nowMs - this.#failure.atMs < RETRY_MS) return false;
    try {
      if (how === 'lazy') this.#db.exec('PRAGMA synchronous=NORMAL');
      try {
        transaction(this.#db, work);
      } finally {
        if (how === 'lazy') this.#db.exec('PRAGMA synchronous=FULL');
      }
    } catch (cause) {
      const error = storeError('write the outbox of messages', cause);
      if (!this.#failure)
        this.#deps.log.error('Outbox cannot be written; messages go on from memory', {
          error: error.message,
        });
      this.#failure = { error, atMs: nowMs };
      return false;
    }
    if (this.#failure) this.#deps.log.info('Outbox can be written again');
    this.#failure = undefined;
    this.#writtenMs = nowMs;
    return true;
  }

  /** Lets the next write try at once. */
  hurry(): void {
    if (this.#failure) this.#failure = { ...this.#failure, atMs: Number.NEGATIVE_INFINITY };
  }
}
