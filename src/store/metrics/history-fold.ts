// Makes the buckets of a history out of rows, the same for every store.

import type { HistoryPlan } from './history-plan.ts';
import type { History, HistoryBucket, HistoryQuery, MetricHistory, MetricHistoryQuery } from './port.ts';
import { rankOfP95 } from './rank.ts';

/** Fields of `icmp` a history is made of. */
export const ICMP_FIELDS = [
  'sent',
  'recv',
  'up_s',
  'down_s',
  'deg_s',
  'maint_up_s',
  'maint_down_s',
  'maint_deg_s',
  'rtt_min',
  'rtt_avg',
  'rtt_med',
  'rtt_p95',
  'rtt_max',
  'jitter',
] as const;
/** Fields of `iface` a history is made of. */
export const IFACE_FIELDS = ['in_bps', 'out_bps'] as const;

/**
 * One stored point or roll-up: its time, epoch ms, and its figures in the order in which they were asked for. What is no number
 * is absent. A list, as stores give it: a year of hours has 17,520 of them.
 */
export type HistoryRow = readonly unknown[];

/** Folds rows of one metric, in any order, into buckets: mean of means, least and most of them. */
export function foldMetric(
  query: MetricHistoryQuery,
  plan: HistoryPlan,
  rows: readonly HistoryRow[],
): MetricHistory {
  const bins = new Map<number, number[]>();
  for (const [at, value] of rows) {
    if (typeof at !== 'number' || typeof value !== 'number') continue;
    const end = plan.anchor + Math.ceil((at - plan.anchor) / plan.stepMs) * plan.stepMs;
    const bin = bins.get(end);
    if (bin) bin.push(value);
    else bins.set(end, [value]);
  }
  const { link, metric, instance } = query;
  const ends = [...bins.keys()].sort((a, b) => a - b);
  return {
    link,
    metric,
    ...(instance !== undefined && { instance }),
    stepMs: plan.stepMs,
    buckets: ends.map((at) => {
      const values = bins.get(at) ?? [];
      return { at, mean: mean(values) ?? 0, min: Math.min(...values), max: Math.max(...values) };
    }),
  };
}

/** Folds rows of icmp ({@link ICMP_FIELDS}) and iface ({@link IFACE_FIELDS}), in any order, into buckets by the rules of {@link Aggregate}. */
export function foldHistory(
  query: HistoryQuery,
  plan: HistoryPlan,
  rows: { readonly icmp: readonly HistoryRow[]; readonly iface: readonly HistoryRow[] },
): History {
  const bins = new Map<number, Bin>();
  take(bins, plan, rows.icmp, 0);
  take(bins, plan, rows.iface, ICMP_FIELDS.length);
  const ends = [...bins.keys()].sort((a, b) => a - b);
  return {
    link: query.link,
    stepMs: plan.stepMs,
    buckets: ends.map((at) => bucketOf(at, bins.get(at) ?? [])),
  };
}

/** Values of a bucket by the place of their field in {@link SLOTS}. */
type Bin = (number[] | undefined)[];

const SLOTS: ReadonlyMap<string, number> = new Map(
  [...ICMP_FIELDS, ...IFACE_FIELDS].map((name, index) => [name, index]),
);

function take(
  bins: Map<number, Bin>,
  { anchor, stepMs }: HistoryPlan,
  rows: readonly HistoryRow[],
  first: number,
): void {
  let bin: Bin | undefined;
  let binEnd: number | undefined;
  for (const row of rows) {
    const at = row[0];
    if (typeof at !== 'number') continue;
    const end = anchor + Math.ceil((at - anchor) / stepMs) * stepMs;
    // Rows mostly come in the order of time.
    if (end !== binEnd) [bin, binEnd] = [bins.get(end), end];
    for (let index = 1; index < row.length; index++) {
      const value = row[index];
      if (typeof value !== 'number') continue;
      if (!bin) {
        bin = new Array<number[] | undefined>(SLOTS.size).fill(undefined);
        bins.set(end, bin);
      }
      const values = bin[first + index - 1];
      if (values) values.push(value);
      else bin[first + index - 1] = [value];
    }
  }
}

function bucketOf(at: number, bin: Bin): HistoryBucket {
  const of = (name: string): readonly number[] => bin[SLOTS.get(name) ?? -1] ?? [];
  const figures = {
    rttMinMs: least(of('rtt_min')),
    rttMeanMs: mean(of('rtt_avg')),
    rttMedianMs: median(of('rtt_med')),
    rttP95Ms: p95(of('rtt_p95')),
    rttMaxMs: greatest(of('rtt_max')),
    jitterMs: mean(of('jitter')),
    inBps: mean(of('in_bps')),
    outBps: mean(of('out_bps')),
  };
  const measured = Object.entries(figures).filter(([, value]) => value !== undefined);
  return {
    at,
    sent: sum(of('sent')),
    received: sum(of('recv')),
    // What the link did, planned work or not.
    upMs: milliseconds([...of('up_s'), ...of('maint_up_s')]),
    downMs: milliseconds([...of('down_s'), ...of('maint_down_s')]),
    degradedMs: milliseconds([...of('deg_s'), ...of('maint_deg_s')]),
    ...Object.fromEntries(measured),
  };
}

function milliseconds(seconds: readonly number[]): number {
  return Math.round(sum(seconds) * 1000);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Rounded to a millionth, so that the order of a sum does not show. */
function mean(values: readonly number[]): number | undefined {
  return values.length > 0 ? Math.round((sum(values) / values.length) * 1e6) / 1e6 : undefined;
}

function least(values: readonly number[]): number | undefined {
  return values.length > 0 ? Math.min(...values) : undefined;
}

function greatest(values: readonly number[]): number | undefined {
  return values.length > 0 ? Math.max(...values) : undefined;
}

/** Middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}

/** The value of rank ⌊0.95 n + 0.5⌋, as InfluxQL's percentile(field, 95). */
export function p95(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[rankOfP95(values.length) - 1];
}
