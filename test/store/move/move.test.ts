// A month of the embedded history moves to a real influxd: broken off in the middle, taken up again, with a daemon that works on
// InfluxDB already; and both stores answer alike afterwards.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LinkId, linkId } from '../../../src/domain/ids.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { seededRandom } from '../../../src/runtime/random.ts';
import { influxClient } from '../../../src/store/metrics/influx/client.ts';
import { openMetricStore } from '../../../src/store/metrics/open.ts';
import type { HistoryQuery, MetricPoint, MetricStore } from '../../../src/store/metrics/port.ts';
import type { Measurement } from '../../../src/store/metrics/schema.ts';
import { SqliteBackend } from '../../../src/store/metrics/sqlite/backend.ts';
import { METRIC_MIGRATIONS } from '../../../src/store/metrics/sqlite/tables.ts';
import { compareStretch } from '../../../src/store/move/compare.ts';
import { type MoveJob, moveToInflux } from '../../../src/store/move/move.ts';
import { openReadOnly } from '../../../src/store/sqlite/read-only.ts';
import { differences } from '../support/alike.ts';
import { eventually } from '../support/eventually.ts';
import { hasInfluxd, type Influxd, startInfluxd } from '../support/influxd.ts';
import { rememberingLog, temporaryDirectory } from '../support/place.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, roundPoint } from '../support/points.ts';
import { randomPoints } from '../support/random-points.ts';

const RETENTION = { rawMs: 35 * DAY_MS, fiveMinutesMs: 400 * DAY_MS, oneHourMs: 3650 * DAY_MS };
const LINKS: readonly LinkId[] = ['prov.mamuju', 'a_b'].map(linkId);
/** The moment of the change, in the middle of a 5-minute bucket. */
const SWITCH = Math.floor(systemClock.wallMs() / HOUR_MS - 3) * HOUR_MS + 32 * MINUTE_MS;
const DAYS = 30;
const ALERT_TAGS = { link: 'prov-majene', rule: 'link.down', severity: 'critical' };
const alert = (event: string, number: number): MetricPoint => ({
  measurement: 'alert',
  tags: ALERT_TAGS,
  fields: { id: String(number), event, text: 'a "text", \\ and more', time_end: SWITCH },
  at: SWITCH - number * HOUR_MS,
});

