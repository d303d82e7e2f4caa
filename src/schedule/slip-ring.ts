// How late the last polls began.

/** Enough for the 99th percentile to rest on tens of polls, and to be a few minutes old at most. */
const KEPT = 4_096;

/** Keeps the last delays, in ms. */
export class SlipRing {
  readonly #ms = new Float32Array(KEPT);
  #count = 0;

  /** Notes one. */
  add(ms: number): void {
    this.#ms[this.#count % KEPT] = ms;
    this.#count++;
  }

  /** 99th percentile of those that are kept; 0 when there are none. */
  p99Ms(): number {
    const kept = this.#ms.slice(0, Math.min(this.#count, KEPT)).sort();
    return Math.round((kept[Math.floor((kept.length - 1) * 0.99)] ?? 0) * 10) / 10;
  }
}
