// Files give back what retention and pruning free, and no step of it takes long. A step's own CPU time is measured: other
// programs of the machine do not count.

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { SqliteBackend } from '../../../src/store/metrics/sqlite/backend.ts';
import { retentionOf } from '../../../src/store/metrics/sqlite/retention.ts';
import { seriesTable } from '../../../src/store/metrics/sqlite/series.ts';
import { columnsOf, METRIC_MIGRATIONS } from '../../../src/store/metrics/sqlite/tables.ts';
import { openDatabase, transaction } from '../../../src/store/sqlite/database.ts';
import { isShrinkable, shrinkOf } from '../../../src/store/sqlite/shrink.ts';
import { openStateStore } from '../../../src/store/state/open.ts';
import { rememberingLog, standingClock, temporaryDirectory } from '../support/place.ts';
import { DAY_MS, MINUTE_MS, roundPoint } from '../support/points.ts';

const T0 = Math.floor(1_790_000_000_000 / DAY_MS) * DAY_MS;
const RETENTION = { rawMs: 35 * DAY_MS, fiveMinutesMs: 400 * DAY_MS, oneHourMs: 3650 * DAY_MS };
const LINKS = 20;
const LONGEST_STEP_MS = 50;

describe('space', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  beforeEach(() => {
    directory = temporaryDirectory();
  });
  afterEach(() => directory.remove());
  const open = (now: number): SqliteBackend =>
    new SqliteBackend(
      {
        directory: directory.path,
        roundMs: MINUTE_MS,
        retention: RETENTION,
        spool: { maxBytes: 1, maxAgeMs: 1 },
      },
      { wallMs: () => now, random: () => 0.5, log: () => {} },
    );

  /** Rounds of 33 days for each link: some 100 MB. */
  async function fill(file: string): Promise<void> {
    const backend = open(T0);
    for (let link = 0; link < LINKS; link++)
      backend.write([roundPoint(linkId(`l${link}`), T0 - MINUTE_MS, {})]);
    await backend.close();
    const db = new DatabaseSync(file);
    const names = columnsOf('icmp', '1m');
    const values = names.map((_, index) => `CAST(n * 104729 + ${index} AS INTEGER) % 9973`);
    db.exec(`PRAGMA synchronous=OFF; DELETE FROM dirty; INSERT OR REPLACE INTO icmp_1m (series, at, ${names.join(', ')})
      WITH RECURSIVE c (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n < ${33 * 1440})
      SELECT id, ${T0} - n * ${MINUTE_MS}, ${values.join(', ')} FROM series CROSS JOIN c`);
    db.close();
  }

  function cpuMs(work: () => void): number {
    const before = process.threadCpuUsage();
    work();
    const used = process.threadCpuUsage(before);
    return (used.user + used.system) / 1_000;
  }

  it('of old points is given back in steps that nobody feels', async () => {
    const file = join(directory.path, 'metrics.db');
    await fill(file);
    const full = statSync(file).size;
    expect(full).toBeGreaterThan(80e6);
    const db = openDatabase({ file, migrations: METRIC_MIGRATIONS, synchronous: 'NORMAL' });
    const series = seriesTable(db);
    // All but the last three days is too old now.
    const retention = retentionOf(db, { ...RETENTION, rawMs: 3 * DAY_MS });
    const shrink = shrinkOf(db, systemClock.monoMs);
    let longest = 0;
    let calls = 0;
    for (let before = -1, count = rows(db); count !== before || calls < 400; calls++) {
      longest = Math.max(
        longest,
        cpuMs(() => transaction(db, () => retention.some(series, T0))),
      );
      longest = Math.max(
        longest,
        cpuMs(() => shrink(10)),
      );
      before = count;
      if (calls % 20 === 19) count = rows(db);
    }
    while (shrink(10) > 0);
    expect(rows(db)).toBe(LINKS * 3 * 1_440);
    expect(db.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    db.close();
    expect(statSync(file).size).toBeLessThan(full / 5);
    expect(longest).toBeLessThan(LONGEST_STEP_MS);
  }, 60_000);

  it("comes back in the daemon's own ticks, beside a reader of the same file", async () => {
    const file = join(directory.path, 'metrics.db');
    await fill(file);
    const reader = new DatabaseSync(file, { readOnly: true });
    reader.exec('PRAGMA mmap_size=1000000000');
    const full = statSync(file).size;
    const backend = open(T0 + 35 * DAY_MS - 3 * DAY_MS);
    const wanted = LINKS * 3 * 1_440;
    for (let tick = 0; tick < 1_000 && (rows(reader) > wanted || statSync(file).size > full / 5); tick++)
      await backend.tick();
    expect(statSync(file).size).toBeLessThan(full / 5);
    expect(rows(reader)).toBe(wanted);
    const history = await backend.history({
      link: linkId('l3'),
      from: T0 - DAY_MS,
      to: T0,
      points: 1_441,
    });
    expect(history.buckets).toHaveLength(1_440);
    reader.close();
    await backend.close();
  }, 60_000);

  it('of a file from before is given back too: a small one is written anew when it is opened', () => {
    const file = join(directory.path, 'old.db');
    const old = new DatabaseSync(file);
    old.exec('PRAGMA journal_mode=WAL; CREATE TABLE t (a); INSERT INTO t VALUES (7); PRAGMA user_version=1');
    old.close();
    const db = openDatabase({ file, migrations: [''], synchronous: 'FULL' });
    expect(isShrinkable(db)).toBe(true);
    expect(db.prepare('SELECT a FROM t').get()).toEqual({ a: 7 });
    db.close();
  });

  it('of pruned events is given back by state.db', () => {
    const file = join(directory.path, 'state.db');
    const clock = standingClock(T0);
    const { store } = openStateStore(directory.path, { clock, log: rememberingLog() });
    store.close();
    const db = new DatabaseSync(file);
    db.exec(`INSERT INTO event (seq, at, body) WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 180000)
      SELECT n, ${T0} + n, '{"kind":"link.cause","pad":"' || hex(randomblob(100)) || '"}' FROM c`);
    db.close();
    const full = statSync(file).size;
    const again = openStateStore(directory.path, { clock, log: rememberingLog() }).store;
    const now = T0 + 30 * DAY_MS;
    let longest = 0;
    for (let prune = 0; prune < 200; prune++)
      longest = Math.max(
        longest,
        cpuMs(() => again.prune(now)),
      );
    again.close();
    expect(statSync(file).size).toBeLessThan(full * 0.7);
    expect(longest).toBeLessThan(LONGEST_STEP_MS);
  }, 60_000);
});

function rows(db: DatabaseSync): number {
  return Number(db.prepare('SELECT count(*) AS n FROM icmp_1m').get()?.['n']);
}
