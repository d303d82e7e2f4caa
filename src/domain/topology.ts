// Who stands before whom on the way from the monitor. Only active links take part: nobody may be suppressed because of
// a link that nobody promised.

import type { LinkId, SiteId } from './ids.ts';
import type { Link } from './link.ts';
import type { Network } from './network.ts';

/** Look-ups of root cause, made once per configuration. */
export interface Topology {
  /** Active links that lead to a site, primary ones first. */
  readonly inbound: ReadonlyMap<SiteId, readonly Link[]>;
  /** The nearest site before a link that an active link leads to; no entry where the monitor's own site comes first. */
  readonly guard: ReadonlyMap<LinkId, SiteId>;
  /** Probed links that have a site as their guard. */
  readonly behind: ReadonlyMap<SiteId, readonly Link[]>;
}

/** Derives the look-ups. The loader has excluded cycles; a bound keeps a bug from looping. */
export function topologyOf(network: Network): Topology {
  const into = new Map<SiteId, Link[]>();
  for (const link of network.links.values()) append(into, link.to, link);
  const inbound = new Map<SiteId, readonly Link[]>();
  for (const [site, links] of into) {
    const active = links.filter((link) => link.stage === 'active');
    active.sort((a, b) => Number(a.role === 'backup') - Number(b.role === 'backup'));
    if (active.length > 0 && site !== network.monitorSite) inbound.set(site, active);
  }
  const guard = new Map<LinkId, SiteId>();
  const behind = new Map<SiteId, Link[]>();
  for (const link of network.links.values()) {
    let site: SiteId | undefined = link.from;
    for (let hops = 0; site !== undefined && site !== network.monitorSite && hops < 64; hops++) {
      if (inbound.has(site)) {
        guard.set(link.id, site);
        append(behind, site, link);
        break;
      }
      site = into.get(site)?.[0]?.from;
    }
  }
  return { inbound, guard, behind };
}

/** The guards of a link from the nearest to the one next to the monitor, along primary links. */
export function guardsUp(topology: Topology, link: LinkId): readonly SiteId[] {
  const sites: SiteId[] = [];
  let site = topology.guard.get(link);
  while (site !== undefined && sites.length < 64) {
    sites.push(site);
    const primary: Link | undefined = topology.inbound.get(site)?.[0];
    site = primary && topology.guard.get(primary.id);
  }
  return sites;
}

function append<K>(map: Map<K, Link[]>, key: K, link: Link): void {
  const list = map.get(key);
  if (list) list.push(link);
  else map.set(key, [link]);
}
