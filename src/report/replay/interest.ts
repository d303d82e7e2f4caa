// Which recorded points can matter to a rule: a rule about which nothing is building up is changed by points beyond its
// raise limit alone, so that the store may pass over all others. Where that cannot be told, everything is read.

import type { Link } from '../../domain/link.ts';
import { mos, tiphon } from '../../domain/quality.ts';
import type { Limit, QualityFigure, Rule, RuleCondition } from '../../domain/rule.ts';
import type { LinkRules } from '../../domain/rule-book.ts';
import type { PastMeasurement, PointTest } from '../../store/metrics/past.ts';

/** Points of one measurement that may matter; an empty list: none. */
export type Tests = 'everything' | readonly PointTest[];

/** What of each measurement may matter to the rules about a link. */
export type Interest = Readonly<Record<PastMeasurement, Tests>>;

/**
 * Metrics that the history keeps at every poll, with their field of `device`. It is the device's own figure, else that
 * of its largest part: what a rule with a limit above looks at, and no other.
 */
const POLLED_FIELDS: Readonly<Record<string, string>> = {
  cpu: 'cpu',
  memory: 'mem_used_pct',
  temperature: 'temp_c',
  on_battery: 'on_battery',
  clients: 'clients',
};

/** Names of the metrics kept at every poll, by field of `device`. */
export const POLLED_METRICS: ReadonlyMap<string, string> = new Map(
  Object.entries(POLLED_FIELDS).map(([metric, field]) => [field, metric]),
);

/** The measurement a condition looks at; undefined for those about state and age. */
export function measurementOf(condition: RuleCondition): PastMeasurement | undefined {
  switch (condition.kind) {
    case 'quality':
      return 'icmp';
    case 'utilisation':
      return 'iface';
    case 'metric':
      return polledField(condition) === undefined ? 'metric' : 'device';
    case 'text':
      return 'metric';
    case 'state':
    case 'age':
      return undefined;
  }
}

function polledField(condition: Extract<RuleCondition, { kind: 'metric' }>): string | undefined {
  const { instance, limit, metric } = condition;
  return instance === undefined && limit.side === 'above' ? POLLED_FIELDS[metric] : undefined;
}

/** Whether a rule looks at metrics of which the history keeps one poll in five minutes. */
export function isCoarse(rule: Pick<Rule, 'condition'>): boolean {
  return measurementOf(rule.condition) === 'metric';
}

/** What may matter to the rules about a link. */
export function interestOf({ onRound, onPoll, onTick }: LinkRules, link: Link): Interest {
  const interest: Record<PastMeasurement, Tests> = { icmp: [], iface: [], device: [], metric: [] };
  const add = (measurement: PastMeasurement, tests: Tests): void => {
    const known = interest[measurement];
    interest[measurement] =
      known === 'everything' || tests === 'everything' ? 'everything' : [...known, ...tests];
  };
  for (const { condition } of onRound)
    if (condition.kind === 'quality') add('icmp', qualityTests(condition.figure, condition.limit));
  for (const { condition } of onPoll) {
    if (condition.kind === 'utilisation') add('iface', trafficTests(condition.limit, link.bandwidthBps));
    if (condition.kind === 'text') {
      const { metric, is, words } = condition;
      add('metric', [{ kind: 'text', metric, is, words }]);
    }
    if (condition.kind === 'metric') {
      const { metric, limit } = condition;
      const field = polledField(condition);
      const { side, raise } = limit;
      if (field) add('device', [{ kind: 'figure', field, side, limit: raise }]);
      else add('metric', [{ kind: 'figure', field: 'value', side, limit: raise, metric }]);
    }
  }
  for (const { condition } of onTick)
    if (condition.kind === 'age') add(condition.of === 'echo' ? 'icmp' : 'device', 'everything');
  return interest;
}

/** Rounding must not hide a figure that stands exactly at its limit. */
const ROUNDING = 1e-9;

function trafficTests({ side, raise }: Limit, bandwidthBps: number | undefined): Tests {
  if (bandwidthBps === undefined) return [];
  if (side === 'below') return 'everything';
  const limit = (raise / 100) * bandwidthBps * (1 - ROUNDING);
  return ['in_bps', 'out_bps'].map((field) => ({ kind: 'figure', field, side, limit }));
}

function qualityTests(figure: QualityFigure, limit: Limit): Tests {
  switch (figure) {
    case 'loss':
      return limit.side === 'above' ? [{ kind: 'loss', abovePct: limit.raise }] : 'everything';
    case 'rtt':
      return [{ kind: 'figure', field: 'rtt_med', side: limit.side, limit: limit.raise }];
    case 'jitter':
      return [{ kind: 'figure', field: 'jitter', side: limit.side, limit: limit.raise }];
    case 'mos':
    case 'tiphon':
      return limit.side === 'below' ? scoreTests(figure, limit.raise) : 'everything';
  }
}

/** Corners tried for {@link scoreTests}; the steps of the TIPHON table are among them. */
const LOSSES_PCT = [15, 5, 3, 1, 0];
const RTTS_MS = [800, 600, 449, 299, 200, 149, 100, 50];
const JITTERS_MS = [125, 75, 40, 20, 10, 5, 0.49];

/**
 * Both scores fall with loss, delay and jitter. A round within a corner that is good enough is good enough itself; the
 * roomiest such corner passes over the most rounds.
 */
function scoreTests(figure: 'mos' | 'tiphon', raise: number): Tests {
  let best: readonly PointTest[] | undefined;
  let most = 0;
  for (const lossPct of LOSSES_PCT)
    for (const rttMs of RTTS_MS)
      for (const jitterMs of JITTERS_MS) {
        const room = rttMs * (jitterMs + 1) * (lossPct + 1);
        const corner = { lossPct, rttMs, jitterMs };
        const score = figure === 'mos' ? (mos(corner) ?? 0) : tiphon(corner).index;
        if (score < raise || room <= most) continue;
        most = room;
        best = [
          { kind: 'loss', abovePct: lossPct },
          { kind: 'figure', field: 'rtt_med', side: 'above', limit: rttMs },
          { kind: 'figure', field: 'jitter', side: 'above', limit: jitterMs },
        ];
      }
  return best ?? 'everything';
}
