// Verdicts that are not known yet, earliest first: a binary heap with a bound.

import type { Verdict } from './echo-fate.ts';

/** A verdict that waits; `address` tells whether its key still means the same target when it is due. */
export interface Waiting {
  readonly verdict: Verdict;
  readonly address: string;
  readonly dueMonoMs: number;
}

interface Entry {
  readonly order: number;
  readonly waiting: Waiting;
}

/** Holds waiting verdicts; those due at the same time come out in the order they went in. */
export class Pending {
  readonly #limit: number;
  readonly #heap: Entry[] = [];
  #order = 0;

  /** `limit`: how many may wait. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#heap.length;
  }

  /** Takes one in; false, and nothing is kept, when it is full. */
  push(waiting: Waiting): boolean {
    if (this.#heap.length >= this.#limit) return false;
    this.#heap.push({ order: ++this.#order, waiting });
    this.#rise(this.#heap.length - 1);
    return true;
  }

  /** Takes out the earliest if it is due. */
  shift(nowMonoMs: number): Waiting | undefined {
    const [first] = this.#heap;
    if (!first || first.waiting.dueMonoMs > nowMonoMs) return undefined;
    const last = this.#heap.pop();
    if (last && last !== first) {
      this.#heap[0] = last;
      this.#sink();
    }
    return first.waiting;
  }

  #rise(from: number): void {
    let index = from;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#swap(parent, index)) return;
      index = parent;
    }
  }

  #sink(): void {
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const right = left + 1;
      const child = this.#earlier(right, left) ? right : left;
      if (!this.#swap(index, child)) return;
      index = child;
    }
  }

  /** Puts the earlier of a parent and its child on top; false when it is there already. */
  #swap(parent: number, child: number): boolean {
    if (!this.#earlier(child, parent)) return false;
    const [upper, lower] = [this.#heap[parent], this.#heap[child]];
    if (!upper || !lower) return false;
    this.#heap[parent] = lower;
    this.#heap[child] = upper;
    return true;
  }

  #earlier(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (!a || !b) return false;
    const apart = a.waiting.dueMonoMs - b.waiting.dueMonoMs;
    return apart < 0 || (apart === 0 && a.order < b.order);
  }
}
