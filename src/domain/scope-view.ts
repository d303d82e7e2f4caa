// What somebody sees who sees a part of the province only: which links, and which sites of the tree. What is left out of
// alerts and reasons is left out here (scope-cut.ts), for the API and the stream alike.

import { type Scope, scopeKey } from './access.ts';
import type { LinkId, SiteId } from './ids.ts';
import type { Link } from './link.ts';
import type { Network } from './network.ts';

/** A part of the province. */
export interface ScopeView {
  /** Equal for equal scopes. */
  readonly key: string;
  readonly links: ReadonlySet<LinkId>;
  /** The ends of these links, all that is above them in the administrative tree, and the monitor's own site. */
  readonly sites: ReadonlySet<SiteId>;
  /** Those of them that are his own: a regency and what is below it; of a provider none. */
  readonly own: ReadonlySet<SiteId>;
}

/** The part of a network that a scope shows; the whole of it for `province`. */
export function scopeView(scope: Scope, network: Network): ScopeView {
  const inside = insideOf(scope, network);
  const links = [...network.links.values()].filter(inside.link);
  const sites = new Set<SiteId>([network.monitorSite, ...inside.sites]);
  for (const { from, to } of links) sites.add(from).add(to);
  // Those above are added while the set is walked, and are walked too.
  for (const id of sites) {
    const parent = network.sites.get(id)?.parent;
    if (parent !== undefined) sites.add(parent);
  }
  return {
    key: scopeKey(scope),
    links: new Set(links.map(({ id }) => id)),
    sites,
    own: inside.sites,
  };
}

function insideOf(
  scope: Scope,
  network: Network,
): { readonly link: (link: Link) => boolean; readonly sites: ReadonlySet<SiteId> } {
  switch (scope.kind) {
    case 'province':
      return { link: () => true, sites: new Set(network.sites.keys()) };
    case 'regency': {
      const branch = branchOf(scope.regency, network);
      return { link: ({ to }) => branch.has(to), sites: branch };
    }
    case 'provider':
      return { link: ({ provider }) => provider === scope.provider, sites: new Set() };
  }
}

/** A site and all that is below it in the administrative tree. */
function branchOf(top: SiteId, { sites }: Network): ReadonlySet<SiteId> {
  const below = new Map<SiteId, SiteId[]>();
  for (const { id, parent } of sites.values()) {
    if (parent === undefined) continue;
    const list = below.get(parent);
    if (list) list.push(id);
    else below.set(parent, [id]);
  }
  const branch = new Set<SiteId>(sites.has(top) ? [top] : []);
  for (const id of branch) for (const child of below.get(id) ?? []) branch.add(child);
  return branch;
}
