// Announced windows as accounts need them: each opening that touches a stretch of time, by the links it covers.

import type { LinkId } from '../ids.ts';
import type { Zone } from '../local-time.ts';
import type { MaintenanceWindow } from '../maintenance.ts';
import { coveredLinks, openingsWithin } from '../maintenance-plan.ts';
import type { Network } from '../network.ts';
import type { Topology } from '../topology.ts';
import type { MaintenanceSpan } from './account.ts';

/** A window, with the links it covers. */
export interface CoveringWindow {
  readonly window: MaintenanceWindow;
  readonly links: ReadonlySet<LinkId>;
}

/** Resolves the scopes of windows once, for all links. */
export function coveringWindows(
  windows: readonly MaintenanceWindow[],
  network: Network,
  topology: Topology,
): readonly CoveringWindow[] {
  return windows.map((window) => ({ window, links: coveredLinks(window.scope, network, topology) }));
}

/** A stretch, and the moment of which it is asked: what was announced or ended later has not happened. Epoch ms. */
export interface SpanQuery {
  readonly from: number;
  readonly to: number;
  readonly asOf: number;
  readonly zone: Zone;
}

/**
 * Openings by link, oldest first, not clipped; a link without any has no entry. At most one opening per window and day: the bound
 * is the length of the stretch. Links that the same windows cover share one list, so that a nightly window over ten thousand
 * links for a year is a year of openings and not ten thousand.
 */
export function maintenanceSpans(
  windows: readonly CoveringWindow[],
  query: SpanQuery,
): ReadonlyMap<LinkId, readonly MaintenanceSpan[]> {
  const lists: (readonly MaintenanceSpan[])[] = [];
  const covering = new Map<LinkId, string>();
  for (const { window, links } of windows) {
    const spans = spansOf(window, query);
    if (spans.length === 0) continue;
    const index = lists.push(spans) - 1;
    for (const link of links) covering.set(link, `${covering.get(link) ?? ''}${index} `);
  }
  const merged = new Map<string, readonly MaintenanceSpan[]>();
  const byLink = new Map<LinkId, readonly MaintenanceSpan[]>();
  for (const [link, key] of covering) {
    const spans = merged.get(key) ?? together(key.trim().split(' '), lists);
    merged.set(key, spans);
    byLink.set(link, spans);
  }
  return byLink;
}

function together(
  indices: readonly string[],
  lists: readonly (readonly MaintenanceSpan[])[],
): readonly MaintenanceSpan[] {
  return indices
    .flatMap((index) => lists[Number(index)] ?? [])
    .sort((a, b) => a.from - b.from || a.to - b.to);
}

/** The openings of one window that touch a stretch. */
export function spansOf(
  window: MaintenanceWindow,
  { from, to, asOf, zone }: SpanQuery,
): readonly MaintenanceSpan[] {
  if (window.announcedAt > asOf) return [];
  const { endedAt, ...running } = window;
  const known = endedAt !== undefined && endedAt > asOf ? running : window;
  return openingsWithin(known, { from, to }, zone).map((opening) => ({
    window: window.id,
    name: window.name,
    announcedBy: window.announcedBy,
    announcedAt: window.announcedAt,
    ...opening,
  }));
}
