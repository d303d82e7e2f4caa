// Makes access.db, whole or not at all: an empty or half-made file must never look like a province without users.

import {
  closeSync,
  existsSync,
  fchownSync,
  linkSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../sqlite/database.ts';
import { openingError } from '../sqlite/fault.ts';
import { StoreError } from '../state/port.ts';
import { ACCESS_MIGRATIONS } from './schema.ts';

/** Name of the file in the data directory. */
export const ACCESS_FILE = 'access.db';
/** https://www.sqlite.org/fileformat.html §1.3: the header, and where it has the schema's version. */
const HEADER_OCTETS = 100;
const MAGIC = 'SQLite format 3\0';
const VERSION_AT = 60;

/**
 * Makes the file in a directory where there is none, for its owner alone. Beside a damaged one that was moved aside the new
 * one lets nobody in. Throws StoreError.
 */
export function ensureAccessFile(directory: string, nowMs: number): void {
  const file = join(directory, ACCESS_FILE);
  if (existsSync(file)) return;
  const fresh = `${file}.new-${process.pid}`;
  try {
    removeFresh(fresh);
    createOwned(fresh, directory);
    const db = openDatabase({ file: fresh, migrations: ACCESS_MIGRATIONS, synchronous: 'FULL' });
    try {
      if (hasDamaged(directory)) db.prepare('INSERT INTO lost (since) VALUES (?)').run(Math.floor(nowMs));
    } finally {
      // Closing writes all of the log into the file, so that it is whole under its new name.
      db.close();
    }
    putInPlace(fresh, file);
  } catch (cause) {
    throw openingError(`make "${file}"`, cause);
  } finally {
    removeFresh(fresh);
  }
}

/** Throws StoreError `corrupt` for a file that this program cannot have made: a cut one, or another program's. */
export function assertAccessFile(file: string): void {
  const header = Buffer.alloc(HEADER_OCTETS);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, header, 0, HEADER_OCTETS, 0);
  } finally {
    closeSync(descriptor);
  }
  const isOurs = header.toString('latin1', 0, MAGIC.length) === MAGIC && header.readUInt32BE(VERSION_AT) > 0;
  if (!isOurs)
    throw new StoreError(
      'corrupt',
      `open "${file}": it is empty, cut off, or no access store, wanted the users of this province`,
    );
}

/** Root may make it for a daemon that is not; SQLite gives the files beside it the same owner and mode. */
function createOwned(fresh: string, directory: string): void {
  const { uid, gid } = statSync(directory);
  const descriptor = openSync(fresh, 'wx', 0o600);
  try {
    if (process.getuid?.() === 0 && uid !== 0) fchownSync(descriptor, uid, gid);
  } finally {
    closeSync(descriptor);
  }
}

/** A second process that does the same at this moment may be quicker: its file is as good, and may have a user already. */
function putInPlace(fresh: string, file: string): void {
  try {
    linkSync(fresh, file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') return;
    // A file system without hard links.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error;
    renameSync(fresh, file);
  }
}

function hasDamaged(directory: string): boolean {
  const beginning = `${ACCESS_FILE}.corrupt-`;
  return readdirSync(directory).some((name) => name.startsWith(beginning));
}

function removeFresh(fresh: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(fresh + suffix, { force: true });
}
