// A condition an operator must know, with its life cycle after IEC 62682: active, acknowledged, returned without having
// been acknowledged, closed; shelved with an end.

import type { CauseCode } from './act.ts';
import type { LinkId, SiteId } from './ids.ts';

/** Severities, worst first (ITU-T X.733 without `indeterminate`, plus info). */
export const SEVERITIES = ['critical', 'major', 'minor', 'warning', 'info'] as const;
/** One of {@link SEVERITIES}. */
export type Severity = (typeof SEVERITIES)[number];

/** Rules that the engine itself decides. A monitor.* rule has the monitor itself as its subject. */
export const BUILT_IN_RULES = [
  'link.down',
  'link.unreachable',
  'link.degraded',
  'link.flapping',
  'link.snmp-silent',
  'link.rebooted',
  'link.answering',
  'link.vicon',
  'monitor.blind',
  'monitor.anchors',
  'monitor.store',
  'monitor.spool',
  'monitor.metrics',
  'monitor.clock',
  'monitor.echo',
  'monitor.config',
  'monitor.traps',
  'monitor.profiles',
  'monitor.loop',
  'monitor.schedule',
  'monitor.disk',
  'monitor.disk-full',
  'monitor.notify',
  'monitor.dead-man',
  'monitor.unmeasured',
] as const;
/**
 * One of {@link BUILT_IN_RULES}. `link.answering`: a planned link first answers steadily. `link.vicon`: the site a link
 * leads to is not ready for a video conference that is due (docs/vicon.md). `monitor.anchors`: every anchor is silent though
 * links answer, so that blindness could not be told. docs/self-monitoring.md says when each monitor.* rule is raised and
 * when it ends.
 */
export type BuiltInRule = (typeof BUILT_IN_RULES)[number];

/** A built-in rule, or one of `alerts.rules` or of those jalur ships: `rule.` and its id. */
export type AlertRule = BuiltInRule | `rule.${string}`;

/**
 * Faults of the monitor itself that other parts report to the engine; each has its rule `monitor.…`. `clock` is a clock
 * that was set, `clock-offset` one that time servers disagree with: two faults, one alert (`monitor.clock`).
 */
export const MONITOR_FAULTS = [
  'store',
  'spool',
  'metrics',
  'clock',
  'clock-offset',
  'echo',
  'config',
  'traps',
  'profiles',
  'loop',
  'schedule',
  'disk',
  'disk-full',
  'notify',
  'dead-man',
  'unmeasured',
] as const;
/** One of {@link MONITOR_FAULTS}. */
export type MonitorFault = (typeof MONITOR_FAULTS)[number];

/** The rule that tells of a fault. */
export function faultRule(fault: MonitorFault): BuiltInRule {
  return fault === 'clock-offset' ? 'monitor.clock' : `monitor.${fault}`;
}

/** Why an alert is not announced. Every silence has its proof (design law 4). */
export type Suppression =
  | {
      readonly by: 'ancestor';
      readonly site: SiteId;
      readonly link: LinkId;
      /** Since when that link is down, epoch ms. */
      readonly since: number;
      /** Send time of that link's last lost echo, epoch ms. */
      readonly provedAt: number;
      /** Number of the alert that stands for the cause; absent if that one is not raised (it was planned). */
      readonly alert?: number;
    }
  | { readonly by: 'blind'; readonly since: number; readonly alert?: number }
  | { readonly by: 'flapping'; readonly since: number; readonly alert: number }
  /** A planned window that was open when the condition began. */
  | {
      readonly by: 'maintenance';
      readonly window: string;
      readonly name: string;
      readonly announcedBy: string;
      readonly since: number;
      readonly until: number;
    }
  /** An operator put it aside. */
  | { readonly by: 'shelved'; readonly who: string; readonly since: number; readonly until: number }
  /** Another alert about the same link says the same, and more. */
  | { readonly by: 'rule'; readonly rule: AlertRule; readonly since: number; readonly alert: number }
  /** jalur has just started: what it finds may be what it knew before. */
  | { readonly by: 'settling'; readonly since: number; readonly until: number };

/** Where an alert is in its life. `returned`: the condition is gone, and nobody has acknowledged it (or reset a latch). */
export const ALERT_STATUSES = ['active', 'returned', 'closed'] as const;
/** One of {@link ALERT_STATUSES}. */
export type AlertStatus = (typeof ALERT_STATUSES)[number];

/** Who did something to an alert, and when. */
export interface AlertMark {
  readonly by: string;
  /** Epoch ms. */
  readonly at: number;
  readonly note?: string;
}

/** One alert. */
export interface Alert {
  /** Running number, unique for ever in this data directory. */
  readonly number: number;
  readonly rule: AlertRule;
  /** The link, or `monitor`. */
  readonly subject: LinkId | 'monitor';
  readonly severity: Severity;
  readonly status: AlertStatus;
  /** When the condition began (back-dated), epoch ms; of the last occurrence. */
  readonly since: number;
  readonly raisedAt: number;
  /** When the condition went; present while `returned`, and on a closed alert that was. */
  readonly returnedAt?: number;
  readonly closedAt?: number;
  /** How often the condition has come since the alert was raised, from 1. */
  readonly occurrences: number;
  /** Present once it was not held back: somebody may have been told. */
  readonly announced?: true;
  readonly acknowledged?: AlertMark;
  readonly shelved?: AlertMark & { readonly until: number };
  /** Stays until it is reset, also when its condition is gone. */
  readonly latched?: true;
  /** The cause an operator confirmed. */
  readonly cause?: AlertMark & { readonly code: CauseCode };
  /** Number of the incident it belongs to: the root alert's; its own when it is the root. */
  readonly incident: number;
  /** Present while the alert is held back; the alert itself stays active. */
  readonly suppressed?: Suppression;
  /** Facts for the message in any language: figures, names, counts. Values are plain JSON. */
  readonly data: Readonly<Record<string, string | number | boolean>>;
}
