// When windows open and end, as the maintenance desk needs it: for people, for cron, and for its own timer.

import type { Zone } from '../domain/local-time.ts';
import type { MaintenanceWindow } from '../domain/maintenance.ts';
import { nextEdge, type Opening, openingAt } from '../domain/maintenance-plan.ts';

/** Openings of a row may overlap: so many edges are looked at before the next opening is given up. */
const MOST_EDGES = 32;

/** The next opening after a moment; undefined when there is none. */
export function nextOpening(window: MaintenanceWindow, at: number, zone: Zone): Opening | undefined {
  let edge = nextEdge(window, at, zone);
  for (let looked = 0; edge !== undefined && looked < MOST_EDGES; looked++) {
    const opening = openingAt(window, edge, zone);
    if (opening?.from === edge) return opening;
    edge = nextEdge(window, edge, zone);
  }
  return undefined;
}

/** From when on a window is over for ever, epoch ms; undefined for a row that goes on. */
export function overAt({ time, endedAt }: MaintenanceWindow): number | undefined {
  const last =
    time.kind === 'once'
      ? time.to
      : time.notAfter === undefined
        ? Number.POSITIVE_INFINITY
        : time.notAfter + time.durationMs;
  const over = Math.min(last, endedAt ?? last);
  return Number.isFinite(over) ? over : undefined;
}

/** The cron expression of a row's openings; undefined for a window that comes once. */
export function cronOf({ time }: MaintenanceWindow): string | undefined {
  if (time.kind === 'once') return undefined;
  const { atMinute, days } = time;
  const when = `${atMinute % 60} ${Math.floor(atMinute / 60)}`;
  // Both fields at once would mean "and" to node-cron.
  return typeof days[0] === 'number' ? `${when} ${days.join(',')} * *` : `${when} * * ${days.join(',')}`;
}
