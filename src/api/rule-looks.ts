// How every rule about a link stands now: the same figures and judgements as the engine's, asked for by people.

import type { Instant } from '../domain/instant.ts';
import type { Rule } from '../domain/rule.ts';
import {
  type Finding,
  judgeLimit,
  judgePollFigures,
  judgeRoundFigures,
  type PollFigures,
  withinHours,
} from '../domain/rule-judge.ts';
import { figuresOf, lookAtRule, type RuleLook, type RuleLooks } from '../domain/rule-look.ts';
import type { EngineState, LinkWatch } from '../engine/state.ts';

/** Every rule about a link, those nearest to ringing first: raised, building up, then by what is left to the limit. */
export function ruleLooks(state: EngineState, watch: LinkWatch, now: Instant): readonly RuleLook[] {
  const rules = state.config.rules.byLink.get(watch.link.id);
  const { onRound = [], onPoll = [], onTick = [] } = rules ?? {};
  const poll = pollOf(watch);
  const looks = [
    ...onRound.map((rule): [Rule, Finding] => [rule, roundFinding(watch, rule)]),
    ...onPoll.map((rule): [Rule, Finding] => [
      rule,
      poll ? judgePollFigures(rule.condition, poll) : { kind: 'no-data' },
    ]),
    ...onTick.map((rule): [Rule, Finding] => [rule, timeFinding(watch, rule, now)]),
  ].map(([rule, finding]) =>
    lookAtRule(rule, finding, trackOf(state, watch, rule, now), looksNow(state, watch, rule, now)),
  );
  return [...degradedLooks(state, watch), ...looks].sort(byUrgency);
}

function roundFinding({ lastRound }: LinkWatch, { condition }: Rule): Finding {
  return lastRound ? judgeRoundFigures(condition, lastRound) : { kind: 'no-data' };
}

function pollOf({ link, answered }: LinkWatch): PollFigures | undefined {
  if (answered?.result.kind !== 'answered') return undefined;
  const { bandwidthBps } = link;
  return {
    metrics: answered.result.metrics ?? [],
    ...(answered.rates && { rates: answered.rates }),
    ...(bandwidthBps !== undefined && { bandwidthBps }),
  };
}

function timeFinding(watch: LinkWatch, { condition }: Rule, now: Instant): Finding {
  if (condition.kind === 'state')
    return { kind: condition.states.includes(watch.state) ? 'holds' : 'clear', value: watch.state };
  if (condition.kind !== 'age') return { kind: 'no-data' };
  const lastMs = condition.of === 'echo' ? watch.verdictMs : watch.answeredPollMs;
  return judgeLimit(Math.round(now.monoMs - (lastMs ?? watch.fromMs)), condition.limit);
}

function trackOf(state: EngineState, { link }: LinkWatch, rule: Rule, now: Instant) {
  const track = state.ruleTracks.get(`${rule.id} ${link.id}`);
  if (!track) return undefined;
  const decidedMs = track.decidedMs(rule.forMs);
  return {
    raised: track.raised,
    ...(decidedMs !== undefined && { turningForMs: now.monoMs - (decidedMs - rule.forMs) }),
  };
}

function looksNow(state: EngineState, watch: LinkWatch, rule: Rule, now: Instant): RuleLooks {
  if (state.blind) return 'blind';
  if (watch.state === 'unknown') return 'link-unknown';
  return withinHours(rule.hours, state.config.localTime(now.at)) ? 'now' : 'outside-hours';
}

/** The link's own limits, which `link.degraded` goes by. */
function degradedLooks(
  { config, blind }: EngineState,
  { link, state, reason, lastRound }: LinkWatch,
): readonly RuleLook[] {
  const { quality } = link;
  const severity = config.severities['link.degraded'];
  if (severity === 'off' || link.stage !== 'active') return [];
  const limits = { loss: quality.lossPct, rtt: quality.rttMs, jitter: quality.jitterMs } as const;
  return (['loss', 'rtt', 'jitter'] as const).map((figure): RuleLook => {
    const limit = { side: 'above', ...limits[figure] } as const;
    const finding: Finding = lastRound
      ? judgeRoundFigures({ kind: 'quality', figure, limit }, lastRound)
      : { kind: 'no-data' };
    const raised = state === 'degraded' && reason.kind === 'quality' && reason.figure === figure;
    return {
      rule: 'link.degraded',
      name: { id: 'jalur menurun', en: 'link is degraded' },
      severity,
      figure,
      unit: figure === 'loss' ? '%' : 'ms',
      ...figuresOf(finding, limit),
      forMs: quality.forMs,
      stage: raised ? 'raised' : finding.kind === 'holds' ? 'building' : 'idle',
      looks: blind ? 'blind' : state === 'unknown' ? 'link-unknown' : 'now',
    };
  });
}

const STAGE_ORDER = { raised: 0, clearing: 1, building: 2, idle: 3 } as const;

function byUrgency(a: RuleLook, b: RuleLook): number {
  const stages = STAGE_ORDER[a.stage] - STAGE_ORDER[b.stage];
  return stages !== 0 ? stages : nearness(a) - nearness(b);
}

/** Figures of different units are compared by their share of the limit; those without data come last. */
function nearness({ distance, limit, finding }: RuleLook): number {
  if (finding === 'no-data') return Number.POSITIVE_INFINITY;
  if (distance === undefined || !limit) return finding === 'holds' ? 0 : Number.MAX_VALUE;
  return distance / Math.max(1, Math.abs(limit.raise));
}
