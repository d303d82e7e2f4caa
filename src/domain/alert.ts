// A condition an operator must know. The life cycle of acknowledging and shelving is added on top of this form.

import type { LinkId, SiteId } from './ids.ts';

/** Severities, worst first (ITU-T X.733 without `indeterminate`, plus info). */
export const SEVERITIES = ['critical', 'major', 'minor', 'warning', 'info'] as const;
/** One of {@link SEVERITIES}. */
export type Severity = (typeof SEVERITIES)[number];

/** Rules of the first form. A monitor.* rule has the monitor itself as its subject. */
export const ALERT_RULES = [
  'link.down',
  'link.unreachable',
  'link.degraded',
  'link.flapping',
  'link.snmp-silent',
  'link.rebooted',
  'link.answering',
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
] as const;
/**
 * One of {@link ALERT_RULES}. `link.answering`: a planned link first answers steadily. `monitor.anchors`: every anchor is
 * silent though links answer, so that blindness could not be told.
 */
export type AlertRule = (typeof ALERT_RULES)[number];

/** Faults of the monitor itself that other parts report to the engine. */
export type MonitorFault = 'store' | 'spool' | 'metrics' | 'clock' | 'echo' | 'config' | 'traps' | 'profiles';

/** Why an active alert is not announced. Every silence has its proof (design law 4). */
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
  | { readonly by: 'blind'; readonly since: number }
  | { readonly by: 'flapping'; readonly since: number; readonly alert: number };

/** One alert. */
export interface Alert {
  /** Running number, unique for ever in this data directory. */
  readonly number: number;
  readonly rule: AlertRule;
  /** The link, or `monitor`. */
  readonly subject: LinkId | 'monitor';
  readonly severity: Severity;
  readonly status: 'active' | 'closed';
  /** When the condition began (back-dated), epoch ms. */
  readonly since: number;
  readonly raisedAt: number;
  readonly closedAt?: number;
  /** Present while the alert is held back; the alert itself stays active. */
  readonly suppressed?: Suppression;
  /** Facts for the message in any language: figures, names, counts. Values are plain JSON. */
  readonly data: Readonly<Record<string, string | number | boolean>>;
}
