// The link table: links by regency, problems first, flattened into rows of equal height so that it can be windowed.

import type { LinkState } from '../../domain/state.ts';
import type { LinkView } from '../../stream/protocol.ts';
import type { Province } from './screen.ts';

/** How many links are in each state. Only active links count: nobody has promised the others. */
export type StateCounts = Readonly<Record<LinkState, number>>;

/** One regency's links. */
export interface Group {
  /** Site id of the regency, or empty for what is above the regencies. */
  readonly key: string;
  readonly name: string;
  readonly counts: StateCounts;
  /** Links that are planned, suspended or retired. */
  readonly others: number;
  /** Matching the filter, problems first, else in the order of the configuration. */
  readonly links: readonly LinkView[];
}

/** What the operator wants to see. */
export interface Filter {
  readonly problemsOnly: boolean;
  /** Part of a name, address, provider or site; empty shows all. */
  readonly text: string;
}

/** One line of the table. */
export type Row =
  | { readonly kind: 'group'; readonly group: Group; readonly open: boolean }
  | { readonly kind: 'link'; readonly link: LinkView };

const RANK: Readonly<Record<LinkState, number>> = { down: 0, unreachable: 1, degraded: 2, unknown: 3, up: 4 };
const NOT_ACTIVE_RANK = 5;

/** Counts of all active links. */
export function countStates(links: Iterable<LinkView>): StateCounts {
  const counts = { up: 0, degraded: 0, down: 0, unreachable: 0, unknown: 0 };
  for (const link of links) if (link.stage === 'active') counts[link.state]++;
  return counts;
}

/** Whether an operator has to look at a link. */
export function isProblem(link: LinkView): boolean {
  return link.stage === 'active' && link.state !== 'up';
}

/**
 * Groups with a broken link first, then those with a lesser problem, else in the order of the regencies' codes with what
 * is above them first. A group without a match is left out.
 */
export function groupLinks(province: Province, filter: Filter): readonly Group[] {
  const members = new Map<string, LinkView[]>();
  for (const link of province.links.values()) {
    const key = link.regency ?? '';
    const list = members.get(key);
    if (list) list.push(link);
    else members.set(key, [link]);
  }
  const matches = matcher(province, filter);
  const groups: (Group & { readonly code: string })[] = [];
  for (const [key, links] of members) {
    const site = links[0]?.regency && province.sites.get(links[0].regency);
    const counts = countStates(links);
    const active = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const shown = links.filter(matches).sort((a, b) => rank(a) - rank(b));
    if (shown.length === 0) continue;
    groups.push({
      key,
      name: site?.name ?? province.facts.name,
      code: key === '' ? '' : (site?.code ?? key),
      counts,
      others: links.length - active,
      links: shown,
    });
  }
  return groups.sort((a, b) => trouble(a.counts) - trouble(b.counts) || a.code.localeCompare(b.code));
}

/** Rows of the table; a closed group shows its header only. */
export function rowsOf(groups: readonly Group[], closed: ReadonlySet<string>): readonly Row[] {
  const rows: Row[] = [];
  for (const group of groups) {
    const open = !closed.has(group.key);
    rows.push({ kind: 'group', group, open });
    if (open) for (const link of group.links) rows.push({ kind: 'link', link });
  }
  return rows;
}

function trouble(counts: StateCounts): number {
  if (counts.down > 0 || counts.unreachable > 0) return 0;
  return counts.degraded > 0 || counts.unknown > 0 ? 1 : 2;
}

function rank(link: LinkView): number {
  return link.stage === 'active' ? RANK[link.state] : NOT_ACTIVE_RANK;
}

function matcher(province: Province, filter: Filter): (link: LinkView) => boolean {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return (link) => {
    if (filter.problemsOnly && !isProblem(link)) return false;
    if (words.length === 0) return true;
    const site = province.sites.get(link.to);
    const text = [
      link.id,
      link.name,
      link.address ?? 'push',
      link.provider,
      link.medium,
      site?.name,
      site?.code,
    ]
      .join(' ')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  };
}
