// Looks at the suspects again after every step: who has lost enough, and what has been proved since.

import type { SiteId } from '../domain/ids.ts';
import { labelOf } from '../domain/instant.ts';
import { expectedLossPct, LEAST_LOSSES, requiredBeats, requiredNow } from '../domain/loss.ts';
import type { Reason } from '../domain/state.ts';
import { guardsUp } from '../domain/topology.ts';
import { type GuardSight, isCutOff, judge } from '../domain/verdict.ts';
import { type EngineState, type LinkWatch, type Step, sightOf } from './state.ts';
import { enter } from './transition.ts';

/**
 * Verdicts of one step. Each is committed and announced: so many take some 30 ms, and the event loop's budget is 50 ms. With
 * twenty steps a second (a batch of echoes and a tick every 100 ms) a storm of 10,000 links is judged within two seconds.
 */
export const MOST_VERDICTS = 400;

/** Judges the suspects. A verdict may wait for another one, or for its turn; the next step, at most a tick away, looks again. */
export function judgeSuspects(step: Step): void {
  let verdicts = 0;
  for (const watch of step.state.suspects) {
    const before = watch.reason;
    judgeSuspect(step, watch);
    if (watch.reason !== before && ++verdicts === MOST_VERDICTS) return;
  }
}

function judgeSuspect(step: Step, watch: LinkWatch): void {
  const { state } = step;
  const { track } = watch;
  const site = state.topology.guard.get(watch.link.id);
  const guard = site === undefined ? undefined : guardSight(state, site);
  if (watch.state === 'unreachable') {
    if (guard && isCutOff(guard)) {
      stayUnreachable(step, watch, guard);
      return;
    }
    if (watch.rowAfterMs < watch.confirmedMs) {
      startAfresh(state, watch);
      return;
    }
  }
  // k is 5 at least: below that only a failure above it can decide, and that does not look at k.
  const required = track.lostInRow < LEAST_LOSSES ? LEAST_LOSSES : requiredOf(state, watch);
  const verdict = judge({ lostInRow: track.lostInRow, required, lastLostMs: track.lastLostMs }, guard, {
    hasAnchors: state.anchors.length > 0,
    seenMs: state.seenMs,
  });
  switch (verdict.kind) {
    case 'wait':
      return;
    case 'unreachable':
      becomeUnreachable(step, watch, verdict);
      return;
    case 'down':
      becomeDown(step, watch, required);
      return;
  }
}

/** Lost echoes in a row that this link needs now. */
export function requiredOf(state: EngineState, watch: LinkWatch): number {
  const { falseAlarmYears, burstEveryMs } = state.config.network.settings;
  const { beat } = watch.link.device;
  return beat
    ? requiredBeats([watch.track.loss, watch.track.day ?? watch.track.loss], {
        years: falseAlarmYears,
        everyMs: beat.everyMs,
      })
    : requiredNow(watch.track.loss, { years: falseAlarmYears, everyMs: burstEveryMs });
}

/** The site before a link works again: only what is lost from now on speaks about the link itself. */
function startAfresh(state: EngineState, watch: LinkWatch): void {
  watch.rowAfterMs = Math.max(watch.fromSight.seenMs, watch.fromSight.seenBehindMs, watch.confirmedMs);
  watch.track.forgetRow();
  state.suspects.delete(watch);
  state.burstsStale = true;
}

/** Still cut off: nothing to judge. The cause may have moved closer, when a failure above it ended. */
function stayUnreachable(step: Step, watch: LinkWatch, guard: GuardSight): void {
  step.state.suspects.delete(watch);
  watch.rowAfterMs = Number.NEGATIVE_INFINITY;
  const through = guard.inbound.find((inbound) => inbound.state === 'down') ?? guard.inbound[0];
  if (!through || watch.reason.kind !== 'ancestor') return;
  const cause = causeOf(step, guard.site, through.link);
  if (cause.kind === 'ancestor' && cause.link !== watch.reason.link)
    enter(step, watch, { state: 'unreachable', reason: cause, since: { at: cause.since } });
}

function becomeUnreachable(
  step: Step,
  watch: LinkWatch,
  verdict: { readonly site: SiteId; readonly through: LinkWatch['link']['id'] },
): void {
  const reason = causeOf(step, verdict.site, verdict.through);
  enter(step, watch, { state: 'unreachable', reason, since: { monoMs: watch.track.firstLostMs } });
  watch.track.forgetRow();
}

/** The topmost failed link: one that is itself unreachable passes on its own cause. */
function causeOf(step: Step, site: SiteId, through: LinkWatch['link']['id']): Reason {
  const failed = step.state.links.get(through);
  if (failed?.reason.kind === 'ancestor') return failed.reason;
  const beat = failed?.link.device.beat;
  return {
    kind: 'ancestor',
    site,
    link: through,
    since: failed?.from ?? step.now.at,
    provedAt: labelOf(failed?.track.lastLostMs ?? step.now.monoMs, step.now),
    ...(beat && { beatEveryMs: beat.everyMs }),
  };
}

function becomeDown(step: Step, watch: LinkWatch, required: number): void {
  const { state, now } = step;
  const { track } = watch;
  const { beat } = watch.link.device;
  const ancestors = guardsUp(state.topology, watch.link.id).map((site) => {
    const sight = sightOf(state.sights, site);
    return { site, answeredAt: labelOf(Math.max(sight.seenMs, sight.seenBehindMs), now) };
  });
  enter(step, watch, {
    state: 'down',
    reason: {
      kind: 'silent',
      lostInRow: track.lostInRow,
      required,
      lossPct: Math.round(expectedLossPct((track.day ?? track.loss).all()) * 1000) / 1000,
      firstLostAt: labelOf(track.firstLostMs, now),
      lastLostAt: labelOf(track.lastLostMs, now),
      outcome: track.commonOutcome(),
      ...(beat && { beatEveryMs: beat.everyMs }),
      ancestors: ancestors.filter((ancestor) => Number.isFinite(ancestor.answeredAt)),
    },
    since: { monoMs: track.firstLostMs },
  });
  track.forgetRow();
}

/** What is known of a site that stands before links. */
export function guardSight(state: EngineState, site: SiteId): GuardSight {
  const sight = sightOf(state.sights, site);
  return {
    site,
    seenMs: sight.seenMs,
    seenBehindMs: sight.seenBehindMs,
    inbound: (state.topology.inbound.get(site) ?? []).map((link) => {
      const watch = state.links.get(link.id);
      return {
        link: link.id,
        state: watch?.state ?? 'unknown',
        confirmedMs: watch?.confirmedMs ?? Number.NEGATIVE_INFINITY,
      };
    }),
  };
}
