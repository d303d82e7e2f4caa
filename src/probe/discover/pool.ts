// Works on addresses as they come in, some at once.

/** Runs the work for every item given, at most `most` at once. The queue is as long as a sweep has addresses. */
export class Pool<Item> {
  readonly #most: number;
  readonly #work: (item: Item) => Promise<void>;
  readonly #waiting: Item[] = [];
  #running = 0;
  #idle: (() => void) | undefined;

  constructor(most: number, work: (item: Item) => Promise<void>) {
    this.#most = most;
    this.#work = work;
  }

  /** Items that wait or are worked on. */
  get left(): number {
    return this.#waiting.length + this.#running;
  }

  add(item: Item): void {
    this.#waiting.push(item);
    this.#next();
  }

  /** Drops what has not begun. */
  drop(): void {
    this.#waiting.length = 0;
    if (this.#running === 0) this.#idle?.();
  }

  /** Resolves when nothing is left. One waits at a time. */
  done(): Promise<void> {
    if (this.left === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#idle = resolve;
    });
  }

  #next(): void {
    while (this.#running < this.#most) {
      const item = this.#waiting.shift();
      if (item === undefined) return;
      this.#running++;
      void this.#work(item).finally(() => {
        this.#running--;
        this.#next();
        if (this.left === 0) this.#idle?.();
      });
    }
  }
}
