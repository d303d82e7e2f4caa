// Carries batches from the spool to InfluxDB, one at a time, by the policy of decide.ts. The only loop of the writer.

import { storeError } from '../../sqlite/fault.ts';
import type { BackendDeps } from '../backend.ts';
import { type Decision, decide } from './decide.ts';
import type { PostBatch } from './http.ts';
import { type Batch, linesOf, type Spool } from './spool.ts';

/** What a delivery needs from outside. */
export interface DeliveryDeps extends BackendDeps {
  readonly post: PostBatch;
  /** Makes database and policies. */
  define(): Promise<void>;
  /** Notes that InfluxDB has a batch; runs in the transaction that removes it. */
  delivered(batch: Batch): void;
  /** Waits; ends early, without an error, when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** Back-off doubles from the first to the longest, with full jitter, so that many daemons do not return in step. */
const FIRST_BACKOFF_MS = 1_000;
const MAX_BACKOFF_MS = 60_000;
/** When a person has to act first. */
const SLOW_RETRY_MS = 60_000;
/** Points of one request: below it the server's work per request shows, above it nothing is gained (measured on 1.6.7). */
const MOST_POINTS = 5_000;
/** After so many requests without trouble eight times as many points are tried again. */
const CALM_REQUESTS = 64;
/**
 * Servers known to read a body of several gzip members: those written in Go, whose reader always does. Others get one row at a
 * time, for a server that stops after the first member would lose the rest and say nothing.
 */
const READS_MEMBERS = /^v?[12]\./;
/** How often an empty spool is looked at, should a wake-up get lost. */
const IDLE_MS = 5_000;

/** Sends what the spool holds, for ever. */
export class Delivery {
  readonly #spool: Spool;
  readonly #deps: DeliveryDeps;
  readonly #stop = new AbortController();
  #wake = new AbortController();
  #failures = 0;
  #readsMembers = false;
  #mostPoints = MOST_POINTS;
  #calm = 0;
  #written = 0;
  #refused = 0;
  #trouble: string | undefined;

  constructor(spool: Spool, deps: DeliveryDeps) {
    this.#spool = spool;
    this.#deps = deps;
  }

  /** Raw points InfluxDB has taken. */
  get written(): number {
    return this.#written;
  }

  /** Points refused for good. */
  get refused(): number {
    return this.#refused;
  }

  /** What keeps batches from being taken; undefined while all is well. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  /** Says that something waits. Does not shorten a back-off. */
  wake(): void {
    this.#wake.abort();
  }

  /** Runs until stopped. Rejects with a StoreError only when the spool is damaged. */
  async run(): Promise<void> {
    const stop = this.#stop.signal;
    while (!stop.aborted) {
      const waitMs = await this.#step();
      if (waitMs === undefined) {
        this.#wake = new AbortController();
        await this.#deps.sleep(IDLE_MS, AbortSignal.any([stop, this.#wake.signal]));
      } else if (waitMs > 0) {
        await this.#deps.sleep(waitMs, stop);
      }
    }
  }

  /** Ends the loop; a write under way is cut off and its batch stays in the spool. */
  stop(): void {
    this.#stop.abort();
  }

  /** Carries one batch; returns how long to wait, in ms, and undefined when there is none. */
  async #step(): Promise<number | undefined> {
    try {
      const batch = this.#spool.next(this.#deps.wallMs(), this.#readsMembers ? this.#mostPoints : 0);
      return batch && (await this.#carry(batch));
    } catch (error) {
      const failure = storeError('read the spool', error);
      // Ends the worker: the next one moves the damaged file aside.
      if (failure.code === 'corrupt') throw failure;
      this.#fail(failure.message);
      return this.#backoffMs();
    }
  }

  /** Sends a batch and does what follows; returns how long to wait, in ms. */
  async #carry(batch: Batch): Promise<number> {
    const answer = await this.#deps.post(batch, this.#stop.signal);
    const decision = decide(answer);
    if (this.#stop.signal.aborted) return 0;
    // A proxy's or another server's answer proves nothing for the next one.
    this.#readsMembers = answer.kind === 'answered' && READS_MEMBERS.test(answer.version ?? '');
    switch (decision.act) {
      case 'done':
        this.#settle(batch, 0);
        return 0;
      case 'refused':
        this.#deps.log('error', 'InfluxDB refused points', {
          points: decision.points,
          reason: decision.reason,
        });
        this.#settle(batch, Math.min(decision.points, batch.points));
        return 0;
      case 'split':
        if (batch.rows.length > 1) {
          this.#mostPoints = Math.floor(Math.min(this.#mostPoints, batch.points) / 2);
          this.#calm = 0;
          return 0;
        }
        if (this.#spool.split(batch)) return 0;
        this.#deps.log('error', 'InfluxDB refused a point', {
          line: linesOf(batch)[0],
          reason: decision.reason,
        });
        this.#settle(batch, 1);
        return 0;
      case 'create':
        return this.#create(decision);
      case 'wait':
        this.#fail(decision.reason);
        return SLOW_RETRY_MS;
      case 'retry':
        this.#fail(decision.reason);
        return Math.max(this.#backoffMs(), decision.afterMs ?? 0);
      default:
        return decision satisfies never;
    }
  }

  async #create(decision: Extract<Decision, { act: 'create' }>): Promise<number> {
    try {
      await this.#deps.define();
    } catch (error) {
      this.#fail(`${decision.reason}; ${error instanceof Error ? error.message : error}`);
      return SLOW_RETRY_MS;
    }
    // Right after it was made the next write succeeds; if not, it was made elsewhere and this must not spin.
    this.#failures++;
    return this.#failures > 1 ? this.#backoffMs() : 0;
  }

  #settle(batch: Batch, refused: number): void {
    this.#spool.remove(batch, () => this.#deps.delivered(batch));
    if (this.#mostPoints < MOST_POINTS && ++this.#calm >= CALM_REQUESTS) {
      this.#calm = 0;
      this.#mostPoints = Math.min(MOST_POINTS, Math.max(1, this.#mostPoints * 8));
    }
    if (batch.policy === '1m') this.#written += batch.points - refused;
    this.#refused += refused;
    if (this.#trouble !== undefined) this.#deps.log('info', 'InfluxDB takes points again');
    this.#failures = 0;
    this.#trouble = undefined;
  }

  #fail(reason: string): void {
    this.#failures++;
    const trouble = `InfluxDB takes no points: ${reason}; they are kept in the spool`;
    // Once per cause: a server that is away for a day is one line.
    if (this.#trouble === undefined) this.#deps.log('warn', 'InfluxDB takes no points', { reason });
    this.#trouble = trouble;
  }

  #backoffMs(): number {
    const ceiling = Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(this.#failures - 1, 10));
    return Math.ceil(ceiling * this.#deps.random());
  }
}
