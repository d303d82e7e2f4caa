// Who was refused and why, told at most once a minute: a wrong community at one router is worth a line, a flood is not
// worth ten thousand.

import type { DropReason } from './status.ts';

/** So many datagrams of a source were dropped for a reason. */
export interface Refusal {
  readonly source: string;
  readonly reason: DropReason;
  readonly count: number;
}

/** What is told at a time; `others` were dropped beside the sources that are named. */
export interface RefusalReport {
  readonly refused: readonly Refusal[];
  readonly others: number;
}

const TELL_EVERY_MS = 60_000;
/** Pairs of source and reason that are kept apart; what comes beyond is only counted. */
const MOST_PAIRS = 256;
/** Named in one report, those that were dropped most. */
const MOST_NAMED = 20;

/** Gathers refusals between reports. */
export class RefusalTally {
  readonly #counts = new Map<
    string,
    { readonly source: string; readonly reason: DropReason; count: number }
  >();
  #others = 0;
  #lastMs = Number.NEGATIVE_INFINITY;

  /** Counts a refusal. */
  note(source: string, reason: DropReason): void {
    const key = `${reason} ${source}`;
    const known = this.#counts.get(key);
    if (known) known.count++;
    else if (this.#counts.size < MOST_PAIRS) this.#counts.set(key, { source, reason, count: 1 });
    else this.#others++;
  }

  /** What is to be told now; undefined when there is nothing, or the last report is less than a minute ago. */
  due(nowMs: number): RefusalReport | undefined {
    if (this.#counts.size === 0 || nowMs - this.#lastMs < TELL_EVERY_MS) return undefined;
    const all = [...this.#counts.values()].sort((a, b) => b.count - a.count);
    const others = all.slice(MOST_NAMED).reduce((sum, { count }) => sum + count, this.#others);
    this.#counts.clear();
    this.#others = 0;
    this.#lastMs = nowMs;
    return { refused: all.slice(0, MOST_NAMED), others };
  }
}
