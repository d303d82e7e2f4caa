// The sparklines of the rows in view: asked for once, then kept true by the rounds of the stream.

import { type ReadonlySignal, signal } from '@preact/signals';
import type { LinkId } from '../../../domain/ids.ts';
import { MOST_SPARKS, type Spark, type SparksReply } from '../../../stream/spark.ts';
import type { Failure, Reply } from '../../data/answer.ts';
import type { Links } from './order.ts';
import { extendSpark } from './spark-line.ts';

/** Rows that fly by are not asked for. */
const SETTLE_MS = 200;
/** After a failure it is asked again, later each time, up to this. */
const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 30_000;
/** Sparklines kept; the one that was wanted longest ago goes first. */
const MOST_KEPT = 1_000;

/** What the store needs. */
export interface SparkStoreDeps {
  ask(path: string): Promise<Reply<SparksReply | undefined>>;
  /** Calls back once; returns what cancels it. */
  after(delayMs: number, callback: () => void): () => void;
}

/** Sparklines by link. */
export class SparkStore {
  readonly #deps: SparkStoreDeps;
  readonly #sparks = signal<ReadonlyMap<LinkId, Spark>>(new Map());
  readonly #failure = signal<Failure | undefined>(undefined);
  /** Those that were answered since the stream came back, also with nothing. */
  readonly #answered = new Set<LinkId>();
  #wanted: readonly LinkId[] = [];
  #links: Links = new Map();
  #cancel: (() => void) | undefined;
  #isAsking = false;
  #failures = 0;
  #isClosed = false;

  constructor(deps: SparkStoreDeps) {
    this.#deps = deps;
  }

  /** What is known. */
  get sparks(): ReadonlySignal<ReadonlyMap<LinkId, Spark>> {
    return this.#sparks;
  }

  /** Why the last question was not answered; undefined while all is well. */
  get failure(): ReadonlySignal<Failure | undefined> {
    return this.#failure;
  }

  /** Says which links are in view. */
  want(ids: readonly LinkId[]): void {
    if (ids.length === this.#wanted.length && ids.every((id, index) => id === this.#wanted[index])) return;
    this.#wanted = ids;
    if (this.#failures === 0) this.#plan(SETTLE_MS);
  }

  /** Takes over what the stream has told. */
  hear(links: Links): void {
    const before = this.#links;
    this.#links = links;
    if (before === links) return;
    let changed: Map<LinkId, Spark> | undefined;
    for (const [id, spark] of this.#sparks.peek()) {
      const round = links.get(id)?.round;
      if (!round || round === before.get(id)?.round) continue;
      const longer = extendSpark(spark, round);
      if (longer === spark) continue;
      changed ??= new Map(this.#sparks.peek());
      changed.set(id, longer);
    }
    if (changed) this.#sparks.value = changed;
  }

  /** The stream was away: what it would have told is asked for again. */
  renew(): void {
    this.#answered.clear();
    this.#failures = 0;
    this.#plan(SETTLE_MS);
  }

  /** Ends all questions. */
  close(): void {
    this.#isClosed = true;
    this.#cancel?.();
  }

  #plan(delayMs: number): void {
    this.#cancel?.();
    if (this.#isClosed) return;
    this.#cancel = this.#deps.after(delayMs, () => void this.#run());
  }

  async #run(): Promise<void> {
    if (this.#isAsking) return;
    const ids = this.#wanted.filter((id) => !this.#answered.has(id)).slice(0, MOST_SPARKS);
    if (ids.length === 0) return;
    this.#isAsking = true;
    const reply = await this.#deps.ask(`/api/v1/sparks?links=${ids.join(',')}`);
    this.#isAsking = false;
    if (this.#isClosed) return;
    if (!reply.ok) {
      this.#failures++;
      this.#failure.value = reply.failure;
      this.#plan(Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (this.#failures - 1)));
      return;
    }
    this.#failures = 0;
    this.#failure.value = undefined;
    for (const id of ids) this.#answered.add(id);
    this.#keep(reply.value?.sparks ?? []);
    // More may have come into view, or been too many.
    this.#plan(SETTLE_MS);
  }

  #keep(found: readonly Spark[]): void {
    const kept = new Map(this.#sparks.peek());
    for (const spark of found) {
      kept.delete(spark.link);
      const round = this.#links.get(spark.link)?.round;
      kept.set(spark.link, round ? extendSpark(spark, round) : spark);
    }
    for (const id of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(id);
      this.#answered.delete(id);
    }
    this.#sparks.value = kept;
  }
}
