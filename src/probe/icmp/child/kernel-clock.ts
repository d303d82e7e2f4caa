// Brings the kernel's receive stamps (CLOCK_REALTIME) onto CLOCK_MONOTONIC, and notices when the wall clock was set
// between a stamp and its reading. NTP slews both clocks alike, so their distance changes by a step only.

/** Reads the two clocks, in ms. */
export interface ClockPair {
  monoMs(): number;
  realMs(): number;
}

/** Below this a change of the distance is the reading's own error: a wake-up between two reads costs some µs. */
const STEP_MS = 0.2;
/** A comparison during which less than this passed is as good as it gets. */
const CLOSE_MS = 0.02;
const TRIES = 4;

/** Compares the clocks after every reading of the socket. */
export class KernelClock {
  readonly #clocks: ClockPair;
  #offsetMs = 0;
  #uncertaintyMs = 0;

  constructor(clocks: ClockPair) {
    this.#clocks = clocks;
    this.#take(this.#compare());
  }

  /** CLOCK_MONOTONIC in ms. */
  monoMs(): number {
    return this.#clocks.monoMs();
  }

  /** To be called after stamps were collected and before they are used; true when they cannot be trusted. */
  stepped(): boolean {
    const found = this.#compare();
    const changeMs = Math.abs(found.offsetMs - this.#offsetMs);
    if (changeMs > STEP_MS + found.uncertaintyMs + this.#uncertaintyMs) {
      this.#take(found);
      return true;
    }
    if (found.uncertaintyMs <= Math.max(CLOSE_MS, this.#uncertaintyMs)) this.#take(found);
    return false;
  }

  /** The monotonic time of a stamp. */
  toMonoMs(realMs: number): number {
    return realMs - this.#offsetMs;
  }

  #take(found: { offsetMs: number; uncertaintyMs: number }): void {
    this.#offsetMs = found.offsetMs;
    this.#uncertaintyMs = found.uncertaintyMs;
  }

  #compare(): { offsetMs: number; uncertaintyMs: number } {
    let best = { offsetMs: 0, uncertaintyMs: Number.POSITIVE_INFINITY };
    for (let attempt = 0; attempt < TRIES && best.uncertaintyMs > CLOSE_MS; attempt++) {
      const beforeMs = this.#clocks.monoMs();
      const realMs = this.#clocks.realMs();
      const gapMs = this.#clocks.monoMs() - beforeMs;
      if (gapMs < best.uncertaintyMs)
        best = { offsetMs: realMs - beforeMs - gapMs / 2, uncertaintyMs: gapMs };
    }
    return best;
  }
}
