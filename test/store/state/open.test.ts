// What a start may find in the data directory, and what it must say about it.

import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, mkdirSync, openSync, readdirSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStateStore } from '../../../src/store/state/open.ts';
import { StoreError } from '../../../src/store/state/port.ts';
import { STATE_MIGRATIONS } from '../../../src/store/state/schema.ts';
import { alertEvent, stateEvent } from '../support/events.ts';
import { rememberingLog, standingClock, temporaryDirectory } from '../support/place.ts';

const T0 = 1_790_000_000_000;
const OPEN_MODULE = join(import.meta.dirname, '../../../src/store/state/open.ts');

function failureOf(work: () => unknown): StoreError {
  try {
    work();
  } catch (error) {
    if (error instanceof StoreError) return error;
    throw error;
  }
  throw new Error('wanted a StoreError, found none');
}

describe('opening the state store', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  const log = rememberingLog();
  const open = (path = directory.path) => openStateStore(path, { clock: standingClock(T0), log });

  beforeEach(() => {
    directory = temporaryDirectory();
  });
  afterEach(() => {
    directory.remove();
  });

  it('refuses a second store on the same directory until the first is closed', () => {
    const first = open();
    const failure = failureOf(open);
    expect(failure.code).toBe('busy');
    expect(failure.message).toContain(`process ${process.pid}`);
    first.store.close();
    open().store.close();
  });

  it('refuses a second process, and names the first', () => {
    const { store } = open();
    const script = `import { openStateStore } from ${JSON.stringify(OPEN_MODULE)};
      try { openStateStore(${JSON.stringify(directory.path)}, { clock: { wallMs: () => 1, monoMs: () => 1 } }); }
      catch (error) { console.log(error.code, error.message); }`;
    const child = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    store.close();
    expect(child.stdout, child.stderr).toMatch(new RegExp(`^busy .*process ${process.pid}\\)`));
  });

  it.each([
    ['rubbish', (file: string) => writeFileSync(file, 'this is no database, '.repeat(500))],
    [
      'a page gone bad',
      (file: string) => {
        const { store } = open();
        for (let i = 0; i < 500; i++) store.commit([stateEvent(`link-${i}`, 'up', T0)]);
        store.close();
        const pages = openSync(file, 'r+');
        writeSync(pages, Buffer.alloc(8_192, 0x5a), 0, 8_192, 5 * 4_096);
        closeSync(pages);
      },
    ],
  ])('moves a damaged file aside and begins anew: %s', (_, damage) => {
    damage(join(directory.path, 'state.db'));
    const { store, quarantine } = open();
    expect(quarantine?.movedTo).toBe(join(directory.path, `state.db.corrupt-${T0}`));
    expect(readdirSync(directory.path)).toContain(`state.db.corrupt-${T0}`);
    expect(log.lines).toContain('error State store was damaged; moved aside and begun anew');
    expect(store.load().openIntervals).toEqual([]);
    expect(store.commit([stateEvent('a', 'up', T0)]).events[0]?.seq, 'no number comes again').toBe(T0 + 1);
    expect(store.load().nextAlertNumber).toBe(T0 / 1000 + 1);
    expect(store.eventsSince(5_000, 1), 'nobody resumes from the lost file').toBeUndefined();
    store.close();
    expect(open().quarantine).toBeUndefined();
  });

  it('refuses a newer schema and leaves the file as it is', () => {
    const { store } = open();
    store.commit([alertEvent('alert.raised', 7, { at: T0 })]);
    store.close();
    const db = new DatabaseSync(join(directory.path, 'state.db'));
    db.exec(`PRAGMA user_version=${STATE_MIGRATIONS.length + 1}`);
    expect(failureOf(open)).toMatchObject({ code: 'newer-schema' });
    db.exec(`PRAGMA user_version=${STATE_MIGRATIONS.length}`);
    db.close();
    const again = open();
    expect(again.store.load().nextAlertNumber).toBe(8);
    again.store.close();
  });

  it('explains a path that is no directory', () => {
    const file = join(directory.path, 'file');
    writeFileSync(file, '');
    const failure = failureOf(() => open(join(file, 'data')));
    expect(failure.code).toBe('io');
    expect(failure.message).toContain('--data');
  });

  it.skipIf(process.getuid?.() !== 0)('explains a directory of another user (needs root to set up)', () => {
    const closed = join(directory.path, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    chmodSync(directory.path, 0o755);
    process.seteuid?.(65_534);
    try {
      expect(failureOf(() => open(closed)).message).toMatch(/permission denied.*--data/i);
    } finally {
      process.seteuid?.(0);
    }
  });
});
