// The rules at work: looked at when a round ends, when a poll came in, and once a second for what only time changes.

import type { LinkId } from '../domain/ids.ts';
import type { Rule } from '../domain/rule.ts';
import { alertRuleOf, type LinkRules } from '../domain/rule-book.ts';
import { type Finding, judgeLimit, judgeMetric, qualityFigure, withinHours } from '../domain/rule-judge.ts';
import { RuleTrack } from '../domain/rule-track.ts';
import { activeAlert, closeAlert, endAlert, keepAlert } from './alerts.ts';
import { linkFacts } from './link-alerts.ts';
import type { LinkWatch, Step } from './state.ts';

/** Rules about time and state are looked at this often, ms. */
const TICK_MS = 1_000;

/** Looks at the rules about a link's last round. */
export function judgeRound(step: Step, watch: LinkWatch): void {
  const rules = rulesOf(step, watch)?.onRound;
  const round = watch.lastRound;
  if (!rules || !round) return;
  for (const rule of rules) {
    if (rule.condition.kind !== 'quality') continue;
    const { figure, limit } = rule.condition;
    apply(step, watch, rule, judgeLimit(qualityFigure(figure, round), limit));
  }
}

/** Looks at the rules about a link's last poll. */
export function judgePoll(step: Step, watch: LinkWatch): void {
  const rules = rulesOf(step, watch)?.onPoll;
  const result = watch.device?.result;
  if (!rules || result?.kind !== 'answered') return;
  for (const rule of rules) {
    const { condition } = rule;
    if (condition.kind === 'utilisation')
      apply(step, watch, rule, judgeLimit(utilisation(watch), condition.limit));
    else if (condition.kind === 'metric' || condition.kind === 'text')
      apply(step, watch, rule, judgeMetric(condition, result.metrics ?? []));
  }
}

/** Looks at what only time changes. */
export function judgeTime(step: Step): void {
  const { state, now } = step;
  if (now.monoMs - state.rulesJudgedMs < TICK_MS) return;
  state.rulesJudgedMs = now.monoMs;
  for (const watch of state.links.values()) {
    const rules = rulesOf(step, watch)?.onTick;
    if (!rules || rules.length === 0) continue;
    for (const rule of rules) apply(step, watch, rule, timeFinding(step, watch, rule));
  }
}

function timeFinding({ now }: Step, watch: LinkWatch, { condition }: Rule): Finding {
  if (condition.kind === 'state') {
    const holds = condition.states.includes(watch.state);
    return { kind: holds ? 'holds' : 'clear', value: watch.state };
  }
  if (condition.kind !== 'age') return { kind: 'no-data' };
  const lastMs = condition.of === 'echo' ? watch.verdictMs : watch.answeredPollMs;
  return judgeLimit(now.monoMs - (lastMs ?? watch.fromMs), condition.limit);
}

/** Traffic of the busier direction in % of the contract; absent without a contract or rates. */
function utilisation({ link, device }: LinkWatch): number | undefined {
  const { inBps, outBps } = device?.rates ?? {};
  if (link.bandwidthBps === undefined || (inBps === undefined && outBps === undefined)) return undefined;
  return (Math.max(inBps ?? 0, outBps ?? 0) / link.bandwidthBps) * 100;
}

function rulesOf(step: Step, watch: LinkWatch): LinkRules | undefined {
  return step.state.config.rules.byLink.get(watch.link.id);
}

/** A link that is unknown, or not probed, says nothing about itself. */
function apply(step: Step, watch: LinkWatch, rule: Rule, finding: Finding): void {
  const { state, now } = step;
  if (watch.state === 'unknown' || state.blind) return;
  if (rule.hours && !withinHours(rule.hours, state.config.localTime(now.at))) return;
  const name = alertRuleOf(rule);
  const { id } = watch.link;
  const key = trackKey(rule, id);
  const known = state.ruleTracks.get(key);
  if (!known && finding.kind !== 'holds' && !activeAlert(step, name, id)) return;
  const track = known ?? new RuleTrack(activeAlert(step, name, id) !== undefined);
  if (!known) state.ruleTracks.set(key, track);
  const verdict = track.take(finding, now.monoMs, rule.forMs);
  if (verdict.kind === 'clear') closeAlert(step, name, id);
  else if (verdict.kind === 'raise' && finding.kind !== 'no-data')
    keepAlert(step, name, id, {
      since: Math.round(now.at - (now.monoMs - verdict.sinceMs)),
      severity: rule.severity,
      latched: rule.latched,
      data: factsOf(step, watch, rule, finding),
    });
  if (track.idle) state.ruleTracks.delete(key);
}

function factsOf(
  step: Step,
  watch: LinkWatch,
  rule: Rule,
  finding: Exclude<Finding, { kind: 'no-data' }>,
): Record<string, string | number | boolean> {
  const { condition } = rule;
  const figure =
    condition.kind === 'metric' || condition.kind === 'text'
      ? condition.metric
      : condition.kind === 'quality'
        ? condition.figure
        : condition.kind;
  return {
    ...linkFacts(step, watch),
    ruleId: rule.name.id,
    ruleEn: rule.name.en,
    figure,
    value: typeof finding.value === 'number' ? Math.round(finding.value * 100) / 100 : finding.value,
    ...('limit' in condition && { limit: condition.limit.raise }),
    ...(finding.instance !== undefined && { instance: finding.instance }),
  };
}

/** Forgets what belongs to rules and links that are gone, their alerts included. */
export function keepTracks(step: Step): void {
  const { ruleTracks, config, links } = step.state;
  const wanted = new Set<string>();
  for (const [id, rules] of config.rules.byLink) {
    if (!links.has(id)) continue;
    for (const rule of [...rules.onRound, ...rules.onPoll, ...rules.onTick]) wanted.add(trackKey(rule, id));
  }
  for (const key of ruleTracks.keys()) if (!wanted.has(key)) ruleTracks.delete(key);
  for (const alert of [...step.state.alerts.values()]) {
    if (!alert.rule.startsWith('rule.') || alert.subject === 'monitor') continue;
    if (!wanted.has(`${alert.rule.slice('rule.'.length)} ${alert.subject}`))
      endAlert(step, alert.rule, alert.subject);
  }
}

function trackKey(rule: Rule, id: LinkId): string {
  return `${rule.id} ${id}`;
}
