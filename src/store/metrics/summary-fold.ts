// Makes a summary of a link out of what its hours add up to, the same for every store.

import type { LinkId } from '../../domain/ids.ts';
import { RTT_BUCKETS_MS } from '../../domain/round.ts';
import { STEP_MS } from './schema.ts';
import type { HourSummary, LinkSummary } from './summary.ts';

/** Fields of `icmp` with the histogram's counts, narrowest bucket first. */
export const HISTOGRAM_FIELDS: readonly string[] = [...RTT_BUCKETS_MS.map((ms) => `h_${ms}`), 'h_inf'];
/** Fields of an hourly roll-up of `icmp` that a summary is made of. */
export const SUMMARY_FIELDS: readonly string[] = [
  ...['sent', 'recv', 'rtt_min', 'rtt_max', 'rtt_avg', 'jitter'],
  ...HISTOGRAM_FIELDS,
];

/** What several hours add up to; a mean is kept as its sum and its weight. RTTs in ms. */
export interface HourSums {
  sent: number;
  received: number;
  rttMinMs: number | undefined;
  rttMaxMs: number | undefined;
  /** Mean RTT of each hour times what was received in it. */
  rttWeighted: number;
  rttWeight: number;
  jitterWeighted: number;
  jitterWeight: number;
  /** Replies by bucket. */
  readonly buckets: number[];
}

/** What a link carried: rates of 5 minutes. Absent where none was measured. */
export interface RateSums {
  readonly inP95Bps?: number | undefined;
  readonly outP95Bps?: number | undefined;
  /** Sum of the rates, bit/s. */
  readonly inSumBps?: number | undefined;
  readonly outSumBps?: number | undefined;
}

/** The local hour of the day, 0 to 23, of an hourly roll-up stamped with its end. */
export function hourOfDay(endMs: number, utcOffsetMs: number): number {
  const hours = Math.floor((endMs - STEP_MS['1h'] + utcOffsetMs) / STEP_MS['1h']);
  return ((hours % 24) + 24) % 24;
}

/** Sums of nothing. */
export function emptySums(): HourSums {
  return {
    sent: 0,
    received: 0,
    rttMinMs: undefined,
    rttMaxMs: undefined,
    rttWeighted: 0,
    rttWeight: 0,
    jitterWeighted: 0,
    jitterWeight: 0,
    buckets: HISTOGRAM_FIELDS.map(() => 0),
  };
}

/** Adds one hourly roll-up, whose figures are given by name of the field where it has them. */
export function addHour(sums: HourSums, figure: (field: string) => number | undefined): void {
  const received = figure('recv') ?? 0;
  const [mean, jitter] = [figure('rtt_avg'), figure('jitter')];
  sums.sent += figure('sent') ?? 0;
  sums.received += received;
  sums.rttMinMs = least(sums.rttMinMs, figure('rtt_min'));
  sums.rttMaxMs = most(sums.rttMaxMs, figure('rtt_max'));
  if (mean !== undefined) {
    sums.rttWeighted += mean * received;
    sums.rttWeight += received;
  }
  if (jitter !== undefined) {
    sums.jitterWeighted += jitter * received;
    sums.jitterWeight += received;
  }
  for (const [index, field] of HISTOGRAM_FIELDS.entries())
    sums.buckets[index] = (sums.buckets[index] ?? 0) + (figure(field) ?? 0);
}

