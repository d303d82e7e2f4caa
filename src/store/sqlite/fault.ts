// Turns what SQLite or the file system throws into a StoreError that says what was being done and what to do about it.

import { StoreError } from '../state/port.ts';

/** Primary result codes of SQLite (sqlite.org/rescode.html); the extended code's low byte. */
const BUSY = 5;
const LOCKED = 6;
const CORRUPT = 11;
const FULL = 13;
const NOT_A_DATABASE = 26;
/** Extended code SQLITE_IOERR_SHMSIZE: no room for the index of the write-ahead log. */
const NO_ROOM_FOR_LOG_INDEX = 4874;

const ADVICE: Readonly<Record<StoreError['code'], string>> = {
  full: 'free space on that file system; what was not kept is retried',
  busy: 'end the other program that holds the file',
  corrupt: 'restart jalur: it moves the damaged file aside and begins a new one',
  io: 'check that the disk is healthy and the directory writable by this user',
  'newer-schema': 'run the newer jalur, or choose another data directory',
};

/** Wraps a failure as a StoreError; one that is a StoreError already is returned as it is. */
export function storeError(doing: string, cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause;
  const code = codeOf(cause);
  const found = cause instanceof Error ? cause.message : String(cause);
  return new StoreError(code, `${doing}: ${found}; ${ADVICE[code]}`, { cause });
}

/** The same for what was to be opened: nothing retries that. */
export function openingError(doing: string, cause: unknown): StoreError {
  const failure = storeError(doing, cause);
  if (failure === cause || failure.code !== 'full') return failure;
  const found = cause instanceof Error ? cause.message : String(cause);
  return new StoreError(
    'full',
    `${doing}: ${found}; free space on that file system, then start jalur again`,
    {
      cause,
    },
  );
}

function codeOf(cause: unknown): StoreError['code'] {
  if (!(cause instanceof Error)) return 'io';
  if ('errcode' in cause && typeof cause.errcode === 'number') {
    if (cause.errcode === NO_ROOM_FOR_LOG_INDEX) return 'full';
    switch (cause.errcode & 0xff) {
      case BUSY:
      case LOCKED:
        return 'busy';
      case CORRUPT:
      case NOT_A_DATABASE:
        return 'corrupt';
      case FULL:
        return 'full';
      default:
        return 'io';
    }
  }
  return 'code' in cause && cause.code === 'ENOSPC' ? 'full' : 'io';
}
