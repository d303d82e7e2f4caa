// Puts a backup into a data directory: first all of it beside, proved by its hashes, and only then in the place of what is
// there. What was there is kept in a folder of its own.

import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { storeError } from '../sqlite/fault.ts';
import { lockDirectory } from '../state/lock.ts';
import { StoreError } from '../state/port.ts';
import { continueState, makeShrinkable } from './continue-state.ts';
import { type KnownDatabase, STATE_FILE } from './databases.ts';
import { filesBelow, hashFile, syncPath } from './files.ts';
import { type BackupManifest, readManifest } from './manifest.ts';

/** What is to be restored, and where. */
export interface RestoreJob {
  readonly backup: string;
  /** The data directory; made where there is none. */
  readonly data: string;
  /** Whether what is in the data directory is to be moved aside. */
  readonly replace: boolean;
  readonly databases: readonly KnownDatabase[];
  /** Epoch ms. */
  readonly now: number;
  readonly signal: AbortSignal;
  readonly progress: (file: string) => void;
}

/** What was restored. */
export interface Restored {
  readonly manifest: BackupManifest;
  /** Where that is now which was there before; absent where there was nothing. */
  readonly movedTo?: string;
}

/** Files of the lock; they stay where they are. */
const LOCK_FILES: readonly string[] = ['lock.db', 'lock.db-journal', 'lock.pid'];
const ASIDE = /^before-restore-\d+$/;

/** Verifies a backup by its hashes; rejects with StoreError. Returns its manifest. */
export async function verifyBackup(job: Pick<RestoreJob, 'backup' | 'databases' | 'signal' | 'progress'>) {
  const manifest = readManifest(job.backup);
  const known = new Map(job.databases.map((one) => [one.name, one]));
  for (const { name, bytes, sha256, schema } of manifest.files) {
    job.progress(name);
    const newest = known.get(name)?.schema;
    if (schema !== undefined && (newest === undefined || schema > newest))
      throw new StoreError(
        'newer-schema',
        `restore "${job.backup}": its ${name} has schema version ${schema}, this jalur knows up to ` +
          `${newest ?? 'none'}; use ${manifest.program} or a newer jalur`,
      );
    const found = await hashFile(join(job.backup, name), job.signal).catch((cause: unknown) => {
      throw storeError(`read "${name}" of the backup`, cause);
    });
    if (found.bytes !== bytes || found.sha256 !== sha256)
      throw new StoreError(
        'corrupt',
        `restore "${job.backup}": ${name} is not what was backed up (${found.bytes} of ${bytes} bytes, another hash); ` +
          'nothing was changed: take another copy of this backup, or an earlier one',
      );
  }
  if (!manifest.files.some(({ name }) => name === STATE_FILE))
    throw new StoreError('corrupt', `restore "${job.backup}": it holds no ${STATE_FILE}`);
  return manifest;
}

/** Restores; rejects with StoreError: `busy` where a jalur runs. The directory is as it was if it fails. */
export async function restoreBackup(job: RestoreJob): Promise<Restored> {
  const manifest = await verifyBackup(job);
  const existed = existsSync(job.data);
  try {
    mkdirSync(job.data, { recursive: true, mode: 0o750 });
  } catch (cause) {
    throw storeError(`make data directory "${job.data}"`, cause);
  }
  const lock = lockDirectory(job.data);
  const staging = join(job.data, `.restore-${process.pid}`);
  try {
    const present = readdirSync(job.data).filter((name) => !LOCK_FILES.includes(name) && !ASIDE.test(name));
    if (present.length > 0 && !job.replace)
      throw new StoreError(
        'io',
        `restore to "${job.data}": it holds ${present.slice(0, 3).join(', ')}${present.length > 3 ? ' …' : ''}; ` +
          'name an empty directory, or say --replace: what is there is then moved aside, not deleted',
      );
    stage(job, manifest, staging);
    continueState(join(staging, STATE_FILE), { from: manifest.at, now: job.now });
    makeShrinkable(join(staging, 'metrics.db'));
    giveToOwner(job.data, staging);
    const movedTo = present.length > 0 ? join(job.data, `before-restore-${job.now}`) : undefined;
    if (movedTo !== undefined) moveAll(job.data, present, movedTo);
    moveAll(staging, readdirSync(staging), job.data);
    syncPath(job.data);
    return { manifest, ...(movedTo !== undefined && { movedTo }) };
  } catch (error) {
    throw storeError(`restore "${job.backup}" to "${job.data}"`, error);
  } finally {
    rmSync(staging, { recursive: true, force: true });
    lock.release();
    if (!existed && !existsSync(join(job.data, STATE_FILE)))
      rmSync(job.data, { recursive: true, force: true });
  }
}

function stage(job: RestoreJob, { files }: BackupManifest, staging: string): void {
  mkdirSync(staging, { mode: 0o750 });
  for (const { name } of files) {
    job.signal.throwIfAborted();
    const target = join(staging, name);
    mkdirSync(dirname(target), { recursive: true, mode: 0o750 });
    copyFileSync(join(job.backup, name), target);
    chmodSync(target, name === 'access.db' ? 0o600 : 0o640);
    syncPath(target);
  }
}

function moveAll(from: string, names: readonly string[], to: string): void {
  mkdirSync(to, { recursive: true, mode: 0o750 });
  for (const name of names) renameSync(join(from, name), join(to, name));
}

/** Root restores for the user whose directory it is: the daemon could not write files of root. */
function giveToOwner(data: string, staging: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(data);
  for (const name of ['', ...filesBelow(staging, '.')]) chownSync(join(staging, name), uid, gid);
  for (const entry of readdirSync(staging, { recursive: true, withFileTypes: true }))
    if (entry.isDirectory()) chownSync(join(entry.parentPath, entry.name), uid, gid);
}
