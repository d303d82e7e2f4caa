// Writes a file so that nobody ever reads half of it: the running daemon may be watching it.

import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { ExpectedError } from './command.ts';

/** Writes a text; a file that has it already is left untouched. Throws an ExpectedError. */
export function writeWhole(path: string, text: string): void {
  const beside = `${path}.${process.pid}.tmp`;
  try {
    if (current(path) === text) return;
    writeFileSync(beside, text);
    renameSync(beside, path);
  } catch (cause) {
    rmSync(beside, { force: true });
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new ExpectedError('write', `cannot write "${path}": ${detail}`, { cause });
  }
}

function current(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
