// The province at a glance: one tile per regency and one for what is above them, the worst first. Pure.

import { LINK_STATES, type LinkState } from '../../../domain/state.ts';
import type { LinkView } from '../../../stream/protocol.ts';
import type { StateCounts } from '../../model/groups.ts';
import type { Province } from '../../model/screen.ts';

/** A regency as the wall shows it. */
export interface Tile {
  /** Site id of the regency; empty for what is above the regencies. */
  readonly key: string;
  readonly name: string;
  /** The name without what every regency is called: on a small tile nothing else would be left. */
  readonly shortName: string;
  /** Of active links, those to the regency itself included. */
  readonly counts: StateCounts;
  readonly active: number;
  /** The worst state among active links; undefined when there is none. */
  readonly worst?: LinkState;
  /** Active links that lead to the regency itself, primary first: what all its villages hang on. */
  readonly uplinks: readonly Uplink[];
}

/** One way to a regency. */
export interface Uplink {
  readonly id: string;
  readonly role: LinkView['role'];
  readonly state: LinkState;
}

/** From the worst to the best. `unknown` is no failure, but nobody may read it as well. */
const WORST_FIRST: readonly LinkState[] = ['down', 'unreachable', 'degraded', 'unknown', 'up'];

/** The tiles: by their worst state, else what is above the regencies first and then by code. Planned links count nowhere. */
export function tilesOf(province: Pick<Province, 'links' | 'sites' | 'facts'>): readonly Tile[] {
  const members = new Map<string, LinkView[]>();
  // A regency of which nothing is watched yet is not a regency without trouble: it stands there, empty.
  for (const site of province.sites.values()) if (site.kind === 'regency') members.set(site.id, []);
  for (const link of province.links.values()) {
    if (link.stage !== 'active') continue;
    const key = link.regency ?? '';
    const list = members.get(key);
    if (list) list.push(link);
    else members.set(key, [link]);
  }
  const codes = new Map(
    [...province.sites.values()].map((site) => [site.id as string, site.code ?? site.id]),
  );
  return [...members]
    .map(([key, links]) => tileOf(key, links, nameOf(province, key)))
    .sort((a, b) => rank(a) - rank(b) || (codes.get(a.key) ?? '').localeCompare(codes.get(b.key) ?? ''));
}

function nameOf({ sites, facts }: Pick<Province, 'sites' | 'facts'>, key: string): string {
  for (const site of sites.values()) if (site.id === key) return site.name;
  return key === '' ? facts.name : key;
}

function tileOf(key: string, links: readonly LinkView[], name: string): Tile {
  const counts = { up: 0, degraded: 0, down: 0, unreachable: 0, unknown: 0 };
  for (const link of links) counts[link.state]++;
  const worst = WORST_FIRST.find((state) => counts[state] > 0);
  const uplinks = links
    .filter((link) => key !== '' && link.to === key)
    .sort((a, b) => Number(a.role === 'backup') - Number(b.role === 'backup'))
    .map(({ id, role, state }): Uplink => ({ id, role, state }));
  const shortName = name.replace(/^(?:kabupaten|kab\.?)\s+/i, '');
  return { key, name, shortName, counts, active: links.length, uplinks, ...(worst && { worst }) };
}

function rank({ worst }: Tile): number {
  return worst ? WORST_FIRST.indexOf(worst) : WORST_FIRST.length;
}

/** How close tiles stand: a wall has no room for forty large ones. */
export function densityOf(tiles: number): 'roomy' | 'close' | 'packed' {
  if (tiles <= 9) return 'roomy';
  return tiles <= 20 ? 'close' : 'packed';
}

/** States of a tile worth a figure: all that occur, in the order of the header's counts. */
export function shownStates({ counts }: Tile): readonly LinkState[] {
  return LINK_STATES.filter((state) => counts[state] > 0);
}

/** The query of the link table that shows a tile's links (pages/links/view-query.ts). */
export function linksQuery({ key }: Pick<Tile, 'key'>): string {
  return `rg=${key === '' ? '-' : encodeURIComponent(key)}`;
}
