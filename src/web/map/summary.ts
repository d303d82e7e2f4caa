// What a mark says: the look of its site, or the worst of a cluster's and how many have it.

import type { Mark } from './clusters.ts';
import type { Live } from './live.ts';
import { isBroken, LOOKS, type Look, rankOf } from './look.ts';

/** A mark in words and numbers. */
export interface MarkSummary {
  /** The worst. */
  readonly look: Look;
  /** Sites by look; none has an entry with 0. */
  readonly counts: ReadonlyMap<Look, number>;
  readonly sites: number;
  /** Sites that an operator has to look at. */
  readonly broken: number;
}

/** Sums a mark up. */
export function summaryOf(
  { members }: Pick<Mark, 'members'>,
  { pointLooks }: Pick<Live, 'pointLooks'>,
): MarkSummary {
  const counts = new Map<Look, number>();
  let look: Look | undefined;
  let broken = 0;
  for (const member of members) {
    const each = pointLooks[member] ?? 'none';
    counts.set(each, (counts.get(each) ?? 0) + 1);
    if (isBroken(each)) broken++;
    if (look === undefined || rankOf(each) < rankOf(look)) look = each;
  }
  return { look: look ?? 'none', counts: sorted(counts), sites: members.length, broken };
}

/** What is written on a cluster: `3/12` when three of twelve are broken, else `12`. */
export function clusterText({ sites, broken }: Pick<MarkSummary, 'sites' | 'broken'>): string {
  return broken > 0 ? `${broken}/${sites}` : String(sites);
}

function sorted(counts: ReadonlyMap<Look, number>): ReadonlyMap<Look, number> {
  return new Map(LOOKS.flatMap((look) => (counts.has(look) ? [[look, counts.get(look) ?? 0]] : [])));
}
