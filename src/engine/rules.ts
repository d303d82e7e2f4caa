// The rules at work: looked at when a round ends, when a poll came in, and once a second for what only time changes.

import type { LinkId } from '../domain/ids.ts';
import type { Rule } from '../domain/rule.ts';
import { alertRuleOf, type LinkRules } from '../domain/rule-book.ts';
import {
  type Finding,
  judgeLimit,
  judgePollFigures,
  judgeRoundFigures,
  type PollFigures,
  withinHours,
} from '../domain/rule-judge.ts';
import { RuleTrack } from '../domain/rule-track.ts';
import { activeAlert, closeAlert, endAlert, keepAlert } from './alerts.ts';
import { linkFacts } from './link-alerts.ts';
import { judgeOwnFaults } from './own-faults.ts';
import type { EngineState, LinkWatch, Step } from './state.ts';

/** Rules about time and state are looked at this often, ms. */
const TICK_MS = 1_000;

/** Looks at the rules about a link's last round. */
export function judgeRound(step: Step, watch: LinkWatch): void {
  const rules = rulesOf(step, watch)?.onRound;
  const round = watch.lastRound;
  if (!rules || !round) return;
  for (const rule of rules) applyFinding(step, watch, rule, judgeRoundFigures(rule.condition, round));
}

/** Looks at the rules about a link's last poll. */
export function judgePoll(step: Step, watch: LinkWatch): void {
  const rules = rulesOf(step, watch)?.onPoll;
  const { result, rates } = watch.device ?? {};
  if (!rules || result?.kind !== 'answered') return;
  const { bandwidthBps } = watch.link;
  const poll: PollFigures = {
    metrics: result.metrics ?? [],
    ...(rates && { rates }),
    ...(bandwidthBps !== undefined && { bandwidthBps }),
  };
  for (const rule of rules) applyFinding(step, watch, rule, judgePollFigures(rule.condition, poll));
}

/** Looks at what only time changes. */
export function judgeTime(step: Step): void {
  const { state, now } = step;
  if (now.monoMs - state.rulesJudgedMs < TICK_MS) return;
  state.rulesJudgedMs = now.monoMs;
  judgeOwnFaults(step);
  for (const watch of state.links.values()) judgeTimeOf(step, watch);
}

/** Looks at the rules about time and state of one link. */
export function judgeTimeOf(step: Step, watch: LinkWatch): void {
  const rules = rulesOf(step, watch)?.onTick;
  if (!rules || rules.length === 0) return;
  for (const rule of rules) applyFinding(step, watch, rule, timeFinding(step, watch, rule));
}

/**
 * When time alone next changes what a link's rules say, CLOCK_MONOTONIC ms; undefined when never. For those who let time
 * jump: a running engine looks every second.
 */
export function nextJudgementMs(step: Step, watch: LinkWatch): number | undefined {
  const { state, now } = step;
  const moments = (rulesOf(step, watch)?.onTick ?? []).flatMap((rule) => {
    const track = state.ruleTracks.get(trackKey(rule, watch.link.id));
    const { condition } = rule;
    const crossings =
      condition.kind === 'age'
        ? [condition.limit.raise, condition.limit.clear].map(
            (ageMs) => measuredMs(watch, condition.of) + ageMs + 1,
          )
        : [];
    return [...crossings, ...(track ? [track.decidedMs(rule.forMs) ?? 0] : [])];
  });
  const later = moments.filter((ms) => ms > now.monoMs);
  return later.length > 0 ? Math.min(...later) : undefined;
}

function timeFinding({ now }: Step, watch: LinkWatch, { condition }: Rule): Finding {
  if (condition.kind === 'state') {
    const holds = condition.states.includes(watch.state);
    return { kind: holds ? 'holds' : 'clear', value: watch.state };
  }
  if (condition.kind !== 'age') return { kind: 'no-data' };
  return judgeLimit(now.monoMs - measuredMs(watch, condition.of), condition.limit);
}

/** When something was last measured; the start of its interval for a link that never was. */
function measuredMs(watch: LinkWatch, what: 'echo' | 'snmp'): number {
  return (what === 'echo' ? watch.verdictMs : watch.answeredPollMs) ?? watch.fromMs;
}

function rulesOf(step: Step, watch: LinkWatch): LinkRules | undefined {
  return step.state.config.rules.byLink.get(watch.link.id);
}

/** Makes of a rule's finding about a link what it comes to. A link that is unknown, or not probed, says nothing about itself. */
export function applyFinding(step: Step, watch: LinkWatch, rule: Rule, finding: Finding): void {
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

/** Whether a rule about a link has something building up, or raised. */
export function hasTrack(state: EngineState, rule: Rule, id: LinkId): boolean {
  return state.ruleTracks.has(trackKey(rule, id));
}

/** Forgets all that builds up about a link; what is raised stays, as over a restart. */
export function forgetTracks(state: EngineState, id: LinkId): void {
  const { onRound, onPoll, onTick } = state.config.rules.byLink.get(id) ?? NO_RULES;
  for (const rule of [...onRound, ...onPoll, ...onTick]) state.ruleTracks.delete(trackKey(rule, id));
}

const NO_RULES: LinkRules = { onRound: [], onPoll: [], onTick: [] };

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
