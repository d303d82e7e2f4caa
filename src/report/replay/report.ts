// A replay as its reader wants it: what would have been raised, what was, the load on the operators, and who rings most.

import type { AlertRule } from '../../domain/alert.ts';
import { isAtLeast } from '../../domain/alert-life.ts';
import type { LinkId } from '../../domain/ids.ts';
import { zoneOf } from '../../domain/local-time.ts';
import type { ToldAlert } from './alert-log.ts';
import { type Comparison, compareAlerts, recordedAlert } from './difference.ts';
import { type AlarmLoad, alarmLoad, type LoadBasis } from './load.ts';
import { type IncidentCount, incidentsOf, type NoisyLink, noisiest } from './noisy.ts';
import { type Past, type Replayed, type ReplayHooks, type ReplayPlan, runReplay } from './run.ts';

/** Built-in rules that are decided by the intervals, and so can be replayed. All rules of `alerts.rules` can. */
export const REPLAYED_RULES: readonly AlertRule[] = [
  'link.down',
  'link.unreachable',
  'link.degraded',
  'link.flapping',
  'link.answering',
  'monitor.blind',
];

/** What a report is made for. */
export interface ReplayRequest extends ReplayPlan {
  /** Operators on duty at the same time, from 1. */
  readonly operators: number;
  /** How many of the noisiest links are named. */
  readonly top: number;
}

/** The report. Times are epoch ms. */
export interface ReplayReport {
  readonly from: number;
  readonly to: number;
  /** Alerts that would have been raised in the window, oldest first. */
  readonly alerts: readonly ToldAlert[];
  /** Alerts of the time whose rules cannot be replayed: they are taken as they were. */
  readonly asTheyWere: readonly ToldAlert[];
  /** Alerts beyond those that are kept: counted only. */
  readonly beyond: number;
  /** Against the alerts of the time of the same rules. */
  readonly comparison: Comparison;
  /** Alarms (warning and worse) told, of both kinds together. */
  readonly load: AlarmLoad;
  /** The same of the time. An alert that came back rang again, and the record knows only how often. */
  readonly loadWas: AlarmLoad;
  /** Alarms of the time that are not in `loadWas`, since when they came back is not kept. */
  readonly returnsWas: number;
  readonly incidents: IncidentCount;
  readonly noisiest: readonly NoisyLink[];
  /** Alerts of the noisiest links together, and the incidents they belong to. */
  readonly noisiestIncidents: IncidentCount;
  readonly watchedMs: number;
  readonly acts: Replayed['acts'];
}

/** Runs a replay and reports on it; rejects as {@link runReplay} does. */
export async function replayReport(
  request: ReplayRequest,
  past: Past,
  hooks: ReplayHooks,
): Promise<ReplayReport> {
  const replayed = await runReplay(request, past, hooks);
  const { from, to, operators, top } = request;
  const isInWindow = (alert: ToldAlert): boolean => alert.raisedAt >= from && alert.raisedAt < to;
  const isAsked = subjectsOf(request);
  const recorded = past.state
    .alerts(from, to)
    .map(recordedAlert)
    .filter((alert) => isInWindow(alert) && isAsked(alert.subject));
  const ours = replayed.alerts.filter((alert) => isAsked(alert.subject));
  const alerts = ours.filter(isInWindow);
  const asTheyWere = recorded.filter((alert) => !isReplayed(alert.rule));
  const was = recorded.filter((alert) => isReplayed(alert.rule));
  const basis = {
    from,
    to,
    operators,
    watchedMs: replayed.watchedMs,
    zone: zoneOf(request.config.network.province.timezone),
  };
  const ringing = [...alerts, ...asTheyWere];
  const noisy = noisiest(ringing, top);
  const noisyLinks = new Set<string>(noisy.map(({ link }) => link));
  return {
    from,
    to,
    alerts,
    asTheyWere,
    beyond: replayed.beyond,
    comparison: compareAlerts(was, alerts, { from, to }),
    load: loadOf([...ours, ...asTheyWere], basis),
    loadWas: loadOf(recorded, basis),
    returnsWas: recorded
      .filter(({ severity, toldAt }) => toldAt.length > 0 && isAtLeast(severity, 'warning'))
      .reduce((sum, { occurrences }) => sum + occurrences - 1, 0),
    incidents: incidentsOf(ringing),
    noisiest: noisy,
    noisiestIncidents: incidentsOf(ringing.filter((alert) => noisyLinks.has(alert.subject))),
    watchedMs: replayed.watchedMs,
    acts: replayed.acts,
  };
}

function isReplayed(rule: AlertRule): boolean {
  return rule.startsWith('rule.') || REPLAYED_RULES.includes(rule);
}

/** Alerts about links that the plan no longer has have no counterpart. */
function subjectsOf({ config, only }: ReplayRequest): (subject: LinkId | 'monitor') => boolean {
  return (subject) =>
    subject === 'monitor'
      ? only === undefined
      : config.network.links.has(subject) && (only?.has(subject) ?? true);
}

/** An alarm is what somebody has to do something about: notices (info) are none (ISA 18.2). */
function loadOf(alerts: readonly ToldAlert[], basis: LoadBasis): AlarmLoad {
  const alarms = alerts.filter(({ severity }) => isAtLeast(severity, 'warning'));
  return alarmLoad(
    alarms.flatMap(({ toldAt }) => toldAt),
    basis,
  );
}
