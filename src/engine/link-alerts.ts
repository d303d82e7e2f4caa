// The alerts that a link's state asks for. After every change those it should have are compared with those it has.

import type { Alert, AlertRule, BuiltInRule, Suppression } from '../domain/alert.ts';
import type { SiteKind } from '../domain/site.ts';
import { type AlertWish, activeAlert, alertsOf, closeAlert, endLink, keepAlert } from './alerts.ts';
import type { LinkWatch, Step } from './state.ts';
import { fails } from './transition.ts';

/** Rules whose alerts a link's state decides. */
const STATE_RULES = [
  'link.flapping',
  'link.down',
  'link.unreachable',
  'link.degraded',
  'link.answering',
] as const satisfies readonly BuiltInRule[];

/** Whether a link's state alone decides a rule's alerts. */
export function isStateRule(rule: AlertRule): boolean {
  return (STATE_RULES as readonly string[]).includes(rule);
}

/** Compares a link's alerts with its state. */
export function reconcileLink(step: Step, watch: LinkWatch): void {
  const id = watch.link.id;
  if (watch.reason.kind === 'not-probed') {
    endLink(step, id);
    return;
  }
  // While nothing is known, what was raised stays; suppression is looked at again.
  if (watch.state !== 'unknown') {
    for (const rule of STATE_RULES) {
      const wish = wanted(step, watch, rule);
      if (wish) keepAlert(step, rule, id, wish);
      else closeAlert(step, rule, id);
    }
  }
  refreshOthers(step, watch);
}

/** Alerts that the state does not decide, and all of a link that is unknown, are held back or let go again. */
function refreshOthers(step: Step, watch: LinkWatch): void {
  const { id } = watch.link;
  for (const alert of alertsOf(step, id)) {
    if (alert.status !== 'active') continue;
    const decided = watch.state !== 'unknown' && isStateRule(alert.rule);
    if (!decided) keepAlert(step, alert.rule, id, { ...again(alert), held: stillHeld(step, watch, alert) });
  }
}

/** While nothing is known of a link, what its own state held back stays held back: letting it go would need a proof. */
function stillHeld(step: Step, watch: LinkWatch, { suppressed }: Alert): Suppression | undefined {
  if (watch.state !== 'unknown') return undefined;
  if (suppressed?.by === 'ancestor' || suppressed?.by === 'settling') return suppressed;
  const flaps = suppressed?.by === 'flapping' && activeAlert(step, 'link.flapping', watch.link.id);
  return flaps ? suppressed : undefined;
}

/** The wish that keeps an alert as it is. */
export function again(alert: Alert): AlertWish {
  const { since, data, severity, latched } = alert;
  return {
    since,
    data,
    ...(alert.rule.startsWith('rule.') && { severity }),
    ...(latched && { latched }),
  };
}

function wanted(step: Step, watch: LinkWatch, rule: (typeof STATE_RULES)[number]): AlertWish | undefined {
  const { state, from } = watch;
  if (watch.link.stage === 'planned') {
    if (rule !== 'link.answering' || fails(state)) return undefined;
    return { since: from, data: linkFacts(step, watch) };
  }
  switch (rule) {
    case 'link.flapping':
      return watch.flaps.flapping ? { since: from, data: linkFacts(step, watch) } : undefined;
    case 'link.down': {
      const stands = state === 'unreachable' && activeAlert(step, rule, watch.link.id) !== undefined;
      if (state !== 'down' && !stands) return undefined;
      return { since: from, data: downFacts(step, watch), held: causeOf(step, watch) };
    }
    case 'link.unreachable':
      if (state !== 'unreachable' || activeAlert(step, 'link.down', watch.link.id)) return undefined;
      return { since: from, data: linkFacts(step, watch), held: causeOf(step, watch) };
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

function causeOf(step: Step, watch: LinkWatch): Suppression | undefined {
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

/** What messages about a link need. */
export function linkFacts(step: Step, watch: LinkWatch): Record<string, string | number | boolean> {
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
    ...affected(step, watch),
    ...(watch.link.device.beat && { beatEveryMs: watch.link.device.beat.everyMs }),
    ...(others.length > 0 && { siteReachable: backup }),
    ...(watch.overrun && { overrun: watch.overrun.name, overrunSince: watch.overrun.to }),
  };
}

/** Names of the counts of sites that a failed link took along, by kind. */
const AFFECTED: Readonly<Record<SiteKind, string>> = {
  province: 'provinces',
  regency: 'regencies',
  village: 'villages',
  office: 'offices',
};

/** How many links became unreachable because of this one, and sites of each kind; kinds without any are left out. */
function affected(step: Step, watch: LinkWatch): Record<string, number> {
  const told = step.state.settling && toldAffected(step, watch);
  const counts = countAffected(step, watch);
  return told && (told['unreachable'] ?? 0) > (counts['unreachable'] ?? 0) ? told : counts;
}

/** What an earlier run told of it. After a restart the counts begin at nothing, and the villages are cut off all the same. */
function toldAffected(step: Step, watch: LinkWatch): Record<string, number> {
  const data = activeAlert(step, 'link.down', watch.link.id)?.data ?? {};
  const counts: Record<string, number> = {};
  for (const name of ['unreachable', ...Object.values(AFFECTED)]) {
    const count = data[name];
    if (typeof count === 'number') counts[name] = count;
  }
  return counts;
}

function countAffected(step: Step, watch: LinkWatch): Record<string, number> {
  const taken = step.state.takenAlong.get(watch.link.id);
  const counts: Record<string, number> = { unreachable: 0 };
  for (const [site, links] of taken ?? []) {
    counts['unreachable'] = (counts['unreachable'] ?? 0) + links;
    const kind = step.state.config.network.sites.get(site)?.kind;
    if (kind) counts[AFFECTED[kind]] = (counts[AFFECTED[kind]] ?? 0) + 1;
  }
  return counts;
}

/** Brings the counts of links taken along into the alerts of their causes: once a step, not once a link. */
export function updateCauses(step: Step): void {
  for (const id of step.state.touchedCauses) {
    const watch = step.state.links.get(id);
    if (watch && activeAlert(step, 'link.down', id)) reconcileLink(step, watch);
  }
  step.state.touchedCauses.clear();
}

/** One held back by another rule may hold back a third; who depends on whom has no circle, and is no deeper than this. */
const DEEPEST = 10;

/**
 * Looks again at alerts that others of their link hold back, or no longer do: at the end of a step, when all that changes
 * together has changed.
 */
export function updateDependents(step: Step): void {
  const { touchedDependents, links } = step.state;
  for (let depth = 0; depth < DEEPEST && touchedDependents.size > 0; depth++) {
    const touched = [...touchedDependents];
    touchedDependents.clear();
    for (const id of touched) {
      const watch = links.get(id);
      if (watch) reconcileLink(step, watch);
    }
  }
  touchedDependents.clear();
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
