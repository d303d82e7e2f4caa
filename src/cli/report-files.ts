// Where the files of `jalur report` go: to their own names, into a folder, to one name, or to the standard output.

import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { REPORT_FORMATS, type ReportFormat } from '../domain/kept-report.ts';
import type { RenderedFile } from '../report/register-files.ts';
import { type CommandContext, ExpectedError, UsageError } from './command.ts';

/** Where to, and in which form. */
export interface Target {
  readonly format: ReportFormat;
  /** `names`: every file under its own name in a folder. `file`: the one file, under this name. `stdout`: its text. */
  readonly to:
    | { readonly kind: 'names'; readonly folder: string }
    | { readonly kind: 'file'; readonly path: string }
    | { readonly kind: 'stdout' };
}

/** What `--format` and `--output` say; throws a UsageError. */
export function targetIn({ options }: Pick<CommandContext, 'options'>): Target {
  const { format: named, output } = options;
  const byName = typeof output === 'string' ? extname(output).slice(1).toLowerCase() : '';
  const text = typeof named === 'string' ? named : byName;
  const format = REPORT_FORMATS.find((each) => each === text);
  if (typeof named === 'string' && !format)
    throw new UsageError(`--format is "${named}", wanted ${REPORT_FORMATS.join(', ')}`);
  const present = format ?? 'pdf';
  if (typeof output !== 'string') return { format: present, to: { kind: 'names', folder: '.' } };
  if (output === '-') {
    if (present === 'json' || present === 'csv') return { format: present, to: { kind: 'stdout' } };
    throw new UsageError(`a ${present} is no text for a terminal; give --output FILE, or --format json`);
  }
  const isFolder =
    output.endsWith('/') || statSync(output, { throwIfNoEntry: false })?.isDirectory() === true;
  return {
    format: present,
    to: isFolder ? { kind: 'names', folder: output } : { kind: 'file', path: output },
  };
}

/** Writes them, each whole or not at all, and returns their paths. A folder that is not there is made; throws an ExpectedError. */
export function writeFiles(files: readonly RenderedFile[], to: Target['to']): readonly string[] {
  if (to.kind === 'stdout') return [];
  if (to.kind === 'names') makeFolder(to.folder);
  return files.map(({ name, bytes }) => {
    const path = to.kind === 'file' ? to.path : join(to.folder, name);
    // Renaming would take the place of a device (/dev/null, for root) or a pipe.
    if (statSync(path, { throwIfNoEntry: false })?.isFile() === false)
      throw new ExpectedError(
        'output',
        `cannot write "${path}": it is neither a file nor a folder; give another --output`,
      );
    try {
      writeFileSync(`${path}.part`, bytes);
      renameSync(`${path}.part`, path);
    } catch (cause) {
      rmSync(`${path}.part`, { force: true });
      const found = cause instanceof Error ? cause.message : String(cause);
      throw new ExpectedError('output', `cannot write "${path}": ${found}; give another --output`, { cause });
    }
    return path;
  });
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause);
    throw new ExpectedError('output', `cannot make the folder "${folder}": ${found}; give another --output`, {
      cause,
    });
  }
}
