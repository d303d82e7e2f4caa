// Opens the outbox in a data directory, and begins anew when the file is damaged.

import { join } from 'node:path';
import { type DatabaseOptions, openDatabase } from '../../store/sqlite/database.ts';
import { openingError, storeError } from '../../store/sqlite/fault.ts';
import { moveAside, openOrQuarantine, type Quarantine } from '../../store/sqlite/quarantine.ts';
import { StoreError } from '../../store/state/port.ts';
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
  const file = join(directory, 'outbox.db');
  const options: DatabaseOptions = { file, migrations: OUTBOX_MIGRATIONS, synchronous: 'FULL' };
  const stampMs = Math.floor(deps.clock.wallMs());
  try {
    const { db, quarantine } = openOrQuarantine(options, stampMs);
    if (quarantine) return told(new SqliteOutbox(db, deps), quarantine, { file, deps });
    try {
      const outbox = new SqliteOutbox(db, deps);
      outbox.load();
      return { outbox };
    } catch (error) {
      if (!isDamage(error)) throw error;
      db.close();
      const reason = error instanceof Error ? error.message : String(error);
      const movedTo = moveAside(file, stampMs);
      return told(new SqliteOutbox(openDatabase(options), deps), { movedTo, reason }, { file, deps });
    }
  } catch (error) {
    throw openingError(`open the outbox in "${directory}"`, error);
  }
}

/** Rows that cannot be read although the file as a whole can: no later start would read them either. */
function isDamage(error: unknown): boolean {
  const { code } = storeError('read the outbox', error);
  const isStore = error instanceof StoreError || (error instanceof Error && 'errcode' in error);
  return code === 'corrupt' || !isStore;
}

function told(
  outbox: Outbox,
  quarantine: Quarantine,
  { file, deps }: { readonly file: string; readonly deps: OutboxDeps },
): OpenedOutbox {
  deps.log.error('Outbox of messages was damaged; moved aside and begun anew', { file, ...quarantine });
  return { outbox, quarantine };
}
