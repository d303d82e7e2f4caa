// The targets of the echo process, column by column; a row is found by the daemon's key only when a command names it.

import { TARGETS_MAX } from '../frames.ts';

/** One target as a command brings it. */
export interface TargetRow {
  readonly key: number;
  readonly family: number;
  readonly address: readonly [number, number, number, number];
  readonly scopeId: number;
  readonly everyMs: number;
  readonly timeoutMs: number;
  readonly phaseMs: number;
}

/** Rows are reused; a row's generation changes whenever what was in flight to it no longer counts. */
export class Targets {
  readonly key = new Uint32Array(TARGETS_MAX);
  readonly family = new Uint8Array(TARGETS_MAX);
  /** Four words a row, network order. */
  readonly address = new Uint32Array(4 * TARGETS_MAX);
  readonly scopeId = new Uint32Array(TARGETS_MAX);
  readonly everyMs = new Float64Array(TARGETS_MAX);
  readonly timeoutMs = new Float64Array(TARGETS_MAX);
  readonly generation = new Uint32Array(TARGETS_MAX);
  /** Period of the extra echoes; 0 without a burst. */
  readonly burstMs = new Float64Array(TARGETS_MAX);
  readonly #rows = new Map<number, number>();
  readonly #free: number[] = [];
  #used = 0;

  /** The row of a key, or −1. */
  row(key: number): number {
    return this.#rows.get(key) ?? -1;
  }

  /** Stores a target in a new row or its old one; −1 when the table is full. */
  put(target: TargetRow): number {
    let row = this.row(target.key);
    if (row < 0) {
      row = this.#free.pop() ?? (this.#used < TARGETS_MAX ? this.#used++ : -1);
      if (row < 0) return -1;
      this.#rows.set(target.key, row);
      this.burstMs[row] = 0;
    } else if (!this.#sameAddress(row, target)) {
      this.#voidInFlight(row);
    }
    this.key[row] = target.key;
    this.family[row] = target.family;
    this.address.set(target.address, 4 * row);
    this.scopeId[row] = target.scopeId;
    this.everyMs[row] = target.everyMs;
    this.timeoutMs[row] = target.timeoutMs;
    return row;
  }

  /** Forgets a key; returns the row it had, or −1. */
  drop(key: number): number {
    const row = this.row(key);
    if (row < 0) return -1;
    this.#rows.delete(key);
    this.#free.push(row);
    this.burstMs[row] = 0;
    this.#voidInFlight(row);
    return row;
  }

  /** Whether the words are this row's address. */
  hasAddress(row: number, words: Uint32Array): boolean {
    for (let index = 0; index < 4; index++) {
      if (this.address[4 * row + index] !== words[index]) return false;
    }
    return true;
  }

  #sameAddress(row: number, target: TargetRow): boolean {
    if (this.family[row] !== target.family || this.scopeId[row] !== target.scopeId) return false;
    return target.address.every((word, index) => this.address[4 * row + index] === word);
  }

  #voidInFlight(row: number): void {
    this.generation[row] = (this.generation[row] ?? 0) + 1;
  }
}
