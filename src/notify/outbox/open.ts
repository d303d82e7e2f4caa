// Opens the outbox in a data directory, and begins anew when the file is damaged.

import { join } from 'node:path';
import { storeError } from '../../store/sqlite/fault.ts';
import { openOrQuarantine, type Quarantine } from '../../store/sqlite/quarantine.ts';
import type { OutboxDeps } from './file-writer.ts';
import type { Outbox } from './port.ts';
import { OUTBOX_MIGRATIONS } from './schema.ts';
import { SqliteOutbox } from './sqlite-outbox.ts';

/** An open outbox. */
export interface OpenedOutbox {
  readonly outbox: Outbox;
  /**
   * Present when the file found was damaged: what waited, and what was told, is in `movedTo` only. `load()` is then that
   * of a new directory: alerts that are active are told again, for nobody knows who was told of them. Also logged.
   */
  readonly quarantine?: Quarantine;
}

/**
 * Opens `directory`/outbox.db; throws StoreError: `busy`, `newer-schema`, `io` (permissions), `full`. The directory exists
 * and is held by this process already: openStateStore comes first.
 */
export function openOutbox(directory: string, deps: OutboxDeps): OpenedOutbox {
  try {
    const file = join(directory, 'outbox.db');
    const { db, quarantine } = openOrQuarantine(
      { file, migrations: OUTBOX_MIGRATIONS, synchronous: 'FULL' },
      Math.floor(deps.clock.wallMs()),
    );
    if (quarantine)
      deps.log.error('Outbox of messages was damaged; moved aside and begun anew', { file, ...quarantine });
    try {
      return { outbox: new SqliteOutbox(db, deps), ...(quarantine && { quarantine }) };
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    throw storeError(`open the outbox in "${directory}"`, error);
  }
}
