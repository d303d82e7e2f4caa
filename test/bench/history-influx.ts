// A month of 600 links into InfluxDB as it would be replayed after an outage or moved there: through the queue, the worker, the
// spool and the writer, beside the npm package `influx` and bare requests with the same lines, which keep nothing on a disk.

import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { FieldType, InfluxDB } from 'influx';
import { systemClock } from '../../src/runtime/clock.ts';
import { cleanPoint } from '../../src/store/metrics/clean.ts';
import { lineOf } from '../../src/store/metrics/influx/line.ts';
import { openMetricStore } from '../../src/store/metrics/open.ts';
import type { MetricPoint } from '../../src/store/metrics/port.ts';
import { SCHEMA } from '../../src/store/metrics/schema.ts';
import { eventually } from '../store/support/eventually.ts';
import { hasInfluxd, type Influxd, startInfluxd } from '../store/support/influxd.ts';
import { rememberingLog, temporaryDirectory } from '../store/support/place.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../store/support/points.ts';
import { HistoryPoints } from './history-points.ts';
import { cpuSeconds } from './process-usage.ts';
import type { BenchRow } from './row.ts';

const LINKS = 600;
const DAYS = 30;
/** Of each day: a whole month is 26 million rounds. Every daily shard of InfluxDB is met all the same. */
const MINUTES_A_DAY = 30;
const BATCH = 5_000;
/** Points on their way at most: the queue in front of the worker drops beyond 100,000. */
const MOST_WAITING = 60_000;
/** 50,000 points/s. */
const MOST_US_A_POINT = 20;
const RETENTION = { rawMs: 35 * DAY_MS, fiveMinutesMs: 400 * DAY_MS, oneHourMs: 3650 * DAY_MS };

/** The replay and its two peers, each into a server of its own. */
export async function benchReplayToInflux(): Promise<BenchRow[]> {
  if (!hasInfluxd) return [];
  const ring = makeRing();
  const own = await measured((influxd) => ownReplay(influxd, ring));
  const bare = await measured((influxd) => bareReplay(influxd, ring));
  const npm = await measured((influxd) => npmReplay(influxd, ring));
  const usPer = (seconds: number): number => (seconds * 1e6) / own.points;
  return [
    {
      name: 'InfluxDB: a month of 600 links replayed (half an hour of each day)',
      value: usPer(own.seconds),
      unit: 'µs/point',
      budget: MOST_US_A_POINT,
      ok: usPer(own.seconds) <= MOST_US_A_POINT,
      peer: 'bare requests, no spool',
      ratio: round(own.seconds / bare.seconds),
      note: `${figure(own)} points/s, influxd on the same machine; bare ${figure(bare)} points/s`,
    },
    {
      name: 'InfluxDB: replay, CPU of jalur',
      value: usPer(own.cpuSeconds),
      unit: 'µs/point',
      peer: 'influx (npm) writePoints',
      ratio: round(own.cpuSeconds / npm.cpuSeconds),
      note: `npm package ${figure(npm)} points/s; influxd itself ${usPer(own.serverSeconds).toFixed(1)} µs/point`,
    },
  ];

  function figure({ points, seconds }: Measured): string {
    return String(Math.round(points / seconds));
  }
}

interface Replay {
  readonly points: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
}
type Measured = Replay & { readonly serverSeconds: number };

async function measured(replay: (influxd: Influxd) => Promise<Replay>): Promise<Measured> {
  const influxd = await startInfluxd();
  try {
    const before = cpuSeconds(influxd.pid ?? 0);
    const done = await replay(influxd);
    return { ...done, serverSeconds: cpuSeconds(influxd.pid ?? 0) - before };
  } finally {
    await influxd.remove();
  }
}

async function timed(points: number, work: () => Promise<void>): Promise<Replay> {
  const cpu = process.cpuUsage();
  const begun = performance.now();
  await work();
  const seconds = (performance.now() - begun) / 1_000;
  const used = process.cpuUsage(cpu);
  return { points, seconds, cpuSeconds: (used.user + used.system) / 1e6 };
}

