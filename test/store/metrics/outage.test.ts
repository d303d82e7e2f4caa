// What a real InfluxDB can do to the writer: away, killed half-way, closed to us. And a worker that dies.

import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { openMetricStore } from '../../../src/store/metrics/open.ts';
import type { MetricStore } from '../../../src/store/metrics/port.ts';
import { eventually } from '../support/eventually.ts';
import { freePort, hasInfluxd, type Influxd, startInfluxd } from '../support/influxd.ts';
import { rememberingLog, temporaryDirectory } from '../support/place.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, roundPoint } from '../support/points.ts';

const T0 = Math.floor(systemClock.wallMs() / HOUR_MS - 5) * HOUR_MS;
const LINK = linkId('prov-majene');
const RETENTION = { rawMs: 35 * DAY_MS, fiveMinutesMs: 400 * DAY_MS, oneHourMs: 3650 * DAY_MS };
const rounds = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => roundPoint(LINK, T0 + (from + index) * MINUTE_MS, {}));

let directory: ReturnType<typeof temporaryDirectory>;
let store: MetricStore;
const log = rememberingLog();

function open(influx?: {
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
}): void {
  store = openMetricStore(
    {
      spool: { maxBytes: 1e8, maxAgeMs: 35 * DAY_MS },
      retention: RETENTION,
      network: { settings: { roundMs: MINUTE_MS } },
      ...(influx && {
        influx: {
          url: influx.url,
          database: 'jalur',
          ...(influx.username !== undefined && { username: influx.username }),
          ...(influx.password !== undefined && { password: { reveal: () => influx.password ?? '' } }),
        },
      }),
    },
    { directory: directory.path, clock: systemClock, log },
  );
}

beforeEach(() => {
  directory = temporaryDirectory();
  log.lines.length = 0;
});
afterEach(async () => {
  await store.close();
  directory.remove();
});

describe('history store with InfluxDB away', () => {
  it('keeps points in the spool, says so, and has them after a restart', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    open({ url });
    store.write(rounds(1, 100));
    await store.flush(5_000);
    await eventually(() => store.status().trouble !== undefined, 'trouble told');
    expect(store.status()).toMatchObject({ spooledPoints: 100, writtenPoints: 0, droppedPoints: 0 });
    expect(store.status().trouble).toContain('ECONNREFUSED');
    expect(store.status().oldestSpooledMs).toBeGreaterThan(2 * HOUR_MS);
    await expect(store.history({ link: LINK, from: T0, to: T0 + HOUR_MS, points: 60 })).rejects.toThrow(
      'query InfluxDB',
    );
    await store.close();
    open({ url });
    await eventually(() => store.status().spooledPoints === 100, 'the spool found again');
  });
});

describe.skipIf(!hasInfluxd)('history store on a real InfluxDB (needs Debian package influxdb)', () => {
  let influxd: Influxd;
  afterEach(async () => {
    await influxd.remove();
  });

  it('loses nothing when influxd is killed half-way and comes back', async () => {
    influxd = await startInfluxd();
    open(influxd);
    store.write(rounds(1, 50));
    await eventually(() => store.status().writtenPoints === 50, 'the first are written');
    await influxd.kill();
    for (let index = 0; index < 5; index++) {
      store.write(rounds(51 + index * 20, 20));
      await store.flush(5_000);
    }
    await eventually(() => store.status().trouble !== undefined, 'trouble told');
    // Roll-ups of the first fifty may wait as well.
    expect(store.status().spooledPoints).toBeGreaterThanOrEqual(100);
    expect(store.status().droppedPoints).toBe(0);
    await influxd.start();
    await eventually(() => store.status().writtenPoints === 150, 'all are written', 15_000);
    expect(store.status()).not.toHaveProperty('trouble');
    const history = await store.history({ link: LINK, from: T0, to: T0 + 150 * MINUTE_MS, points: 151 });
    expect(history.buckets).toHaveLength(150);
    expect(log.lines).toContain('info InfluxDB takes points again');
  });

  it('waits with a wrong password, and says whose fault it is', async () => {
    influxd = await startInfluxd({ auth: true });
    await influxd.query(`CREATE USER jalur WITH PASSWORD 'right' WITH ALL PRIVILEGES`);
    open({ url: influxd.url, username: 'jalur', password: 'wrong' });
    store.write(rounds(1, 10));
    await eventually(() => store.status().trouble?.includes('credentials refused') === true, 'trouble told');
    expect(store.status().spooledPoints).toBe(10);
    expect(JSON.stringify([store.status(), log.lines])).not.toContain('wrong');
    await store.close();
    open({ url: influxd.url, username: 'jalur', password: 'right' });
    await eventually(() => store.status().writtenPoints === 10, 'written with the right one');
  });

  it('makes database and policies as configured, and corrects a duration', async () => {
    influxd = await startInfluxd();
    await influxd.query('CREATE DATABASE jalur WITH DURATION 2h REPLICATION 1 NAME "1m"');
    open(influxd);
    const policies = async (): Promise<string> => influxd.query('SHOW RETENTION POLICIES ON jalur');
    await eventually(async () => (await policies()).includes('"1h","87600h0m0s"'), 'the policies');
    expect(await policies()).toContain('"1m","840h0m0s"');
    expect(await policies()).toContain('"5m","9600h0m0s"');
  });
});

describe('history store whose file is damaged', () => {
  it('moves it aside, says so, and goes on', async () => {
    writeFileSync(join(directory.path, 'metrics.db'), 'this is no database, '.repeat(500));
    open();
    store.write(rounds(1, 3));
    await store.flush(5_000);
    expect(store.status()).toMatchObject({ kind: 'sqlite', writtenPoints: 3 });
    expect(log.lines).toContain('error History was damaged; moved aside and begun anew');
    expect(readdirSync(directory.path).some((name) => name.startsWith('metrics.db.corrupt-'))).toBe(true);
  });

  it('keeps points in memory while the worker cannot start, and tells why', async () => {
    directory.remove();
    open();
    store.write(rounds(1, 3));
    await eventually(() => store.status().trouble !== undefined, 'trouble told');
    expect(store.status().trouble).toMatch(/history worker ended: .*unable to open database file/);
    expect(store.status().spooledPoints).toBe(3);
    await expect(store.history({ link: LINK, from: 0, to: 1, points: 1 })).rejects.toThrow('not running');
    mkdirSync(directory.path);
    await eventually(() => store.status().writtenPoints === 3, 'written by the next worker');
    expect(store.status()).not.toHaveProperty('trouble');
  });
});
