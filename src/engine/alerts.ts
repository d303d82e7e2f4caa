// Alerts follow from what is true now. After every change the alerts a link should have are compared with those it has,
// so that leaving a suppression, in whatever order things happened, ends in the right ones.

import type { Alert, AlertRule, Suppression } from '../domain/alert.ts';
import type { LinkId } from '../domain/ids.ts';
import { alertKey, type LinkWatch, type Step } from './state.ts';

/** Facts of an alert that is to be active. */
export interface AlertFacts {
  /** When the condition began, epoch ms. */
  readonly since: number;
  readonly data: Alert['data'];
  readonly suppressed?: Suppression | undefined;
}

/** The active alert of a rule for a subject. */
export function activeAlert(step: Step, rule: AlertRule, subject: LinkId | 'monitor'): Alert | undefined {
  return step.state.alerts.get(alertKey(rule, subject));
}

/** Makes an alert active, or brings it up to date; nothing happens when it says the same already, or the rule is off. */
export function keepAlert(step: Step, rule: AlertRule, subject: LinkId | 'monitor', facts: AlertFacts): void {
  const { state, now, events } = step;
  const severity = state.config.severities[rule];
  const known = activeAlert(step, rule, subject);
  if (severity === 'off') {
    if (known) closeAlert(step, rule, subject);
    return;
  }
  if (known && sameFacts(known, facts) && known.severity === severity) return;
  const alert: Alert = {
    number: known?.number ?? state.nextAlertNumber++,
    rule,
    subject,
    severity,
    status: 'active',
    since: known?.since ?? facts.since,
    raisedAt: known?.raisedAt ?? now.at,
    ...(facts.suppressed && { suppressed: facts.suppressed }),
    data: facts.data,
  };
  state.alerts.set(alertKey(rule, subject), alert);
  events.push({ kind: known ? 'alert.changed' : 'alert.raised', at: now.at, alert });
}

/** Closes an alert if it is active. */
export function closeAlert(step: Step, rule: AlertRule, subject: LinkId | 'monitor'): void {
  const { state, now, events } = step;
  const known = activeAlert(step, rule, subject);
  if (!known) return;
  state.alerts.delete(alertKey(rule, subject));
  const { suppressed: _, ...rest } = known;
  events.push({ kind: 'alert.closed', at: now.at, alert: { ...rest, status: 'closed', closedAt: now.at } });
}

/** Rules whose alerts a link's state decides. */
const STATE_RULES = [
  'link.flapping',
  'link.down',
  'link.unreachable',
  'link.degraded',
  'link.answering',
] as const;
/** All rules with a link as their subject. */
const LINK_RULES = [...STATE_RULES, 'link.snmp-silent', 'link.rebooted'] as const;

/** Closes everything about a link that is not watched any more. */
export function closeLink(step: Step, link: LinkId): void {
  for (const rule of LINK_RULES) closeAlert(step, rule, link);
}

/** Compares a link's alerts with its state. */
export function reconcileLink(step: Step, watch: LinkWatch): void {
  const id = watch.link.id;
  if (watch.reason.kind === 'not-probed') {
    closeLink(step, id);
    return;
  }
  if (watch.state === 'unknown') {
    holdThroughUnknown(step, watch);
    return;
  }
  for (const rule of STATE_RULES) {
    const facts = wanted(step, watch, rule);
    if (facts) keepAlert(step, rule, id, facts);
    else closeAlert(step, rule, id);
  }
}

/** While nothing is known, what was raised stays, held back as long as the monitor is blind. */
function holdThroughUnknown(step: Step, watch: LinkWatch): void {
  const blind = step.state.blind;
  if (!blind) return;
  for (const rule of STATE_RULES) {
    const known = activeAlert(step, rule, watch.link.id);
    if (known)
      keepAlert(step, rule, watch.link.id, { ...known, suppressed: { by: 'blind', since: blind.from } });
  }
}

