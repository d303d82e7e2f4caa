// The account of a link: from what was measured and entered to availability and restitution. Pure, exact, and the same whenever it
// is made again for the same `asOf`. The formulas are those of domain reference 4.2.

import type { AccountInput, SlaAccount, SlaEvent } from './account.ts';
import { outagesOf } from './outages.ts';
import { compare } from './percent.ts';
import { restitutionIdr } from './restitution.ts';
import { acceptedMaintenance, stopsOf, unionOf } from './stops.ts';
import { type Tiling, tilingOf } from './tiles.ts';
import { timelineOf } from './timeline.ts';

/** Counts what a link was worth over a stretch of time. */
export function countLink(input: AccountInput): SlaAccount {
  const { terms, asOf } = input;
  const timeline = timelineOf(input);
  const accepted = acceptedMaintenance(input);
  const stops = stopsOf(timeline.entries, accepted, terms);
  const maintenance = unionOf(accepted.toSorted((a, b) => a.from - b.from));
  const tiling = tilingOf(timeline, maintenance);
  const eventList = outagesOf(input, timeline, stops);
  const end = Math.max(input.from, Math.min(input.to, asOf));
  const calendarMs = end - input.from;
  const serviceMs = timeline.to - timeline.from;
  const base = denominatorMs(input, { calendarMs, serviceMs }, tiling);
  const totalMs = base - (terms.maintenanceTime === 'excluded' ? tiling.classesMs.maintenance : 0);
  const sums = sumEvents(eventList);
  const availability = { part: totalMs - sums.countedMs, whole: totalMs };
  const coverage = { part: serviceMs - tiling.unmeasuredMs, whole: serviceMs };
  const isKnown = coverage.part > 0 && totalMs > 0;
  const met = terms.slaPct === undefined || !isKnown ? undefined : compare(availability, terms.slaPct) !== -1;
  const isOver = asOf >= input.to;
  const restitution = isKnown && isOver ? restitutionIdr(terms, { availability }) : undefined;
  return {
    link: input.link,
    from: input.from,
    to: end,
    calendarMs,
    serviceMs,
    totalMs,
    classesMs: tiling.classesMs,
    ...sums,
    availability,
    grossAvailability: { part: base - sums.grossMs, whole: base },
    coverage,
    ...ratesOf(availability.part, sums),
    eventList,
    tiles: tiling.tiles,
    ...(met !== undefined && { met }),
    ...(restitution !== undefined && { restitutionIdr: restitution }),
  };
}

/** T with announced maintenance left in; 0 for a link that was not in service at all. */
function denominatorMs(
  { terms }: AccountInput,
  { calendarMs, serviceMs }: { readonly calendarMs: number; readonly serviceMs: number },
  { classesMs }: Tiling,
): number {
  if (serviceMs === 0) return 0;
  const all = terms.denominator === 'calendar' ? calendarMs : serviceMs;
  return all - (terms.unknownTime === 'excluded' ? classesMs.unknown : 0);
}

function sumEvents(
  events: readonly SlaEvent[],
): Pick<SlaAccount, 'grossMs' | 'stopMs' | 'countedMs' | 'events' | 'countedEvents' | 'longestMs'> {
  const sums = { grossMs: 0, stopMs: 0, countedMs: 0, events: events.length, countedEvents: 0, longestMs: 0 };
  for (const { grossMs, stopMs, countedMs } of events) {
    sums.grossMs += grossMs;
    sums.stopMs += stopMs;
    sums.countedMs += countedMs;
    if (countedMs > 0) sums.countedEvents++;
    sums.longestMs = Math.max(sums.longestMs, countedMs);
  }
  return sums;
}

/** Mean time to repair, and between failures, in whole ms; nothing without a counted event. */
export function ratesOf(
  availableMs: number,
  { countedMs, countedEvents }: { readonly countedMs: number; readonly countedEvents: number },
): { readonly mttrMs?: number; readonly mtbfMs?: number } {
  if (countedEvents === 0) return {};
  return {
    mttrMs: Math.floor(countedMs / countedEvents),
    mtbfMs: Math.floor(availableMs / countedEvents),
  };
}
