// The history of a link as charts: which figures each shows, and what stands at a moment.

import { mos } from '../../../domain/quality.ts';
import { type Columns, columnsOf } from '../../chart/columns.ts';

/** Name of the browser's measure from asking to drawn: for tests, and for whoever looks into a slow page. */
export const DRAWN_MEASURE = 'jalur: history drawn';

/** One bucket as the API gives it; figures are absent where nothing was measured. */
export interface HistoryBucket {
  /** End, epoch ms. */
  readonly at: number;
  readonly sent: number;
  readonly received: number;
  readonly rttMinMs?: number;
  readonly rttMedianMs?: number;
  readonly rttP95Ms?: number;
  readonly rttMaxMs?: number;
  readonly jitterMs?: number;
  readonly inBps?: number;
  readonly outBps?: number;
}

/** Answer of GET /api/v1/links/ID/history. */
export interface LinkHistory {
  readonly link: string;
  readonly stepMs: number;
  readonly buckets: readonly HistoryBucket[];
}

/** The history keeps the metrics of one poll in five minutes. */
export const METRICS_EVERY_MS = 300_000;

/** Answer of GET /api/v1/links/ID/metrics. */
export interface MetricSeries {
  readonly metric: string;
  readonly instance?: string;
  readonly stepMs: number;
  readonly buckets: readonly {
    readonly at: number;
    readonly mean: number;
    readonly min: number;
    readonly max: number;
  }[];
}

/** Echoes lost, 0 to 100; undefined where none was sent. */
export function bucketLossPct({ sent, received }: HistoryBucket): number | undefined {
  return sent > 0 ? Math.max(0, (100 * (sent - received)) / sent) : undefined;
}

/** Mean opinion score; undefined where nothing came back, or jitter is not known. */
export function bucketMos(bucket: HistoryBucket): number | undefined {
  const { rttMedianMs, jitterMs } = bucket;
  const lossPct = bucketLossPct(bucket);
  if (rttMedianMs === undefined || jitterMs === undefined || lossPct === undefined || lossPct >= 100)
    return undefined;
  return mos({ rttMs: rttMedianMs, jitterMs, lossPct });
}

/** Columns of the charts, by chart; the curves in the order of their specs. */
export interface HistoryColumns {
  /** Max, p95, median, min. */
  readonly rtt: Columns;
  readonly loss: Columns;
  readonly jitter: Columns;
  readonly mos: Columns;
  /** In, out. */
  readonly traffic: Columns;
}

/** Makes the columns of all charts. `pollEveryMs`: how often the device is polled, which may be seldomer than a bucket. */
export function historyColumns({ buckets, stepMs }: LinkHistory, pollEveryMs = stepMs): HistoryColumns {
  const of = (...picks: readonly ((bucket: HistoryBucket) => number | undefined)[]): Columns =>
    columnsOf(buckets, stepMs, picks);
  return {
    rtt: of(
      ({ rttMaxMs }) => rttMaxMs,
      ({ rttP95Ms }) => rttP95Ms,
      ({ rttMedianMs }) => rttMedianMs,
      ({ rttMinMs }) => rttMinMs,
    ),
    loss: of(bucketLossPct),
    jitter: of(({ jitterMs }) => jitterMs),
    mos: of(bucketMos),
    traffic: columnsOf(
      buckets.filter(({ inBps, outBps }) => inBps !== undefined || outBps !== undefined),
      stepMs,
      [({ inBps }) => inBps, ({ outBps }) => outBps],
      pollEveryMs,
    ),
  };
}

/** Whether any bucket has a figure. */
export function has(history: LinkHistory, pick: (bucket: HistoryBucket) => number | undefined): boolean {
  return history.buckets.some((bucket) => pick(bucket) !== undefined);
}

/** The moment of the neighbouring bucket, for the keyboard: by so many buckets, kept within the history. */
export function neighbour(
  { buckets, stepMs }: LinkHistory,
  at: number | undefined,
  by: number,
): number | undefined {
  const last = buckets.length - 1;
  if (last < 0) return undefined;
  const middle = (index: number): number => (buckets[index]?.at ?? 0) - stepMs / 2;
  if (at === undefined) return middle(by < 0 ? Math.max(0, last + 1 + by) : last);
  let index = buckets.findIndex((bucket) => bucket.at >= at);
  if (index < 0) index = last;
  return middle(Math.min(last, Math.max(0, index + by)));
}
