// Gives the space of deleted rows back to the file system, a few pages at a time, so that nobody waits. SQLite can do that in
// files that were made for it (auto_vacuum incremental); every file of jalur is.

import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { integer } from './row.ts';

/** Free pages that stay for the rows of the next hours: 4 MB. */
const SPARE_PAGES = 1_000;
/** Pages moved per transaction: about a millisecond in memory, some tens from a slow disk. */
const PAGES_AT_ONCE = 32;
/** A file without the setting is written anew in one go when it is opened, as long as that takes about a second. */
const CONVERT_MAX_BYTES = 64 * 2 ** 20;
const INCREMENTAL = 2;

/** Gives back pages until there are none to spare or `budgetMs` are over; returns how many. Not within a transaction. */
export type Shrink = (budgetMs: number) => number;

/** Makes it for a file; `nowMs` reads any clock. */
export function shrinkOf(db: DatabaseSync, nowMs: () => number): Shrink {
  if (vacuumMode(db) !== INCREMENTAL) return () => 0;
  const free = db.prepare('PRAGMA freelist_count');
  const spare = (): number => integer(free.get() ?? {}, 'freelist_count') - SPARE_PAGES;
  return (budgetMs) => {
    const begun = nowMs();
    const before = spare();
    let left = before;
    while (left > 0 && nowMs() - begun < budgetMs) {
      db.exec(`PRAGMA incremental_vacuum(${Math.min(PAGES_AT_ONCE, left)})`);
      left = spare();
    }
    return Math.max(0, before - left);
  };
}

/** Gives a file the setting that is new; to be called before anything else on its connection. */
export function prepareShrinking(db: DatabaseSync): void {
  db.exec('PRAGMA auto_vacuum=INCREMENTAL');
}

/** Whether the file's free pages can be given back. */
export function isShrinkable(db: DatabaseSync): boolean {
  return vacuumMode(db) === INCREMENTAL;
}

/** Gives a file from an earlier version the setting if it is small; a large one gets it when it is restored from a backup. */
export function convertIfSmall(db: DatabaseSync, file: string): void {
  if (file === ':memory:' || isShrinkable(db) || statSync(file).size > CONVERT_MAX_BYTES) return;
  try {
    // The setting takes effect as the file is written anew.
    db.exec('PRAGMA auto_vacuum=INCREMENTAL; VACUUM');
  } catch {
    // No room, or another program reads: the file works as it is, and the next start tries again.
  }
}

function vacuumMode(db: DatabaseSync): number {
  return integer(db.prepare('PRAGMA auto_vacuum').get() ?? {}, 'auto_vacuum');
}
