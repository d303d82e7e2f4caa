// Decides from which resolution a history is read and how wide its buckets are, the same for every store.

import type { HistoryQuery } from './port.ts';
import { bucketEnd, type Resolution, STEP_MS } from './schema.ts';

/** What a plan depends on besides the query. */
export interface PlanBasis {
  /** Length of a round in ms. */
  readonly roundMs: number;
  /** How long each resolution is kept, in ms. */
  readonly keptMs: Readonly<Record<Resolution, number>>;
  /** Epoch ms. */
  readonly now: number;
}

/** How a history is read. */
export interface HistoryPlan {
  readonly source: Resolution;
  /** Rows of the source belong to (from, cut]. */
  readonly from: number;
  /** What follows, (cut, to], is read from the raw points: roll-ups lag behind the newest of them. */
  readonly cut: number;
  readonly to: number;
  readonly stepMs: number;
  /** The end of some bucket; the others lie whole steps before or after it. */
  readonly anchor: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Widths that people read easily; beyond them whole weeks. */
const WIDTHS_MS = [
  ...[10_000, 20_000, 30_000],
  ...[1, 2, 3, 5, 10, 15, 20, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 3, 4, 6, 8, 12].map((hours) => hours * HOUR_MS),
  ...[DAY_MS, 2 * DAY_MS],
];
const WEEK_MS = 7 * DAY_MS;
const MAX_POINTS = 5_000;

/** Plans a history; throws RangeError when the window is empty or `points` is out of range. */
export function planHistory(query: HistoryQuery, basis: PlanBasis): HistoryPlan {
  const { from, to, points } = query;
  if (!(from < to)) throw new RangeError(`read history: from ${from} is not before to ${to}`);
  if (!(points >= 1 && points <= MAX_POINTS))
    throw new RangeError(`read history: found ${points} points, wanted 1 to ${MAX_POINTS}`);
  const resolutions: readonly (readonly [Resolution, number])[] = [
    ['1m', basis.roundMs],
    ['5m', STEP_MS['5m']],
    ['1h', STEP_MS['1h']],
  ];
  // Among what still reaches back to `from`, the coarsest that is not coarser than a bucket needs to be.
  const reaching = resolutions.filter(([name]) => from >= basis.now - basis.keptMs[name]);
  const candidates = reaching.length > 0 ? reaching : resolutions.slice(-1);
  const wanted = Math.max((to - from) / Math.max(1, points - 1), basis.roundMs);
  const fine = candidates.filter(([, unitMs]) => unitMs <= wanted);
  const [source, unitMs] = fine.at(-1) ?? candidates[0] ?? ['1m', basis.roundMs];
  const lag = Math.max(from, Math.floor(to / unitMs) * unitMs - unitMs);
  const hasRaw = source !== '1m' && lag >= basis.now - basis.keptMs['1m'];
  const span = { source, from, cut: hasRaw ? lag : to, to };
  if (points === 1) {
    const anchor = bucketEnd(to, unitMs);
    return { ...span, stepMs: Math.ceil((anchor - from) / unitMs) * unitMs, anchor };
  }
  return { ...span, stepMs: widthAbove(Math.max(wanted, unitMs), unitMs), anchor: 0 };
}

/** The narrowest easy width of whole units that is not below `wantedMs`. */
function widthAbove(wantedMs: number, unitMs: number): number {
  const easy = WIDTHS_MS.find((widthMs) => widthMs >= wantedMs && widthMs % unitMs === 0);
  if (easy !== undefined) return easy;
  const coarse = WEEK_MS % unitMs === 0 && wantedMs > 2 * DAY_MS ? WEEK_MS : unitMs;
  return Math.ceil(wantedMs / coarse) * coarse;
}
