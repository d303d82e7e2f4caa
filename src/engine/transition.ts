// A link changes its state: the event, and everything that hangs on the change.

import type { SiteId } from '../domain/ids.ts';
import type { LinkState, Reason } from '../domain/state.ts';
import { reconcileLink } from './link-alerts.ts';
import type { EngineState, LinkWatch, Step } from './state.ts';

/** Spans kept for one round's durations; a link that changes more often loses the oldest from that figure alone. */
const MOST_SPANS = 128;

/** A link's next state, and the CLOCK_MONOTONIC ms or label (epoch ms) it is back-dated to. */
export interface Change {
  readonly state: LinkState;
  readonly reason: Reason;
  readonly since: { readonly monoMs: number } | { readonly at: number };
}

/** Whether a state says that the link works. */
export function works(state: LinkState): boolean {
  return state === 'up' || state === 'degraded';
}

/** Whether a state says that the link does not work. */
export function fails(state: LinkState): boolean {
  return state === 'down' || state === 'unreachable';
}

/** Makes the change. Its start never lies before the present interval's, nor in the future. */
export function enter(step: Step, watch: LinkWatch, change: Change): void {
  const { now, state, events } = step;
  const wanted = 'at' in change.since ? change.since.at : now.at + (change.since.monoMs - now.monoMs);
  const from = Math.min(now.at, Math.max(watch.from, Math.round(wanted)));
  const previous = { state: watch.state, from: watch.from };
  const before = watch.reason;
  remember(watch, change.state, from);
  if (change.state !== 'unknown') watch.degradedBy = undefined;
  else if (watch.state === 'degraded') watch.degradedBy = before;
  watch.state = change.state;
  watch.reason = change.reason;
  watch.from = from;
  watch.fromMs = now.monoMs - (now.at - from);
  events.push({
    kind: 'link.state',
    at: now.at,
    link: watch.link.id,
    state: change.state,
    from,
    reason: change.reason,
    previous,
  });
  countTakenAlong(step.state, watch, before, -1);
  countTakenAlong(step.state, watch, change.reason, 1);
  state.burstsStale = true;
  if (works(change.state)) beginWorking(step, watch, previous.state);
  else watch.track.answeredInRow = 0;
  if (fails(change.state)) beginFailing(step, watch, previous.state);
  const counted =
    (works(previous.state) && change.state === 'down') || (previous.state === 'down' && works(change.state));
  const { flapChanges, flapWindowMs } = state.config.network.settings;
  if (counted && watch.link.stage === 'active')
    watch.flaps.change(now.monoMs, { changes: flapChanges, windowMs: flapWindowMs });
  reconcileLink(step, watch);
}

function remember(watch: LinkWatch, state: LinkState, from: number): void {
  const open = watch.recent.pop();
  if (open && open.from < from) watch.recent.push({ state: open.state, from: open.from, to: from });
  watch.recent.push({ state, from });
  if (watch.recent.length > MOST_SPANS) watch.recent.shift();
}

function beginWorking(step: Step, watch: LinkWatch, previous: LinkState): void {
  step.state.suspects.delete(watch);
  step.state.recovering.delete(watch);
  if (!works(previous)) watch.quality.reset();
  watch.overrun = undefined;
  if (watch.outage) {
    watch.endedOutage = watch.outage;
    watch.outage = undefined;
    if (watch.link.device.snmp)
      step.requests.push(
        { kind: 'resume-polls', link: watch.link.id },
        { kind: 'poll', link: watch.link.id },
      );
  }
}

function beginFailing(step: Step, watch: LinkWatch, previous: LinkState): void {
  step.state.suspects.delete(watch);
  watch.confirmedMs = watch.track.lastLostMs;
  if (!fails(previous)) watch.quality.reset();
  if (watch.outage === undefined) {
    watch.outage = { fromAt: watch.from, fromMs: watch.fromMs };
    watch.endedOutage = undefined;
    if (watch.link.device.snmp) step.requests.push({ kind: 'pause-polls', link: watch.link.id });
  }
}

/** Counts a link among those that its cause has made unreachable, or no longer. */
export function countTakenAlong(
  { takenAlong, touchedCauses }: EngineState,
  watch: LinkWatch,
  reason: Reason,
  change: 1 | -1,
): void {
  if (reason.kind !== 'ancestor') return;
  const sites = takenAlong.get(reason.link) ?? new Map<SiteId, number>();
  const count = (sites.get(watch.link.to) ?? 0) + change;
  if (count > 0) sites.set(watch.link.to, count);
  else sites.delete(watch.link.to);
  if (sites.size > 0) takenAlong.set(reason.link, sites);
  else takenAlong.delete(reason.link);
  touchedCauses.add(reason.link);
}
