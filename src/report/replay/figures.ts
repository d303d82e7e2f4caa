// Recorded figures as what rules look at: rounds, and the moments of polls.

import type { LinkId } from '../../domain/ids.ts';
import type { MetricReading } from '../../domain/metric.ts';
import type { RuleCondition } from '../../domain/rule.ts';
import type { PollFigures, RoundFigures } from '../../domain/rule-judge.ts';
import type { PastMetrics, PastRow } from '../../store/metrics/past.ts';
import { POLLED_METRICS, polledField } from './interest.ts';

/** A round of the history. */
export interface PastRound {
  readonly link: LinkId;
  /** End of the round, epoch ms. */
  readonly to: number;
  readonly round: RoundFigures;
}

/** What the history kept of one poll. */
export interface PastPoll {
  readonly link: LinkId;
  /** Epoch ms. */
  readonly at: number;
  /** Whether the device answered. */
  readonly answered: boolean;
  /** The figures kept at every poll. */
  readonly device: readonly MetricReading[];
  /** All metrics, where this poll was the one of its five minutes that is kept whole. */
  readonly kept: readonly MetricReading[];
  readonly rates?: NonNullable<PollFigures['rates']>;
}

/** Which points of which links: each from after a moment on, up to a common one; epoch ms. */
export interface Wanted {
  readonly starts: ReadonlyMap<LinkId, number>;
  readonly to: number;
}

const ROUND_FIELDS = ['sent', 'recv', 'tainted', 'rtt_med', 'jitter'];
const RATE_FIELDS = ['in_bps', 'out_bps'];
const DEVICE_FIELDS = ['up', ...POLLED_METRICS.keys()];
const METRIC_FIELDS = ['value', 'text'];

/** Reads rounds; points that are none (the marks of gaps) are left out. */
export async function readRounds(metrics: PastMetrics, wanted: Wanted): Promise<readonly PastRound[]> {
  if (wanted.starts.size === 0) return [];
  const rows = await metrics.rows({ measurement: 'icmp', fields: ROUND_FIELDS, ...wanted });
  return rows.flatMap(({ link, at, values }) => {
    const [sent, received, tainted, medianMs, jitterMs] = values.map(numberOf);
    if (sent === undefined && tainted === undefined) return [];
    const round: RoundFigures = {
      sent: sent ?? 0,
      received: received ?? 0,
      tainted: tainted ?? 0,
      ...(medianMs !== undefined && { rtt: { medianMs, ...(jitterMs !== undefined && { jitterMs }) } }),
    };
    return [{ link, to: at, round }];
  });
}

/** Reads polls: what several measurements kept of the same moment belongs together. */
export async function readPolls(metrics: PastMetrics, wanted: Wanted): Promise<readonly PastPoll[]> {
  if (wanted.starts.size === 0) return [];
  const polls = new Map<string, Mutable<PastPoll>>();
  const pollOf = ({ link, at }: PastRow): Mutable<PastPoll> => {
    const key = `${at} ${link}`;
    const known = polls.get(key);
    if (known) return known;
    const made = { link, at, answered: true, device: [], kept: [] };
    polls.set(key, made);
    return made;
  };
  for (const row of await metrics.rows({ measurement: 'device', fields: DEVICE_FIELDS, ...wanted })) {
    const [up, ...figures] = row.values.map(numberOf);
    const poll = pollOf(row);
    poll.answered = up === 1;
    const names = [...POLLED_METRICS.values()];
    poll.device = figures.flatMap((value, index) => gauge(names[index], undefined, value));
  }
  for (const row of await metrics.rows({ measurement: 'iface', fields: RATE_FIELDS, ...wanted })) {
    const [inBps, outBps] = row.values.map(numberOf);
    pollOf(row).rates = { ...(inBps !== undefined && { inBps }), ...(outBps !== undefined && { outBps }) };
  }
  for (const row of await metrics.rows({ measurement: 'metric', fields: METRIC_FIELDS, ...wanted })) {
    const [value, text] = row.values;
    const { metric = '', instance } = row;
    const poll = pollOf(row);
    const readings: readonly MetricReading[] =
      typeof text === 'string'
        ? [{ metric, ...(instance !== undefined && { instance }), kind: 'text', text }]
        : gauge(metric, instance, numberOf(value));
    poll.kept = [...poll.kept, ...readings];
  }
  return [...polls.values()];
}

/** What a rule about polls is shown of one: the figures kept at every poll only where they are what it looks at. */
export function shownOf(poll: PastPoll, condition: RuleCondition): readonly MetricReading[] {
  if (condition.kind !== 'metric' && condition.kind !== 'text') return [];
  const { metric } = condition;
  if (poll.kept.some((reading) => reading.metric === metric)) return poll.kept;
  return polledField(condition) === undefined ? [] : poll.device;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

function gauge(
  metric: string | undefined,
  instance: string | undefined,
  value: number | undefined,
): readonly MetricReading[] {
  if (metric === undefined || value === undefined) return [];
  // No rule looks at the unit, and the history does not keep it.
  return [{ metric, ...(instance !== undefined && { instance }), kind: 'gauge', unit: '1', value }];
}

function numberOf(value: number | string | null | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
