// Points of rounds written long ago, as they would be written now: after a window was announced that had begun already. The same
// series and times, so that they overwrite; their roll-ups become due by being written.

import { durationsWithin, maintenanceWithin, type Span } from '../../domain/interval.ts';
import type { PastRow } from './past.ts';
import { codeOf, durationFields } from './points.ts';
import type { MetricPoint } from './port.ts';
import { STATE_CODES } from './schema.ts';

/** What has to be read back of each round, in this order: their sum is its length. */
export const ROUND_SECONDS = ['up_s', 'down_s', 'unknown_s', 'maint_s'] as const;

/** What is held to be true of a link now. */
export interface RoundTruth {
  /** Tags under which its rounds were written. */
  readonly tags: Readonly<Record<string, string>>;
  /** Its intervals, those that overlap the rounds; epoch ms. */
  readonly spans: readonly Span[];
  /** Announced windows that cover it, [from, to), epoch ms. */
  readonly windows: readonly { readonly from: number; readonly to: number }[];
}

/**
 * Corrections of rounds, in the rows' order; rounds that say the same already give none. A point has the durations and the state
 * alone: what was measured stays as it is.
 */
export function correctedRounds(rows: readonly PastRow[], truth: RoundTruth): readonly MetricPoint[] {
  return rows.flatMap(({ at, values }) => {
    const seconds = values.map((value) => (typeof value === 'number' ? value : 0));
    const lengthMs = Math.round(seconds.reduce((sum, each) => sum + each, 0) * 1_000);
    if (lengthMs <= 0) return [];
    const from = at - lengthMs;
    const maintenance = maintenanceWithin(truth.spans, truth.windows, from, at);
    const durations = durationsWithin(truth.spans, from, at);
    const fields = durationFields({ durations, ...(maintenance && { maintenance }) });
    const isSame = ROUND_SECONDS.every(
      (name, index) => Math.abs(Number(fields[name]) - (seconds[index] ?? 0)) < 1e-3,
    );
    if (isSame) return [];
    const last = truth.spans.findLast((span) => span.from < at && (span.to ?? at) >= at);
    const state = maintenance?.atEnd ? STATE_CODES.maintenance : codeOf(last?.state ?? 'unknown');
    return [{ measurement: 'icmp', tags: truth.tags, fields: { ...fields, state }, at }];
  });
}
