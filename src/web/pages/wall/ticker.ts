// What happened in the last hour, newest first: told by the stream as it happens, and by the alert history when the wall is
// opened. Both say the same of the same alert, so that an entry has one key wherever it came from. Pure.

import type { Alert } from '../../../domain/alert.ts';
import type { EventView, ServerMessage } from '../../../stream/protocol.ts';

/** How far the ticker looks back, ms. */
export const TICKER_MS = 3_600_000;
/** Entries kept; the oldest go first. More than any wall has room for. */
export const TICKER_LIMIT = 60;

/** One thing that happened. */
export type TickerEntry = { readonly key: string; readonly at: number } & (
  | {
      readonly kind: 'alert';
      /** `again`: the condition came back before anybody had acknowledged it. */
      readonly what: 'raised' | 'again' | 'acknowledged' | 'ended';
      readonly alert: Alert;
    }
  | {
      readonly kind: 'maintenance';
      readonly what: 'begun' | 'ended';
      readonly name: string;
      readonly by: string;
    }
  | { readonly kind: 'started' }
);

/**
 * What an alert's record says happened. Links that go and come are told by their alerts; one that was held back tells
 * nothing, for another alert speaks for it, or nobody wanted to hear of it.
 */
export function alertEntries(alert: Alert): readonly TickerEntry[] {
  if (alert.suppressed && !alert.announced) return [];
  const entry = (what: 'raised' | 'again' | 'acknowledged' | 'ended', at: number): TickerEntry => ({
    kind: 'alert',
    key: `${alert.number} ${what} ${at}`,
    at,
    what,
    alert,
  });
  const { acknowledged, status } = alert;
  const endedAt = alert.returnedAt ?? alert.closedAt;
  return [
    entry('raised', alert.raisedAt),
    ...(alert.occurrences > 1 ? [entry('again', alert.since)] : []),
    ...(acknowledged ? [entry('acknowledged', acknowledged.at)] : []),
    ...(status !== 'active' && endedAt !== undefined ? [entry('ended', endedAt)] : []),
  ];
}

/** What messages of the stream say happened; figures and states say nothing here. */
export function messageEntries(messages: readonly ServerMessage[]): readonly TickerEntry[] {
  return messages.flatMap((message) => {
    if (message.type === 'event') return eventEntries(message);
    return message.type === 'events' ? message.events.flatMap(eventEntries) : [];
  });
}

function eventEntries(event: EventView | Extract<ServerMessage, { type: 'event' }>): readonly TickerEntry[] {
  switch (event.kind) {
    case 'alert.raised':
    case 'alert.changed':
    case 'alert.closed':
      return alertEntries(event.alert);
    case 'maintenance.begun':
    case 'maintenance.ended': {
      const { at, window, name, announcedBy: by } = event;
      const what = event.kind === 'maintenance.begun' ? 'begun' : 'ended';
      return [{ kind: 'maintenance', key: `${window} ${what} ${at}`, at, what, name, by }];
    }
    case 'monitor.started':
      return [{ kind: 'started', key: `started ${event.at}`, at: event.at }];
    // A link's state and a blind monitor have their alerts; the rest is not for a wall.
    case 'alert.act':
    case 'link.state':
    case 'link.round':
    case 'link.device':
    case 'link.cause':
    case 'link.inventory':
    case 'link.trap':
    case 'maintenance.changed':
    case 'monitor.blind':
    case 'monitor.sighted':
    case 'monitor.config':
    case 'monitor.fault':
      return [];
  }
}

/** Adds entries to those that are there: newest first, of the last hour only, and not more than the limit. */
export function withEntries(
  before: readonly TickerEntry[],
  added: readonly TickerEntry[],
  now: number,
): readonly TickerEntry[] {
  const oldest = now - TICKER_MS;
  const isStale = before.some(({ at }) => at < oldest);
  if (added.length === 0 && !isStale) return before;
  const byKey = new Map([...before, ...added].map((entry) => [entry.key, entry]));
  return [...byKey.values()]
    .filter(({ at }) => at >= oldest)
    .sort((a, b) => b.at - a.at || b.key.localeCompare(a.key))
    .slice(0, TICKER_LIMIT);
}