describe.skipIf(!hasInfluxd)('a move to InfluxDB (needs Debian package influxdb)', () => {
  const directory = temporaryDirectory();
  let influxd: Influxd;
  let embedded: SqliteBackend;
  let store: MetricStore;
  const setup = {
    ...{ directory: directory.path, roundMs: MINUTE_MS, retention: RETENTION },
    spool: { maxBytes: 50e6, maxAgeMs: 35 * DAY_MS },
  };
  const openEmbedded = (): SqliteBackend =>
    new SqliteBackend(setup, { wallMs: systemClock.wallMs, random: () => 0.5, log: () => {} });

  beforeAll(async () => {
    influxd = await startInfluxd();
    embedded = openEmbedded();
    const points = randomPoints(LINKS, { from: SWITCH - DAYS * DAY_MS, to: SWITCH }, seededRandom(7));
    for (let index = 0; index < points.length; index += 20_000)
      embedded.write(points.slice(index, index + 20_000));
    embedded.write([
      alert('raised', 1),
      alert('closed', 2),
      {
        measurement: 'iface',
        tags: { link: 'a_b', ifname: 'sfp1' },
        fields: { in_octets: 2n ** 63n - 1n, out_octets: 2n ** 62n + 1n },
        at: SWITCH - DAY_MS,
      },
      {
        measurement: 'link_tr',
        tags: { link: 'a_b' },
        fields: { state: 0, prev: 2, prev_s: 12.5, reason: 'silent' },
        at: SWITCH - DAY_MS,
      },
    ]);
    // Some roll-ups are left uncomputed, as after a crash.
    await embedded.tick();
    await embedded.close();
    store = openMetricStore(
      {
        ...{ spool: setup.spool, retention: RETENTION, network: { settings: { roundMs: MINUTE_MS } } },
        influx: { url: influxd.url, database: 'jalur' },
      },
      { directory: directory.path, clock: systemClock, log: rememberingLog() },
    );
    // The daemon works on InfluxDB already: it goes on with the rounds, and has closed an alert.
    store.write([
      alert('closed', 1),
      ...LINKS.flatMap((link) =>
        Array.from({ length: 60 }, (_, index) =>
          roundPoint(link, SWITCH + (index + 1) * MINUTE_MS, { rtt: 10 }),
        ),
      ),
    ]);
    await eventually(() => store.status().writtenPoints >= 121, 'the new points', 20_000);
  }, 120_000);
  afterAll(async () => {
    await store?.close();
    await influxd?.remove();
    directory.remove();
  });

  const job = (change: Partial<MoveJob> = {}): MoveJob => ({
    ...{ data: directory.path, access: { url: influxd.url, database: 'jalur' }, retention: RETENTION },
    ...{ wallMs: systemClock.wallMs, signal: new AbortController().signal },
    ...{ sleep: () => Promise.resolve(), progress: () => {} },
    ...change,
  });
  const progressFile = join(directory.path, 'move-to-influx.json');

  it('can be broken off, and goes on where it was', async () => {
    const broken = new AbortController();
    const told: string[] = [];
    const progress = (line: string): void => {
      told.push(line);
      if (line.startsWith('icmp 5m')) broken.abort(new Error('enough'));
    };
    await expect(moveToInflux(job({ signal: broken.signal, progress }))).rejects.toThrow('enough');
    expect(existsSync(progressFile)).toBe(true);
    const again: string[] = [];
    const moved = await moveToInflux(job({ progress: (line) => again.push(line) }));
    expect(moved.differences).toEqual([]);
    expect(moved).toMatchObject({ refused: [], grew: false });
    expect(moved.values).toBeGreaterThan(1_000_000);
    // Rounds were moved by the first call.
    expect(told.some((line) => line.startsWith('icmp 1m'))).toBe(true);
    expect(again.some((line) => line.startsWith('icmp 1m'))).toBe(false);
    expect(existsSync(progressFile)).toBe(false);
  }, 120_000);

  it('changes nothing when it is called again', async () => {
    const { differences: found, refused } = await moveToInflux(job());
    expect([found, refused]).toEqual([[], []]);
  }, 120_000);

  it('leaves an alert as the daemon wrote it last', async () => {
    const answer = await influxd.query('SELECT event FROM "1m"."alert"', 'jalur');
    const { results } = JSON.parse(answer) as {
      readonly results: readonly [{ readonly series: readonly [{ readonly values: unknown }] }];
    };
    expect(results[0].series[0].values).toEqual([
      [SWITCH - 2 * HOUR_MS, 'closed'],
      [SWITCH - HOUR_MS, 'closed'],
    ]);
  });

  it('gives the same answers as one store that saw it all', async () => {
    embedded = openEmbedded();
    embedded.write(
      LINKS.flatMap((link) =>
        Array.from({ length: 60 }, (_, index) =>
          roundPoint(link, SWITCH + (index + 1) * MINUTE_MS, { rtt: 10 }),
        ),
      ),
    );
    const queries: readonly Partial<HistoryQuery>[] = [
      { from: SWITCH - DAYS * DAY_MS, points: 1_000 },
      { from: SWITCH - DAYS * DAY_MS, points: 100 },
      { from: SWITCH - DAY_MS, points: 1_441 },
      { from: SWITCH - DAY_MS, points: 200 },
      { from: SWITCH - 9 * HOUR_MS, points: 9 },
    ];
    const found = async (): Promise<readonly string[]> => {
      const all: string[] = [];
      for (const link of LINKS)
        for (const query of queries) {
          const asked = { link, to: SWITCH + 2 * HOUR_MS, from: 0, points: 1, ...query };
          all.push(...differences([await embedded.history(asked), await store.history(asked)]));
        }
      const span = { from: SWITCH - DAYS * DAY_MS, to: SWITCH + 2 * HOUR_MS };
      const asked = { ...span, links: new Set(LINKS), utcOffsetMs: 8 * HOUR_MS };
      all.push(...differences([await embedded.summaries(asked), await store.summaries(asked)]));
      return all;
    };
    // The bucket and the hour of the change are computed by the daemon, from the points of both.
    await eventually(async () => (await found()).length === 0, 'the same', 20_000).catch(() => undefined);
    expect(await found()).toEqual([]);
    await embedded.close();
  }, 60_000);

  it('says what differs, and what is missing', async () => {
    await influxd.query(`DELETE FROM "icmp" WHERE "link" = 'a_b' AND time = ${SWITCH - DAY_MS}ms`, 'jalur');
    await influxd.query(`DROP SERIES FROM "link_tr" WHERE "link" = 'a_b'`, 'jalur');
    const db = openReadOnly(join(directory.path, 'metrics.db'), METRIC_MIGRATIONS);
    const span = { resolution: '1m', from: SWITCH - 2 * DAY_MS, to: SWITCH } as const;
    const client = influxClient({ url: influxd.url, database: 'jalur' });
    const compare = (measurement: Measurement) => compareStretch(db, client, { measurement, ...span });
    expect((await compare('icmp')).differences).toEqual([
      expect.stringMatching(/^icmp 1m from .*link=a_b .*: .* count: \d+ in InfluxDB, \d+ in metrics.db$/),
    ]);
    expect((await compare('link_tr')).differences).toEqual([expect.stringContaining('0 in InfluxDB, 1 in')]);
    // The next move mends it.
    expect((await moveToInflux(job())).differences).toEqual([]);
    expect((await compare('icmp')).differences).toEqual([]);
    db.close();
    await expect(moveToInflux(job({ access: { url: influxd.url, database: 'nowhere' } }))).rejects.toThrow(
      'start jalur with this configuration once',
    );
  }, 120_000);
});
