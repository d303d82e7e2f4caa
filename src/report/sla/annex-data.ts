// What the annexes list: outages, entries of the ledger, announced windows, unknown time.

import type { LinkId } from '../../domain/ids.ts';
import type { SlaEvent } from '../../domain/sla/account.ts';
import type { LedgerEntry } from '../../domain/sla/ledger.ts';
import type { Interval } from '../../domain/state.ts';
import type { CountedLink } from '../method/accounts.ts';
import type { OutageStory } from '../method/outage-story.ts';
import type { LedgerData, MaintenanceData, SlaEventData, UnknownData } from './data.ts';

/** An outage with what was said of it. `nameOf`: undefined for links that the report may not name. */
export function eventData(
  event: SlaEvent,
  story: OutageStory,
  about: { readonly counted: CountedLink; readonly nameOf: (link: LinkId) => string | undefined },
): SlaEventData {
  const { ancestor, stops, tickets } = event;
  const { terms, entries } = about.counted;
  const bare = entries.flatMap((entry) =>
    entry.kind === 'ticket' && tickets.includes(entry.id) ? (entry.bareStopMinutes ?? []) : [],
  );
  return {
    link: event.link,
    from: event.from,
    monitoredFrom: event.monitoredFrom,
    to: event.to ?? null,
    state: event.state,
    verdict: event.verdict,
    grossMs: event.grossMs,
    stopMs: event.stopMs,
    netMs: event.netMs,
    wholeNetMs: event.wholeNetMs,
    countedMs: event.countedMs,
    stops: stops.map(({ entry, reason, ms }) => ({ entry: entry ?? null, reason, ms })),
    ourTickets: story.ourTickets,
    providerTickets: story.providerTickets,
    reportedAt: event.reportedAt ?? null,
    acknowledgedAt: story.acknowledged?.at ?? null,
    acknowledgedBy: story.acknowledged?.by ?? null,
    cause: story.cause ? { ...story.cause } : null,
    actions: story.actions,
    bareStopMinutes: bare.length === 0 ? null : bare.reduce((sum, minutes) => sum + minutes, 0),
    evidence: story.evidence,
    corrections: [...event.corrections],
    incident: story.incident ?? null,
    ancestor: (ancestor && about.nameOf(ancestor.link)) ?? null,
    late: terms.restoreWithinMs === undefined ? null : event.wholeNetMs > terms.restoreWithinMs,
  };
}

/** An entry as it counted. Whether it was withdrawn later is not told: it counted. */
export function entryData(entry: LedgerEntry): LedgerData {
  const stop = entry.kind === 'stop' ? entry : undefined;
  const correction = entry.kind === 'correction' ? entry : undefined;
  return {
    id: entry.id,
    link: entry.link,
    kind: entry.kind,
    from: entry.from,
    to: entry.to,
    reason: stop?.reason ?? null,
    state: correction?.state ?? null,
    cause: correction?.cause ?? null,
    who: entry.actor.who,
    at: entry.at,
    note: entry.note,
    evidence: entry.evidence ?? null,
    agreedByProvider: stop?.agreedByProvider ?? null,
    agreedByCustomer: stop?.agreedByCustomer ?? null,
  };
}

/** Openings of announced windows, each once, with the links of the report that it covers; by their beginning. */
export function maintenanceData(counted: readonly CountedLink[]): readonly MaintenanceData[] {
  const openings = new Map<
    string,
    { readonly span: CountedLink['maintenance'][number]; readonly links: string[] }
  >();
  for (const { link, maintenance } of counted)
    for (const span of maintenance) {
      const key = `${span.from} ${span.window}`;
      const known = openings.get(key);
      if (known) known.links.push(link.name);
      else openings.set(key, { span, links: [link.name] });
    }
  return [...openings.values()]
    .map(({ span, links }) => ({ ...span, links }))
    .sort((a, b) => a.from - b.from || (a.window < b.window ? -1 : 1));
}

/** Stretches of unknown time outside of announced windows; links that lack the same one stand together. */
export function unknownData(counted: readonly CountedLink[]): readonly UnknownData[] {
  const stretches = new Map<
    string,
    { readonly from: number; readonly to: number; readonly reason: string; readonly links: string[] }
  >();
  for (const { link, account, intervals } of counted)
    for (const tile of account.tiles) {
      if (tile.class !== 'unknown') continue;
      const reason = reasonOf(intervals, tile);
      const key = `${tile.from} ${tile.to} ${reason}`;
      const known = stretches.get(key);
      if (known) known.links.push(link.name);
      else stretches.set(key, { from: tile.from, to: tile.to, reason, links: [link.name] });
    }
  return [...stretches.values()].sort((a, b) => a.from - b.from || a.to - b.to);
}

/** Of several reasons in a row, the first. */
function reasonOf(
  intervals: readonly Interval[],
  { from, to }: { readonly from: number; readonly to: number },
): string {
  const here = intervals.find((interval) => interval.from < to && (interval.to ?? to) > from);
  if (!here) return 'none';
  return here.state === 'unknown' ? here.reason.kind : 'correction';
}
