// A timing wheel: many numbered items, each due at one time, put in, taken out and found in constant time. Lists are
// threaded through typed arrays, so that 10,000 echoes a second make no garbage.

/** Items are 0 ≤ item < capacity; each is in the wheel at most once. Times are CLOCK_MONOTONIC in ms. */
export class Wheel {
  readonly #tickMs: number;
  readonly #buckets: number;
  readonly #capacity: number;
  readonly #next: Int32Array;
  readonly #prev: Int32Array;
  readonly #dueMs: Float64Array;
  #cursor: number;

  /** What is due further ahead than `buckets * tickMs` is looked at, and left, once a turn. */
  constructor(capacity: number, options: { tickMs: number; buckets: number; nowMs: number }) {
    this.#tickMs = options.tickMs;
    this.#buckets = options.buckets;
    this.#capacity = capacity;
    const nodes = capacity + options.buckets + 1;
    this.#next = new Int32Array(nodes).fill(-1);
    this.#prev = new Int32Array(nodes).fill(-1);
    for (let node = capacity; node < nodes; node++) this.#makeEmpty(node);
    this.#dueMs = new Float64Array(capacity);
    this.#cursor = Math.floor(options.nowMs / options.tickMs);
  }

  /** Whether the item waits here, due or not. */
  has(item: number): boolean {
    return this.#next[item] !== -1;
  }

  /** When the item is, or last was, due. */
  dueMs(item: number): number {
    return this.#dueMs[item] ?? 0;
  }

  /** Puts an item in, or moves it. */
  insert(item: number, dueMs: number): void {
    if (this.has(item)) this.#unlink(item);
    this.#dueMs[item] = dueMs;
    this.#append(this.#bucketOf(dueMs), item);
  }

  /** Takes an item out; nothing happens when it is not in. */
  remove(item: number): void {
    if (this.has(item)) this.#unlink(item);
  }

  /** Finds what is due at `nowMs`; `take` then hands it out. */
  collect(nowMs: number): void {
    const nowTick = Math.floor(nowMs / this.#tickMs);
    const from = Math.max(this.#cursor, nowTick - this.#buckets + 1);
    for (let tick = from; tick <= nowTick; tick++) {
      const head = this.#capacity + (tick % this.#buckets);
      for (let item = this.#at(this.#next, head); item !== head; ) {
        const following = this.#at(this.#next, item);
        if ((this.#dueMs[item] ?? 0) <= nowMs) {
          this.#unlink(item);
          this.#append(this.#ready, item);
        }
        item = following;
      }
    }
    this.#cursor = Math.max(this.#cursor, nowTick);
  }

  /** Takes out one item that `collect` found due, roughly the most overdue first; −1 when there is none. */
  take(): number {
    const item = this.#at(this.#next, this.#ready);
    if (item === this.#ready) return -1;
    this.#unlink(item);
    return item;
  }

  /** A time by which `collect` is worth calling: the end of the first tick that holds anything, or ∞. */
  nextMs(): number {
    if (this.#at(this.#next, this.#ready) !== this.#ready) return Number.NEGATIVE_INFINITY;
    for (let ahead = 0; ahead < this.#buckets; ahead++) {
      const head = this.#capacity + ((this.#cursor + ahead) % this.#buckets);
      if (this.#next[head] !== head) return (this.#cursor + ahead + 1) * this.#tickMs;
    }
    return Number.POSITIVE_INFINITY;
  }

  get #ready(): number {
    return this.#capacity + this.#buckets;
  }

  #bucketOf(dueMs: number): number {
    const tick = Math.max(this.#cursor, Math.floor(dueMs / this.#tickMs));
    return this.#capacity + (tick % this.#buckets);
  }

  #at(links: Int32Array, node: number): number {
    return links[node] ?? -1;
  }

  #makeEmpty(head: number): void {
    this.#next[head] = head;
    this.#prev[head] = head;
  }

  #append(head: number, item: number): void {
    const last = this.#at(this.#prev, head);
    this.#next[last] = item;
    this.#prev[item] = last;
    this.#next[item] = head;
    this.#prev[head] = item;
  }

  #unlink(item: number): void {
    const before = this.#at(this.#prev, item);
    const after = this.#at(this.#next, item);
    this.#next[before] = after;
    this.#prev[after] = before;
    this.#next[item] = -1;
    this.#prev[item] = -1;
  }
}
