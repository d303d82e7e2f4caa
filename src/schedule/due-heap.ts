// Who is due next: a binary heap by due time, one entry per key.

/** One entry. */
export interface Due {
  readonly key: string;
  /** CLOCK_MONOTONIC in ms. */
  readonly dueMs: number;
}

/** The earliest entry first. Entries are not removed early: the owner ignores those that no longer stand. */
export class DueHeap {
  readonly #entries: Due[] = [];

  get size(): number {
    return this.#entries.length;
  }

  /** The earliest entry. */
  peek(): Due | undefined {
    return this.#entries[0];
  }

  /** Adds an entry. */
  push(entry: Due): void {
    let at = this.#entries.push(entry) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#dueMs(parent) <= entry.dueMs) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  /** Takes the earliest entry out. */
  pop(): Due | undefined {
    const first = this.#entries[0];
    const last = this.#entries.pop();
    if (first === undefined || last === undefined || this.#entries.length === 0) return first;
    this.#entries[0] = last;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const child = this.#dueMs(left + 1) < this.#dueMs(left) ? left + 1 : left;
      if (this.#dueMs(child) >= last.dueMs) return first;
      this.#swap(at, child);
      at = child;
    }
  }

  #dueMs(index: number): number {
    return this.#entries[index]?.dueMs ?? Number.POSITIVE_INFINITY;
  }

  #swap(a: number, b: number): void {
    const [first, second] = [this.#entries[a], this.#entries[b]];
    if (first === undefined || second === undefined) return;
    this.#entries[a] = second;
    this.#entries[b] = first;
  }
}
