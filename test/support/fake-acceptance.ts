// Acceptance records in memory, as the state store keeps them; test/store/state/acceptance.test.ts holds it to that.

import type { AcceptanceRecord } from '../../src/domain/acceptance.ts';
import { type AcceptanceStore, MOST_BROKEN_OFF } from '../../src/store/state/acceptance-table.ts';

/** Keeps records in a map; `check` is called before a write, and throws where the store is to fail. */
export function fakeAcceptance(check: () => void): AcceptanceStore {
  const records = new Map<number, AcceptanceRecord>();
  const find: AcceptanceStore['find'] = ({ state, link, before, limit }) =>
    [...records.values()]
      .filter((record) => state === undefined || record.state === state)
      .filter((record) => link === undefined || record.link === link)
      .filter((record) => before === undefined || record.id < before)
      .sort((a, b) => b.id - a.id)
      .slice(0, limit);
  return {
    put: (record) => {
      check();
      records.set(record.id, record);
      const broken = find({ link: record.link, state: 'broken-off', limit: 1_000 });
      for (const { id } of broken.slice(MOST_BROKEN_OFF)) records.delete(id);
    },
    get: (id) => records.get(id),
    find,
    latest: () => {
      const inOrder = [...records.values()].sort((a, b) => a.id - b.id);
      const newest = new Map(inOrder.map(({ id, link, state }) => [link, { id, link, state }]));
      return [...newest.values()].sort((a, b) => a.id - b.id);
    },
    nextId: () => Math.max(0, ...records.keys()) + 1,
  };
}
