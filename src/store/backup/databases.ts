// The databases of a data directory, in the order in which a backup takes them.

import { ACCESS_MIGRATIONS } from '../access/schema.ts';
import { SPOOL_MIGRATIONS } from '../metrics/influx/spool.ts';
import { METRIC_MIGRATIONS } from '../metrics/sqlite/tables.ts';
import { STATE_MIGRATIONS } from '../state/schema.ts';

/** A database that a backup holds where the data directory has it. */
export interface KnownDatabase {
  readonly name: string;
  /** The newest version of its schema that this program knows. */
  readonly schema: number;
  /** Whether it is history, which may be left out. */
  readonly isHistory: boolean;
}

/** Name of the database without which a directory is no data directory. */
export const STATE_FILE = 'state.db';

/** Those of the stores. The outbox is first: who was told of an alert that the state does not know matters to nobody. */
export function knownDatabases(outboxSchema: number): readonly KnownDatabase[] {
  return [
    { name: 'outbox.db', schema: outboxSchema, isHistory: false },
    { name: STATE_FILE, schema: STATE_MIGRATIONS.length, isHistory: false },
    { name: 'access.db', schema: ACCESS_MIGRATIONS.length, isHistory: false },
    { name: 'spool.db', schema: SPOOL_MIGRATIONS.length, isHistory: true },
    { name: 'metrics.db', schema: METRIC_MIGRATIONS.length, isHistory: true },
  ];
}
