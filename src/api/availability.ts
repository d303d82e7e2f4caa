// Availability figures from intervals: how long each class lasted, exact to the millisecond.

import { type LinkId, linkId } from '../domain/ids.ts';
import { percentOf } from '../domain/sla/percent.ts';
import type { Interval, LinkState } from '../domain/state.ts';

/** Figures of one link, or of several summed. */
export interface AvailabilityGroup {
  readonly key: string;
  readonly links: number;
  /** Summed over the group's links; of a site or a path: how long it was in which state as a whole. */
  readonly durationsMs: Readonly<Record<LinkState, number>>;
  /** How much of that lay within announced maintenance, whatever a link did; absent where it is not known. */
  readonly maintenanceMs?: number;
  /** (up + degraded) / (all but unknown), in percent, cut off (never rounded up) after four decimals; null when nothing is known. */
  readonly availabilityPct: number | null;
  /** Share of the time about which something is known, in percent, cut off likewise. */
  readonly coveragePct: number;
}

/** A stretch of time, and the present moment: nothing is known of what lies after it. All epoch ms. */
export interface Window {
  readonly from: number;
  readonly to: number;
  readonly now: number;
}

/** Makes the intervals tile [from, to): clipped to it, with what nobody measured, the future included, as `unknown`. */
export function tile(
  link: LinkId,
  intervals: readonly Interval[],
  { from, to, now }: Window,
): readonly Required<Interval>[] {
  const tiles: Required<Interval>[] = [];
  let reached = from;
  const gap = (until: number): void => {
    if (until > reached)
      tiles.push({ link, state: 'unknown', from: reached, to: until, reason: { kind: 'unmeasured' } });
  };
  for (const interval of intervals) {
    const begin = Math.max(interval.from, reached);
    const end = Math.min(interval.to ?? now, to);
    if (end <= begin) continue;
    gap(begin);
    tiles.push({ ...interval, from: begin, to: end });
    reached = end;
  }
  gap(to);
  return tiles;
}

interface Sum {
  links: number;
  /** What tiles the window, each by itself: links, or places. */
  parts: number;
  readonly ms: Record<LinkState, number>;
  maintenanceMs?: number;
}

/** Stands in for the link of a place that has no history; it is in no answer. */
const NO_LINK = linkId('none');

/** Sums links into groups, in the order in which their keys first come. */
export class AvailabilitySum {
  readonly #window: Window;
  readonly #groups = new Map<string, Sum>();

  constructor(window: Window) {
    this.#window = window;
  }

  /** Adds a link to a group; `maintenanceMs`: how much of the window lay within announced maintenance, where that is known. */
  add(key: string, link: LinkId, intervals: readonly Interval[], maintenanceMs?: number): void {
    this.#add(key, { link, links: 1, intervals });
    const group = this.#groups.get(key);
    if (maintenanceMs !== undefined && group)
      group.maintenanceMs = (group.maintenanceMs ?? 0) + maintenanceMs;
  }

  /** Adds a place that so many links serve as one: its intervals are those of a site or a path (domain/sla/places.ts). */
  addPlace(key: string, place: { readonly links: number; readonly intervals: readonly Interval[] }): void {
    this.#add(key, { link: place.intervals[0]?.link ?? NO_LINK, ...place });
  }

  #add(
    key: string,
    { link, links, intervals }: { link: LinkId; links: number; intervals: readonly Interval[] },
  ): void {
    const group = this.#groups.get(key) ?? {
      links: 0,
      parts: 0,
      ms: { up: 0, degraded: 0, down: 0, unreachable: 0, unknown: 0 },
    };
    this.#groups.set(key, group);
    group.links += links;
    group.parts++;
    for (const { state, from, to } of tile(link, intervals, this.#window)) group.ms[state] += to - from;
  }

  /** The figures so far. */
  groups(): readonly AvailabilityGroup[] {
    const { from, to } = this.#window;
    return [...this.#groups].map(([key, { links, parts, ms, maintenanceMs }]) => {
      const all = (to - from) * parts;
      const known = all - ms.unknown;
      return {
        key,
        links,
        durationsMs: ms,
        ...(maintenanceMs !== undefined && { maintenanceMs }),
        availabilityPct: known === 0 ? null : percentDown(ms.up + ms.degraded, known),
        coveragePct: percentDown(known, all),
      };
    });
  }
}

/** Cut off after four decimals: a figure on which money is claimed is never rounded up. `whole` is not 0. */
function percentDown(part: number, whole: number): number {
  return percentOf({ part, whole }, 4) ?? 0;
}
