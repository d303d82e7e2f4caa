// What a link carried: its rates of 5 minutes are gathered, out of whole days where these are there, and ranked.

import type { DatabaseSync } from 'node:sqlite';
import { rankOfP95, valueOfRank } from '../rank.ts';
import { STEP_MS } from '../schema.ts';
import type { RateSums } from '../summary-fold.ts';
import { DAY_MS, rateDays, rateRows, SLOTS } from './rate-days.ts';

/** Sums the rates of some series, taken together, in (from, to]; bounds are epoch ms. */
export type RateReader = (series: readonly number[], from: number, to: number) => RateSums;

/** Prepares the statements. It keeps room for the most rates it ever saw at once: 16 bytes for 5 minutes of a series. */
export function rateReader(db: DatabaseSync): RateReader {
  const rowsOf = rateRows(db);
  const daysOf = rateDays(db);
  const [into, out] = [new Rates(), new Rates()];
  const takeRows = (series: number, from: number, to: number): void => {
    if (from >= to) return;
    for (const [, inBps, outBps] of rowsOf(series, from, to)) {
      if (inBps !== null) into.add(inBps);
      if (outBps !== null) out.add(outBps);
    }
  };
  return (all, from, to) => {
    into.clear();
    out.clear();
    for (const series of all) {
      let reached = from;
      daysOf(series, from, to, (endMs, rates) => {
        const begin = endMs - DAY_MS;
        takeRows(series, reached, begin);
        const first = Math.max(0, Math.floor((from - begin) / STEP_MS['5m']));
        const last = Math.min(SLOTS, Math.floor((to - begin) / STEP_MS['5m']));
        into.addAll(rates, first, last);
        out.addAll(rates, SLOTS + first, SLOTS + last);
        reached = endMs;
      });
      takeRows(series, reached, to);
    }
    return { inP95Bps: into.p95(), outP95Bps: out.p95(), inSumBps: into.sum(), outSumBps: out.sum() };
  };
}

/** Rates of one direction, bit/s. */
class Rates {
  #values = new Float64Array(32 * SLOTS);
  #count = 0;

  clear(): void {
    this.#count = 0;
  }

  add(value: number): void {
    this.#room(1);
    this.#values[this.#count++] = value;
  }

  /** Adds values [first, last) of a list that are not NaN. */
  addAll(list: Float64Array, first: number, last: number): void {
    this.#room(last - first);
    const values = this.#values;
    let count = this.#count;
    for (let index = first; index < last; index++) {
      const value = list[index] ?? Number.NaN;
      if (!Number.isNaN(value)) values[count++] = value;
    }
    this.#count = count;
  }

  /** Changes the order of the rates. */
  p95(): number | undefined {
    return valueOfRank(this.#values, this.#count, rankOfP95(this.#count));
  }

  /** With what rounding takes away kept aside (Neumaier), as SQLite sums. */
  sum(): number | undefined {
    if (this.#count === 0) return undefined;
    let [sum, lost] = [0, 0];
    for (let index = 0; index < this.#count; index++) {
      const value = this.#values[index] ?? 0;
      const next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      sum = next;
    }
    return sum + lost;
  }

  #room(more: number): void {
    if (this.#count + more <= this.#values.length) return;
    const wider = new Float64Array(Math.max(2 * this.#values.length, this.#count + more));
    wider.set(this.#values);
    this.#values = wider;
  }
}