/** Half an hour of all links: made once, since making values costs more than writing them. */
function makeRing(): readonly MetricPoint[] {
  const source = new HistoryPoints(LINKS);
  return Array.from({ length: MINUTES_A_DAY }, (_, minute) => source.rounds((minute + 1) * MINUTE_MS)).flat();
}

function* batches(ring: readonly MetricPoint[]): Generator<MetricPoint[]> {
  const today = Math.floor(systemClock.wallMs() / DAY_MS) * DAY_MS;
  for (let day = DAYS; day > 0; day--) {
    const base = today - day * DAY_MS + 8 * HOUR_MS;
    for (let index = 0; index < ring.length; index += BATCH)
      yield ring.slice(index, index + BATCH).map((point) => ({ ...point, at: base + point.at }));
  }
}

async function ownReplay(influxd: Influxd, ring: readonly MetricPoint[]): Promise<Replay> {
  const directory = temporaryDirectory();
  const store = openMetricStore(
    {
      influx: { url: influxd.url, database: 'jalur' },
      spool: { maxBytes: 2 ** 30, maxAgeMs: 40 * DAY_MS },
      retention: RETENTION,
      network: { settings: { roundMs: MINUTE_MS } },
    },
    { directory: directory.path, clock: systemClock, log: rememberingLog() },
  );
  const points = ring.length * DAYS;
  try {
    // The database is there, as it is in any replay.
    store.write(ring.slice(0, 1).map((point) => ({ ...point, at: systemClock.wallMs() })));
    await eventually(() => store.status().writtenPoints === 1, 'the database is made', 60_000);
    const done = await timed(points, async () => {
      for (const batch of batches(ring)) {
        while (store.status().spooledPoints > MOST_WAITING) await delay(5);
        store.write(batch);
      }
      await eventually(() => store.status().writtenPoints >= points + 1, 'all is written', 600_000);
    });
    const { droppedPoints, refusedPoints } = store.status();
    if (droppedPoints + refusedPoints > 0) throw new Error(`lost ${droppedPoints}, refused ${refusedPoints}`);
    return done;
  } finally {
    await store.close();
    directory.remove();
  }
}

async function bareReplay(influxd: Influxd, ring: readonly MetricPoint[]): Promise<Replay> {
  await influxd.query('CREATE DATABASE jalur WITH DURATION 35d REPLICATION 1 SHARD DURATION 1d NAME "1m"');
  return timed(ring.length * DAYS, async () => {
    for (const batch of batches(ring)) {
      const lines = batch.map((point) => {
        const clean = cleanPoint(point);
        return 'unfit' in clean ? '' : lineOf(clean);
      });
      const response = await fetch(`${influxd.url}/write?db=jalur&rp=1m&precision=ms`, {
        method: 'POST',
        headers: { 'Content-Encoding': 'gzip' },
        body: gzipSync(lines.join(''), { level: 1 }),
      });
      if (response.status !== 204) throw new Error(await response.text());
    }
  });
}

async function npmReplay(influxd: Influxd, ring: readonly MetricPoint[]): Promise<Replay> {
  await influxd.query('CREATE DATABASE jalur WITH DURATION 35d REPLICATION 1 SHARD DURATION 1d NAME "1m"');
  const { hostname, port } = new URL(influxd.url);
  const { fields, tags } = SCHEMA.icmp;
  const types = { integer: FieldType.INTEGER, float: FieldType.FLOAT, text: FieldType.STRING } as const;
  const db = new InfluxDB({
    hosts: [{ host: hostname, port: Number(port) }],
    database: 'jalur',
    schema: [
      {
        measurement: 'icmp',
        tags: [...tags],
        fields: Object.fromEntries(Object.entries(fields).map(([name, { kind }]) => [name, types[kind]])),
      },
    ],
  });
  return timed(ring.length * DAYS, async () => {
    for (const batch of batches(ring)) {
      const points = batch.map(({ measurement, tags: own, fields: values, at }) => ({
        measurement,
        tags: own,
        fields: values,
        timestamp: at,
      }));
      await db.writePoints(points, { precision: 'ms', retentionPolicy: '1m' });
    }
  });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
