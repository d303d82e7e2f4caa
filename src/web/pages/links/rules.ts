// Where a link belongs in a view: whether it is shown at all, in which group, and what it is ordered by.

import type { LinkState } from '../../../domain/state.ts';
import type { LinkView } from '../../../stream/protocol.ts';
import { isProblem } from '../../model/groups.ts';
import type { Province } from '../../model/screen.ts';
import type { Column } from './columns.ts';
import { gaugeOf, lossPctOf, mosOf, ratesOf, rttMsOf, useOf, verdictAtOf } from './figures.ts';
import { type Filter, type Grouping, NOTHING, type TableView } from './view-query.ts';

/** What a link is ordered by; undefined comes last, whichever way the order goes. */
export type SortKey = number | string | undefined;

/** A view, applied to links of a province. */
export interface Rules {
  shows(link: LinkView): boolean;
  /** Key of its group; the same for all where nothing is grouped. */
  groupOf(link: LinkView): string;
  /** By the chosen column; undefined for all where none is chosen. */
  keyOf(link: LinkView): SortKey;
  /** 0: broken, up to 5: nobody expects anything of it. */
  rankOf(link: LinkView): number;
}

/** Names of a province's places; links carry only ids. */
export type Places = Pick<Province, 'sites' | 'facts'>;

/** How urgent a state is, the most urgent first. */
export const RANK: Readonly<Record<LinkState, number>> = {
  down: 0,
  unreachable: 1,
  degraded: 2,
  unknown: 3,
  up: 4,
};
const NOT_ACTIVE_RANK = 5;

/** The rules of a view. */
export function rulesOf(places: Places, view: Pick<TableView, 'filter' | 'grouping' | 'sort'>): Rules {
  const column = view.sort?.column;
  return {
    shows: matcher(places, view.filter),
    groupOf: (link) => groupKey(link, view.grouping),
    keyOf: (link) => (column === undefined ? undefined : sortKey(link, column, places)),
    rankOf,
  };
}

/** What has moved a link: `state`, what it is doing or whether it is shown at all; `figure`, only what is sorted by. */
export type Move = 'state' | 'figure';

/** Why a change of a link puts it elsewhere; undefined when it stays where it is. */
export function moveOf(before: LinkView, after: LinkView, rules: Rules): Move | undefined {
  const shown = rules.shows(after);
  if (rules.shows(before) !== shown) return 'state';
  if (!shown) return undefined;
  if (rules.rankOf(before) !== rules.rankOf(after) || rules.groupOf(before) !== rules.groupOf(after))
    return 'state';
  return rules.keyOf(before) === rules.keyOf(after) ? undefined : 'figure';
}

/** The key of a link's group. */
export function groupKey(link: LinkView, grouping: Grouping): string {
  switch (grouping) {
    case 'regency':
      return link.regency ?? NOTHING;
    case 'provider':
      return link.provider ?? NOTHING;
    case 'medium':
      return link.medium;
    case 'state':
      return link.state;
    case 'none':
      return '';
  }
}

function rankOf(link: LinkView): number {
  return link.stage === 'active' ? RANK[link.state] : NOT_ACTIVE_RANK;
}

function sortKey(link: LinkView, column: Column, { sites }: Places): SortKey {
  switch (column) {
    case 'state':
      return rankOf(link);
    case 'link':
      return textKey(link.name);
    case 'regency':
      return link.regency && textKey(sites.get(link.regency)?.name ?? link.regency);
    case 'provider':
      return link.provider && textKey(link.provider);
    case 'contract':
      return link.contract && textKey(link.contract);
    case 'medium':
      return link.medium;
    case 'address':
      return link.address && textKey(link.address);
    case 'since':
      return link.since;
    case 'long':
      return -link.since;
    case 'rtt':
      return rttMsOf(link);
    case 'p95':
      return link.round?.rtt?.p95Ms;
    case 'jitter':
      return link.round?.rtt?.jitterMs;
    case 'loss':
      return lossPctOf(link);
    case 'mos':
      return mosOf(link);
    case 'in':
      return ratesOf(link).inBps;
    case 'out':
      return ratesOf(link).outBps;
    case 'traffic':
      return useOf(link)?.pct;
    case 'bandwidth':
      return link.bandwidthBps;
    case 'clients':
      return gaugeOf(link, 'clients');
    case 'battery':
      return gaugeOf(link, 'battery_charge');
    case 'age': {
      const at = verdictAtOf(link);
      return at === undefined ? undefined : -at;
    }
    case 'spark':
    case 'reason':
      return undefined;
  }
}

/** Names as people order them: `Desa 2` before `Desa 10`, capitals and accents aside. Comparing these is quick. */
export function textKey(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\d+/g, (digits) => digits.padStart(10, '0'));
}

function matcher({ sites }: Places, filter: Filter): (link: LinkView) => boolean {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const { states, regencies, providers, media, stages } = filter;
  const lets = (list: readonly string[], value: string): boolean => list.length === 0 || list.includes(value);
  return (link) => {
    if (filter.problemsOnly && !isProblem(link)) return false;
    if (!lets(states, link.state) || !lets(media, link.medium) || !lets(stages, link.stage)) return false;
    if (!lets(regencies, link.regency ?? NOTHING) || !lets(providers, link.provider ?? NOTHING)) return false;
    if (words.length === 0) return true;
    const site = sites.get(link.to);
    const regency = link.regency && sites.get(link.regency)?.name;
    const text = [
      link.id,
      link.name,
      link.address ?? 'push',
      link.provider,
      link.contract,
      link.medium,
      site?.name,
      site?.code,
      regency,
    ]
      .join(' ')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  };
}
