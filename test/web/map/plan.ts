// A small plan for the map's rules: an office, a regency, villages, one of them without a position.

import { type LinkId, linkId, type SiteId, siteId } from '../../../src/domain/ids.ts';
import type { SiteKind } from '../../../src/domain/site.ts';
import type { LinkView, SiteView } from '../../../src/stream/protocol.ts';

/** A site. */
export function siteAt(
  id: string,
  kind: SiteKind,
  position?: readonly [number, number],
  parent?: string,
): SiteView {
  return {
    id: siteId(id),
    name: id,
    kind,
    ...(parent !== undefined && { parent: siteId(parent) }),
    ...(position && { position }),
  };
}

/** A link that works. */
export function linkOf(id: string, from: string, to: string, changes: Partial<LinkView> = {}): LinkView {
  return {
    id: linkId(id),
    name: id,
    from: siteId(from),
    to: siteId(to),
    medium: 'fiber',
    role: 'primary',
    stage: 'active',
    state: 'up',
    since: 1_000,
    reason: { kind: 'answering', answeredInRow: 5 },
    suspected: false,
    ...changes,
  };
}

type Way = readonly [id: string, from: string, to: string, changes?: Partial<LinkView>];

const WAYS: readonly Way[] = [
  ['prov-majene', 'office', 'majene'],
  ['majene-pamboang', 'majene', 'pamboang'],
  ['majene-sendana', 'majene', 'sendana'],
  ['majene-tubo', 'majene', 'tubo'],
];

/** The plan. */
export function planOf(ways: readonly Way[] = WAYS): {
  readonly sites: ReadonlyMap<SiteId, SiteView>;
  readonly links: ReadonlyMap<LinkId, LinkView>;
  readonly monitorSite: SiteId;
} {
  const sites = [
    siteAt('office', 'province', [-2.68, 118.89]),
    siteAt('majene', 'regency', [-3.54, 118.97], 'office'),
    siteAt('pamboang', 'village', [-3.5, 118.9], 'majene'),
    siteAt('sendana', 'village', [-3.4, 118.8], 'majene'),
    siteAt('tubo', 'village', undefined, 'majene'),
  ];
  const links = ways.map(([id, from, to, changes]) => linkOf(id, from, to, changes));
  return {
    sites: new Map(sites.map((site) => [site.id, site])),
    links: new Map(links.map((link) => [link.id, link])),
    monitorSite: siteId('office'),
  };
}
