// The calendar of video conferences in memory; part of the fake state store.

import type { ViconChange, ViconEvent } from '../../src/domain/vicon-event.ts';
import type { StoreError } from '../../src/store/state/port.ts';
import type { ViconStore } from '../../src/store/state/vicon-table.ts';

/** A calendar whose writes fail while `failure` gives an error. */
export function fakeVicon(failure: () => StoreError | undefined): ViconStore {
  const events = new Map<number, ViconEvent>();
  const changes = new Map<number, ViconChange[]>();
  const mayWrite = (): void => {
    const error = failure();
    if (error) throw error;
  };
  return {
    add: (event) => {
      mayWrite();
      const id = Math.max(0, ...events.keys()) + 1;
      events.set(id, { id, ...event });
      return id;
    },
    change: (event) => {
      mayWrite();
      events.set(event.id, event);
    },
    event: (id) => events.get(id),
    events: ({ endsAfter = Number.NEGATIVE_INFINITY, limit }) =>
      [...events.values()]
        .filter(({ endsAt }) => endsAt > endsAfter)
        .sort((a, b) => a.startsAt - b.startsAt || a.id - b.id)
        .slice(-limit),
    addChanges: (event, added) => {
      mayWrite();
      const kept = changes.get(event) ?? [];
      const isReplaced = (one: ViconChange) =>
        added.some(({ at, site }) => at === one.at && site === one.site);
      changes.set(event, [...kept.filter((one) => !isReplaced(one)), ...added]);
    },
    changes: (event) =>
      [...(changes.get(event) ?? [])].sort((a, b) => a.at - b.at || (a.site < b.site ? -1 : 1)),
  };
}
