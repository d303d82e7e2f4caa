// Rounds end, and what they say about a link's quality is judged.

import type { Instant } from '../domain/instant.ts';
import { durationsWithin, maintenanceWithin } from '../domain/interval.ts';
import { reconcileLink } from './link-alerts.ts';
import { judgeRound } from './rules.ts';
import { answering, type LinkWatch, type Step } from './state.ts';
import { enter, works } from './transition.ts';

/** Verdicts reach the engine within 100 ms after the timeout; this much is allowed for the way. */
const VERDICT_SLACK_MS = 250;
/**
 * A round waits this long for a suspicion that began in it, so that its durations agree with the intervals. Confirming
 * takes a few seconds; on a very lossy link that takes longer the round goes out as things stand.
 */
const SUSPICION_SLACK_MS = 10_000;

/** Ends every round that is due. */
export function endRounds(step: Step): void {
  const nowMs = step.now.monoMs;
  for (const watch of step.state.links.values()) {
    const dueMs = watch.rounds.endMs + watch.link.echo.timeoutMs + VERDICT_SLACK_MS;
    if (nowMs < dueMs || watch.reason.kind === 'not-probed') continue;
    if (step.state.suspects.has(watch) && nowMs < dueMs + SUSPICION_SLACK_MS) continue;
    endRound(step, watch);
  }
}

function endRound(step: Step, watch: LinkWatch): void {
  const { state, now, events } = step;
  const from = watch.roundFrom;
  const to = Math.max(from, labelAt(watch.rounds.endMs, now));
  const windows = [...state.maintenance, ...state.endedMaintenance].filter(({ links }) =>
    links.has(watch.link.id),
  );
  const round = watch.rounds.close(
    from,
    to,
    durationsWithin(watch.recent, from, to),
    windows.length > 0 ? maintenanceWithin(watch.recent, windows, from, to) : undefined,
  );
  watch.roundFrom = to;
  watch.lastRound = round;
  events.push({ kind: 'link.round', at: now.at, link: watch.link.id, state: watch.state, round });
  while (watch.recent.length > 1 && (watch.recent[0]?.to ?? to) < to) watch.recent.shift();
  judgeFlapping(step, watch);
  judgeRound(step, watch);
  if (!works(watch.state) || state.suspects.has(watch)) return;
  const verdict = watch.quality.take(round, watch.state === 'degraded', watch.link.quality);
  switch (verdict.kind) {
    case 'keep':
      return;
    case 'degraded':
      enter(step, watch, {
        state: 'degraded',
        reason: { kind: 'quality', ...verdict.finding },
        since: { at: verdict.from },
      });
      return;
    case 'good':
      enter(step, watch, {
        state: 'up',
        reason: answering(watch),
        since: { at: verdict.from },
      });
      return;
  }
}

function judgeFlapping(step: Step, watch: LinkWatch): void {
  if (!watch.flaps.flapping) return;
  const { flapChanges, flapWindowMs } = step.state.config.network.settings;
  watch.flaps.update(step.now.monoMs, { changes: flapChanges, windowMs: flapWindowMs });
  if (!watch.flaps.flapping) reconcileLink(step, watch);
}

function labelAt(monoMs: number, now: Instant): number {
  return Math.min(now.at, Math.round(now.at + (monoMs - now.monoMs)));
}
