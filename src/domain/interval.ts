// Arithmetic on intervals: everything that is said about a stretch of time is computed from them.

import type { StateDurations } from './round.ts';
import type { LinkState } from './state.ts';

/** The part of an interval that state durations need; `to` absent: it lasts. */
export interface Span {
  readonly state: LinkState;
  /** Epoch ms, inclusive. */
  readonly from: number;
  /** Epoch ms, exclusive. */
  readonly to?: number;
}

/** Milliseconds that a span and the window [from, to) share. */
export function overlapMs(span: Span, from: number, to: number): number {
  return Math.max(0, Math.min(span.to ?? to, to) - Math.max(span.from, from));
}

/** How long each class lasted within the window [from, to); what no span covers is unknown, so that it sums to `to − from`. */
export function durationsWithin(spans: readonly Span[], from: number, to: number): StateDurations {
  const ms: Record<LinkState, number> = { up: 0, degraded: 0, down: 0, unreachable: 0, unknown: 0 };
  let covered = 0;
  for (const span of spans) {
    const shared = overlapMs(span, from, to);
    ms[span.state] += shared;
    covered += shared;
  }
  return {
    upMs: ms.up + ms.degraded,
    degradedMs: ms.degraded,
    downMs: ms.down + ms.unreachable,
    unknownMs: ms.unknown + Math.max(0, to - from - covered),
  };
}