function wanted(step: Step, watch: LinkWatch, rule: (typeof STATE_RULES)[number]): AlertFacts | undefined {
  const { state, from } = watch;
  if (watch.link.stage === 'planned') {
    if (rule !== 'link.answering' || state === 'down' || state === 'unreachable') return undefined;
    return { since: from, data: linkFacts(step, watch) };
  }
  switch (rule) {
    case 'link.flapping':
      return watch.flaps.flapping ? { since: from, data: linkFacts(step, watch) } : undefined;
    case 'link.down': {
      const stands = state === 'unreachable' && activeAlert(step, rule, watch.link.id) !== undefined;
      if (state !== 'down' && !stands) return undefined;
      return { since: from, data: downFacts(step, watch), suppressed: suppressionOf(step, watch) };
    }
    case 'link.unreachable':
      if (state !== 'unreachable' || activeAlert(step, 'link.down', watch.link.id)) return undefined;
      return { since: from, data: linkFacts(step, watch), suppressed: suppressionOf(step, watch) };
    case 'link.degraded':
      if (state !== 'degraded' || watch.reason.kind !== 'quality') return undefined;
      return {
        since: from,
        data: {
          ...linkFacts(step, watch),
          figure: watch.reason.figure,
          value: round(watch.reason.value),
          limit: watch.reason.limit,
        },
      };
    case 'link.answering':
      return undefined;
  }
}

function suppressionOf(step: Step, watch: LinkWatch): Suppression | undefined {
  const { reason } = watch;
  if (reason.kind === 'ancestor') {
    const cause = activeAlert(step, 'link.down', reason.link);
    return {
      by: 'ancestor',
      site: reason.site,
      link: reason.link,
      since: reason.since,
      provedAt: reason.provedAt,
      ...(cause && { alert: cause.number }),
    };
  }
  const flapping = activeAlert(step, 'link.flapping', watch.link.id);
  return flapping && { by: 'flapping', since: flapping.since, alert: flapping.number };
}

function linkFacts(step: Step, watch: LinkWatch): Record<string, string | number | boolean> {
  const { link } = watch;
  const { sites } = step.state.config.network;
  return {
    name: link.name,
    from: sites.get(link.from)?.name ?? link.from,
    to: sites.get(link.to)?.name ?? link.to,
    medium: link.medium,
    role: link.role,
  };
}

function downFacts(step: Step, watch: LinkWatch): Record<string, string | number | boolean> {
  const { state } = step;
  const others = (state.topology.inbound.get(watch.link.to) ?? []).filter(
    (other) => other.id !== watch.link.id,
  );
  const backup = others.some((other) => {
    const found = state.links.get(other.id)?.state;
    return found === 'up' || found === 'degraded';
  });
  return {
    ...linkFacts(step, watch),
    unreachable: state.takenAlong.get(watch.link.id) ?? 0,
    ...(watch.link.device.beat && { beatEveryMs: watch.link.device.beat.everyMs }),
    ...(others.length > 0 && { siteReachable: backup }),
  };
}

/** Brings the counts of links taken along into the alerts of their causes: once a step, not once a link. */
export function updateCauses(step: Step): void {
  for (const id of step.state.touchedCauses) {
    const watch = step.state.links.get(id);
    const known = activeAlert(step, 'link.down', id);
    if (watch && known)
      keepAlert(step, 'link.down', id, {
        ...known,
        data: { ...known.data, unreachable: step.state.takenAlong.get(id) ?? 0 },
      });
  }
  step.state.touchedCauses.clear();
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function sameFacts(known: Alert, facts: AlertFacts): boolean {
  return sameSuppression(known.suppressed, facts.suppressed) && sameData(known.data, facts.data);
}

/** The proof grows younger with every lost echo; that alone is no change worth telling. */
function sameSuppression(a: Suppression | undefined, b: Suppression | undefined): boolean {
  if (a?.by !== 'ancestor' || b?.by !== 'ancestor') return a?.by === b?.by && a?.since === b?.since;
  return a.link === b.link && a.since === b.since && a.alert === b.alert;
}

function sameData(a: Alert['data'], b: Alert['data']): boolean {
  const keys = Object.keys(b);
  return keys.length === Object.keys(a).length && keys.every((key) => a[key] === b[key]);
}
