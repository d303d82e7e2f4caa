// The acceptance records that are at work: which link has which newest one, and those that run. Written to the disk first;
// what cannot be kept is not so.

import type { AcceptanceRecord } from '../domain/acceptance.ts';
import type { LinkId } from '../domain/ids.ts';
import type { Log } from '../runtime/log.ts';
import type { AcceptanceStore, LatestAcceptance } from '../store/state/acceptance-table.ts';
import { StoreError } from '../store/state/port.ts';

/** Keeps records and finds them again; one running record per link at most. */
export class AcceptanceBook {
  readonly #store: AcceptanceStore;
  readonly #log: Log;
  readonly #latest = new Map<LinkId, LatestAcceptance>();
  readonly #running = new Map<LinkId, AcceptanceRecord>();
  #failing = false;

  constructor(store: AcceptanceStore, log: Log) {
    this.#store = store;
    this.#log = log;
    for (const latest of store.latest()) {
      this.#latest.set(latest.link, latest);
      const record = latest.state === 'running' ? store.get(latest.id) : undefined;
      if (record) this.#running.set(latest.link, record);
    }
  }

  /** Records that run. */
  get running(): readonly AcceptanceRecord[] {
    return [...this.#running.values()];
  }

  /** The running record of a link. */
  runningOf(link: LinkId): AcceptanceRecord | undefined {
    return this.#running.get(link);
  }

  /** The newest record of a link. */
  latest(link: LinkId): LatestAcceptance | undefined {
    return this.#latest.get(link);
  }

  /** A record by its id; a running one as it is now. */
  record(id: number): AcceptanceRecord | undefined {
    return this.running.find((record) => record.id === id) ?? this.#store.get(id);
  }

  /** Makes a record with an id of its own, and keeps it. */
  add(make: (id: number) => AcceptanceRecord): AcceptanceRecord | StoreError {
    return this.#attempt(() => {
      const record = make(this.#store.nextId());
      this.#put(record);
      return record;
    });
  }

  /** Keeps a record in its present form; the failure where it could not be. */
  keep(record: AcceptanceRecord): StoreError | undefined {
    const kept = this.#attempt(() => this.#put(record));
    return kept instanceof StoreError ? kept : undefined;
  }

  #put(record: AcceptanceRecord): void {
    this.#store.put(record);
    const { id, link, state } = record;
    if ((this.#latest.get(link)?.id ?? 0) > id) return;
    this.#latest.set(link, { id, link, state });
    if (state === 'running') this.#running.set(link, record);
    else this.#running.delete(link);
  }

  #attempt<T>(work: () => T): T | StoreError {
    try {
      const done = work();
      this.#failing = false;
      return done;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      const { code, message } = error;
      if (!this.#failing) this.#log.error('Acceptance records cannot be kept', { code, detail: message });
      this.#failing = true;
      return error;
    }
  }
}
