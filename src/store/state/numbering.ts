// Numbers events for ever. Most events are never stored, so that the highest number in the file says little: blocks of
// numbers are reserved in the file before any of them is given, and a restart goes on after the block.

import type { MetaTable } from './meta.ts';

/**
 * Numbers reserved at a time. The next block is asked for when half of this one is left, so that a disk that is full
 * when the block is due still leaves half a million: 25 minutes of the largest network (10,000 links), days of a small one.
 */
const BLOCK = 1_000_000;

/** Hands out numbers. */
export class Numbering {
  readonly #meta: MetaTable;
  #last: number;
  #reserved: number;

  /** Goes on after the reserved block, or after `last` where the file holds events beyond it. */
  constructor(meta: MetaTable, last: number) {
    this.#meta = meta;
    this.#last = Math.max(last, meta.get('seq-reserved') ?? 0);
    this.#reserved = this.#last;
  }

  /** The last number given. */
  get last(): number {
    return this.#last;
  }

  /** The next number. */
  next(): number {
    this.#last++;
    return this.#last;
  }

  /** Whether a new block is due. */
  get isDue(): boolean {
    return this.#reserved - this.#last < BLOCK / 2;
  }

  /** Writes the next block's end, to be called within a transaction; tell `reserved` when that has been committed. */
  reserve(): number {
    const reserved = this.#last + BLOCK;
    this.#meta.set('seq-reserved', reserved);
    return reserved;
  }

  /** A block is safely in the file up to this number. */
  reserved(through: number): void {
    this.#reserved = through;
  }

  /** Gives back what was not used, at a clean end. */
  release(): void {
    this.#meta.set('seq-reserved', this.#last);
  }
}
