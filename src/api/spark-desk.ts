// Reads sparklines for many screens: each link at most every few seconds, few at a time, so that neither the store nor the
// event loop is held by a wall of tables that are scrolled.

import type { LinkId } from '../domain/ids.ts';
import { SPARK_SPAN_MS, type Spark } from '../stream/spark.ts';
import { type SparkBucket, sparkOf, sparkWindow } from './spark-fold.ts';

/** How long what was read is good for, ms: a screen extends it by the rounds it hears. */
const KEPT_MS = 20_000;
/** Links kept; beyond it the one read longest ago is forgotten. About 2 kB each. */
const MOST_KEPT = 2_000;
/** Histories read at once: the store refuses more than 64 in all, and people look at charts, too. */
const AT_ONCE = 4;
/** One more than the steps of an hour, for that is how the history plans steps of a minute. */
const POINTS = SPARK_SPAN_MS / 60_000 + 1;

/** What the desk needs. */
export interface SparkDeps {
  /** Epoch ms on jalur's timeline. */
  readonly now: () => number;
  readonly monoMs: () => number;
  /** Rejects with an Error that an operator can act on. */
  readonly history: (query: {
    readonly link: LinkId;
    readonly from: number;
    readonly to: number;
    readonly points: number;
  }) => Promise<{ readonly stepMs: number; readonly buckets: readonly object[] }>;
}

interface Kept {
  readonly askedMs: number;
  readonly spark: Promise<Spark>;
}

/** Sparklines of the last hour. */
export class SparkDesk {
  readonly #deps: SparkDeps;
  /** In the order of asking. */
  readonly #kept = new Map<LinkId, Kept>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(deps: SparkDeps) {
    this.#deps = deps;
  }

  /** The sparklines of links, in their order. Rejects as the history does; a failure is not kept. */
  read(links: readonly LinkId[]): Promise<readonly Spark[]> {
    return Promise.all(links.map((link) => this.#one(link)));
  }

  #one(link: LinkId): Promise<Spark> {
    const askedMs = this.#deps.monoMs();
    const known = this.#kept.get(link);
    if (known && askedMs - known.askedMs < KEPT_MS) return known.spark;
    const spark = this.#read(link);
    const kept = { askedMs, spark };
    this.#kept.delete(link);
    this.#kept.set(link, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    spark.catch(() => {
      if (this.#kept.get(link) === kept) this.#kept.delete(link);
    });
    return spark;
  }

  async #read(link: LinkId): Promise<Spark> {
    if (this.#running >= AT_ONCE) await new Promise<void>((go) => this.#waiting.push(go));
    else this.#running++;
    try {
      const { from, to } = sparkWindow(this.#deps.now());
      const history = await this.#deps.history({ link, from, to, points: POINTS });
      // The store's own buckets; the API passes them on as they are.
      return sparkOf(link, from, { ...history, buckets: history.buckets as readonly SparkBucket[] });
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }
}
