// The list beside the map: every site it shows, by regency, whatever is broken first. Pure.

import type { LinkId, SiteId } from '../../../domain/ids.ts';
import type { LinkView, SiteView } from '../../../stream/protocol.ts';
import { isBroken, type Look, linkLook, rankOf, siteLook } from '../../map/look.ts';
import { isFiltered, isShown, type MapFilter } from '../../map/map-filter.ts';

/** What the list is made of. */
export interface ListPlan {
  readonly sites: ReadonlyMap<SiteId, SiteView>;
  readonly links: ReadonlyMap<LinkId, LinkView>;
  readonly monitorSite: SiteId;
  readonly blindSince?: number;
}

/** A site in the list. */
export interface SiteRow {
  readonly kind: 'site';
  readonly site: SiteView;
  readonly look: Look;
  /** Since when it looks like this: the youngest change of the links that make it so, epoch ms; absent without a link. */
  readonly since?: number;
}

/** A regency, what is above the regencies (key ``), or what has no position (key {@link UNPLACED}). */
export interface GroupRow {
  readonly kind: 'group';
  readonly key: string;
  /** Absent: not a regency. */
  readonly name?: string;
  readonly sites: number;
  readonly broken: number;
}

/** One line of the list. */
export type ListRow = GroupRow | SiteRow;

/** Key of the group of sites that are not on the map. */
export const UNPLACED = '?';

/** Sites by name, a number each: comparing ten thousand names anew with every message would take longer than drawing. */
export function namesInOrder(sites: ReadonlyMap<SiteId, SiteView>): ReadonlyMap<SiteId, number> {
  const { compare } = new Intl.Collator('id', { numeric: true });
  const sorted = [...sites.values()].sort((a, b) => compare(a.name, b.name));
  return new Map(sorted.map(({ id }, index) => [id, index]));
}

/** The list; groups with something broken first, else by the regencies' codes, sites without a position last. */
export function listRows(
  plan: ListPlan,
  filter: MapFilter,
  names: ReadonlyMap<SiteId, number> = namesInOrder(plan.sites),
): readonly ListRow[] {
  const groups = new Map<string, SiteRow[]>();
  for (const row of siteRows(plan, filter)) {
    const key = row.site.position ? (regencyIdOf(row.site, plan.sites) ?? '') : UNPLACED;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups]
    .map(([key, rows]) => ({
      key,
      rows: rows.sort(byUrgency(names)),
      broken: rows.filter(({ look }) => isBroken(look)).length,
    }))
    .sort((a, b) => orderOf(a, plan.sites).localeCompare(orderOf(b, plan.sites)))
    .flatMap(({ key, rows, broken }): readonly ListRow[] => {
      const name = plan.sites.get(key as SiteId)?.name;
      return [
        { kind: 'group', key, sites: rows.length, broken, ...(name !== undefined && { name }) },
        ...rows,
      ];
    });
}

function siteRows(plan: ListPlan, filter: MapFilter): readonly SiteRow[] {
  const inbound = new Map<SiteId, LinkView[]>();
  for (const link of plan.links.values()) {
    const into = inbound.get(link.to);
    if (into) into.push(link);
    else inbound.set(link.to, [link]);
  }
  return [...plan.sites.values()].flatMap((site): readonly SiteRow[] => {
    const links = inbound.get(site.id) ?? [];
    if (isFiltered(filter) && !links.some((link) => isShown(link, filter))) return [];
    if (site.id === plan.monitorSite)
      return [{ kind: 'site', site, look: plan.blindSince === undefined ? 'monitor' : 'unknown' }];
    const look = siteLook(links.map(linkLook));
    const since = Math.max(...links.map((link) => link.since));
    return [{ kind: 'site', site, look, ...(Number.isFinite(since) && { since }) }];
  });
}

/** The regency a site belongs to: itself, or the nearest above it. */
export function regencyIdOf(site: SiteView, sites: ReadonlyMap<SiteId, SiteView>): SiteId | undefined {
  let current: SiteView | undefined = site;
  // The loader has excluded cycles; a bound keeps a bug from looping.
  for (let hops = 0; current && hops < 16; hops++) {
    if (current.kind === 'regency') return current.id;
    current = current.parent === undefined ? undefined : sites.get(current.parent);
  }
  return undefined;
}

function byUrgency(names: ReadonlyMap<SiteId, number>): (a: SiteRow, b: SiteRow) => number {
  const byName = (a: SiteRow, b: SiteRow): number =>
    (names.get(a.site.id) ?? 0) - (names.get(b.site.id) ?? 0);
  return (a, b) => {
    const broken = Number(isBroken(b.look)) - Number(isBroken(a.look));
    if (broken !== 0) return broken;
    if (isBroken(a.look)) return rankOf(a.look) - rankOf(b.look) || byName(a, b);
    return Number(isLarge(b)) - Number(isLarge(a)) || rankOf(a.look) - rankOf(b.look) || byName(a, b);
  };
}

function isLarge({ site }: SiteRow): boolean {
  return site.kind === 'province' || site.kind === 'regency';
}

/** Sorts as text: broken before whole, the province before the regencies, what has no position last. */
function orderOf(
  { key, broken }: { readonly key: string; readonly broken: number },
  sites: ReadonlyMap<SiteId, SiteView>,
): string {
  if (key === UNPLACED) return '9';
  const code = sites.get(key as SiteId)?.code ?? key;
  return `${broken > 0 ? '0' : '1'} ${code}`;
}
