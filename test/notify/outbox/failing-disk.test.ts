// The outbox while its file cannot be written, and at its bound.

import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OUTBOX_MIGRATIONS } from '../../../src/notify/outbox/schema.ts';
import { SqliteOutbox } from '../../../src/notify/outbox/sqlite-outbox.ts';
import { openDatabase } from '../../../src/store/sqlite/database.ts';
import { rememberingLog, standingClock, temporaryDirectory } from '../../store/support/place.ts';
import { decisionOf, listing, manyOf, messageOf, postingOf, T0 } from '../support/postings.ts';

describe('the outbox', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  let blocker: DatabaseSync;
  let outbox: SqliteOutbox;
  let log: ReturnType<typeof rememberingLog>;
  const clock = standingClock(T0);
  const open = (): SqliteOutbox => {
    const file = join(directory.path, 'outbox.db');
    const db = openDatabase({ file, migrations: OUTBOX_MIGRATIONS, synchronous: 'FULL' });
    db.exec('PRAGMA busy_timeout=0');
    return new SqliteOutbox(db, { clock, log });
  };
  beforeEach(() => {
    clock.set(T0);
    log = rememberingLog();
    directory = temporaryDirectory();
    outbox = open();
    blocker = new DatabaseSync(join(directory.path, 'outbox.db'), { timeout: 0 });
  });
  afterEach(() => {
    if (blocker.isOpen) blocker.close();
    outbox.close();
    directory.remove();
  });

  it('goes on from memory while the disk fails, and writes all of it once it does not', () => {
    outbox.commit({
      through: 1,
      postings: manyOf('a', 1, 3),
      threads: [{ alert: 1, memory: 'old' }],
      ended: [],
    });
    blocker.exec('BEGIN IMMEDIATE');
    const postings = manyOf('a', 4, 6);
    const threads = [
      { alert: 2, memory: 'new' },
      { alert: 3, memory: 'short' },
    ];
    const { failure } = outbox.commit({ through: 2, postings, threads, ended: [1] });
    expect(failure?.code).toBe('busy');
    expect(outbox.commit({ through: 3, postings: [], threads: [], ended: [3] }).failure?.code).toBe('busy');
    const [m1, m2, m3, m4] = outbox.waiting('a');
    if (!m1 || !m2 || !m3 || !m4) throw new Error('not all of them wait');
    outbox.begin(m1, 'synced');
    outbox.end([m1.seq], { outcome: 'delivered', at: T0 });
    outbox.begin(m4, 'synced');
    outbox.end([m4.seq], { outcome: 'delivered', at: T0 });
    const digest = listing([], 'rate', { id: 'd1', at: T0, sinceAt: T0 });
    outbox.digest([m2.seq, m3.seq], postingOf('a', digest), T0);
    expect(outbox.waiting('a').map(({ message }) => message)).toEqual(['m5', 'm6', 'd1']);
    expect(outbox.told(4), 'the journal knows what is not in the file').toBe(true);
    expect(outbox.journal({ limit: 2 }).map(({ message }) => message)).toEqual(['m3', 'm2']);
    expect(outbox.status()).toMatchObject({ waiting: 3, unsaved: 3, failure: { code: 'busy' } });

    blocker.exec('COMMIT');
    outbox.retry();
    expect(outbox.failure()?.code, 'too early').toBe('busy');
    clock.set(T0 + 5_000);
    outbox.retry();
    expect(outbox.failure()).toBeUndefined();
    expect(outbox.status()).toMatchObject({ waiting: 3, unsaved: 0 });
    expect(log.lines.map((line) => line.split(' ')[0])).toEqual(['error', 'info']);
    outbox.close();
    outbox = open();
    expect(outbox.waiting('a').map(({ message }) => message)).toEqual(['m5', 'm6', 'd1']);
    expect(outbox.load()).toEqual({ through: 3, threads: [{ alert: 2, memory: 'new' }] });
    expect(outbox.journal({ limit: 9 })).toHaveLength(4);
  });

  it('loses only what was never written when the process ends with the disk still failing', () => {
    outbox.commit(decisionOf(1, manyOf('a', 1, 1)));
    blocker.exec('BEGIN IMMEDIATE');
    outbox.commit(decisionOf(2, manyOf('a', 2, 2)));
    outbox.close();
    blocker.exec('COMMIT');
    outbox = open();
    expect(outbox.load().through, 'the event is looked at again').toBe(1);
    expect(outbox.waiting('a').map(({ message }) => message)).toEqual(['m1']);
  });

  it('at 50,000 gives up the least severe, of these the oldest, but none under way; counts and tells it', () => {
    const severe = manyOf('a', 1, 10, { severity: 'critical' });
    const light = manyOf('a', 11, 49_990, { severity: 'warning' });
    outbox.commit(decisionOf(1, [...severe, ...light]));
    const underWay = outbox.waiting('a')[10];
    if (!underWay) throw new Error('nothing waits');
    outbox.begin(underWay, 'synced');
    const next = [
      ...manyOf('b', 50_001, 50_012, { severity: 'minor' }),
      ...manyOf('b', 50_013, 50_013, { severity: 'info' }),
    ];
    outbox.commit(decisionOf(2, next));
    expect(outbox.status().waiting).toBe(50_000);
    expect(outbox.ended('b').dropped, 'least severe').toBe(1);
    expect(outbox.ended('a').dropped).toBe(2);
    const first = outbox.waiting('a').slice(9, 12);
    expect(first.map(({ message }) => message)).toEqual(['m10', 'm11', 'm14']);
    expect(log.lines).toEqual(['error Too many messages wait; the least severe go']);
    outbox.commit(decisionOf(3, [postingOf('b', messageOf('x', { severity: 'major' }))]));
    expect(log.lines, 'told once').toHaveLength(1);
    expect(outbox.journal({ limit: 9 }).map(({ outcome }) => outcome)).toEqual(Array(4).fill('dropped'));
  });

  it('reads long texts back from the file when more wait than are held', () => {
    const body = 'a'.repeat(3_500);
    outbox.commit(decisionOf(1, manyOf('a', 1, 12_000, { body })));
    const waiting = outbox.waiting('a');
    for (const index of [0, 5_999, 11_999]) {
      const each = waiting[index];
      expect(each && outbox.text(each)).toMatchObject({ id: `m${index + 1}`, body });
    }
  });
});
