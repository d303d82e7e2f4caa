// Copies one database while others write to it, and proves the copy. The copy is of one moment: a reader's view is held open
// meanwhile, which in SQLite's log keeps no writer waiting.

import { chmodSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';
import { storeError } from '../sqlite/fault.ts';
import { integer, text } from '../sqlite/row.ts';
import { StoreError } from '../state/port.ts';
import { type KnownDatabase, STATE_FILE } from './databases.ts';

/** 4 MB a step; between two steps the disk is free for others. */
const PAGES_A_STEP = 1_000;
const BUSY_TIMEOUT_MS = 5_000;

/** Facts of a copy. */
export interface CopyFacts {
  readonly schema: number;
  readonly rows: Readonly<Record<string, number>>;
}

/** A database being read as it is at one moment. */
export interface OpenSource {
  readonly known: KnownDatabase;
  /** Copies it; `progress` is told the share that is done. Rejects with StoreError. */
  copyTo(file: string, progress: (share: number) => void, signal: AbortSignal): Promise<void>;
  close(): void;
}

/** Opens a database and holds this moment's view of it. Throws StoreError, also for a schema that is newer than known. */
export function openSource(file: string, known: KnownDatabase): OpenSource {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
    db.exec('BEGIN');
    const found = integer(db.prepare('PRAGMA user_version').get() ?? {}, 'user_version');
    if (found > known.schema)
      throw new StoreError(
        'newer-schema',
        `back up "${file}": it has schema version ${found}, this jalur knows up to ${known.schema}; use the newer jalur`,
      );
    // The view begins with the first thing that is read.
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
  } catch (error) {
    db?.close();
    throw storeError(`open "${file}" for a backup`, error);
  }
  const source = db;
  return {
    known,
    copyTo: async (target, progress, signal) => {
      try {
        await backup(source, target, {
          rate: PAGES_A_STEP,
          progress: ({ totalPages, remainingPages }) => {
            signal.throwIfAborted();
            progress(totalPages === 0 ? 1 : 1 - remainingPages / totalPages);
          },
        });
        chmodSync(target, 0o600);
      } catch (error) {
        signal.throwIfAborted();
        throw storeError(`copy "${file}"`, error);
      }
    },
    close: () => {
      if (source.isOpen) source.close();
    },
  };
}

/** Proves a copy and makes it one single file; throws StoreError `corrupt` where it is not whole. */
export function proveCopy(file: string, known: KnownDatabase): CopyFacts {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file);
    // Everything within the one file, without a log beside it.
    db.exec('PRAGMA journal_mode=DELETE');
    const verdict = Object.values(db.prepare('PRAGMA integrity_check(1)').get() ?? {})[0];
    if (verdict !== 'ok')
      throw new StoreError(
        'corrupt',
        `check the copy of ${known.name}: found ${String(verdict)}, wanted ok; the original is damaged too: ` +
          'restore an earlier backup, or start jalur, which moves the damaged file aside',
      );
    if (known.name === STATE_FILE) proveState(db);
    const schema = integer(db.prepare('PRAGMA user_version').get() ?? {}, 'user_version');
    return { schema, rows: rowsOf(db) };
  } catch (error) {
    throw storeError(`check the copy of ${known.name}`, error);
  } finally {
    db?.close();
  }
}

/** What contracts are settled by: a link has one open interval at most, and none overlap. */
function proveState(db: DatabaseSync): void {
  const wrong = db
    .prepare(
      `SELECT link, from_ms FROM (
         SELECT link, from_ms, lag(ifnull(to_ms, 9e15)) OVER (PARTITION BY link ORDER BY from_ms) AS before FROM interval
       ) WHERE before > from_ms LIMIT 1`,
    )
    .get();
  if (wrong)
    throw new StoreError(
      'corrupt',
      `check the copy of ${STATE_FILE}: intervals of "${text(wrong, 'link')}" overlap at ${integer(wrong, 'from_ms')}`,
    );
}

function rowsOf(db: DatabaseSync): Readonly<Record<string, number>> {
  const names = db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`)
    .all()
    .map((row) => text(row, 'name'));
  return Object.fromEntries(
    names.map((name) => [name, integer(db.prepare(`SELECT count(*) AS n FROM "${name}"`).get() ?? {}, 'n')]),
  );
}
