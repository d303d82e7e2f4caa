// Lets so many of them run at once; the rest wait in the order they came.

/** A queue of long work. Its length is bounded by the callers: one inspection and one reading per known device. */
export class Queue {
  readonly #most: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  /** `most` at once. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Runs the work when its turn comes. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#running >= this.#most) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running++;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }
}
