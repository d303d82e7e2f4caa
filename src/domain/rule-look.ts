// What a rule makes of a link at this moment, for people who ask why it rang, or why not: its figure, its limits, how far it
// is from them, and how long it has held.

import type { AlertRule, Severity } from './alert.ts';
import { METRICS, type MetricSpec } from './metric.ts';
import type { Limit, Rule, RuleCondition } from './rule.ts';
import { alertRuleOf } from './rule-book.ts';
import type { Finding } from './rule-judge.ts';

/** Where a rule stands. `building`: it holds, not long enough yet; `clearing`: raised, and on its way back. */
export type RuleStage = 'idle' | 'building' | 'raised' | 'clearing';

/** Why a rule does not look now; `now`: it does. */
export type RuleLooks = 'now' | 'outside-hours' | 'blind' | 'link-unknown';

/** One rule about one link. */
export interface RuleLook {
  readonly rule: AlertRule;
  readonly name: Rule['name'];
  readonly severity: Severity;
  /** Name of what it looks at: a metric, a figure of rounds, `utilisation`, `age` or `state`. */
  readonly figure: string;
  /** Unit of `value`, `limit` and `distance`; absent for words. */
  readonly unit?: string;
  readonly finding: Finding['kind'];
  /** Absent without data. */
  readonly value?: number | string;
  /** Part of the device that decides. */
  readonly instance?: string;
  readonly limit?: Limit;
  /** How far the value is from being raised, 0 when it is beyond; absent without numbers. */
  readonly distance?: number;
  /** How long it must hold before it is raised, or be gone before it is cleared, ms. */
  readonly forMs: number;
  readonly stage: RuleStage;
  /** How long it has been building up, or clearing, ms. */
  readonly turningForMs?: number;
  readonly looks: RuleLooks;
}

/** What is known of a rule's track: whether it is raised, and since how many ms it turns. */
export interface TrackLook {
  readonly raised: boolean;
  readonly turningForMs?: number;
}

/** A rule with what its condition says now. */
export function lookAtRule(
  rule: Rule,
  finding: Finding,
  track: TrackLook | undefined,
  looks: RuleLooks = 'now',
): RuleLook {
  const { condition, forMs, severity, name } = rule;
  const limit = 'limit' in condition ? condition.limit : undefined;
  const unit = unitOf(condition);
  const turning = track?.turningForMs;
  return {
    rule: alertRuleOf(rule),
    name,
    severity,
    figure: figureOf(condition),
    ...(unit !== undefined && { unit }),
    ...figuresOf(finding, limit),
    forMs,
    stage: stageOf(track),
    ...(turning !== undefined && { turningForMs: Math.round(turning) }),
    looks,
  };
}

/** A finding against a limit, with the way that is left to it. */
export function figuresOf(
  finding: Finding,
  limit: Limit | undefined,
): Pick<RuleLook, 'finding' | 'value' | 'instance' | 'limit' | 'distance'> {
  if (finding.kind === 'no-data') return { finding: 'no-data', ...(limit && { limit }) };
  const { kind, value, instance } = finding;
  return {
    finding: kind,
    value: typeof value === 'number' ? rounded(value) : value,
    ...(instance !== undefined && { instance }),
    ...(limit && { limit }),
    ...(limit && typeof value === 'number' && { distance: distanceTo(limit, value) }),
  };
}

/** How far a value is from a limit's `raise`; 0 beyond it. */
export function distanceTo({ side, raise }: Limit, value: number): number {
  return rounded(Math.max(0, side === 'above' ? raise - value : value - raise));
}

function stageOf(track: TrackLook | undefined): RuleStage {
  if (!track) return 'idle';
  const turning = track.turningForMs !== undefined;
  if (track.raised) return turning ? 'clearing' : 'raised';
  return turning ? 'building' : 'idle';
}

function figureOf(condition: RuleCondition): string {
  switch (condition.kind) {
    case 'quality':
      return condition.figure;
    case 'metric':
    case 'text':
      return condition.metric;
    case 'utilisation':
    case 'age':
    case 'state':
      return condition.kind;
  }
}

const QUALITY_UNITS = { loss: '%', rtt: 'ms', jitter: 'ms', mos: '1', tiphon: '1' } as const;

function unitOf(condition: RuleCondition): string | undefined {
  switch (condition.kind) {
    case 'quality':
      return QUALITY_UNITS[condition.figure];
    case 'metric':
      return unitOfMetric(condition.metric);
    case 'utilisation':
      return '%';
    case 'age':
      return 'ms';
    case 'text':
    case 'state':
      return undefined;
  }
}

/** An operator's own metric is not in the table. */
function unitOfMetric(name: string): string | undefined {
  const known: Readonly<Record<string, MetricSpec>> = METRICS;
  return known[name]?.unit;
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
