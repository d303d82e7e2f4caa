// The engine begins: with nothing, or with what an earlier run left. What lies between was not measured, and says so.

import type { Alert } from '../domain/alert.ts';
import type { EngineEvent } from '../domain/event.ts';
import type { LinkId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import { isProbed, type Link } from '../domain/link.ts';
import type { Interval, Reason } from '../domain/state.ts';
import { topologyOf } from '../domain/topology.ts';
import { closeLink, reconcileLink } from './alerts.ts';
import { watchAnchors } from './anchors.ts';
import {
  alertKey,
  type EngineConfig,
  type EngineState,
  type KnownDevice,
  newWatch,
  type Step,
} from './state.ts';
import { enter, fails } from './transition.ts';

/** What an earlier run left behind. */
export interface SavedRun {
  /** Label of its last sign of life, epoch ms; absent in a new data directory. */
  readonly lastAliveAt?: number;
  readonly openIntervals: readonly Interval[];
  readonly activeAlerts: readonly Alert[];
  readonly nextAlertNumber: number;
  /** What the devices said they are. */
  readonly devices?: ReadonlyMap<LinkId, KnownDevice>;
}

/** Makes the engine's state; the events tell what was not measured since the earlier run. */
export function startEngine(
  config: EngineConfig,
  saved: SavedRun,
  now: Instant,
): { readonly state: EngineState; readonly events: readonly EngineEvent[] } {
  const state: EngineState = {
    config,
    topology: topologyOf(config.network),
    links: new Map(),
    anchors: [],
    targets: [],
    sights: new Map(),
    seenMs: Number.NEGATIVE_INFINITY,
    vouchedMs: Number.NEGATIVE_INFINITY,
    blind: undefined,
    suspects: new Set(),
    recovering: new Set(),
    alarms: new Map(),
    bursting: new Map(),
    burstsStale: true,
    alerts: new Map(saved.activeAlerts.map((alert) => [alertKey(alert.rule, alert.subject), alert])),
    nextAlertNumber: saved.nextAlertNumber,
    refusedRates: 0,
    faults: new Set(),
    takenAlong: new Map(),
    touchedCauses: new Set(),
  };
  const step: Step = { state, now, events: [], requests: [] };
  const from = saved.lastAliveAt;
  step.events.push({ kind: 'monitor.started', at: now.at, ...(from !== undefined && { from }) });
  watchAnchors(state);
  const open = new Map(saved.openIntervals.map((interval) => [interval.link, interval]));
  for (const link of config.network.links.values()) {
    const interval = open.get(link.id);
    open.delete(link.id);
    if (interval) resume(step, link, interval, from ?? interval.from);
    else beginWatching(step, link);
    const watch = state.links.get(link.id);
    if (watch) watch.known = saved.devices?.get(link.id);
  }
  for (const interval of open.values()) endForgotten(step, interval, from ?? now.at);
  closeStale(step);
  // Counts of links taken along are made anew as verdicts come in; what the alerts say until then still stands.
  state.touchedCauses.clear();
  return { state, events: step.events };
}

/** Begins with a link that was never watched. */
export function beginWatching(step: Step, link: Link): void {
  const reason: Reason = { kind: isProbed(link.stage) ? 'unmeasured' : 'not-probed' };
  const { now, state, events } = step;
  newWatch(state, link, { now, state: 'unknown', from: now.at, reason });
  events.push({ kind: 'link.state', at: now.at, link: link.id, state: 'unknown', from: now.at, reason });
}

function resume(step: Step, link: Link, interval: Interval, lastAliveAt: number): void {
  const { state, now } = step;
  const watch = newWatch(state, link, {
    now,
    state: interval.state,
    from: interval.from,
    reason: interval.reason,
  });
  if (interval.reason.kind === 'ancestor') {
    const { link: cause } = interval.reason;
    state.takenAlong.set(cause, (state.takenAlong.get(cause) ?? 0) + 1);
  }
  const wasDown = state.alerts.has(alertKey('link.down', link.id));
  if (fails(interval.state) || wasDown)
    watch.outage = { fromAt: interval.from, fromMs: now.monoMs - (now.at - interval.from) };
  const reason: Reason = { kind: isProbed(link.stage) ? 'stopped' : 'not-probed' };
  if (interval.state === 'unknown' && interval.reason.kind === reason.kind) return;
  enter(step, watch, { state: 'unknown', reason, since: { at: Math.min(now.at, lastAliveAt) } });
}

/** A link that is in the store but not in the plan any more. */
function endForgotten(step: Step, interval: Interval, at: number): void {
  if (interval.reason.kind === 'not-probed') return;
  const from = Math.max(interval.from, Math.min(at, step.now.at));
  step.events.push({
    kind: 'link.state',
    at: step.now.at,
    link: interval.link,
    state: 'unknown',
    from,
    reason: { kind: 'not-probed' },
    previous: { state: interval.state, from: interval.from },
  });
  closeLink(step, interval.link);
}

/** Alerts whose condition cannot be true any more: of links that are gone, and of an earlier run's own health. */
function closeStale(step: Step): void {
  const { state } = step;
  for (const alert of [...state.alerts.values()]) {
    if (alert.subject === 'monitor') closeMonitorAlert(step, alert);
    else if (!state.links.has(alert.subject)) closeLink(step, alert.subject);
    else reconcileOff(step, alert.subject);
  }
}

function reconcileOff(step: Step, id: LinkId): void {
  const watch = step.state.links.get(id);
  if (watch?.reason.kind === 'not-probed') reconcileLink(step, watch);
}

function closeMonitorAlert(step: Step, alert: Alert): void {
  const { state, now, events } = step;
  state.alerts.delete(alertKey(alert.rule, alert.subject));
  events.push({ kind: 'alert.closed', at: now.at, alert: { ...alert, status: 'closed', closedAt: now.at } });
}
