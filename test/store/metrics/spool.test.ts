import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linesOf, SPOOL_MIGRATIONS, Spool } from '../../../src/store/metrics/influx/spool.ts';
import { openDatabase } from '../../../src/store/sqlite/database.ts';
import { temporaryDirectory } from '../support/place.ts';

const T0 = 1_790_000_000_000;

describe('the spool', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  let db: ReturnType<typeof openDatabase>;
  const open = () =>
    openDatabase({ file: `${directory.path}/spool.db`, migrations: SPOOL_MIGRATIONS, synchronous: 'FULL' });
  beforeEach(() => {
    directory = temporaryDirectory();
    db = open();
  });
  afterEach(() => {
    db.close();
    directory.remove();
  });
  const add = (spool: Spool, at: number, text: string): number => {
    const points = text.split('\n').length - 1;
    return spool.add({ policy: '1m', points, oldestAt: at, newestAt: at, queuedAt: at, ends: [at] }, text);
  };

  it('remembers over a restart what waits, in order', () => {
    const first = new Spool(db, { maxBytes: 1e6, maxAgeMs: 1e9 });
    add(first, T0, 'a\nb\n');
    add(first, T0 + 1_000, 'c\n');
    const { bytes } = first.size();
    db.close();
    db = open();
    const again = new Spool(db, { maxBytes: 1e6, maxAgeMs: 1e9 });
    expect(again.size()).toEqual({ points: 3, bytes, oldestAt: T0 });
    const batch = again.next(T0 + 60_000);
    expect(batch).toMatchObject({ policy: '1m', points: 2, ends: [T0] });
    expect(batch && linesOf(batch)).toEqual(['a\n', 'b\n']);
    if (batch) again.remove(batch);
    expect(again.size()).toMatchObject({ points: 1, oldestAt: T0 + 1_000 });
    if (batch) again.remove(batch);
    expect(again.size(), 'a batch that is gone already').toMatchObject({ points: 1 });
  });

  it('drops the oldest beyond its bytes, and counts the points', () => {
    const spool = new Spool(db, { maxBytes: 200, maxAgeMs: 1e9 });
    let dropped = 0;
    for (let i = 0; i < 20; i++) dropped += add(spool, T0 + i, `point-${i}\nsecond-${i}\n`);
    expect(spool.size().bytes).toBeLessThanOrEqual(200);
    expect(spool.size().points + dropped).toBe(40);
    expect(spool.dropped).toBe(dropped);
    expect(dropped).toBeGreaterThan(20);
    const batch = spool.next(T0 + 60_000);
    expect(batch?.oldestAt).toBe(T0 + dropped / 2);
  });

  it('drops what is beyond its age', () => {
    const spool = new Spool(db, { maxBytes: 1e6, maxAgeMs: 10_000 });
    add(spool, T0, 'a\n');
    add(spool, T0 + 9_000, 'b\n');
    expect(add(spool, T0 + 10_001, 'c\n')).toBe(1);
    expect(spool.size()).toMatchObject({ points: 2, oldestAt: T0 + 9_000 });
  });

  it('knows whether points of a roll-up bucket still wait', () => {
    const spool = new Spool(db, { maxBytes: 1e6, maxAgeMs: 1e9 });
    add(spool, T0, 'a\n');
    expect([spool.waitsFor('5m', T0 - 1), spool.waitsFor('5m', T0), spool.waitsFor('1h', T0)]).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('knows of a roll-up that waits itself: the next one must not be overtaken by it', () => {
    const spool = new Spool(db, { maxBytes: 1e6, maxAgeMs: 1e9 });
    const head = { policy: '5m', points: 1, oldestAt: T0, newestAt: T0, queuedAt: T0, ends: [] } as const;
    spool.add(head, 'a\n');
    expect([spool.waitsFor('5m', T0), spool.waitsFor('5m', T0 + 1), spool.waitsFor('5m', T0 - 1)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('keeps its sizes when the disk is full', () => {
    const spool = new Spool(db, { maxBytes: 1e9, maxAgeMs: 1e9 });
    add(spool, T0, 'a\n');
    const before = spool.size();
    db.exec(`PRAGMA max_page_count=${db.prepare('PRAGMA page_count').get()?.['page_count']}`);
    const noise = Array.from({ length: 4_000 }, (_, i) => `${(i * 2_654_435_761) % 4_294_967_296}\n`).join(
      '',
    );
    expect(() => add(spool, T0, noise)).toThrow('full');
    expect(spool.size()).toEqual(before);
  });
});
