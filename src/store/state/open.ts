// Opens the state store in a data directory: makes it, takes it for this process, and begins anew when a file is damaged.

import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../runtime/clock.ts';
import type { Log } from '../../runtime/log.ts';
import { transaction } from '../sqlite/database.ts';
import { openingError } from '../sqlite/fault.ts';
import { openOrQuarantine, type Quarantine } from '../sqlite/quarantine.ts';
import { LOCK_HOLDER_FILE, lockDirectory } from './lock.ts';
import { metaTable } from './meta.ts';
import { type StateStore, StoreError } from './port.ts';
import { STATE_MIGRATIONS } from './schema.ts';
import { SqliteStateStore } from './sqlite-store.ts';

/** What opening needs from outside. */
export interface StateStoreDeps {
  readonly clock: Clock;
  readonly log: Log;
}

/** An open state store. */
export interface OpenedStateStore {
  readonly store: StateStore;
  /** Present when the file found was damaged: all earlier intervals and alerts are in `movedTo` only. Also logged. */
  readonly quarantine?: Quarantine;
}

/** Opens `directory`/state.db; throws StoreError: `busy` (another jalur), `newer-schema`, `io` (permissions), `full`. */
export function openStateStore(directory: string, deps: StateStoreDeps): OpenedStateStore {
  makeWritable(directory);
  const lock = lockDirectory(directory);
  try {
    const file = join(directory, 'state.db');
    const stampMs = Math.floor(deps.clock.wallMs());
    const { db, quarantine } = openOrQuarantine(
      { file, migrations: STATE_MIGRATIONS, synchronous: 'FULL' },
      stampMs,
    );
    if (!quarantine) return { store: new SqliteStateStore(db, lock) };
    deps.log.error('State store was damaged; moved aside and begun anew', { file, ...quarantine });
    // The numbers of the lost file must not come again: epoch ms and s are beyond all that counting ever reaches.
    transaction(db, () => {
      const meta = metaTable(db);
      meta.set('seq-reserved', stampMs);
      meta.set('seq-pruned', stampMs);
      meta.set('alert-base', Math.floor(stampMs / 1000));
    });
    return { store: new SqliteStateStore(db, lock), quarantine };
  } catch (error) {
    lock.release();
    throw openingError(`open the state store in "${directory}"`, error);
  }
}

function makeWritable(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o750 });
    // access(2) would ask for the real user, not the effective one: open what will be written instead.
    closeSync(openSync(join(directory, LOCK_HOLDER_FILE), 'a'));
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause);
    throw new StoreError(
      'io',
      `open data directory "${directory}": ${found}; wanted a directory that user ${process.getuid?.() ?? ''} can ` +
        'write: change its owner, or choose another with --data',
      { cause },
    );
  }
}
