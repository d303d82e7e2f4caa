// Alerts as the engine holds them: one per rule and subject, whose life follows what is true now. What should be active
// is decided elsewhere (link-alerts.ts, device.ts, sight.ts); here it is made so, and told.

import type { Alert, AlertRule, BuiltInRule, Severity, Suppression } from '../domain/alert.ts';
import { closed, gone, holding, isForgotten } from '../domain/alert-life.ts';
import type { LinkId } from '../domain/ids.ts';
import { alertKey, type EngineState, type Step } from './state.ts';
import { suppressionOf } from './suppress.ts';

/** What an alert that is to be active says. */
export interface AlertWish {
  /** When the condition began, epoch ms. */
  readonly since: number;
  readonly data: Alert['data'];
  /** What the caller knows to hold it back; other reasons are looked for as well. */
  readonly held?: Suppression | undefined;
  /** Of a rule that is not built in. */
  readonly severity?: Severity;
  readonly latched?: boolean;
}

/** The alert of a rule for a subject that has not been closed, returned ones included. */
export function openAlert(step: Step, rule: AlertRule, subject: LinkId | 'monitor'): Alert | undefined {
  return step.state.alerts.get(alertKey(rule, subject));
}

/** The alert of a rule for a subject whose condition holds. */
export function activeAlert(step: Step, rule: AlertRule, subject: LinkId | 'monitor'): Alert | undefined {
  const known = openAlert(step, rule, subject);
  return known?.status === 'active' ? known : undefined;
}

/** Makes an alert active, or brings it up to date; nothing happens when it says the same already, or the rule is off. */
export function keepAlert(step: Step, rule: AlertRule, subject: LinkId | 'monitor', wish: AlertWish): void {
  const { state, now } = step;
  const known = openAlert(step, rule, subject);
  const severity = wish.severity ?? severityOf(step, rule);
  if (severity === 'off') {
    if (known) endAlert(step, rule, subject);
    return;
  }
  const since = known?.status === 'active' ? known.since : wish.since;
  const suppressed = suppressionOf(step, {
    rule,
    subject,
    since,
    known,
    held: wish.held,
  });
  const facts = {
    since,
    severity,
    latched: wish.latched ?? false,
    data: wish.data,
    suppressed,
  };
  const alert = holding(known, facts, {
    rule,
    subject,
    number: known?.number ?? state.nextAlertNumber,
    at: now.at,
  });
  if (alert === known) return;
  if (!known) state.nextAlertNumber++;
  hold(state, alert);
  step.events.push({ kind: known ? 'alert.changed' : 'alert.raised', at: now.at, alert });
}

/** Takes word that an alert's condition is gone. */
export function closeAlert(step: Step, rule: AlertRule, subject: LinkId | 'monitor'): void {
  const known = activeAlert(step, rule, subject);
  if (known) put(step, gone(known, step.now.at, step.state.config.acknowledge));
}

/** Ends an alert whatever its life would ask for: its link or its rule is no more. */
export function endAlert(step: Step, rule: AlertRule, subject: LinkId | 'monitor'): void {
  const known = openAlert(step, rule, subject);
  if (known) put(step, closed(known, step.now.at));
}

/** Puts the next form of an alert in the place of the present one. */
export function put(step: Step, alert: Alert): void {
  const { state, now, events } = step;
  hold(state, alert);
  events.push({ kind: alert.status === 'closed' ? 'alert.closed' : 'alert.changed', at: now.at, alert });
}

/** Ends everything about a link that is not watched any more. */
export function endLink(step: Step, link: LinkId): void {
  for (const alert of alertsOf(step, link)) endAlert(step, alert.rule, link);
}

/** Keeps an alert in the engine's state, or drops it when it is closed. */
export function hold(state: EngineState, alert: Alert): void {
  const { rule, subject, status } = alert;
  const rules = state.openRules.get(subject);
  if (subject !== 'monitor' && state.config.rules.causes.has(rule)) state.touchedDependents.add(subject);
  if (status === 'closed') {
    state.alerts.delete(alertKey(rule, subject));
    rules?.delete(rule);
    if (rules?.size === 0) state.openRules.delete(subject);
  } else {
    state.alerts.set(alertKey(rule, subject), alert);
    if (rules) rules.add(rule);
    else state.openRules.set(subject, new Set([rule]));
  }
}

/** Open alerts about a subject. */
export function alertsOf(step: Step, subject: LinkId | 'monitor'): readonly Alert[] {
  const rules = step.state.openRules.get(subject);
  return rules ? [...rules].flatMap((rule) => openAlert(step, rule, subject) ?? []) : [];
}

/** Closes returned alerts that nobody came to see. */
export function closeForgotten(step: Step): void {
  const { state, now } = step;
  for (const alert of state.alerts.values())
    if (isForgotten(alert, now.at, state.config.acknowledge)) put(step, closed(alert, now.at));
}

/** What the configuration says of a built-in rule; `off` for others, which carry their own. */
export function severityOf(step: Step, rule: AlertRule): Severity | 'off' {
  const { severities } = step.state.config;
  return isBuiltIn(rule) ? severities[rule] : 'off';
}

function isBuiltIn(rule: AlertRule): rule is BuiltInRule {
  return !rule.startsWith('rule.');
}
