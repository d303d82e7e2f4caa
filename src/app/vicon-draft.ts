// Checks an event before it is put into the calendar: its time, and that its sites can be watched at all.

import type { ViconDraft, ViconRefusal } from '../api/vicon-port.ts';
import { isId, type SiteId, siteId } from '../domain/ids.ts';
import type { Network } from '../domain/network.ts';
import type { Topology } from '../domain/topology.ts';
import { MOST_EVENT_MS, MOST_EVENT_SITES } from '../domain/vicon-event.ts';

/** Shorter is nobody's conference. */
const LEAST_EVENT_MS = 60_000;
/** Farther ahead is a slip of the pen. */
const MOST_AHEAD_MS = 366 * 86_400_000;

/** What an event is checked against. */
export interface DraftPlace {
  readonly network: Network;
  readonly topology: Topology;
  /** Epoch ms. */
  readonly at: number;
}

/** The sites of an event, each once; or why it cannot be. */
export function checkViconDraft(
  draft: ViconDraft,
  place: DraftPlace,
): { readonly sites: readonly SiteId[] } | ViconRefusal {
  const { startsAt, endsAt } = draft;
  const wrong = (code: ViconRefusal['code'], message: string): ViconRefusal => ({ code, message });
  if (endsAt - startsAt < LEAST_EVENT_MS)
    return wrong('time', 'it must end at least a minute after it starts');
  if (endsAt - startsAt > MOST_EVENT_MS)
    return wrong('time', 'it may last 24 hours at most; put a longer one in day by day');
  if (endsAt <= place.at) return wrong('time', 'it is over already; only what is to come can be watched');
  if (startsAt - place.at > MOST_AHEAD_MS) return wrong('time', 'it starts in more than a year');
  const sites = [...new Set(draft.sites)];
  if (sites.length === 0) return wrong('sites', 'name at least one site');
  if (sites.length > MOST_EVENT_SITES)
    return wrong('sites', `at most ${MOST_EVENT_SITES} sites; make several events of it`);
  const faults = sites.flatMap((id) => siteFault(id, place) ?? []);
  if (faults.length > 0) return wrong('sites', faults.join('; '));
  return { sites: sites.map(siteId) };
}

function siteFault(id: string, { network, topology }: DraftPlace): string | undefined {
  const site = isId(id) ? network.sites.get(siteId(id)) : undefined;
  if (!site) return `there is no site "${id}"`;
  if (site.id === network.monitorSite)
    return `"${site.name}" is where jalur stands: no link leads there that could be watched`;
  return topology.inbound.has(site.id)
    ? undefined
    : `no active link leads to "${site.name}", so it cannot be watched`;
}
