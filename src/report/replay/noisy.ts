// The links that ring most, and how much of it was one and the same trouble.

import type { AlertRule } from '../../domain/alert.ts';
import type { LinkId } from '../../domain/ids.ts';
import type { ToldAlert } from './alert-log.ts';

/** What one link's alerts come to. */
export interface NoisyLink {
  readonly link: LinkId;
  /** How often the operator was told. */
  readonly told: number;
  /** Alerts raised, those held back included. */
  readonly raised: number;
  /** Incidents they belong to: one incident takes along what its root alert explains. */
  readonly incidents: number;
  /** The rule with most of them. */
  readonly rule: AlertRule;
}

/** Alerts, and the incidents they belong to. */
export interface IncidentCount {
  readonly alerts: number;
  readonly incidents: number;
}

/** The noisiest links, the worst first: by how often somebody was told, then by alerts raised, then by name. */
export function noisiest(alerts: readonly ToldAlert[], top: number): readonly NoisyLink[] {
  const byLink = new Map<LinkId, ToldAlert[]>();
  for (const alert of alerts) {
    if (alert.subject === 'monitor') continue;
    const mine = byLink.get(alert.subject);
    if (mine) mine.push(alert);
    else byLink.set(alert.subject, [alert]);
  }
  const links = [...byLink].map(([link, mine]) => ({
    link,
    told: mine.reduce((sum, alert) => sum + alert.toldAt.length, 0),
    raised: mine.length,
    incidents: incidentsOf(mine).incidents,
    rule: commonRule(mine),
  }));
  links.sort((a, b) => b.told - a.told || b.raised - a.raised || (a.link < b.link ? -1 : 1));
  return links.slice(0, top);
}

/** How many incidents alerts make. */
export function incidentsOf(alerts: readonly ToldAlert[]): IncidentCount {
  return {
    alerts: alerts.length,
    incidents: new Set(alerts.map(({ origin, incident }) => `${origin} ${incident}`)).size,
  };
}

function commonRule(alerts: readonly ToldAlert[]): AlertRule {
  const counts = new Map<AlertRule, number>();
  for (const { rule } of alerts) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return best?.[0] ?? 'link.down';
}
