// A temporary data directory, a log that remembers, and a clock that stands still until told.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../../src/runtime/clock.ts';
import type { Log } from '../../../src/runtime/log.ts';

/** A new empty directory; `remove` deletes it with all in it. */
export function temporaryDirectory(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'jalur-store-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A log that keeps its lines as `level message`. */
export function rememberingLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const keep = (level: string) => (message: string) => {
    lines.push(`${level} ${message}`);
  };
  const log = {
    lines,
    debug: keep('debug'),
    info: keep('info'),
    warn: keep('warn'),
    error: keep('error'),
    child: () => log,
  };
  return log;
}

/** A clock whose both times are set by the test. */
export function standingClock(atMs: number): Clock & { set(atMs: number): void } {
  let now = atMs;
  return {
    monoMs: () => now,
    wallMs: () => now,
    set: (at) => {
      now = at;
    },
  };
}