/** A summary of a link; undefined where nothing at all is known of it. */
export function summaryOf(
  link: LinkId,
  hours: ReadonlyMap<number, HourSums>,
  rates: RateSums,
): LinkSummary | undefined {
  const whole = emptySums();
  for (const sums of hours.values()) addSums(whole, sums);
  const traffic = present({
    inP95Bps: micro(rates.inP95Bps),
    outP95Bps: micro(rates.outP95Bps),
    inOctets: octets(rates.inSumBps),
    outOctets: octets(rates.outSumBps),
  });
  if (whole.sent === 0 && whole.received === 0 && Object.keys(traffic).length === 0) return undefined;
  return {
    link,
    sent: whole.sent,
    received: whole.received,
    ...present({
      rttMinMs: micro(whole.rttMinMs),
      rttMeanMs: meanOf(whole.rttWeighted, whole.rttWeight),
      rttP50Ms: percentileOf(whole, 0.5),
      rttP95Ms: percentileOf(whole, 0.95),
      rttP99Ms: percentileOf(whole, 0.99),
      rttMaxMs: micro(whole.rttMaxMs),
      jitterMs: meanOf(whole.jitterWeighted, whole.jitterWeight),
    }),
    ...traffic,
    hours: [...hours]
      .filter(([, { sent }]) => sent > 0)
      .sort(([a], [b]) => a - b)
      .map(([hour, sums]) => hourOf(hour, sums)),
  };
}

/**
 * A percentile of the RTT out of the histogram, ms: the reply of rank share × n lies in the bucket in which the counts up to
 * it reach that rank, and as far into the bucket as its rank lies into the bucket's count (linear interpolation). The
 * narrowest and widest RTT that were measured narrow the bucket's edges, so that the open one ends too.
 */
export function percentileOf(
  { buckets, rttMinMs, rttMaxMs }: Pick<HourSums, 'buckets' | 'rttMinMs' | 'rttMaxMs'>,
  share: number,
): number | undefined {
  const rank = share * buckets.reduce((total, count) => total + count, 0);
  let before = 0;
  for (const [index, count] of buckets.entries()) {
    if (count > 0 && before + count >= rank) {
      const lower = Math.max(RTT_BUCKETS_MS[index - 1] ?? 0, rttMinMs ?? 0);
      const bound = RTT_BUCKETS_MS[index] ?? Number.POSITIVE_INFINITY;
      const upper = Math.max(lower, Math.min(bound, rttMaxMs ?? (Number.isFinite(bound) ? bound : lower)));
      return micro(lower + ((rank - before) / count) * (upper - lower));
    }
    before += count;
  }
  return undefined;
}

function hourOf(hour: number, sums: HourSums): HourSummary {
  return {
    hour,
    sent: sums.sent,
    received: sums.received,
    ...present({
      rttP50Ms: percentileOf(sums, 0.5),
      rttP95Ms: percentileOf(sums, 0.95),
      jitterMs: meanOf(sums.jitterWeighted, sums.jitterWeight),
    }),
  };
}

function addSums(into: HourSums, sums: HourSums): void {
  into.sent += sums.sent;
  into.received += sums.received;
  into.rttMinMs = least(into.rttMinMs, sums.rttMinMs);
  into.rttMaxMs = most(into.rttMaxMs, sums.rttMaxMs);
  into.rttWeighted += sums.rttWeighted;
  into.rttWeight += sums.rttWeight;
  into.jitterWeighted += sums.jitterWeighted;
  into.jitterWeight += sums.jitterWeight;
  for (const [index, count] of sums.buckets.entries())
    into.buckets[index] = (into.buckets[index] ?? 0) + count;
}

/** What is defined of some figures. */
function present<K extends string>(figures: Readonly<Record<K, number | undefined>>): { [P in K]?: number } {
  const found: { [P in K]?: number } = {};
  // Object.entries forgets the names' type, which is K by construction.
  for (const [name, value] of Object.entries(figures) as [K, number | undefined][])
    if (value !== undefined) found[name] = value;
  return found;
}

function octets(sumBps: number | undefined): number | undefined {
  return sumBps === undefined ? undefined : Math.round((sumBps * STEP_MS['5m']) / 8_000);
}

function meanOf(weighted: number, weight: number): number | undefined {
  return weight > 0 ? micro(weighted / weight) : undefined;
}

/** Rounded to a millionth, so that the order of a sum does not show. */
function micro<T extends number | undefined>(value: T): T;
function micro(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value * 1e6) / 1e6;
}

function least(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}

function most(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}
