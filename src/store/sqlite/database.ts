// Opens a SQLite file the way every store of jalur wants it: WAL, migrated to the schema this program knows, checked.

import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../state/port.ts';
import { openingError } from './fault.ts';
import { integer } from './row.ts';
import { convertIfSmall, prepareShrinking } from './shrink.ts';

/** How a file is opened. */
export interface DatabaseOptions {
  readonly file: string;
  /** Scripts that lead from schema version i to i + 1; kept for ever, only appended to. */
  readonly migrations: readonly string[];
  /** FULL: a commit survives a power cut. NORMAL: it survives a crash of the process; a power cut may take the last ones. */
  readonly synchronous: 'FULL' | 'NORMAL';
}

/** Another process may hold the file for a moment (a backup, a report): longer than this is an error. */
const BUSY_TIMEOUT_MS = 2_000;
/** Checking costs about 1 s per 300 MB; a larger file is checked page by page as it is read. */
const CHECK_MAX_BYTES = 256 * 2 ** 20;
/** A checkpoint of so many pages (1 MB) stays within a few ms, where the default of 1,000 would be felt. */
const CHECKPOINT_PAGES = 256;

/**
 * Opens, checks and migrates; throws StoreError. On a full disk a file is opened all the same, for this process alone: it
 * can be read, and written as soon as there is room.
 */
export function openDatabase(options: DatabaseOptions): DatabaseSync {
  try {
    return openAs('NORMAL', options);
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'full') throw error;
    // Alone, SQLite keeps the index of its log in memory; shared, that takes a file, for which there is no room.
    return openAs('EXCLUSIVE', options);
  }
}

function openAs(locking: 'NORMAL' | 'EXCLUSIVE', options: DatabaseOptions): DatabaseSync {
  const doing = `open "${options.file}"`;
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(options.file, { timeout: BUSY_TIMEOUT_MS });
    if (isNew(options.file)) prepareShrinking(db);
    db.exec(`PRAGMA locking_mode=${locking}; PRAGMA journal_mode=WAL; PRAGMA synchronous=${options.synchronous};
      PRAGMA wal_autocheckpoint=${CHECKPOINT_PAGES}; PRAGMA journal_size_limit=${16 * 2 ** 20}`);
    check(db, options.file);
    migrate(db, options);
    if (locking === 'NORMAL') convertIfSmall(db, options.file);
    return db;
  } catch (error) {
    db?.close();
    throw openingError(doing, error);
  }
}

/** Runs work in one transaction; on any error nothing of it remains, and the error is thrown on. */
export function transaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    // SQLite has rolled back by itself after some errors (disk full among them).
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

function isNew(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0;
}

function check(db: DatabaseSync, file: string): void {
  if (file === ':memory:' || statSync(file).size > CHECK_MAX_BYTES) return;
  const verdict = Object.values(db.prepare('PRAGMA quick_check(1)').get() ?? {})[0];
  if (verdict !== 'ok') {
    throw new StoreError(
      'corrupt',
      `open "${file}": the integrity check found ${String(verdict)}, wanted ok`,
    );
  }
}

function migrate(db: DatabaseSync, options: DatabaseOptions): void {
  const known = options.migrations.length;
  const found = integer(db.prepare('PRAGMA user_version').get() ?? {}, 'user_version');
  if (found > known) {
    throw new StoreError(
      'newer-schema',
      `open "${options.file}": it has schema version ${found}, this jalur knows up to ${known}; ` +
        'run the newer jalur, or choose another data directory',
    );
  }
  for (let version = found; version < known; version++) {
    transaction(db, () => {
      db.exec(options.migrations[version] ?? '');
      db.exec(`PRAGMA user_version=${version + 1}`);
    });
  }
}
