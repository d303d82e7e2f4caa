// The figures of an acceptance record, from committed intervals and the history: nothing of them is remembered, so that a
// restart loses nothing.

import { withOpen } from '../api/present.ts';
import type { AcceptanceRecord } from '../domain/acceptance.ts';
import {
  type AcceptanceFigures,
  acceptanceFigures,
  type MeasuredRound,
} from '../domain/acceptance-figures.ts';
import type { LinkId } from '../domain/ids.ts';
import type { Interval } from '../domain/state.ts';
import type { EngineState } from '../engine/state.ts';
import type { HistoryBucket, MetricStore } from '../store/metrics/port.ts';
import type { StateStore } from '../store/state/port.ts';

/** The history gives no more at once; a longer record is read in coarser steps. */
const MOST_POINTS = 5_000;
/** What was just written is waited for so long. */
const FLUSH_MS = 5_000;

/** Where figures come from. */
export interface MeasureDeps {
  readonly store: Pick<StateStore, 'intervals'>;
  readonly metrics: Pick<MetricStore, 'history' | 'flush' | 'status'>;
  readonly state: Pick<EngineState, 'links' | 'config'>;
}

/** Intervals of a link within [from, to), the present one included, oldest first. */
export function intervalsOf(
  { store, state }: Pick<MeasureDeps, 'store' | 'state'>,
  link: LinkId,
  window: { readonly from: number; readonly to: number },
): readonly Interval[] {
  const stored = store.intervals(link, window.from, window.to);
  const watch = state.links.get(link);
  if (!watch) return stored;
  return withOpen(stored, { link, state: watch.state, from: watch.from, reason: watch.reason }, window);
}

/** The figures of a record up to `to`; rejects when the history or the state store cannot be read. */
export async function measureRecord(
  deps: MeasureDeps,
  record: AcceptanceRecord,
  to: number,
): Promise<AcceptanceFigures> {
  const window = { from: record.begunAt, to };
  const { roundMs } = deps.state.config.network.settings;
  const points = Math.min(MOST_POINTS, Math.max(2, Math.ceil((to - window.from) / roundMs) + 1));
  await deps.metrics.flush(FLUSH_MS);
  const history = await deps.metrics.history({ link: record.link, ...window, points });
  const rounds = history.buckets
    .filter(({ sent }) => sent > 0)
    .map((bucket) => roundOf(bucket, history.stepMs + roundMs));
  return acceptanceFigures(window, intervalsOf(deps, record.link, window), {
    rounds,
    stepMs: history.stepMs,
  });
}

/** The same without the history, where that is lost for good. */
export function measureIntervals(
  deps: Pick<MeasureDeps, 'store' | 'state'>,
  record: AcceptanceRecord,
  to: number,
): AcceptanceFigures {
  const window = { from: record.begunAt, to };
  return acceptanceFigures(window, intervalsOf(deps, record.link, window), { rounds: [], stepMs: 1 });
}

/** Why the history does not reach to a moment yet; undefined when it does. */
export function historyBehind(
  { metrics }: Pick<MeasureDeps, 'metrics'>,
  { at, now }: { readonly at: number; readonly now: number },
): string | undefined {
  const { spooledPoints, oldestSpooledMs, trouble } = metrics.status();
  if (spooledPoints === 0 || now - oldestSpooledMs >= at) return undefined;
  return trouble ?? `${spooledPoints} points wait for the history to take them`;
}

/** Rounds end at any moment within a bucket, so that a bucket may speak of the round's length before it. */
function roundOf(bucket: HistoryBucket, reachMs: number): MeasuredRound {
  const { at, sent, received, rttMinMs, rttMedianMs, rttP95Ms, rttMaxMs, jitterMs } = bucket;
  return {
    from: at - reachMs,
    to: at,
    sent,
    received,
    ...(rttMinMs !== undefined && { rttMinMs }),
    ...(rttMedianMs !== undefined && { rttMedianMs }),
    ...(rttP95Ms !== undefined && { rttP95Ms }),
    ...(rttMaxMs !== undefined && { rttMaxMs }),
    ...(jitterMs !== undefined && { jitterMs }),
  };
}
