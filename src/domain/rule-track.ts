// One rule about one link over time: a condition must hold for a while before it is raised, and be gone for as long
// before it is cleared.

import type { Finding } from './rule-judge.ts';

/** What to do about the alert. `since`: when what decided it began, in the caller's ms. */
export type TrackVerdict =
  | { readonly kind: 'keep' }
  | { readonly kind: 'raise'; readonly sinceMs: number }
  | { readonly kind: 'clear' };

const KEEP: TrackVerdict = { kind: 'keep' };

/** Nothing measured for this long: what was raised says nothing about now, and ends. */
const MOST_SILENCE_MS = 24 * 3_600_000;

/** Follows one rule about one link. Times are CLOCK_MONOTONIC ms. */
export class RuleTrack {
  #raised: boolean;
  #turningMs: number | undefined;
  #dataMs: number | undefined;

  /** `raised`: the alert is active already, from an earlier run. */
  constructor(raised: boolean) {
    this.#raised = raised;
  }

  /** Whether the alert is raised. */
  get raised(): boolean {
    return this.#raised;
  }

  /** Whether there is anything to remember: a track that is idle can be thrown away. */
  get idle(): boolean {
    return !this.#raised && this.#turningMs === undefined;
  }

  /** When what is building up is decided, if the condition stays as it is, ms; undefined while nothing builds up. */
  decidedMs(forMs: number): number | undefined {
    return this.#turningMs === undefined ? undefined : this.#turningMs + forMs;
  }

  /** Takes what the condition says now. */
  take(finding: Finding, nowMs: number, forMs: number): TrackVerdict {
    if (finding.kind === 'no-data') return this.#silence(nowMs);
    this.#dataMs = nowMs;
    const turning = this.#raised ? finding.kind === 'clear' : finding.kind === 'holds';
    if (!turning) {
      this.#turningMs = undefined;
      return KEEP;
    }
    this.#turningMs ??= nowMs;
    if (nowMs - this.#turningMs < forMs) return KEEP;
    const sinceMs = this.#turningMs;
    this.#turningMs = undefined;
    this.#raised = !this.#raised;
    return this.#raised ? { kind: 'raise', sinceMs } : { kind: 'clear' };
  }

  /** A device that is silent proves nothing in either direction, for a day. */
  #silence(nowMs: number): TrackVerdict {
    this.#dataMs ??= nowMs;
    if (!this.#raised || nowMs - this.#dataMs < MOST_SILENCE_MS) return KEEP;
    this.#raised = false;
    this.#turningMs = undefined;
    return { kind: 'clear' };
  }
}
