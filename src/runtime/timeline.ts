// jalur's own time labels: they follow the wall clock but never run backwards, so that intervals can tile time and a
// stepped clock invents no outage (design law 1).

import type { Instant } from '../domain/instant.ts';
import type { Clock } from './clock.ts';

/** What reading the timeline can reveal about the wall clock. */
export type ClockStep =
  /** The wall clock was set forward: the labels between were never lived through. */
  | { readonly kind: 'forward'; readonly fromAt: number; readonly toAt: number }
  /** The wall clock lies behind the labels by `behindMs`; labels go on without it until it has caught up. */
  | { readonly kind: 'behind'; readonly behindMs: number }
  /** The wall clock has caught up with the labels. */
  | { readonly kind: 'agreed' };

/** Below this a difference is NTP's slewing and the reading's own jitter; it is taken over at SLEW_RATIO. */
const STEP_MS = 1_000;
/** Labels drift towards the wall clock by at most 0.1 % of the elapsed time: no duration is off by more. */
const SLEW_RATIO = 0.001;

/** A monotone mapping from the monotonic clock to epoch labels. */
export class Timeline {
  readonly #clock: Clock;
  #offsetMs: number;
  #lastMonoMs: number;
  #lastAt = Number.NEGATIVE_INFINITY;
  #behind = false;

  /** Starts at the wall clock, or at `notBefore` (the last label of an earlier run) if that is later. */
  constructor(clock: Clock, notBefore = Number.NEGATIVE_INFINITY) {
    this.#clock = clock;
    this.#lastMonoMs = clock.monoMs();
    this.#offsetMs = Math.max(clock.wallMs(), notBefore) - this.#lastMonoMs;
  }

  /** The present moment. Does not look at the wall clock. */
  now(): Instant {
    const monoMs = this.#clock.monoMs();
    // Slewing back takes effect at once for all the time since the last look: the labels stand still for that long.
    this.#lastAt = Math.max(this.#lastAt, Math.round(monoMs + this.#offsetMs));
    return { monoMs, at: this.#lastAt };
  }

  /** Compares with the wall clock, to be called about once a second; returns a step once, when it is noticed. */
  discipline(): ClockStep | undefined {
    const monoMs = this.#clock.monoMs();
    const elapsedMs = monoMs - this.#lastMonoMs;
    this.#lastMonoMs = monoMs;
    const label = monoMs + this.#offsetMs;
    const aheadMs = this.#clock.wallMs() - label;
    if (aheadMs > STEP_MS) {
      this.#offsetMs += aheadMs;
      this.#behind = false;
      return {
        kind: 'forward',
        fromAt: Math.max(this.#lastAt, Math.round(label)),
        toAt: Math.round(label + aheadMs),
      };
    }
    const slewMs = Math.min(Math.abs(aheadMs), elapsedMs * SLEW_RATIO);
    this.#offsetMs += Math.sign(aheadMs) * slewMs;
    if (aheadMs < -STEP_MS) {
      if (this.#behind) return undefined;
      this.#behind = true;
      return { kind: 'behind', behindMs: Math.round(-aheadMs) };
    }
    if (!this.#behind) return undefined;
    this.#behind = false;
    return { kind: 'agreed' };
  }
}
