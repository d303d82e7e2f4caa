// Two daemons on one data directory would interleave their events. The kernel releases this lock when its holder dies,
// however it dies, so that a stale one cannot keep jalur from starting.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openingError, storeError } from '../sqlite/fault.ts';
import { StoreError } from './port.ts';

/** Holds the number of the process that has the directory, for messages only. */
export const LOCK_HOLDER_FILE = 'lock.pid';

/** A held lock. */
export interface DirectoryLock {
  release(): void;
}

/**
 * Takes the data directory for this process; throws StoreError `busy`, naming the holder, when another one has it.
 * SQLite's own file lock is used (Node has no flock); the database behind it stays empty, and its journal in memory, so
 * that a full disk keeps nobody from watching.
 */
export function lockDirectory(directory: string): DirectoryLock {
  const holderFile = join(directory, LOCK_HOLDER_FILE);
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(join(directory, 'lock.db'), { timeout: 0 });
    db.exec('PRAGMA journal_mode=MEMORY; BEGIN EXCLUSIVE');
    nameHolder(holderFile);
  } catch (cause) {
    db?.close();
    const failure = openingError(`lock data directory "${directory}"`, cause);
    if (failure.code !== 'busy') throw failure;
    throw new StoreError(
      'busy',
      `lock data directory "${directory}": held by another jalur (process ${holder(holderFile)}); ` +
        'stop that one, or choose another data directory',
      { cause },
    );
  }
  const held = db;
  return {
    release: () => {
      if (held.isOpen) held.close();
    },
  };
}

function nameHolder(file: string): void {
  try {
    writeFileSync(file, `${process.pid}\n`);
  } catch (cause) {
    if (storeError('name the holder', cause).code !== 'full') throw cause;
  }
}

function holder(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim() || 'unknown';
  } catch {
    return 'unknown';
  }
}
