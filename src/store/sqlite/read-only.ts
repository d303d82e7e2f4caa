// Opens a SQLite file beside the daemon that writes it: in WAL mode readers and the writer do not wait for each other.

import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../state/port.ts';
import { storeError } from './fault.ts';
import { integer } from './row.ts';

/** A checkpoint may hold the file for a moment. */
const BUSY_TIMEOUT_MS = 5_000;

/** Opens a file for reading only; throws StoreError, also where its schema is not the one this program knows. */
export function openReadOnly(file: string, migrations: readonly string[]): DatabaseSync {
  if (!existsSync(file))
    throw new StoreError(
      'io',
      `open "${file}": there is no such file; name the data directory of a jalur that has run (--data)`,
    );
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
    const found = integer(db.prepare('PRAGMA user_version').get() ?? {}, 'user_version');
    const known = migrations.length;
    if (found > known)
      throw new StoreError(
        'newer-schema',
        `open "${file}": it has schema version ${found}, this jalur knows up to ${known}; use the newer jalur`,
      );
    if (found < known)
      throw new StoreError(
        'io',
        `open "${file}": it has schema version ${found}, wanted ${known}; start the daemon of this version on it once`,
      );
    return db;
  } catch (error) {
    db?.close();
    throw storeError(`open "${file}" for reading`, error);
  }
}
