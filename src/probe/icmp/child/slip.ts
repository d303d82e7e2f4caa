// How late echoes leave, as a percentile over the last second: a histogram whose buckets grow by a tenth each.

const FIRST_MS = 0.05;
const GROWTH = 1.1;
/** The last bucket starts at 0.05 × 1.1^159 ms ≈ 190 s; what is later is counted there. */
const BUCKETS = 160;
/** A cadence of a few seconds still fills a window with some echoes. */
const WINDOW_MIN_COUNT = 100;

/** Counts delays; the percentile is exact to a tenth of its value. */
export class Slip {
  readonly #counts = new Uint32Array(BUCKETS);
  #total = 0;
  #p99Ms = 0;

  /** Takes one delay in ms. */
  add(lateMs: number): void {
    const exponent = lateMs <= FIRST_MS ? 0 : Math.ceil(Math.log(lateMs / FIRST_MS) / LOG_GROWTH);
    const bucket = Math.min(exponent, BUCKETS - 1);
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#total++;
  }

  /** Called once a second: the 99th percentile since the last window that held enough, in ms; begins a new one. */
  turn(): number {
    if (this.#total === 0) return this.#p99Ms;
    let beyond = this.#total - Math.ceil(this.#total * 0.99);
    let bucket = BUCKETS - 1;
    while (bucket > 0 && (this.#counts[bucket] ?? 0) <= beyond) beyond -= this.#counts[bucket--] ?? 0;
    this.#p99Ms = FIRST_MS * GROWTH ** bucket;
    if (this.#total >= WINDOW_MIN_COUNT) {
      this.#counts.fill(0);
      this.#total = 0;
    }
    return this.#p99Ms;
  }
}

const LOG_GROWTH = Math.log(GROWTH);
