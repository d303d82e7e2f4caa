// Whether a fault of the monitor itself is worth telling: it must hold for some checks before it is raised, and be gone
// for some before it ends. What was said when it was raised stays said: figures that change belong into /metrics.

/** How many checks in a row it takes. */
export interface FaultPatience {
  /** With the fault, before it is told. */
  readonly raiseAfter: number;
  /** Without it, before it is over. */
  readonly endAfter: number;
}

/** Follows one fault. */
export class FaultTrack {
  readonly #patience: FaultPatience;
  #told: string | undefined;
  #inRow = 0;

  /** `told`: what an earlier run said of a fault that stood when it ended; this run takes it up, and does not repeat it. */
  constructor(patience: FaultPatience, told?: string) {
    this.#patience = patience;
    this.#told = told;
  }

  /** What is told now; undefined when nothing is wrong, or not for long enough. */
  get told(): string | undefined {
    return this.#told;
  }

  /** Takes what one check found (undefined: nothing), and returns what is told now. */
  take(found: string | undefined): string | undefined {
    const turning = (found === undefined) !== (this.#told === undefined);
    this.#inRow = turning ? this.#inRow + 1 : 0;
    const needed = found === undefined ? this.#patience.endAfter : this.#patience.raiseAfter;
    if (this.#inRow < Math.max(1, needed)) return this.#told;
    this.#inRow = 0;
    this.#told = found;
    return this.#told;
  }
}

/** A limit with hysteresis: what is raised above `raise` is over only below `clear`. */
export interface FaultLimit {
  readonly raise: number;
  readonly clear: number;
}

/** Whether a value is beyond its limit. */
export function isBeyond(value: number, limit: FaultLimit, raised: boolean): boolean {
  return value > (raised ? limit.clear : limit.raise);
}
