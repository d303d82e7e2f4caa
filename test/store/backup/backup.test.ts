// Backups and restores by the rules, on files of their own.

import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { knownDatabases } from '../../../src/store/backup/databases.ts';
import { makeBackup, pruneBackups } from '../../../src/store/backup/make.ts';
import { backupName } from '../../../src/store/backup/manifest.ts';
import { restoreBackup } from '../../../src/store/backup/restore.ts';
import { openStateStore } from '../../../src/store/state/open.ts';
import { stateEvent } from '../support/events.ts';
import { rememberingLog, standingClock, temporaryDirectory } from '../support/place.ts';

const T0 = 1_790_000_000_000;
const DAY_MS = 86_400_000;
const DATABASES = knownDatabases(1);

describe('a backup', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  let data: string;
  let into: string;
  beforeEach(() => {
    directory = temporaryDirectory();
    data = join(directory.path, 'data');
    into = join(directory.path, 'backups');
    const { store } = openStateStore(data, { clock: standingClock(T0), log: rememberingLog() });
    store.commit([stateEvent('a', 'up', T0), stateEvent('b', 'down', T0)]);
    store.close();
    mkdirSync(join(data, 'reports', '2026-10'), { recursive: true });
    writeFileSync(join(data, 'reports', '2026-10', 'sla.pdf'), 'a report');
  });
  afterEach(() => directory.remove());
  const never = new AbortController().signal;
  const make = (change: Partial<Parameters<typeof makeBackup>[0]> = {}) =>
    makeBackup({
      ...{ data, into, databases: DATABASES, withoutHistory: false, program: 'jalur test' },
      ...{ now: T0, signal: never, progress: () => {} },
      ...change,
    });
  const restore = (backup: string, change: Partial<Parameters<typeof restoreBackup>[0]> = {}) =>
    restoreBackup({
      ...{ backup, data: join(directory.path, 'new'), replace: false, databases: DATABASES },
      ...{ now: T0 + DAY_MS, signal: never, progress: () => {} },
      ...change,
    });
  function inState(of: string, sql: string): unknown {
    const db = new DatabaseSync(join(of, 'state.db'));
    try {
      return Object.values(db.prepare(sql).get() ?? {})[0];
    } finally {
      db.close();
    }
  }

  it('holds databases and reports for its owner alone, and comes back whole', async () => {
    const { path, manifest } = await make();
    expect(manifest.files.map(({ name }) => name)).toEqual(['state.db', 'reports/2026-10/sla.pdf']);
    expect(manifest.files[0]?.rows).toMatchObject({ interval: 2 });
    expect(statSync(path).mode & 0o777).toBe(0o700);
    const fresh = join(directory.path, 'new');
    await restore(path);
    expect(inState(fresh, 'SELECT count(*) FROM interval')).toBe(2);
    expect(readFileSync(join(fresh, 'reports/2026-10/sla.pdf'), 'utf8')).toBe('a report');
    // Numbers go on beyond the lost days.
    expect(inState(fresh, `SELECT value FROM meta WHERE name = 'seq-reserved'`)).toBe(T0 + DAY_MS);
    expect(inState(fresh, `SELECT value FROM meta WHERE name = 'alert-base'`)).toBe(1_000);
    expect(readdirSync(fresh).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('leaves the history out when told', async () => {
    const db = new DatabaseSync(join(data, 'metrics.db'));
    db.exec('CREATE TABLE t (a); PRAGMA user_version=1');
    db.close();
    const names = async (withoutHistory: boolean, now: number) =>
      (await make({ withoutHistory, now })).manifest.files.map(({ name }) => name);
    expect(await names(false, T0)).toContain('metrics.db');
    expect(await names(true, T0 + 1_000)).not.toContain('metrics.db');
  });

  it('is of one moment while others write, and keeps nobody waiting', async () => {
    const { store } = openStateStore(data, { clock: standingClock(T0), log: rememberingLog() });
    let written = 0;
    const timer = setInterval(() => {
      const { failure } = store.commit([stateEvent(`c${written}`, 'up', T0)]);
      if (!failure) written++;
    }, 0);
    const { path } = await make();
    clearInterval(timer);
    store.close();
    const kept = inState(path, 'SELECT count(*) FROM interval');
    expect(kept).toBe(inState(path, `SELECT count(*) FROM event`));
    expect(Number(kept)).toBeLessThanOrEqual(2 + written);
  });

  it('never takes the place of another, and leaves nothing behind when it fails', async () => {
    await make();
    await expect(make()).rejects.toThrow('it is there already');
    const broken = new AbortController();
    broken.abort(new Error('enough'));
    await expect(make({ now: T0 + 1_000, signal: broken.signal })).rejects.toThrow('enough');
    expect(readdirSync(into)).toEqual([backupName(T0)]);
    await expect(make({ data: into, now: T0 + 2_000 })).rejects.toThrow('there is no state.db');
  });

  it.each([
    ['a newer schema', 'PRAGMA user_version=999', 'use the newer jalur'],
    [
      'overlapping intervals',
      `INSERT INTO interval VALUES ('a', ${T0 + 1}, ${T0 + 9}, 'down', '{}')`,
      'intervals of "a" overlap',
    ],
  ])('is refused for %s', async (_, sql, wanted) => {
    const db = new DatabaseSync(join(data, 'state.db'));
    db.exec(sql);
    db.close();
    await expect(make()).rejects.toThrow(wanted);
    expect(readdirSync(into)).toEqual([]);
  });

  it.each([
    [
      'a changed file',
      (path: string) => appendFileSync(join(path, 'state.db'), 'x'),
      'not what was backed up',
    ],
    [
      'a changed report',
      (path: string) => writeFileSync(join(path, 'reports/2026-10/sla.pdf'), 'A report'),
      'not what was backed up',
    ],
    ['no manifest', (path: string) => writeFileSync(join(path, 'manifest.json'), '{}'), 'not the manifest'],
    [
      'a way out',
      (path: string) => edit(path, '"reports/2026-10/sla.pdf"', '"reports/../../x"'),
      'no file of',
    ],
    ['a newer schema', (path: string) => edit(path, /"schema": \d+/, '"schema": 99'), 'schema version 99'],
    ['a newer form', (path: string) => edit(path, '"format": 1', '"format": 2'), 'use the newer jalur'],
  ])('is not restored with %s, and nothing is changed', async (_, spoil, wanted) => {
    const { path } = await make();
    spoil(path);
    await expect(restore(path)).rejects.toThrow(wanted);
    expect(existsSync(join(directory.path, 'new'))).toBe(false);
  });

  it('is not restored over something unless told, and then what was there is kept', async () => {
    const { path } = await make();
    await expect(restore(path, { data })).rejects.toThrow('--replace');
    const { movedTo } = await restore(path, { data, replace: true });
    expect(inState(movedTo ?? '', 'SELECT count(*) FROM interval')).toBe(2);
    expect(inState(data, 'SELECT count(*) FROM interval')).toBe(2);
  });

  it('is pruned by its name, and nothing else is', async () => {
    for (let day = 0; day < 4; day++) await make({ now: T0 + day * DAY_MS });
    mkdirSync(join(into, 'holiday photos'));
    // Named like one, but it is none.
    mkdirSync(join(into, 'jalur-backup-20200101T000000Z'));
    const left = join(into, '.jalur-backup-20200101T000000Z.partial-7');
    mkdirSync(left);
    utimesSync(left, 1, 1);
    expect(pruneBackups(into, 2, Date.now())).toEqual([
      backupName(T0),
      backupName(T0 + DAY_MS),
      left.slice(into.length + 1),
    ]);
    expect(readdirSync(into).sort()).toEqual([
      'holiday photos',
      'jalur-backup-20200101T000000Z',
      backupName(T0 + 2 * DAY_MS),
      backupName(T0 + 3 * DAY_MS),
    ]);
  });
});

function edit(path: string, from: string | RegExp, to: string): void {
  const file = join(path, 'manifest.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
}
