// A token bucket that keeps to "at most so many in a minute" in every minute: half of them may go at once, the other half
// is spread over the minute. A bucket that held all of them would let twice as many through in its first minute.

const MINUTE_MS = 60_000;

/** Tokens of one channel. */
export class TokenBucket {
  readonly #size: number;
  #tokens: number;
  #atMs: number;

  /** Full at `nowMs` (monotonic). */
  constructor(perMinute: number, nowMs: number) {
    this.#size = Math.max(1, perMinute / 2);
    this.#tokens = this.#size;
    this.#atMs = nowMs;
  }

  /** Whole messages that may go within the next minute. */
  allowance(nowMs: number): number {
    this.#fill(nowMs);
    return Math.floor(this.#tokens + this.#size);
  }

  /** How long until one may go, ms; 0: now. */
  waitMs(nowMs: number): number {
    this.#fill(nowMs);
    // A token that is missing a billionth only is there: sums of fractions would otherwise wait for nothing.
    const missing = 1 - this.#tokens;
    return missing < 1e-9 ? 0 : Math.ceil((missing / this.#size) * MINUTE_MS);
  }

  /** Takes one. */
  take(nowMs: number): void {
    this.#fill(nowMs);
    this.#tokens = Math.max(0, this.#tokens - 1);
  }

  #fill(nowMs: number): void {
    const elapsedMs = Math.max(0, nowMs - this.#atMs);
    this.#atMs = Math.max(this.#atMs, nowMs);
    this.#tokens = Math.min(this.#size, this.#tokens + (elapsedMs / MINUTE_MS) * this.#size);
  }
}
