// A damaged file must not keep the monitor from starting: it is moved aside, kept for rescue, and a new one begun.

import { existsSync, renameSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../state/port.ts';
import { type DatabaseOptions, openDatabase } from './database.ts';
import { storeError } from './fault.ts';

/** What became of a damaged file. */
export interface Quarantine {
  /** Where the damaged file is now. */
  readonly movedTo: string;
  /** What was found wrong with it. */
  readonly reason: string;
}

/**
 * Opens a database; a corrupt one is renamed to `FILE.corrupt-STAMP` with its WAL, and a new one opened in its place.
 * Throws StoreError for everything else. `stampMs` is an epoch ms that makes the name unique.
 */
export function openOrQuarantine(
  options: DatabaseOptions,
  stampMs: number,
): { readonly db: DatabaseSync; readonly quarantine?: Quarantine } {
  try {
    return { db: openDatabase(options) };
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'corrupt') throw error;
    const movedTo = moveAside(options.file, stampMs);
    return { db: openDatabase(options), quarantine: { movedTo, reason: error.message } };
  }
}

/** Renames a closed database with its WAL to `FILE.corrupt-STAMP`, and returns that name. Throws StoreError. */
export function moveAside(file: string, stampMs: number): string {
  const movedTo = `${file}.corrupt-${stampMs}`;
  try {
    renameSync(file, movedTo);
    for (const suffix of ['-wal', '-shm'])
      if (existsSync(file + suffix)) renameSync(file + suffix, movedTo + suffix);
  } catch (cause) {
    throw storeError(`move the damaged "${file}" aside`, cause);
  }
  return movedTo;
}
