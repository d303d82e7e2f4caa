// The monitor's own sight: when all anchors and every link are silent it is the monitor that is cut off, not the
// province (design, "Verdict").

import { labelOf } from '../domain/instant.ts';
import { requiredNow } from '../domain/loss.ts';
import { closeAlert, keepAlert } from './alerts.ts';
import type { AnchorWatch, EngineState, Step } from './state.ts';
import { enter, works } from './transition.ts';

/** A gateway that restarts is no news; one that never answers again leaves blindness unguarded. */
const ANCHORS_SILENT_MS = 60_000;

/** Becomes blind when every anchor is silent beyond chance, nothing at all was answered since, and no beat vouches. */
export function checkSight(step: Step): void {
  const { state } = step;
  if (state.blind) {
    // As soon as it is lost: the first answer would count the whole row as the anchor's own loss, and for an hour it would
    // take minutes to see that jalur is blind again.
    for (const { track } of state.anchors) track.forgetRow();
    return;
  }
  // What an earlier run told is over once something speaks against it, not because nothing is known yet.
  if (state.seenMs > Number.NEGATIVE_INFINITY) closeAlert(step, 'monitor.blind', 'monitor');
  if (state.anchors.every((anchor) => isSilent(state, anchor))) lookAround(step);
  else if (state.anchors.some((anchor) => anchor.track.answeredInRow > 0))
    closeAlert(step, 'monitor.anchors', 'monitor');
}

/** Every anchor is silent, or there is none. */
function lookAround(step: Step): void {
  const { state, now } = step;
  if (state.anchors.length === 0) {
    closeAlert(step, 'monitor.anchors', 'monitor');
    closeAlert(step, 'monitor.blind', 'monitor');
    return;
  }
  const provedMs = Math.min(...state.anchors.map((anchor) => anchor.track.lastLostMs));
  if (state.seenMs > provedMs || now.monoMs < state.vouchedMs) {
    tellAnchors(step);
    return;
  }
  const fromMs = Math.min(...state.anchors.map((anchor) => anchor.track.firstLostMs));
  const from = Math.min(now.at, labelOf(fromMs, now));
  state.blind = { from, provedMs };
  step.events.push({ kind: 'monitor.blind', at: now.at, from });
  keepAlert(step, 'monitor.blind', 'monitor', {
    since: from,
    data: anchorFacts(state),
  });
  closeAlert(step, 'monitor.anchors', 'monitor');
  for (const watch of state.links.values()) {
    if (watch.reason.kind === 'not-probed') continue;
    const silentMs = watch.track.lostInRow > 0 && works(watch.state) ? watch.track.firstLostMs : fromMs;
    enter(step, watch, { state: 'unknown', reason: { kind: 'blind' }, since: { monoMs: silentMs } });
  }
  state.suspects.clear();
  state.recovering.clear();
  state.burstsStale = true;
}

/** Links answer and no anchor does: a wrong address, a filter, or a gateway that ignores echoes. Blindness is unguarded. */
function tellAnchors(step: Step): void {
  const { state, now } = step;
  const fromMs = Math.max(...state.anchors.map((anchor) => anchor.track.firstLostMs));
  if (now.monoMs - fromMs < ANCHORS_SILENT_MS) return;
  keepAlert(step, 'monitor.anchors', 'monitor', {
    since: Math.min(now.at, labelOf(fromMs, now)),
    data: anchorFacts(state),
  });
}

function anchorFacts(state: EngineState): { readonly anchors: string } {
  return { anchors: state.anchors.map((anchor) => anchor.anchor.address).join(', ') };
}

/** Whether an anchor is silent beyond chance. */
export function isSilent(state: EngineState, anchor: AnchorWatch): boolean {
  const { falseAlarmYears, burstEveryMs } = state.config.network.settings;
  const { track } = anchor;
  return track.lostInRow >= requiredNow(track.loss, { years: falseAlarmYears, everyMs: burstEveryMs });
}

/** Something sent at `sentMs` was answered: the monitor sees again. Links stay unknown until they answer themselves. */
export function leaveBlindness(step: Step, sentMs: number): void {
  const { state, now } = step;
  state.blind = undefined;
  for (const watch of state.links.values()) {
    watch.track.forgetRow();
    watch.rowAfterMs = sentMs;
  }
  for (const anchor of state.anchors) anchor.track.forgetRow();
  state.burstsStale = true;
  step.events.push({ kind: 'monitor.sighted', at: now.at, from: Math.min(now.at, labelOf(sentMs, now)) });
  closeAlert(step, 'monitor.blind', 'monitor');
}
