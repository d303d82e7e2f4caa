// Puts links into groups and order. Of links only their ids are kept: figures change twice a second, places rarely.

import type { LinkId, SiteId } from '../../../domain/ids.ts';
import { LINK_STATES, type LinkState } from '../../../domain/state.ts';
import type { LinkView, SiteView } from '../../../stream/protocol.ts';
import { countStates, type StateCounts } from '../../model/groups.ts';
import { type Move, moveOf, type Places, RANK, type Rules, type SortKey, textKey } from './rules.ts';
import { type Grouping, NOTHING } from './view-query.ts';

/** Links of one group that match, in order. */
export interface Group {
  readonly key: string;
  readonly links: readonly LinkId[];
}

/** How many links a group has, matching or not. */
export interface Tally {
  /** Of active links. */
  readonly counts: StateCounts;
  /** Planned, suspended or retired. */
  readonly others: number;
}

/** One line of the table. */
export type Row =
  | { readonly kind: 'group'; readonly key: string; readonly isOpen: boolean }
  | { readonly kind: 'link'; readonly id: LinkId };

/** Links by id, in the order of the configuration. */
export type Links = ReadonlyMap<LinkId, LinkView>;

interface Placed {
  readonly id: LinkId;
  readonly rank: number;
  readonly key: SortKey;
}

/**
 * Groups with their links. Problems come first in a group where no column is chosen; whatever is chosen, equals keep that
 * order, then the configuration's. Groups: those with a broken link first, then those with a lesser problem, else by code,
 * name or state. A group without a match is left out.
 */
export function orderLinks(
  links: Links,
  rules: Rules,
  {
    grouping,
    isDown,
    places,
  }: { readonly grouping: Grouping; readonly isDown: boolean; readonly places: Places },
): readonly Group[] {
  const members = new Map<string, Placed[]>();
  for (const link of links.values()) {
    if (!rules.shows(link)) continue;
    const key = rules.groupOf(link);
    const placed = { id: link.id, rank: rules.rankOf(link), key: rules.keyOf(link) };
    const list = members.get(key);
    if (list) list.push(placed);
    else members.set(key, [placed]);
  }
  const sign = isDown ? -1 : 1;
  const place = placeOf(grouping, places);
  return [...members]
    .map(([key, list]) => ({
      key,
      trouble: troubleOf(list),
      place: place(key),
      links: list.sort((a, b) => compareKeys(a.key, b.key, sign) || a.rank - b.rank).map(({ id }) => id),
    }))
    .sort((a, b) => a.trouble - b.trouble || compareKeys(a.place, b.place, 1))
    .map(({ key, links: ids }) => ({ key, links: ids }));
}

/** Why what happened since may have changed the order: a link's place, or which links there are; undefined: it has not. */
export function movedSince(before: Links, after: Links, rules: Rules): Move | undefined {
  if (before === after) return undefined;
  if (before.size !== after.size) return 'state';
  // An id that is new, or stands elsewhere than it did, has no counterpart here.
  const earlier = before.values();
  let found: Move | undefined;
  for (const link of after.values()) {
    const old = earlier.next().value;
    if (old === link) continue;
    if (old?.id !== link.id) return 'state';
    const move = moveOf(old, link, rules);
    if (move === 'state') return move;
    found ??= move;
  }
  return found;
}

/** Counts of each group, of all its links. */
export function tallyOf(links: Links, rules: Pick<Rules, 'groupOf'>): ReadonlyMap<string, Tally> {
  const members = new Map<string, LinkView[]>();
  for (const link of links.values()) {
    const key = rules.groupOf(link);
    const list = members.get(key);
    if (list) list.push(link);
    else members.set(key, [link]);
  }
  return new Map(
    [...members].map(([key, list]) => {
      const counts = countStates(list);
      const active = Object.values(counts).reduce((sum, count) => sum + count, 0);
      return [key, { counts, others: list.length - active }];
    }),
  );
}

/** Rows of the table; a closed group shows its header only, and without groups there are no headers. */
export function rowsOf(
  groups: readonly Group[],
  grouping: Grouping,
  closed: ReadonlySet<string>,
): readonly Row[] {
  const rows: Row[] = [];
  for (const { key, links } of groups) {
    const isOpen = grouping === 'none' || !closed.has(key);
    if (grouping !== 'none') rows.push({ kind: 'group', key, isOpen });
    if (isOpen) for (const id of links) rows.push({ kind: 'link', id });
  }
  return rows;
}

/** Orders keys; what is missing comes last, whatever the sign. */
export function compareKeys(a: SortKey, b: SortKey, sign: 1 | -1): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return a < b ? -sign : sign;
}

/** 0: something is broken; 1: a lesser problem; 2: none. */
function troubleOf(links: readonly Placed[]): number {
  const worst = links.reduce((least, { rank }) => Math.min(least, rank), Number.POSITIVE_INFINITY);
  if (worst <= RANK.unreachable) return 0;
  return worst < RANK.up ? 1 : 2;
}

/** What groups are ordered by among equals. */
function placeOf(grouping: Grouping, { sites }: Places): (key: string) => SortKey {
  switch (grouping) {
    case 'regency':
      // What lies above the regencies comes first.
      return (key) => (key === NOTHING ? '' : (siteOf(sites, key)?.code ?? key));
    case 'state':
      return (key) => LINK_STATES.indexOf(key as LinkState);
    case 'provider':
    case 'medium':
    case 'none':
      return (key) => (key === NOTHING ? undefined : textKey(key));
  }
}

/** A site whose id is a group's key. */
export function siteOf(sites: ReadonlyMap<SiteId, SiteView>, key: string): SiteView | undefined {
  // Keys of such groups are ids of sites, as links carry them.
  return sites.get(key as SiteId);
}
