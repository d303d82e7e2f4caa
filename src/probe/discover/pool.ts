// Works on addresses as they come in, some at once.

/** Runs the work for every item given, at most `most` at once. The queue is as long as a sweep has addresses. */
export class Pool<Item> {
  readonly #most: number;
  readonly #work: (item: Item) => Promise<void>;
  readonly #waiting: Item[] = [];
  #running = 0;
  #idle: (() => void) | undefined;
  #fault: unknown;

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

  /** Resolves when nothing is left; rejects with what the work threw, which is a bug. One waits at a time. */
  async done(): Promise<void> {
    if (this.left > 0)
      await new Promise<void>((resolve) => {
        this.#idle = resolve;
      });
    if (this.#fault !== undefined) throw this.#fault;
  }

  #next(): void {
    while (this.#running < this.#most) {
      const item = this.#waiting.shift();
      if (item === undefined) return;
      this.#running++;
      void this.#run(item);
    }
  }

  async #run(item: Item): Promise<void> {
    try {
      await this.#work(item);
    } catch (error) {
      this.#fault ??= error;
    }
    this.#running--;
    this.#next();
    if (this.left === 0) this.#idle?.();
  }
}
