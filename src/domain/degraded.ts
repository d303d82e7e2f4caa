// Whether the rounds of a working link say that it is degraded: raise and clear thresholds, each for a while.

import type { QualityLimits } from './link.ts';
import { lossPct, type Round } from './round.ts';
import type { DegradedFigure } from './state.ts';

/** A figure that stands above its threshold. */
export interface QualityFinding {
  readonly figure: DegradedFigure;
  /** In the figure's unit: %, ms, ms. */
  readonly value: number;
  readonly limit: number;
}

/** What to do about a link's state after a round. */
export type QualityVerdict =
  | { readonly kind: 'keep' }
  /** It has been bad (or good again) since the epoch ms `from`, for long enough. */
  | { readonly kind: 'degraded'; readonly from: number; readonly finding: QualityFinding }
  | { readonly kind: 'good'; readonly from: number };

const KEEP: QualityVerdict = { kind: 'keep' };
const FIGURES: readonly DegradedFigure[] = ['loss', 'rtt', 'jitter'];

/** Follows the rounds of one link while it works; `reset` when it leaves or re-enters that condition. */
export class QualityTrack {
  #turningSince: number | undefined;
  #finding: QualityFinding | undefined;

  /** Forgets what was building up. */
  reset(): void {
    this.#turningSince = undefined;
    this.#finding = undefined;
  }

  /**
   * Takes a finished round. Tainted and empty rounds, and rounds without replies, change nothing: the first two say
   * nothing about the link, and silence is for the suspicion to judge.
   */
  take(round: Round, degraded: boolean, limits: QualityLimits): QualityVerdict {
    if (lossPct(round) === undefined || round.received === 0) return KEEP;
    const finding = FIGURES.map((figure) => judge(figure, round, limits, degraded)).find(Boolean);
    const turning = degraded ? finding === undefined : finding !== undefined;
    if (!turning) {
      this.reset();
      return KEEP;
    }
    this.#turningSince ??= round.from;
    this.#finding = finding ?? this.#finding;
    if (round.to - this.#turningSince < limits.forMs) return KEEP;
    const from = this.#turningSince;
    this.reset();
    return finding ? { kind: 'degraded', from, finding } : { kind: 'good', from };
  }
}

/** The figure's finding; a degraded link is measured against the clear thresholds. */
function judge(
  figure: DegradedFigure,
  round: Round,
  limits: QualityLimits,
  degraded: boolean,
): QualityFinding | undefined {
  const [value, threshold] = {
    loss: [lossPct(round), limits.lossPct] as const,
    rtt: [round.rtt?.medianMs, limits.rttMs] as const,
    jitter: [round.rtt?.jitterMs, limits.jitterMs] as const,
  }[figure];
  const limit = degraded ? threshold.clear : threshold.raise;
  return value !== undefined && value > limit ? { figure, value, limit } : undefined;
}
