// What a start may find in the place of access.db: it must never take a damaged file for a province without users.

import {
  chmodSync,
  chownSync,
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasAccessFile, openAccessStore, openAccessStoreBeside } from '../../../src/store/access/open.ts';
import { ACCESS_MIGRATIONS } from '../../../src/store/access/schema.ts';
import { StoreError } from '../../../src/store/state/port.ts';
import { rememberingLog, standingClock, temporaryDirectory } from '../support/place.ts';
import { entry, T0, user } from './support.ts';

let directory: ReturnType<typeof temporaryDirectory>;
let file = '';
let log = rememberingLog();
beforeEach(() => {
  directory = temporaryDirectory();
  file = join(directory.path, 'access.db');
  log = rememberingLog();
});
afterEach(() => directory.remove());

const open = () => openAccessStore(directory.path, { clock: standingClock(T0), log });
const beside = () => openAccessStoreBeside(directory.path, T0);

/** Makes a store with a user and a long trail, and closes it. */
function withUser(): void {
  const store = beside();
  store.addUser(user('budi', { role: 'admin' }), 'hash');
  store.atomically(() => {
    for (let number = 0; number < 500; number++) store.audit(entry('link.echo', { detail: 'x'.repeat(100) }));
  });
  store.close();
}

function write(bytes: Uint8Array, at: number): void {
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, bytes, 0, bytes.length, at);
  closeSync(descriptor);
}

function failureOf(work: () => unknown): StoreError {
  try {
    work();
  } catch (error) {
    if (error instanceof StoreError) return error;
    throw error;
  }
  throw new Error('wanted a StoreError, found none');
}

const DAMAGES: readonly (readonly [name: string, damage: () => void])[] = [
  ['emptied', () => truncateSync(file, 0)],
  ['cut off within its header', () => truncateSync(file, 60)],
  ['cut off behind its first page', () => truncateSync(file, 4_096)],
  ['overwritten from its beginning', () => write(Buffer.alloc(4_096, 0xa5), 0)],
  ['zeroed at its beginning', () => write(Buffer.alloc(4_096), 0)],
  ['with the page of its users zeroed', () => write(Buffer.alloc(4_096), 4_096)],
  ['overwritten in its middle', () => write(Buffer.alloc(8_192, 0xa5), 5 * 4_096)],
  ['another text', () => writeFileSync(file, 'name,role\nbudi,admin\n')],
  [
    'a database without tables',
    () => {
      rmSync(file);
      const db = new DatabaseSync(file);
      db.exec('VACUUM');
      db.close();
    },
  ],
  [
    "another program's database",
    () => {
      rmSync(file);
      const db = new DatabaseSync(file);
      db.exec('CREATE TABLE user (x)');
      db.close();
    },
  ],
  [
    'with a role that is none',
    () => {
      const db = new DatabaseSync(file);
      db.exec("UPDATE user SET role = 'root'");
      db.close();
    },
  ],
];

describe.each(DAMAGES)('an access.db that was %s', (_, damage) => {
  beforeEach(() => {
    withUser();
    damage();
  });

  it('is moved aside, and nobody comes in until a user is made, over restarts too', () => {
    const damaged = readFileSync(file);
    const { store, quarantine } = open();
    expect(store.hasUsers(), 'the door stays shut').toBe(true);
    expect(store.users()).toEqual([]);
    expect(quarantine?.movedTo).toBe(`${file}.corrupt-${T0}`);
    expect(quarantine?.reason).toBeTruthy();
    expect(readFileSync(quarantine?.movedTo ?? '')).toEqual(damaged);
    expect(log.lines).toEqual([
      'error Access store was damaged; moved aside and begun anew without users',
      'error Nobody can log in, for the users were lost; make them anew: jalur user add',
    ]);
    store.close();

    const again = open();
    expect(again.quarantine).toBeUndefined();
    expect([again.store.hasUsers(), again.store.hasLostUsers()]).toEqual([true, true]);
    expect(log.lines).toHaveLength(3);
    again.store.addUser(user('siti', { role: 'admin' }), 'hash');
    expect([again.store.hasUsers(), again.store.hasLostUsers()]).toEqual([true, false]);
    again.store.removeUser('siti');
    expect(again.store.hasUsers(), 'removed by somebody who meant it').toBe(false);
    again.store.close();
  });

  it('is left where it is by a command, which says what to do', () => {
    const before = readdirSync(directory.path);
    const failure = failureOf(beside);
    expect(failure.code).toBe('corrupt');
    expect(failure.message).toContain(`open "${file}": `);
    expect(failure.message).toMatch(
      /[^;]+; put a backup in its place, or restart jalur: [^;]+ until jalur user add$/,
    );
    expect(readdirSync(directory.path)).toEqual(expect.arrayContaining(before));
    expect(existsSync(file)).toBe(true);
  });
});

