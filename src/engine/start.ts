// The engine begins: with nothing, or with what an earlier run left. What lies between was not measured, and says so.

import { type Alert, type AlertRule, faultRule } from '../domain/alert.ts';
import type { EngineEvent } from '../domain/event.ts';
import type { LinkId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import { isProbed, type Link } from '../domain/link.ts';
import type { DegradedFigure, Interval, Reason } from '../domain/state.ts';
import { topologyOf } from '../domain/topology.ts';
import { activeAlert, closeAlert, endLink, hold, keepAlert } from './alerts.ts';
import { watchAnchors } from './anchors.ts';
import { again, isStateRule, reconcileLink } from './link-alerts.ts';
import { settleMsOf } from './settle.ts';
import {
  type EngineConfig,
  type EngineState,
  type KnownDevice,
  type LinkWatch,
  newWatch,
  type Step,
} from './state.ts';
import { countTakenAlong, enter, fails } from './transition.ts';

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
    alerts: new Map(),
    openRules: new Map(),
    maintenance: [],
    endedMaintenance: [],
    settling: undefined,
    nextAlertNumber: saved.nextAlertNumber,
    ruleTracks: new Map(),
    rulesJudgedMs: now.monoMs,
    refusedRates: 0,
    faults: new Map(),
    takenAlong: new Map(),
    touchedCauses: new Set(),
    touchedDependents: new Set(),
  };
  const step: Step = { state, now, events: [], requests: [] };
  for (const alert of saved.activeAlerts) hold(state, alert);
  const from = saved.lastAliveAt;
  const settleMs = settleMsOf(config);
  if (from !== undefined && settleMs > 0)
    state.settling = { from: now.at, until: now.at + settleMs, untilMs: now.monoMs + settleMs };
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
  state.touchedDependents.clear();
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
  countTakenAlong(state, watch, interval.reason, 1);
  takeUp(step, watch);
  const wasDown = activeAlert(step, 'link.down', link.id) !== undefined;
  if (fails(interval.state) || wasDown)
    watch.outage = { fromAt: interval.from, fromMs: now.monoMs - (now.at - interval.from) };
  const reason: Reason = { kind: isProbed(link.stage) ? 'stopped' : 'not-probed' };
  if (interval.state === 'unknown' && interval.reason.kind === reason.kind) return;
  enter(step, watch, { state: 'unknown', reason, since: { at: Math.min(now.at, lastAliveAt) } });
}

/** What an earlier run found about a link over time goes on until this one has looked for as long. */
function takeUp(step: Step, watch: LinkWatch): void {
  const { flapChanges, flapWindowMs } = step.state.config.network.settings;
  const { id } = watch.link;
  if (activeAlert(step, 'link.flapping', id))
    watch.flaps.resume(step.now.monoMs, { changes: flapChanges, windowMs: flapWindowMs });
  const degraded = activeAlert(step, 'link.degraded', id);
  if (degraded) watch.degradedBy = degradedBy(degraded);
}

const QUALITY_FIGURES: readonly DegradedFigure[] = ['loss', 'rtt', 'jitter'];

/** The reason an alert was raised for; undefined when its facts are not those of this version. */
function degradedBy({ data }: Alert): Reason | undefined {
  const { figure, value, limit } = data;
  const known = QUALITY_FIGURES.find((each) => each === figure);
  return known && typeof value === 'number' && typeof limit === 'number'
    ? { kind: 'quality', figure: known, value, limit }
    : undefined;
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
  endLink(step, interval.link);
}

/** Alerts whose condition cannot be true any more: of links that are gone. The monitor's own are judged after settling. */
function closeStale(step: Step): void {
  const { state } = step;
  for (const alert of [...state.alerts.values()]) {
    if (alert.subject === 'monitor') {
      if (!state.settling) closeAlert(step, alert.rule, 'monitor');
    } else if (!state.links.has(alert.subject)) endLink(step, alert.subject);
    else reconcileOff(step, alert.subject);
  }
}

function reconcileOff(step: Step, id: LinkId): void {
  const watch = step.state.links.get(id);
  if (watch?.reason.kind === 'not-probed') reconcileLink(step, watch);
}

/**
 * Ends the settling after a restart: what was raised in it is let go, and troubles of the monitor that an earlier run told
 * of and this one has not found are over.
 */
export function endSettling(step: Step): void {
  const { state, now } = step;
  const { settling } = state;
  if (!settling || now.monoMs < settling.untilMs) return;
  state.settling = undefined;
  // Counts that were kept while they were made anew.
  for (const { rule, subject } of state.alerts.values())
    if (rule === 'link.down' && subject !== 'monitor') state.touchedCauses.add(subject);
  for (const alert of [...state.alerts.values()]) {
    if (alert.status !== 'active') continue;
    if (alert.subject === 'monitor' && !stillTrue(step, alert.rule)) closeAlert(step, alert.rule, 'monitor');
    else if (alert.suppressed?.by === 'settling' && !isUnseen(step, alert, settling.from))
      keepAlert(step, alert.rule, alert.subject, again(alert));
  }
}

/** Found by an earlier run, which told nobody, and not by this one: as soon as the link's state is known it decides. */
function isUnseen({ state }: Step, { rule, subject, suppressed }: Alert, settlingFrom: number): boolean {
  const isFound = suppressed !== undefined && suppressed.since >= settlingFrom;
  if (subject === 'monitor' || isFound || !isStateRule(rule)) return false;
  return state.links.get(subject)?.state === 'unknown';
}

function stillTrue({ state }: Step, rule: AlertRule): boolean {
  // Ended as soon as something speaks against them (sight.ts).
  if (rule === 'monitor.blind' || rule === 'monitor.anchors') return true;
  return [...state.faults.keys()].some((fault) => rule === faultRule(fault));
}
