// An incident as people see it: the root alert, and everything that it took along.

import type { Act } from '../domain/act.ts';
import type { Alert } from '../domain/alert.ts';
import type { LinkId, SiteId } from '../domain/ids.ts';
import type { Link } from '../domain/link.ts';
import type { Network } from '../domain/network.ts';
import type { Site, SiteKind } from '../domain/site.ts';

/** Alerts of one incident that are looked at: those of every link of a large province. What is more is not counted. */
export const MOST_MEMBERS = 20_000;

/** One incident. */
export interface IncidentView {
  /** Number of the root alert. */
  readonly incident: number;
  readonly root: Alert;
  /** What was done about the root, oldest first. */
  readonly acts: readonly Act[];
  /** Alerts that it took along, oldest first; no more than were asked for. */
  readonly members: readonly Alert[];
  /** All of them, and those that are not closed. */
  readonly total: number;
  readonly open: number;
  /** Links, and the sites they lead to by kind; the root's own are not counted. Kinds without any are left out. */
  readonly counts: Readonly<Partial<Record<SiteKind | 'links', number>>>;
}

/** Where the alerts of an incident come from. */
export interface IncidentSources {
  /** The alert as it is now. */
  readonly alert: (number: number) => Alert | undefined;
  readonly stored: (incident: number, limit: number) => readonly Alert[];
  /** Those that are not closed, as the engine has them. */
  readonly present: Iterable<Alert>;
  readonly acts: (alert: number) => readonly Act[];
  readonly network: Network;
}

/** What counting needs of a network. */
export interface CountedNetwork {
  readonly links: ReadonlyMap<LinkId, Pick<Link, 'to'>>;
  readonly sites: ReadonlyMap<SiteId, Pick<Site, 'kind'>>;
}

/** The incident of a number, with at most `limit` members listed; the root when the number is a member's; else undefined. */
export function incidentOf(
  sources: IncidentSources,
  number: number,
  limit: number,
): IncidentView | { readonly belongsTo: number } | undefined {
  const root = sources.alert(number);
  if (!root) return undefined;
  if (root.incident !== number) return { belongsTo: root.incident };
  const members = membersOf(sources, root);
  return {
    incident: number,
    root,
    acts: sources.acts(number),
    members: members.slice(0, limit),
    total: members.length,
    open: members.filter((alert) => alert.status !== 'closed').length,
    counts: countsOf(root, members, sources.network),
  };
}

/** The store may be behind the engine while a commit waits. */
function membersOf({ stored, present }: IncidentSources, root: Alert): readonly Alert[] {
  const byNumber = new Map(stored(root.number, MOST_MEMBERS).map((alert) => [alert.number, alert]));
  for (const alert of present) {
    if (alert.incident === root.number) byNumber.set(alert.number, alert);
    else byNumber.delete(alert.number);
  }
  byNumber.delete(root.number);
  return [...byNumber.values()].sort((a, b) => a.number - b.number);
}

/** Links, and the sites they lead to by kind; the root's own are not counted. */
export function countsOf(
  root: Alert,
  members: readonly Alert[],
  network: CountedNetwork,
): IncidentView['counts'] {
  const links = new Set<LinkId>();
  const sites = new Set<SiteId>();
  const rootSite = root.subject === 'monitor' ? undefined : network.links.get(root.subject)?.to;
  for (const { subject } of members) {
    if (subject === 'monitor' || subject === root.subject) continue;
    links.add(subject);
    const site = network.links.get(subject)?.to;
    if (site !== undefined && site !== rootSite) sites.add(site);
  }
  const counts: Partial<Record<SiteKind | 'links', number>> = { links: links.size };
  for (const site of sites) {
    const kind = network.sites.get(site)?.kind;
    if (kind) counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}
