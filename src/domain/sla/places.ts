// Intervals of what is more than a link: a site is reached by any of its links, a path needs all of its chain. They tile time as a
// link's do, so that places have availability, events and history by the same count.

import type { LinkId, SiteId } from '../ids.ts';
import type { Interval, LinkState } from '../state.ts';
import { guardsUp, type Topology } from '../topology.ts';

/** Which state of several holds: the one that comes first. A site is down only when it is known of every link that it fails. */
const ANY: readonly LinkState[] = ['up', 'degraded', 'unknown', 'down', 'unreachable'];
const ALL: readonly LinkState[] = ['down', 'unreachable', 'unknown', 'degraded', 'up'];

/** A place, and the links that serve it: of a site those that lead to it, of a path those of each site on the way as well. */
export interface Place {
  readonly site: SiteId;
  /** The site's own links first, then those of the sites before it, up to the one next to the monitor. */
  readonly hops: readonly (readonly LinkId[])[];
}

/** Every site that active links lead to; as `path` with the way to it along primary links. */
export function placesOf(topology: Topology, by: 'site' | 'path'): readonly Place[] {
  return [...topology.inbound].map(([site, links]) => {
    const own = links.map(({ id }) => id);
    const [primary] = own;
    const guards = by === 'path' && primary !== undefined ? guardsUp(topology, primary) : [];
    const before = guards.map((guard) => (topology.inbound.get(guard) ?? []).map(({ id }) => id));
    return { site, hops: [own, ...before] };
  });
}

/** A stretch of time, epoch ms, [from, to). */
interface Bounds {
  readonly from: number;
  readonly to: number;
}

/**
 * What a site was, from the intervals of the links that lead to it: up or degraded while any is, unknown while none is but one is
 * not known, else down (unreachable when all of them are). Each interval carries the link and the reason that decided. What no
 * interval covers is unknown.
 */
export function siteIntervals(links: readonly (readonly Interval[])[], within: Bounds): readonly Interval[] {
  return merged(links, within, ANY);
}

/**
 * What a path was, from the intervals of the links of its chain (or of its sites): all of it must work. Down or unreachable while
 * any is, unknown while one of the others is, degraded while any is.
 */
export function pathIntervals(chain: readonly (readonly Interval[])[], within: Bounds): readonly Interval[] {
  return merged(chain, within, ALL);
}

function merged(
  lists: readonly (readonly Interval[])[],
  { from, to }: Bounds,
  order: readonly LinkState[],
): readonly Interval[] {
  const first = lists.find((list) => list.length > 0)?.[0];
  if (first === undefined) return [];
  const next = lists.map(() => 0);
  const result: Interval[] = [];
  let at = from;
  while (at < to) {
    let end = to;
    let winner: Interval | undefined;
    let rank = order.length;
    lists.forEach((list, index) => {
      let cursor = next[index] ?? 0;
      while ((list[cursor]?.to ?? Number.POSITIVE_INFINITY) <= at) cursor++;
      next[index] = cursor;
      const found = list[cursor];
      const current = found && found.from <= at ? found : undefined;
      end = Math.min(end, (current ? current.to : found?.from) ?? to);
      const mine = order.indexOf(current?.state ?? 'unknown');
      if (mine >= rank) return;
      rank = mine;
      winner = current;
    });
    const piece: Interval = winner
      ? { ...winner, from: at, to: end }
      : { link: first.link, state: 'unknown', reason: { kind: 'unmeasured' }, from: at, to: end };
    const last = result.at(-1);
    const isSame = last?.state === piece.state && last.link === piece.link && last.reason === piece.reason;
    if (last && isSame) result[result.length - 1] = { ...last, to: end };
    else result.push(piece);
    at = end;
  }
  return result;
}
