// Which video conferences the wall tells of: those that run, and those of the next half hour. Pure.

import type { ViconLevel } from '../../../domain/vicon.ts';
import { phaseOf, VICON_LEAD_MS, type ViconEvent } from '../../../domain/vicon-event.ts';
import type { ViconSiteView } from '../../../domain/vicon-view.ts';

/** Those under way or due at a moment, the one that starts first first. */
export function dueEvents<Event extends ViconEvent>(events: readonly Event[], now: number): readonly Event[] {
  return events
    .filter((event) => {
      const phase = phaseOf(event, now);
      const isSoon = event.startsAt > now && event.startsAt - now <= VICON_LEAD_MS;
      return phase === 'running' || ((phase === 'watched' || phase === 'planned') && isSoon);
    })
    .sort((a, b) => a.startsAt - b.startsAt || a.id - b.id);
}

/** What a level is worth telling before the others: what is not fit, then limited, then not known. */
const WORST_FIRST: readonly ViconLevel[] = ['unfit', 'limited', 'unknown', 'ready'];

/** Sites of an event, the worst first, else in their own order. */
export function worstSites(sites: readonly ViconSiteView[]): readonly ViconSiteView[] {
  return [...sites].sort((a, b) => WORST_FIRST.indexOf(a.level) - WORST_FIRST.indexOf(b.level));
}
