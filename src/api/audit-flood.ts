// Refusals in the audit trail: the first of each address and minute one by one, the rest summed, so that whoever knocks ten
// thousand times does not fill the disk and hide what he did in between.

import { limitKey } from './access-client.ts';

/** Written one by one: more than a person makes by mistake. */
const EACH_MINUTE = 20;
/** Written one by one of all addresses together. */
const ALL_MINUTE = 300;
const MINUTE_MS = 60_000;
/** Addresses kept apart; the rest is summed together. */
const MOST_ADDRESSES = 1_000;

/** Refusals of one address, or of many, that were not written one by one. */
export interface RefusalSum {
  /** Absent: of many addresses. */
  readonly address?: string;
  readonly refused: number;
}

/** Decides which refusals are written. */
export class RefusalFlood {
  readonly #monoMs: () => number;
  readonly #counts = new Map<string, { count: number; left: number }>();
  #fromMs: number;
  #written = 0;
  #others = 0;

  /** `monoMs`: a clock that never steps. */
  constructor(monoMs: () => number) {
    this.#monoMs = monoMs;
    this.#fromMs = monoMs();
  }

  /** Whether a refusal of an address is written by itself; call `due` before. */
  takes(address: string): boolean {
    const key = limitKey(address);
    const known = this.#counts.get(key);
    if (!known && this.#counts.size >= MOST_ADDRESSES) {
      this.#others++;
      return false;
    }
    const counts = known ?? { count: 0, left: 0 };
    this.#counts.set(key, counts);
    counts.count++;
    if (counts.count <= EACH_MINUTE && this.#written < ALL_MINUTE) {
      this.#written++;
      return true;
    }
    counts.left++;
    return false;
  }

  /** Sums of the minute that is over; none while it lasts, or where all were written. */
  due(): readonly RefusalSum[] {
    if (this.#monoMs() - this.#fromMs < MINUTE_MS) return [];
    const sums = [...this.#counts]
      .filter(([, { left }]) => left > 0)
      .sort(([, a], [, b]) => b.left - a.left)
      .map(([address, { left }]): RefusalSum => ({ address, refused: left }));
    // Of a flood from everywhere the loudest are named.
    const named = sums.slice(0, EACH_MINUTE);
    const rest = this.#others + sums.slice(EACH_MINUTE).reduce((sum, { refused }) => sum + refused, 0);
    this.#counts.clear();
    this.#fromMs = this.#monoMs();
    this.#written = 0;
    this.#others = 0;
    return rest > 0 ? [...named, { refused: rest }] : named;
  }
}
