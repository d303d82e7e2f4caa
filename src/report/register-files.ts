// Files of kept reports in the data directory: `reports/YEAR/NUMBER-HASH/NAME`. Written under another name, synced and renamed, so that
// none is ever half there; bounded, and never deleted to make room.

import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeptFile, KeptReport, ReportFormat } from '../domain/kept-report.ts';
import type { ReportStore } from '../store/state/report-table.ts';

/** A file as it was rendered. */
export interface RenderedFile {
  /** Name with its extension, such as `sla-marasa-2019-2026-10.pdf`. */
  readonly name: string;
  readonly format: ReportFormat;
  readonly bytes: Uint8Array;
}

/** Why a report could not be kept, or a file not be given. */
export class RegisterError extends Error {
  readonly code: 'full' | 'missing' | 'changed' | 'io';
  constructor(code: RegisterError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Reports whose files are measured at once. */
const AT_ONCE = 1_000;

/** The files below one folder. */
export class ReportFiles {
  readonly #root: string;
  readonly #table: Pick<ReportStore, 'find'>;
  readonly #mostBytes: () => number;

  /** `directory`: the data directory. */
  constructor(directory: string, table: Pick<ReportStore, 'find'>, mostBytes: () => number) {
    this.#root = join(directory, 'reports');
    this.#table = table;
    this.#mostBytes = mostBytes;
  }

  /** Where a file lies. */
  pathOf(folder: string, name: string): string {
    return join(this.#root, folder, name);
  }

  /** Writes files, all of them or none that anybody is told of; throws RegisterError. */
  async write(folder: string, files: readonly RenderedFile[]): Promise<readonly KeptFile[]> {
    this.#assertRoom(files);
    const path = join(this.#root, folder);
    try {
      await mkdir(path, { recursive: true });
      for (const { name, bytes } of files) await writeWhole(join(path, name), bytes);
      await syncFolder(path);
    } catch (cause) {
      throw new RegisterError(
        'io',
        `cannot keep a report in "${path}": ${textOf(cause)}; make room on the disk, or let jalur write there`,
        { cause },
      );
    }
    return files.map(({ name, format, bytes }) => ({
      ...{ name, format, bytes: bytes.length },
      sha256: sha256(bytes),
    }));
  }

  /** A file's bytes; throws RegisterError where it is gone, or is not what was kept. */
  async read(folder: string, file: KeptFile): Promise<Buffer> {
    const path = this.pathOf(folder, file.name);
    let bytes: Buffer;
    try {
      bytes = await readFile(path);
    } catch (cause) {
      throw new RegisterError(
        'missing',
        `the file "${path}" cannot be read: ${textOf(cause)}; put it back from a backup, or make the report again`,
        { cause },
      );
    }
    if (sha256(bytes) === file.sha256) return bytes;
    throw new RegisterError(
      'changed',
      `the file "${path}" is not the one that was kept: its SHA-256 is ${sha256(bytes)}, wanted ${file.sha256}; ` +
        'put it back from a backup, or delete it and make the report again',
    );
  }

  /** Names of the files of a report that are not there. */
  missing({ folder, files }: Pick<KeptReport, 'folder' | 'files'>): readonly string[] {
    return files.flatMap(({ name }) => (sizeOf(this.pathOf(folder, name)) === undefined ? [name] : []));
  }

  /** Bytes of all kept files that are there. */
  usedBytes(): number {
    let used = 0;
    let before: number | undefined;
    for (;;) {
      const page = this.#table.find({ limit: AT_ONCE, ...(before !== undefined && { before }) });
      for (const { folder, files } of page)
        for (const { name } of files) used += sizeOf(this.pathOf(folder, name)) ?? 0;
      before = page.at(-1)?.id;
      if (page.length < AT_ONCE) return used;
    }
  }

  #assertRoom(files: readonly RenderedFile[]): void {
    const most = this.#mostBytes();
    const used = this.usedBytes();
    const wanted = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
    if (used + wanted <= most) return;
    throw new RegisterError(
      'full',
      `cannot keep a report of ${megabytes(wanted)}: those kept take ${megabytes(used)} of ${megabytes(most)}; raise ` +
        `reports.keep, or move the folders of old years out of "${this.#root}" to an archive (the register keeps their hashes)`,
    );
  }
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const part = `${path}.part`;
  try {
    const file = await open(part, 'w', 0o640);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** A renamed file may be gone after a power cut as long as its folder was not synced. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function sizeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.size;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
