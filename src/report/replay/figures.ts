// Recorded points as what rules look at: every rule looks at one measurement of the history.

import type { LinkId } from '../../domain/ids.ts';
import type { MetricReading } from '../../domain/metric.ts';
import type { PollFigures, RoundFigures } from '../../domain/rule-judge.ts';
import type { PastMeasurement, PastMetrics, PastQuery, PastRow } from '../../store/metrics/past.ts';
import { POLLED_METRICS } from './interest.ts';

/** What a point says; times are epoch ms, of a round its end. */
export type PastPoint = { readonly link: LinkId; readonly at: number } & (
  | { readonly kind: 'icmp'; readonly round: RoundFigures }
  | { readonly kind: 'iface'; readonly rates: NonNullable<PollFigures['rates']> }
  /** A poll that was answered, with the figures that are kept of every poll. */
  | { readonly kind: 'device'; readonly metrics: readonly MetricReading[] }
  /** The poll of its five minutes of which all metrics are kept. */
  | { readonly kind: 'metric'; readonly metrics: readonly MetricReading[] }
  /** A poll that was answered without what a measurement would hold. */
  | { readonly kind: 'silence'; readonly of: 'iface' | 'metric' }
);

/** Links, each from after a moment on, up to a common one; epoch ms. */
export type Wanted = Pick<PastQuery, 'starts' | 'to'>;

const POLLED_NAMES = [...POLLED_METRICS.values()];
const FIELDS: Readonly<Record<PastMeasurement, readonly string[]>> = {
  icmp: ['sent', 'recv', 'tainted', 'rtt_med', 'jitter'],
  iface: ['in_bps', 'out_bps'],
  device: ['up', ...POLLED_METRICS.keys()],
  metric: ['value', 'text'],
};

/** Reads the points of one measurement. */
export async function readPoints(
  metrics: PastMetrics,
  measurement: PastMeasurement,
  wanted: Wanted,
): Promise<readonly PastPoint[]> {
  if (wanted.starts.size === 0) return [];
  const rows = await metrics.rows({ measurement, fields: FIELDS[measurement], ...wanted });
  switch (measurement) {
    case 'icmp':
      return rows.flatMap(roundOf);
    case 'iface':
      return rows.map(ratesOf);
    case 'device':
      return rows.flatMap(pollOf);
    case 'metric':
      return metricsOf(rows);
  }
}

/** Marks of gaps are no rounds. */
function roundOf({ link, at, values }: PastRow): readonly PastPoint[] {
  const [sent, received, tainted, medianMs, jitterMs] = values;
  if (sent === null && tainted === null) return [];
  const median = numberOf(medianMs);
  const jitter = numberOf(jitterMs);
  const round: RoundFigures = {
    sent: numberOf(sent) ?? 0,
    received: numberOf(received) ?? 0,
    tainted: numberOf(tainted) ?? 0,
    ...(median !== undefined && {
      rtt: { medianMs: median, ...(jitter !== undefined && { jitterMs: jitter }) },
    }),
  };
  return [{ kind: 'icmp', link, at, round }];
}

function ratesOf({ link, at, values }: PastRow): PastPoint {
  const inBps = numberOf(values[0]);
  const outBps = numberOf(values[1]);
  const rates = { ...(inBps !== undefined && { inBps }), ...(outBps !== undefined && { outBps }) };
  return { kind: 'iface', link, at, rates };
}

/** A poll that failed says nothing to rules. */
function pollOf({ link, at, values }: PastRow): readonly PastPoint[] {
  if (values[0] !== 1) return [];
  const metrics: MetricReading[] = [];
  for (const [index, metric] of POLLED_NAMES.entries()) {
    const value = numberOf(values[index + 1]);
    if (value !== undefined) metrics.push(gauge(metric, undefined, value));
  }
  return [{ kind: 'device', link, at, metrics }];
}

/** Metrics of the same moment were read by the same poll. */
function metricsOf(rows: readonly PastRow[]): readonly PastPoint[] {
  const moments = new Map<string, { link: LinkId; at: number; metrics: MetricReading[] }>();
  for (const { link, at, metric = '', instance, values } of rows) {
    const key = `${at} ${link}`;
    const moment = moments.get(key) ?? { link, at, metrics: [] };
    moments.set(key, moment);
    const [value, text] = values;
    if (typeof value === 'number') moment.metrics.push(gauge(metric, instance, value));
    else if (typeof text === 'string')
      moment.metrics.push({ metric, ...(instance !== undefined && { instance }), kind: 'text', text });
  }
  return [...moments.values()].map((moment) => ({ kind: 'metric', ...moment }));
}

/** No rule looks at the unit, and the history does not keep it. */
function gauge(metric: string, instance: string | undefined, value: number): MetricReading {
  return { metric, ...(instance !== undefined && { instance }), kind: 'gauge', unit: '1', value };
}

function numberOf(value: number | string | null | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
