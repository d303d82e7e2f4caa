// Arithmetic on intervals: everything that is said about a stretch of time is computed from them.

import type { RoundMaintenance, StateDurations } from './round.ts';
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
    unreachableMs: ms.unreachable,
    unknownMs: ms.unknown + Math.max(0, to - from - covered),
  };
}

/**
 * What the spans say of the part of [from, to) that lies in any of `windows`, [from, to) each, in any order; time in several of
 * them counts once. Undefined when none of them reaches into it.
 */
export function maintenanceWithin(
  spans: readonly Span[],
  windows: readonly { readonly from: number; readonly to: number }[],
  from: number,
  to: number,
): RoundMaintenance | undefined {
  const sums = { upMs: 0, degradedMs: 0, downMs: 0, unreachableMs: 0, unknownMs: 0 };
  const sorted = windows
    .filter((window) => window.from < to && window.to > from)
    .sort((a, b) => a.from - b.from);
  let done = from;
  for (const window of sorted) {
    const begin = Math.max(window.from, done);
    const end = Math.min(window.to, to);
    if (end <= begin) continue;
    const part = durationsWithin(spans, begin, end);
    sums.upMs += part.upMs;
    sums.degradedMs += part.degradedMs;
    sums.downMs += part.downMs;
    sums.unreachableMs += part.unreachableMs;
    sums.unknownMs += part.unknownMs;
    done = end;
  }
  return done > from ? { durations: sums, atEnd: done >= to } : undefined;
}
