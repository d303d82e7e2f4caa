// Which maintenance windows are open at a moment, when that changes next, and which links a window covers.

import type { LinkId } from './ids.ts';
import { addDays, type Zone } from './local-time.ts';
import {
  type MaintenanceScope,
  type MaintenanceTime,
  type MaintenanceWindow,
  type OpenMaintenance,
  WEEKDAYS,
} from './maintenance.ts';
import { type Network, regencyOf } from './network.ts';
import type { Topology } from './topology.ts';

const DAY_MS = 86_400_000;
/** A window that recurs on a day of the month is looked for over so many days; longer ones than a month do not recur. */
const SEARCH_DAYS = 400;
/** Longest duration of a recurring window. */
export const MOST_RECURRING_MS = 7 * DAY_MS;

/** One opening of a window. */
export interface Opening {
  readonly from: number;
  readonly to: number;
}

/** The opening that contains a moment; of several that overlap, the one that ends last. */
export function openingAt(window: MaintenanceWindow, at: number, zone: Zone): Opening | undefined {
  const found = openings(window.time, at, zone)
    .map((opening) => clipped(opening, window))
    .filter((opening) => opening.from <= at && at < opening.to);
  return found.sort((a, b) => b.to - a.to)[0];
}

/** When a window opens or ends next after a moment; undefined when never again. */
export function nextEdge(window: MaintenanceWindow, at: number, zone: Zone): number | undefined {
  const edges = openings(window.time, at, zone)
    .map((opening) => clipped(opening, window))
    .filter((opening) => opening.from < opening.to)
    .flatMap(({ from, to }) => [from, to]);
  const after = edges.filter((edge) => edge > at);
  return after.length > 0 ? Math.min(...after) : undefined;
}

/** Openings that overlap [from, to), oldest first, not clipped to it. */
export function openingsWithin(
  window: MaintenanceWindow,
  { from, to }: Opening,
  zone: Zone,
): readonly Opening[] {
  const { time } = window;
  const found: Opening[] = [];
  if (time.kind === 'once') found.push({ from: time.from, to: time.to });
  else {
    let date = addDays(zone.at(from - time.durationMs), -1);
    // No zone is more than a day away from UTC.
    for (; Date.UTC(date.year, date.month - 1, date.day) < to + DAY_MS; date = addDays(date, 1)) {
      if (!isDay(time.days, date)) continue;
      const begin = zone.epochOf(date, time.atMinute);
      const isWithin = begin >= (time.notBefore ?? begin) && begin <= (time.notAfter ?? begin);
      if (isWithin) found.push({ from: begin, to: begin + time.durationMs });
    }
  }
  return found
    .map((opening) => clipped(opening, window))
    .filter((opening) => opening.from < opening.to && opening.from < to && opening.to > from);
}

/** Windows that are open at a moment, with the links they cover. */
export function openWindows(
  windows: readonly MaintenanceWindow[],
  at: number,
  place: { readonly zone: Zone; readonly network: Network; readonly topology: Topology },
): readonly OpenMaintenance[] {
  return windows.flatMap((window) => {
    const opening = openingAt(window, at, place.zone);
    if (!opening) return [];
    const { id, name, announcedBy, scope } = window;
    return [{ id, name, announcedBy, ...opening, links: coveredLinks(scope, place.network, place.topology) }];
  });
}

/** The links of a scope, and all that can only be reached through them. */
export function coveredLinks(
  scope: MaintenanceScope,
  network: Network,
  topology: Topology,
): ReadonlySet<LinkId> {
  const covered = new Set<LinkId>();
  const links = new Set(scope.links);
  const sites = new Set(scope.sites);
  const regencies = new Set(scope.regencies);
  const providers = new Set(scope.providers);
  for (const link of network.links.values()) {
    const regency = regencyOf(network, link.to);
    const isNamed =
      links.has(link.id) ||
      sites.has(link.to) ||
      (regency !== undefined && regencies.has(regency.id)) ||
      (link.provider !== undefined && providers.has(link.provider));
    if (isNamed) covered.add(link.id);
  }
  for (const id of [...covered]) addBehind(id, covered, network, topology);
  return covered;
}

/** What hangs behind a site is cut off when every way into that site is covered. */
function addBehind(id: LinkId, covered: Set<LinkId>, network: Network, topology: Topology): void {
  const site = network.links.get(id)?.to;
  const inbound = site === undefined ? undefined : topology.inbound.get(site);
  if (site === undefined || !inbound?.every((link) => covered.has(link.id))) return;
  for (const behind of topology.behind.get(site) ?? []) {
    if (covered.has(behind.id)) continue;
    covered.add(behind.id);
    addBehind(behind.id, covered, network, topology);
  }
}

/** Openings around a moment: those that may contain it, and at least the next one. */
function openings(time: MaintenanceTime, at: number, zone: Zone): readonly Opening[] {
  if (time.kind === 'once') return [{ from: time.from, to: time.to }];
  const found: Opening[] = [];
  const today = zone.at(at);
  const back = Math.ceil(time.durationMs / DAY_MS) + 1;
  for (let offset = -back; offset <= SEARCH_DAYS; offset++) {
    const date = addDays(today, offset);
    if (!isDay(time.days, date)) continue;
    const from = zone.epochOf(date, time.atMinute);
    if (from < (time.notBefore ?? from) || from > (time.notAfter ?? from)) continue;
    found.push({ from, to: from + time.durationMs });
    if (from > at) break;
  }
  return found;
}

function isDay(
  days: Extract<MaintenanceTime, { kind: 'recurring' }>['days'],
  date: { readonly day: number; readonly weekday: number },
): boolean {
  const names: readonly (number | string)[] = days;
  return names.includes(date.day) || names.includes(WEEKDAYS[date.weekday] ?? '');
}

/** An operator may end a window before its time: the opening under way, and all that follow. */
function clipped(opening: Opening, { endedAt }: MaintenanceWindow): Opening {
  return endedAt === undefined
    ? opening
    : { from: opening.from, to: Math.min(opening.to, Math.max(opening.from, endedAt)) };
}
