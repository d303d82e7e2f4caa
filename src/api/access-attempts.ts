// How often somebody may guess. Counted before the guess is looked at, so that many at once are no way around it.

/** A limit of guesses. */
export interface AttemptLimit {
  readonly most: number;
  readonly withinMs: number;
}

/** Whom it keeps account of; beyond, those who began to guess first are forgotten. */
const MOST_KEYS = 10_000;

/** Keeps account of guesses by whom they are from, or at whom. */
export class Attempts {
  readonly #limit: AttemptLimit;
  readonly #monoMs: () => number;
  readonly #counts = new Map<string, { readonly fromMs: number; count: number }>();

  /** `monoMs`: a clock that never steps. */
  constructor(limit: AttemptLimit, monoMs: () => number) {
    this.#limit = limit;
    this.#monoMs = monoMs;
  }

  /** Counts one guess; false for one too many. */
  take(key: string): boolean {
    const known = this.#counts.get(key);
    if (known && this.#monoMs() - known.fromMs < this.#limit.withinMs) {
      if (known.count >= this.#limit.most) return false;
      known.count++;
      return true;
    }
    this.#counts.delete(key);
    this.#counts.set(key, { fromMs: this.#monoMs(), count: 1 });
    const [oldest] = this.#counts.keys();
    if (this.#counts.size > MOST_KEYS && oldest !== undefined) this.#counts.delete(oldest);
    return true;
  }

  /** It was no guess: the secret was right. */
  giveBack(key: string): void {
    const known = this.#counts.get(key);
    if (known && known.count > 0) known.count--;
  }
}
