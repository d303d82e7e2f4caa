// Makes a link's sparkline out of its history. Pure.

import type { LinkId } from '../domain/ids.ts';
import { lossPct } from '../domain/round.ts';
import { SPARK_SPAN_MS, type Spark } from '../stream/spark.ts';

const MINUTE_MS = 60_000;

/** What of a bucket of the history counts here; `at` is its end, epoch ms. */
export interface SparkBucket {
  readonly at: number;
  readonly sent: number;
  readonly received: number;
  readonly upMs: number;
  readonly downMs: number;
  readonly rttMedianMs?: number;
}

/** The window of a sparkline at `now`: it ends with the minute that runs, so that all links share their steps. */
export function sparkWindow(now: number): { readonly from: number; readonly to: number } {
  const to = Math.ceil(now / MINUTE_MS) * MINUTE_MS;
  return { from: to - SPARK_SPAN_MS, to };
}

/** Puts buckets into the steps of [from, from + an hour); what lies beyond is left out. */
export function sparkOf(
  link: LinkId,
  from: number,
  { stepMs, buckets }: { readonly stepMs: number; readonly buckets: readonly SparkBucket[] },
): Spark {
  const steps = Math.ceil(SPARK_SPAN_MS / stepMs);
  const rttMedianMs = new Array<number | null>(steps).fill(null);
  const loss = new Array<number | null>(steps).fill(null);
  const downPct = new Array<number | null>(steps).fill(null);
  for (const { at, sent, received, upMs, downMs, rttMedianMs: rtt } of buckets) {
    const step = Math.ceil((at - from) / stepMs) - 1;
    if (step < 0 || step >= steps) continue;
    rttMedianMs[step] = rtt === undefined ? null : round(rtt, 2);
    // The history has no loss of a tainted round: it counts nothing as sent there.
    const lost = lossPct({ sent, received, tainted: 0 });
    loss[step] = lost === undefined ? null : round(lost, 1);
    downPct[step] = upMs + downMs > 0 ? round((downMs / (upMs + downMs)) * 100, 0) : null;
  }
  return { link, from, stepMs, rttMedianMs, lossPct: loss, downPct };
}

function round(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals;
}