describe('opening the access store', () => {
  it('makes a file for its owner alone, once, and leaves nothing beside it', () => {
    expect(hasAccessFile(directory.path)).toBe(false);
    const { store } = open();
    expect([store.hasUsers(), store.hasLostUsers()]).toEqual([false, false]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(`${file}-wal`).mode & 0o777).toBe(0o600);
    store.close();
    expect(readdirSync(directory.path)).toEqual(['access.db']);
    expect(hasAccessFile(directory.path)).toBe(true);
    expect(log.lines).toEqual([]);
  });

  it.skipIf(process.getuid?.() !== 0)(
    "belongs to the directory's owner when root makes it (needs root)",
    () => {
      const nobody = 65_534;
      chownSync(directory.path, nobody, nobody);
      const store = beside();
      store.addUser(user('budi'), 'hash');
      const owners = ['', '-wal', '-shm'].map((suffix) => statSync(file + suffix).uid);
      store.close();
      expect(owners, 'else a daemon of another user could not write').toEqual([nobody, nobody, nobody]);
    },
  );

  it('keeps the door shut when a start broke off between moving a damaged file aside and the new one', () => {
    writeFileSync(`${file}.corrupt-1`, 'x');
    const { store } = open();
    expect(store.hasUsers()).toBe(true);
    store.close();
  });

  it('takes what a process that died left of a half-made file for nothing', () => {
    writeFileSync(`${file}.new-${process.pid}`, 'half');
    writeFileSync(`${file}.new-1`, 'half');
    const { store } = open();
    expect(store.hasUsers()).toBe(false);
    store.close();
    expect(readdirSync(directory.path).sort()).toEqual(['access.db', 'access.db.new-1']);
  });

  it('does not run on a file of a newer jalur, nor move it', () => {
    withUser();
    const db = new DatabaseSync(file);
    db.exec(`PRAGMA user_version=${ACCESS_MIGRATIONS.length + 1}`);
    db.close();
    expect(failureOf(open)).toMatchObject({ code: 'newer-schema' });
    expect(readdirSync(directory.path)).toEqual(['access.db']);
  });

  it('says which directory there is not', () => {
    const missing = join(directory.path, 'tiada');
    const failure = failureOf(() => openAccessStoreBeside(missing, T0));
    expect(failure.code).toBe('io');
    expect(failure.message).toContain(missing);
  });

  it.skipIf(process.getuid?.() === 0)('refuses a file it may not read (not as root, who may)', () => {
    withUser();
    chmodSync(file, 0);
    expect(failureOf(open).code).toBe('io');
  });

  it('waits for another program that holds the file less than the daemon can do without watching', () => {
    const { store } = open();
    const holder = new DatabaseSync(file);
    holder.exec('BEGIN IMMEDIATE');
    const began = process.hrtime.bigint();
    expect(failureOf(() => store.audit(entry('link.echo'))).code).toBe('busy');
    // Every other store waits for two seconds.
    expect(Number(process.hrtime.bigint() - began) / 1e6).toBeLessThan(1_900);
    expect(store.hasUsers()).toBe(false);
    holder.close();
    store.close();
  });

  it('takes a copy that was made with the SQLite backup, as docs/access.md has it', () => {
    withUser();
    const db = new DatabaseSync(file);
    const copy = join(directory.path, 'salinan.db');
    db.exec(`VACUUM INTO '${copy}'`);
    db.close();
    write(Buffer.alloc(100), 0);
    copyFileSync(copy, file);
    const { store, quarantine } = open();
    expect(quarantine).toBeUndefined();
    expect(store.users().map(({ name }) => name)).toEqual(['budi']);
    store.close();
  });
});
