// Whether a link changes its state too often for every change to be an alert of its own.

/** The rule: more than `changes` within `windowMs` begins it; half of that or less ends it. */
export interface FlapLimits {
  readonly changes: number;
  readonly windowMs: number;
}

/** Counts the changes of one link. Times are CLOCK_MONOTONIC in ms, growing. */
export class FlapTrack {
  #changesMs: number[] = [];
  #flapping = false;

  /** Whether the link is flapping. */
  get flapping(): boolean {
    return this.#flapping;
  }

  /** Notes one change. At most `changes` + 1 times are kept: more do not change the answer. */
  change(nowMs: number, limits: FlapLimits): void {
    this.#changesMs.push(nowMs);
    if (this.#changesMs.length > limits.changes + 1) this.#changesMs.shift();
    this.update(nowMs, limits);
  }

  /** Takes up what an earlier run found: the link flaps, until it has been calm for as long as it takes. */
  resume(nowMs: number, { changes }: FlapLimits): void {
    this.#changesMs = Array.from({ length: Math.floor(changes / 2) + 1 }, () => nowMs);
    this.#flapping = true;
  }

  /** Lets old changes fall out of the window; returns the number of those within. */
  update(nowMs: number, limits: FlapLimits): number {
    while ((this.#changesMs[0] ?? nowMs) < nowMs - limits.windowMs) this.#changesMs.shift();
    const count = this.#changesMs.length;
    if (count > limits.changes) this.#flapping = true;
    else if (count <= limits.changes / 2) this.#flapping = false;
    return count;
  }
}
