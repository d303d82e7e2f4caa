// The way from the office to a link's far end, hop by hop, with the other ways into each site; and who would lose the
// office without the link.

import type { SiteId } from '../../../domain/ids.ts';
import { SITE_KINDS, type SiteKind } from '../../../domain/site.ts';
import type { LinkView } from '../../../stream/protocol.ts';
import type { Province } from '../../model/screen.ts';

/** One hop: the links that lead to a site, the one that is passed first. */
export interface Hop {
  readonly from: SiteId;
  readonly to: SiteId;
  readonly link: LinkView;
  /** Other links into the same site, primary ones first. */
  readonly others: readonly LinkView[];
}

/** Hops at most: the loader excludes cycles, a bound keeps a bug from looping. */
const MOST_HOPS = 64;

/** The hops from the monitor to the link's far end. `whole`: whether they begin at the monitor's site. */
export function pathTo(
  { links, monitorSite }: Pick<Province, 'links' | 'monitorSite'>,
  link: LinkView,
): { readonly hops: readonly Hop[]; readonly whole: boolean } {
  const inbound = inboundOf(links.values());
  const hops: Hop[] = [];
  let passed: LinkView | undefined = link;
  while (passed && hops.length < MOST_HOPS) {
    const { from, to, id }: LinkView = passed;
    hops.unshift({
      from,
      to,
      link: passed,
      others: (inbound.get(to) ?? []).filter((each) => each.id !== id),
    });
    if (from === monitorSite) return { hops, whole: true };
    passed = inbound.get(from)?.find(({ stage }) => stage === 'active');
  }
  return { hops, whole: false };
}

/** Sites that reach the office over this link only. */
export interface Behind {
  readonly total: number;
  /** Kinds in the order of the administrative tree; kinds without any are left out. */
  readonly byKind: readonly (readonly [SiteKind, number])[];
  /** Sites behind it that have another way. */
  readonly otherWay: number;
}

/** Counts by kind, over active links; a link that is not active counts as if it were. */
export function behind(
  { links, sites, monitorSite }: Pick<Province, 'links' | 'sites' | 'monitorSite'>,
  link: LinkView,
): Behind {
  const outbound = new Map<SiteId, LinkView[]>();
  for (const each of links.values())
    if (each.stage === 'active' || each.id === link.id) append(outbound, each.from, each);
  const withIt = reached(outbound, monitorSite, () => true);
  const without = reached(outbound, monitorSite, (each) => each.id !== link.id);
  const below = reached(outbound, link.to, () => true);
  const counts = new Map<SiteKind, number>();
  let total = 0;
  let otherWay = 0;
  for (const site of below) {
    if (without.has(site)) {
      if (site !== monitorSite) otherWay++;
      continue;
    }
    if (!withIt.has(site)) continue;
    const kind = sites.get(site)?.kind;
    if (!kind) continue;
    total++;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const byKind = SITE_KINDS.flatMap((kind) => {
    const count = counts.get(kind);
    return count === undefined ? [] : [[kind, count] as const];
  });
  return { total, byKind, otherWay };
}

function reached(
  outbound: ReadonlyMap<SiteId, readonly LinkView[]>,
  start: SiteId,
  passes: (link: LinkView) => boolean,
): ReadonlySet<SiteId> {
  const seen = new Set<SiteId>([start]);
  const waiting = [start];
  for (let site = waiting.pop(); site !== undefined; site = waiting.pop())
    for (const link of outbound.get(site) ?? []) {
      if (seen.has(link.to) || !passes(link)) continue;
      seen.add(link.to);
      waiting.push(link.to);
    }
  return seen;
}

function inboundOf(links: Iterable<LinkView>): ReadonlyMap<SiteId, readonly LinkView[]> {
  const inbound = new Map<SiteId, LinkView[]>();
  for (const link of links) append(inbound, link.to, link);
  const rank = ({ stage, role }: LinkView): number =>
    (stage === 'active' ? 0 : 2) + Number(role === 'backup');
  for (const list of inbound.values()) list.sort((a, b) => rank(a) - rank(b));
  return inbound;
}

function append(map: Map<SiteId, LinkView[]>, site: SiteId, link: LinkView): void {
  const list = map.get(site);
  if (list) list.push(link);
  else map.set(site, [link]);
}
