// The ledger in memory, as the state store keeps it; test/store/state/ledger.test.ts holds it to that.

import type { LedgerEntry } from '../../src/domain/sla/ledger.ts';
import { assertRoom, type LedgerStore } from '../../src/store/state/ledger-table.ts';

/** Keeps entries in a map; `check` is called before a write, and throws where the store is to fail. */
export function fakeLedger(check: () => void): LedgerStore {
  const entries = new Map<number, LedgerEntry>();
  return {
    add: (fresh) => {
      check();
      assertRoom(entries.size, fresh.length);
      return fresh.map((entry): LedgerEntry => {
        const numbered = { id: entries.size + 1, ...entry };
        entries.set(numbered.id, numbered);
        return numbered;
      });
    },
    withdraw: (id, by) => {
      check();
      const entry = entries.get(id);
      if (!entry || entry.withdrawn) return entry;
      const withdrawn: LedgerEntry = { ...entry, withdrawn: by };
      entries.set(id, withdrawn);
      return withdrawn;
    },
    get: (id) => entries.get(id),
    find: ({ link, links, from, to, before, limit }) =>
      [...entries.values()]
        .filter((entry) => link === undefined || entry.link === link)
        .filter((entry) => links?.has(entry.link) ?? true)
        .filter((entry) => from === undefined || entry.to > from)
        .filter((entry) => to === undefined || entry.from < to)
        .filter((entry) => before === undefined || entry.id < before)
        .slice(-limit),
    count: () => entries.size,
  };
}
