// Makes a backup of a data directory, beside a daemon or without one. It appears under its name only when it is whole and
// proved. A directory and not one file: each database can be opened with sqlite3 as it is, an hour of copying needs no second
// copy to be packed, and rsync or restic send only what changed.

import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { storeError } from '../sqlite/fault.ts';
import { StoreError } from '../state/port.ts';
import { openSource, proveCopy } from './copy-database.ts';
import { type KnownDatabase, STATE_FILE } from './databases.ts';
import { filesBelow, hashFile, syncPath } from './files.ts';
import {
  BACKUP_NAME,
  type BackedUpFile,
  type BackupManifest,
  backupName,
  isBackup,
  MANIFEST_FILE,
  manifestOf,
  REPORTS_FOLDER,
} from './manifest.ts';

/** What is to be backed up, and how. */
export interface BackupJob {
  /** The data directory. */
  readonly data: string;
  /** Directory of backups; made where there is none. */
  readonly into: string;
  readonly databases: readonly KnownDatabase[];
  readonly withoutHistory: boolean;
  readonly program: string;
  /** Epoch ms. */
  readonly now: number;
  readonly signal: AbortSignal;
  /** Told of each file, and again as it is copied, with the share that is done. */
  readonly progress: (file: string, share: number) => void;
}

/** A backup that was made. */
export interface MadeBackup {
  readonly path: string;
  readonly manifest: BackupManifest;
}

/** One that was begun and never ended: its program was killed. Removed by a later one after a day. */
const PARTIAL_NAME = /^\.jalur-backup-\d{8}T\d{6}Z\.partial-\d+$/;
const DAY_MS = 86_400_000;

/** Makes a backup; rejects with StoreError, or with the signal's reason. Nothing remains of one that failed. */
export async function makeBackup(job: BackupJob): Promise<MadeBackup> {
  const path = join(job.into, backupName(job.now));
  const partial = join(job.into, `.${backupName(job.now)}.partial-${process.pid}`);
  if (!existsSync(join(job.data, STATE_FILE)))
    throw new StoreError(
      'io',
      `back up "${job.data}": there is no ${STATE_FILE}; name the data directory of a jalur that has run (--data)`,
    );
  try {
    mkdirSync(job.into, { recursive: true, mode: 0o700 });
    if (existsSync(path))
      throw new StoreError('io', `back up to "${path}": it is there already; wait a second`);
    mkdirSync(partial, { mode: 0o700 });
    const files = [...(await copyDatabases(job, partial)), ...(await copyReports(job, partial))];
    const { program, now: at, withoutHistory } = job;
    const manifest = manifestOf({ program, at, withoutHistory, files });
    const file = join(partial, MANIFEST_FILE);
    writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
    syncPath(file);
    syncPath(partial);
    renameSync(partial, path);
    syncPath(job.into);
    return { path, manifest };
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    job.signal.throwIfAborted();
    throw storeError(`back up "${job.data}" to "${path}"`, error);
  }
}

async function copyDatabases(job: BackupJob, partial: string): Promise<readonly BackedUpFile[]> {
  const present = job.databases.filter(
    ({ name, isHistory }) => existsSync(join(job.data, name)) && !(isHistory && job.withoutHistory),
  );
  // Those of the state are small and taken at one moment; the history may take minutes, in which their log would only grow.
  const groups = [
    present.filter((one) => !one.isHistory),
    ...present.filter((one) => one.isHistory).map((one) => [one]),
  ];
  for (const group of groups) {
    const sources = [];
    try {
      for (const known of group) sources.push(openSource(join(job.data, known.name), known));
      for (const source of sources) {
        const { name } = source.known;
        job.progress(name, 0);
        await source.copyTo(join(partial, name), (share) => job.progress(name, share), job.signal);
      }
    } finally {
      for (const source of sources) source.close();
    }
  }
  const files: BackedUpFile[] = [];
  for (const known of present) {
    const file = join(partial, known.name);
    const facts = proveCopy(file, known);
    job.signal.throwIfAborted();
    syncPath(file);
    files.push({ name: known.name, ...(await hashFile(file, job.signal)), ...facts });
  }
  return files;
}

async function copyReports(job: BackupJob, partial: string): Promise<readonly BackedUpFile[]> {
  const files: BackedUpFile[] = [];
  for (const name of filesBelow(job.data, REPORTS_FOLDER)) {
    job.signal.throwIfAborted();
    const target = join(partial, name);
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    try {
      copyFileSync(join(job.data, name), target);
    } catch (error) {
      // A report that is taken away at this moment is no longer one.
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') continue;
      throw error;
    }
    syncPath(target);
    files.push({ name, ...(await hashFile(target, job.signal)) });
  }
  return files;
}

/** Removes all but the newest `keep` backups of a directory, and what killed backups left; returns their names. */
export function pruneBackups(into: string, keep: number, now: number): readonly string[] {
  const names = readdirSync(into).sort();
  const backups = names.filter((name) => BACKUP_NAME.test(name) && isBackup(join(into, name)));
  const left = names.filter(
    (name) => PARTIAL_NAME.test(name) && now - statSync(join(into, name)).mtimeMs > DAY_MS,
  );
  const doomed = [...backups.slice(0, Math.max(0, backups.length - keep)), ...left];
  for (const name of doomed) rmSync(join(into, name), { recursive: true });
  return doomed;
}
