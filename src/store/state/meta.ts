// Single numbers the state store remembers by name.

import type { DatabaseSync } from 'node:sqlite';
import { integer } from '../sqlite/row.ts';

/** What is remembered. */
export type MetaName =
  /** No number above this one was ever given to an event. */
  | 'seq-reserved'
  /** The highest number of an event that was pruned or lost: nobody can resume from before it. */
  | 'seq-pruned'
  /** The first alert number of this file, less one. */
  | 'alert-base'
  /** Label of the last heartbeat, epoch ms. */
  | 'alive-at';

/** The meta table. */
export interface MetaTable {
  get(name: MetaName): number | undefined;
  set(name: MetaName, value: number): void;
}

/** Prepares the table's statements. */
export function metaTable(db: DatabaseSync): MetaTable {
  const select = db.prepare('SELECT value FROM meta WHERE name = ?');
  const upsert = db.prepare(
    'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  return {
    get: (name) => {
      const row = select.get(name);
      return row && integer(row, 'value');
    },
    set: (name, value) => {
      upsert.run(name, value);
    },
  };
}
