// Availability figures from intervals: how long each class lasted, exact to the millisecond.

import type { LinkId } from '../domain/ids.ts';
import type { Interval, LinkState } from '../domain/state.ts';

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

/** Sums links into groups, in the order in which their keys first come. */
export class AvailabilitySum {
  readonly #window: Window;
  readonly #groups = new Map<string, { links: number; ms: Record<LinkState, number> }>();

  constructor(window: Window) {
    this.#window = window;
  }

  /** Adds a link to a group. */
  add(key: string, link: LinkId, intervals: readonly Interval[]): void {
    const group = this.#groups.get(key) ?? {
      links: 0,
      ms: { up: 0, degraded: 0, down: 0, unreachable: 0, unknown: 0 },
    };
    this.#groups.set(key, group);
    group.links++;
    for (const { state, from, to } of tile(link, intervals, this.#window)) group.ms[state] += to - from;
  }

  /** The figures so far. */
  groups(): readonly AvailabilityGroup[] {
    const { from, to } = this.#window;
    return [...this.#groups].map(([key, { links, ms }]) => {
      const all = (to - from) * links;
      const known = all - ms.unknown;
      return {
        key,
        links,
        durationsMs: ms,
        availabilityPct: known === 0 ? null : percentDown(ms.up + ms.degraded, known),
        coveragePct: percentDown(known, all),
      };
    });
  }
}

/** Cut off after four decimals: a figure on which money is claimed is never rounded up. Exact, hence not in floating point. */
function percentDown(part: number, whole: number): number {
  return Number((BigInt(part) * 1_000_000n) / BigInt(whole)) / 10_000;
}
