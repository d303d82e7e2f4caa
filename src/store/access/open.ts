// Opens the access store in a data directory. A damaged file does not keep the monitor from watching, but it never opens the
// door: what takes its place lets nobody in until somebody who may write to the data directory has made a user.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../runtime/clock.ts';
import type { Log } from '../../runtime/log.ts';
import { openDatabase } from '../sqlite/database.ts';
import { openingError } from '../sqlite/fault.ts';
import { moveAside, type Quarantine } from '../sqlite/quarantine.ts';
import { StoreError } from '../state/port.ts';
import { ACCESS_FILE, assertAccessFile, ensureAccessFile } from './create.ts';
import { ACCESS_MIGRATIONS } from './schema.ts';
import { SqliteAccessStore } from './sqlite-store.ts';

/**
 * How long the daemon, once it runs, waits for another process that writes: it watches nothing meanwhile, and writes with
 * requests of strangers too. A command's change takes milliseconds.
 */
const DAEMON_PATIENCE_MS = 200;

const REPAIR =
  'put a backup in its place, or restart jalur: it moves the damaged file aside, and nobody comes in until jalur user add';

/** What opening needs from outside. */
export interface AccessStoreDeps {
  readonly clock: Pick<Clock, 'wallMs'>;
  readonly log: Log;
}

/** An open access store. */
export interface OpenedAccessStore {
  readonly store: SqliteAccessStore;
  /** Present when the file found was damaged: users, tokens and the audit trail are in `movedTo` only. Also logged. */
  readonly quarantine?: Quarantine;
}

/**
 * Opens `directory`/access.db for the daemon, which holds the directory already: openStateStore comes first. Throws
 * StoreError: `newer-schema`, `io` (permissions), `full`, `busy`; the daemon must not run then, for who may come in is not
 * known.
 */
export function openAccessStore(directory: string, deps: AccessStoreDeps): OpenedAccessStore {
  const file = join(directory, ACCESS_FILE);
  const nowMs = Math.floor(deps.clock.wallMs());
  try {
    const { store, quarantine } = openOrBeginAnew(directory, nowMs);
    if (quarantine)
      deps.log.error('Access store was damaged; moved aside and begun anew without users', {
        file,
        ...quarantine,
      });
    if (store.hasLostUsers())
      deps.log.error('Nobody can log in, for the users were lost; make them anew: jalur user add', { file });
    return { store, ...(quarantine && { quarantine }) };
  } catch (error) {
    throw openingError(`open the access store in "${directory}"`, error);
  }
}

/**
 * Opens it beside a daemon that may be running, for a command; makes it where there is none. Throws StoreError, also
 * `corrupt`: only the daemon moves a damaged file aside, for it has it open.
 */
export function openAccessStoreBeside(directory: string, nowMs: number): SqliteAccessStore {
  try {
    ensureAccessFile(directory, nowMs);
    return open(join(directory, ACCESS_FILE));
  } catch (error) {
    if (error instanceof StoreError && error.code === 'corrupt')
      throw new StoreError('corrupt', `${error.message.replace(/; restart jalur.*$/s, '')}; ${REPAIR}`, {
        cause: error,
      });
    throw openingError(`open the access store in "${directory}"`, error);
  }
}

/** Whether there is an access store in a directory. */
export function hasAccessFile(directory: string): boolean {
  return existsSync(join(directory, ACCESS_FILE));
}

function openOrBeginAnew(
  directory: string,
  nowMs: number,
): { readonly store: SqliteAccessStore; readonly quarantine?: Quarantine } {
  const file = join(directory, ACCESS_FILE);
  ensureAccessFile(directory, nowMs);
  try {
    return { store: open(file, DAEMON_PATIENCE_MS) };
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'corrupt') throw error;
    const movedTo = moveAside(file, nowMs);
    ensureAccessFile(directory, nowMs);
    return { store: open(file, DAEMON_PATIENCE_MS), quarantine: { movedTo, reason: error.message } };
  }
}

/** `patienceMs`: absent for what every store has. */
function open(file: string, patienceMs?: number): SqliteAccessStore {
  assertAccessFile(file);
  const db = openDatabase({ file, migrations: ACCESS_MIGRATIONS, synchronous: 'FULL' });
  try {
    const store = new SqliteAccessStore(db);
    // Rows that cannot be read would be found at a log-in otherwise, when nobody looks at the log.
    store.users();
    store.tokens();
    if (patienceMs !== undefined) db.exec(`PRAGMA busy_timeout=${patienceMs}`);
    return store;
  } catch (error) {
    db.close();
    if (!(error instanceof StoreError)) throw error;
    throw new StoreError(error.code, `open "${file}": ${error.message}`, { cause: error });
  }
}
