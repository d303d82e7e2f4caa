// Availability figures from intervals: how long each class lasted, exact to the millisecond.

import type { LinkId } from '../domain/ids.ts';
import { overlapMs } from '../domain/interval.ts';
import { type Interval, LINK_STATES, type LinkState } from '../domain/state.ts';

/** Figures of one link, or of several summed. */
export interface AvailabilityGroup {
  readonly key: string;
  readonly links: number;
  /** Summed over the group's links. */
  readonly durationsMs: Readonly<Record<LinkState, number>>;
  /** (up + degraded) / (all but unknown), in percent, cut off (never rounded up) after four decimals; null when nothing is known. */
  readonly availabilityPct: number | null;
  /** Share of the time about which something is known, in percent, cut off likewise. */
  readonly coveragePct: number;
}

/** Makes the intervals tile [from, to): clipped to it, with what nobody measured as `unknown`. */
export function tile(
  link: LinkId,
  intervals: readonly Interval[],
  from: number,
  to: number,
): readonly Required<Interval>[] {
  const tiles: Required<Interval>[] = [];
  let reached = from;
  const gap = (until: number): void => {
    if (until > reached)
      tiles.push({ link, state: 'unknown', from: reached, to: until, reason: { kind: 'unmeasured' } });
  };
  for (const interval of intervals) {
    const begin = Math.max(interval.from, reached);
    const end = Math.min(interval.to ?? to, to);
    if (end <= begin) continue;
    gap(begin);
    tiles.push({ ...interval, from: begin, to: end });
    reached = end;
  }
  gap(to);
  return tiles;
}

/** Sums links into groups, in the order in which their keys first come. */
export function availability(
  links: Iterable<{ readonly key: string; readonly intervals: readonly Interval[] }>,
  from: number,
  to: number,
): readonly AvailabilityGroup[] {
  const groups = new Map<string, { links: number; ms: Record<LinkState, number> }>();
  for (const { key, intervals } of links) {
    let group = groups.get(key);
    if (!group) {
      group = {
        links: 0,
        ms: Object.fromEntries(LINK_STATES.map((state) => [state, 0])) as Record<LinkState, number>,
      };
      groups.set(key, group);
    }
    group.links++;
    let covered = 0;
    for (const interval of intervals) {
      const shared = overlapMs(interval, from, to);
      group.ms[interval.state] += shared;
      covered += shared;
    }
    group.ms.unknown += to - from - covered;
  }
  return [...groups].map(([key, { links: count, ms }]) => {
    const all = (to - from) * count;
    const known = all - ms.unknown;
    return {
      key,
      links: count,
      durationsMs: ms,
      availabilityPct: known === 0 ? null : percentDown(ms.up + ms.degraded, known),
      coveragePct: percentDown(known, all),
    };
  });
}

/** Cut off after four decimals: a figure on which money is claimed is never rounded up. */
function percentDown(part: number, whole: number): number {
  return Math.floor((part / whole) * 1_000_000) / 10_000;
}
