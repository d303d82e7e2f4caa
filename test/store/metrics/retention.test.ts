// What the embedded history keeps as time goes by, in virtual time.

import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import type { History } from '../../../src/store/metrics/port.ts';
import { SqliteBackend } from '../../../src/store/metrics/sqlite/backend.ts';
import { temporaryDirectory } from '../support/place.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, roundPoint } from '../support/points.ts';

const T0 = Math.floor(1_790_000_000_000 / DAY_MS) * DAY_MS;
const LINK = linkId('prov-majene');
const RETENTION = { rawMs: 35 * DAY_MS, fiveMinutesMs: 400 * DAY_MS, oneHourMs: 3650 * DAY_MS };

describe('the embedded history', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  let backend: SqliteBackend;
  let now: number;
  const open = (): SqliteBackend =>
    new SqliteBackend(
      {
        directory: directory.path,
        roundMs: MINUTE_MS,
        retention: RETENTION,
        spool: { maxBytes: 1, maxAgeMs: 1 },
      },
      { wallMs: () => now, random: () => 0.5, log: () => {} },
    );
  beforeEach(() => {
    directory = temporaryDirectory();
    now = T0 + 3 * HOUR_MS;
    backend = open();
    backend.write(
      Array.from({ length: 120 }, (_, index) => roundPoint(LINK, T0 + (index + 1) * MINUTE_MS, {})),
    );
  });
  afterEach(async () => {
    await backend.close();
    directory.remove();
  });
  const sent = (history: History): number => history.buckets.reduce((sum, bucket) => sum + bucket.sent, 0);
  const read = (points: number): Promise<History> =>
    backend.history({ link: LINK, from: T0, to: T0 + 2 * HOUR_MS, points });
  function rowsOf(table: string): number {
    const db = new DatabaseSync(join(directory.path, 'metrics.db'), { readOnly: true });
    const count = db.prepare(`SELECT count(*) AS n FROM "${table}"`).get()?.['n'];
    db.close();
    return Number(count);
  }

  it('hands over from resolution to resolution, and the sums stay', async () => {
    await backend.tick();
    expect([rowsOf('icmp_1m'), rowsOf('icmp_5m'), rowsOf('icmp_1h')]).toEqual([120, 24, 2]);
    expect(await read(121)).toMatchObject({ stepMs: MINUTE_MS });

    now = T0 + 36 * DAY_MS;
    await backend.tick();
    expect([rowsOf('icmp_1m'), rowsOf('icmp_5m'), rowsOf('icmp_1h')]).toEqual([0, 24, 2]);
    const byFive = await read(121);
    expect([byFive.stepMs, byFive.buckets.length, sent(byFive)]).toEqual([5 * MINUTE_MS, 24, 7_200]);

    now = T0 + 401 * DAY_MS;
    await backend.tick();
    expect([rowsOf('icmp_5m'), rowsOf('icmp_1h')]).toEqual([0, 2]);
    const byHour = await read(121);
    expect([byHour.stepMs, byHour.buckets.length, sent(byHour)]).toEqual([HOUR_MS, 2, 7_200]);

    now = T0 + 3651 * DAY_MS;
    await backend.tick();
    expect(rowsOf('icmp_1h')).toBe(0);
    expect((await read(121)).buckets).toEqual([]);
  });

  it('refuses a point of a bucket whose raw points are gone: computed anew it would be wrong', async () => {
    await backend.tick();
    now = T0 + 35 * DAY_MS + HOUR_MS + 1;
    backend.write([roundPoint(LINK, T0 + HOUR_MS, { received: 0 }), roundPoint(LINK, T0 + HOUR_MS + 1, {})]);
    expect(backend.status()).toMatchObject({ writtenPoints: 121, refusedPoints: 1 });
    await backend.tick();
    now = T0 + 40 * DAY_MS;
    expect((await read(121)).buckets[0]).toMatchObject({ sent: 300, received: 300 });
  });

  it('computes what a crash left uncomputed', async () => {
    await backend.close();
    backend = open();
    await backend.tick();
    expect([rowsOf('icmp_5m'), rowsOf('icmp_1h')]).toEqual([24, 2]);
  });

  it('gives a file of an earlier version the fields it lacks', async () => {
    await backend.tick();
    await backend.close();
    const db = new DatabaseSync(join(directory.path, 'metrics.db'));
    for (const table of ['icmp_1m', 'icmp_5m', 'icmp_1h'])
      db.exec(`ALTER TABLE "${table}" DROP COLUMN jitter`);
    db.close();
    backend = open();
    backend.write([roundPoint(LINK, T0 + MINUTE_MS, {})]);
    const { buckets } = await read(121);
    expect([buckets.length, buckets[0]?.jitterMs, buckets[1]?.jitterMs]).toEqual([120, 0.5, undefined]);
  });
});
