// The alert list: what an operator must act on, with everything that follows from it folded underneath.

import { type Alert, SEVERITIES } from '../../domain/alert.ts';

/** An alert and what it took with it. */
export interface AlertNode {
  readonly alert: Alert;
  /** Held back because of it, and what is held back because of those; newest first. */
  readonly children: readonly Alert[];
}

/** The list in two parts. */
export interface AlertTree {
  /** Worst first, then newest first. */
  readonly roots: readonly AlertNode[];
  /** Held back for a cause that has no alert of its own. */
  readonly held: readonly Alert[];
}

/** Hops from an alert to its root; more would be a loop. */
const DEPTH_LIMIT = 64;

/** Folds active alerts under their causes. A cause that is itself held back passes its children on to its own cause. */
export function alertTree(alerts: ReadonlyMap<number, Alert>): AlertTree {
  const blind = [...alerts.values()].find((alert) => alert.rule === 'monitor.blind');
  const downBySubject = new Map<string, Alert>();
  for (const alert of alerts.values())
    if (alert.rule === 'link.down') downBySubject.set(alert.subject, alert);
  const children = new Map<number, Alert[]>();
  const held: Alert[] = [];
  const roots: Alert[] = [];
  for (const alert of alerts.values()) {
    if (!alert.suppressed) {
      roots.push(alert);
      continue;
    }
    const root = rootOf(alert, (each) => causeOf(each, alerts, downBySubject, blind));
    if (!root) {
      held.push(alert);
      continue;
    }
    const list = children.get(root.number);
    if (list) list.push(alert);
    else children.set(root.number, [alert]);
  }
  return {
    roots: roots
      .sort(worstThenNewest)
      .map((alert) => ({ alert, children: (children.get(alert.number) ?? []).sort(newest) })),
    held: held.sort(newest),
  };
}

function causeOf(
  alert: Alert,
  alerts: ReadonlyMap<number, Alert>,
  downBySubject: ReadonlyMap<string, Alert>,
  blind: Alert | undefined,
): Alert | undefined {
  const suppressed = alert.suppressed;
  switch (suppressed?.by) {
    case undefined:
    case 'maintenance':
    case 'shelved':
    case 'settling':
      return undefined;
    case 'rule':
      return alerts.get(suppressed.alert);
    case 'blind':
      return blind;
    case 'flapping':
      return alerts.get(suppressed.alert);
    case 'ancestor':
      return (
        (suppressed.alert === undefined ? undefined : alerts.get(suppressed.alert)) ??
        downBySubject.get(suppressed.link)
      );
  }
}

function rootOf(alert: Alert, cause: (alert: Alert) => Alert | undefined): Alert | undefined {
  let current = cause(alert);
  for (let hops = 0; current?.suppressed && hops < DEPTH_LIMIT; hops++) current = cause(current);
  return current?.suppressed || current === alert ? undefined : current;
}

function worstThenNewest(a: Alert, b: Alert): number {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || newest(a, b);
}

function newest(a: Alert, b: Alert): number {
  return b.since - a.since || b.number - a.number;
}
