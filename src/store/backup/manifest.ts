// What a backup says of itself: which files it holds, when and by which version it was made, and how each is recognised.

import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StoreError } from '../state/port.ts';

/** Name of the file that makes a directory a backup. It is written last. */
export const MANIFEST_FILE = 'manifest.json';
/** Folder of the data directory with the reports that were kept. */
export const REPORTS_FOLDER = 'reports';
/** Names of backups, by the moment they were begun, UTC; they sort by age. */
export const BACKUP_NAME = /^jalur-backup-\d{8}T\d{6}Z$/;
const FORMAT = 1;
/** A manifest holds a line per file; an office keeps some thousand reports. */
const MAX_MANIFEST_BYTES = 32 * 2 ** 20;
/** Names without a way out of the directory: a file, or a report in its folder. */
const FILE_NAME = /^(?:[a-z]+\.db|reports\/(?:[^/\\]+\/)*[^/\\]+)$/;

/** One file of a backup. */
export interface BackedUpFile {
  /** Path within the backup, with `/`. */
  readonly name: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  /** Of databases: the version of their schema. */
  readonly schema?: number;
  /** Of databases: rows of each table. */
  readonly rows?: Readonly<Record<string, number>>;
}

/** The manifest. */
export interface BackupManifest {
  readonly kind: 'jalur-backup';
  readonly format: number;
  /** Name and version of the program that made it. */
  readonly program: string;
  /** When it was begun, epoch ms: what happened later is not in it. */
  readonly at: number;
  /** Whether the history was left out on purpose. */
  readonly withoutHistory: boolean;
  readonly files: readonly BackedUpFile[];
}

/** A manifest of files. */
export function manifestOf(facts: Omit<BackupManifest, 'kind' | 'format'>): BackupManifest {
  return { kind: 'jalur-backup', format: FORMAT, ...facts };
}

/** `jalur-backup-20261124T230611Z`. */
export function backupName(atMs: number): string {
  return `jalur-backup-${new Date(atMs).toISOString().replace(/[-:]|\.\d+/g, '')}`;
}

/** Reads the manifest of a backup; throws StoreError for a directory that is none, or of a newer form. */
export function readManifest(directory: string): BackupManifest {
  const file = join(directory, MANIFEST_FILE);
  let found: unknown;
  try {
    if (lstatSync(file).size > MAX_MANIFEST_BYTES) throw new Error('it is too large');
    found = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StoreError(
      'io',
      `read backup "${directory}": ${reason}; wanted a directory that \`jalur backup\` made, with its ${MANIFEST_FILE}`,
      { cause },
    );
  }
  if (!isManifest(found))
    throw new StoreError('corrupt', `read "${file}": it is not the manifest of a backup of jalur`);
  if (found.format > FORMAT)
    throw new StoreError(
      'newer-schema',
      `read backup "${directory}": it has form ${found.format}, this jalur knows ${FORMAT}; use the newer jalur`,
    );
  const odd = found.files.find(({ name }) => !FILE_NAME.test(name) || name.split('/').includes('..'));
  if (odd) throw new StoreError('corrupt', `read "${file}": "${odd.name}" is no file of a backup`);
  return found;
}

/** Whether a directory looks like a whole backup. */
export function isBackup(directory: string): boolean {
  try {
    readManifest(directory);
    return true;
  } catch {
    return false;
  }
}

function isManifest(found: unknown): found is BackupManifest {
  if (typeof found !== 'object' || found === null) return false;
  const { kind, format, at, program, files } = found as Partial<Record<keyof BackupManifest, unknown>>;
  return (
    kind === 'jalur-backup' &&
    typeof format === 'number' &&
    typeof at === 'number' &&
    typeof program === 'string' &&
    Array.isArray(files) &&
    files.every(isFile)
  );
}

function isFile(found: unknown): found is BackedUpFile {
  if (typeof found !== 'object' || found === null) return false;
  const { name, bytes, sha256, schema } = found as Partial<Record<keyof BackedUpFile, unknown>>;
  return (
    typeof name === 'string' &&
    typeof bytes === 'number' &&
    typeof sha256 === 'string' &&
    (schema === undefined || typeof schema === 'number')
  );
}
