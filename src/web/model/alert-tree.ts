// The alert list: what an operator must act on, with everything that follows from it folded underneath. What is held back
// for a reason that is no alert (maintenance, shelved, settling) stands apart, folded the same way.

import { type Alert, SEVERITIES, type Severity } from '../../domain/alert.ts';
import { isAtLeast } from '../../domain/alert-life.ts';

/** An alert and what it took with it. */
export interface AlertNode {
  readonly alert: Alert;
  /** Held back because of it, and what is held back because of those; newest first. */
  readonly children: readonly Alert[];
}

/** The list in two parts. */
export interface AlertTree {
  /** Worst first; of the same severity those that wait for somebody first, then newest first. */
  readonly roots: readonly AlertNode[];
  /** Held back, and not because of another alert that is there; newest first. */
  readonly held: readonly AlertNode[];
  /** How many roots wait for somebody to acknowledge (or reset) them. */
  readonly waiting: number;
}

/** Hops from an alert to its root; more would be a loop. */
const DEPTH_LIMIT = 64;

/** Folds open alerts under their causes. A cause that is itself held back passes its children on to its own cause. */
export function alertTree(
  alerts: ReadonlyMap<number, Alert>,
  acknowledgeFrom: Severity | 'never' = 'info',
): AlertTree {
  const blind = [...alerts.values()].find((alert) => alert.rule === 'monitor.blind');
  const downBySubject = new Map<string, Alert>();
  for (const alert of alerts.values())
    if (alert.rule === 'link.down') downBySubject.set(alert.subject, alert);
  const children = new Map<number, Alert[]>();
  const tops: Alert[] = [];
  for (const alert of alerts.values()) {
    const top = topOf(alert, (each) => causeOf(each, alerts, downBySubject, blind));
    if (top === alert) {
      tops.push(alert);
      continue;
    }
    const list = children.get(top.number);
    if (list) list.push(alert);
    else children.set(top.number, [alert]);
  }
  const node = (alert: Alert): AlertNode => ({
    alert,
    children: (children.get(alert.number) ?? []).sort(newest),
  });
  const roots = tops.filter((alert) => !alert.suppressed).sort(mostUrgent(acknowledgeFrom));
  return {
    roots: roots.map(node),
    held: tops
      .filter((alert) => alert.suppressed)
      .sort(newest)
      .map(node),
    waiting: roots.filter((alert) => isWaiting(alert, acknowledgeFrom)).length,
  };
}

/** Whether an alert waits for somebody to acknowledge or to reset it. One that is over is only kept for that. */
export function isWaiting(
  { acknowledged, latched, severity, status }: Alert,
  acknowledgeFrom: Severity | 'never',
): boolean {
  if (status === 'returned') return latched === true || !acknowledged;
  return !acknowledged && isAtLeast(severity, acknowledgeFrom);
}

function causeOf(
  { suppressed }: Alert,
  alerts: ReadonlyMap<number, Alert>,
  downBySubject: ReadonlyMap<string, Alert>,
  blind: Alert | undefined,
): Alert | undefined {
  switch (suppressed?.by) {
    case undefined:
    case 'maintenance':
    case 'shelved':
    case 'settling':
      return undefined;
    case 'blind':
      return blind;
    case 'rule':
    case 'flapping':
      return alerts.get(suppressed.alert);
    case 'ancestor':
      return (
        (suppressed.alert === undefined ? undefined : alerts.get(suppressed.alert)) ??
        downBySubject.get(suppressed.link)
      );
  }
}

/** The last one in the chain of causes; the alert itself when it has none, or when the chain is a loop. */
function topOf(alert: Alert, cause: (alert: Alert) => Alert | undefined): Alert {
  let top = alert;
  for (let hops = 0; hops < DEPTH_LIMIT; hops++) {
    const next = cause(top);
    if (!next) return top;
    if (next === alert) return alert;
    top = next;
  }
  return alert;
}

function mostUrgent(acknowledgeFrom: Severity | 'never'): (a: Alert, b: Alert) => number {
  const waiting = (alert: Alert): number => Number(isWaiting(alert, acknowledgeFrom));
  return (a, b) =>
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    waiting(b) - waiting(a) ||
    newest(a, b);
}

function newest(a: Alert, b: Alert): number {
  return b.since - a.since || b.number - a.number;
}
