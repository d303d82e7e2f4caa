// A month of rounds out of the embedded history into InfluxDB, as `jalur move` takes it there, beside bare requests with the same
// lines made beforehand. The move goes link after link, so that 600 links take thirty times as long as these twenty.

import { gzipSync } from 'node:zlib';
import { systemClock } from '../../src/runtime/clock.ts';
import { seriesOf, seriesReader } from '../../src/store/export/sqlite-points.ts';
import { lineOf } from '../../src/store/metrics/influx/line.ts';
import { METRIC_MIGRATIONS } from '../../src/store/metrics/sqlite/tables.ts';
import { moveToInflux } from '../../src/store/move/move.ts';
import { openDatabase } from '../../src/store/sqlite/database.ts';
import { hasInfluxd, type Influxd, startInfluxd } from '../store/support/influxd.ts';
import { temporaryDirectory } from '../store/support/place.ts';
import { DAY_MS, MINUTE_MS } from '../store/support/points.ts';
import { HistoryPoints } from './history-points.ts';
import { openAt } from './history-seed.ts';
import type { BenchRow } from './row.ts';

const LINKS = 20;
const DAYS = 30;
const POINTS = LINKS * DAYS * 1_440;
const BATCH = 5_000;
/** 50,000 points/s. */
const MOST_US_A_POINT = 20;
const RETENTION = { rawMs: 35 * DAY_MS, fiveMinutesMs: 400 * DAY_MS, oneHourMs: 3650 * DAY_MS };
const CREATE = [
  'CREATE DATABASE jalur WITH DURATION 35d REPLICATION 1 SHARD DURATION 1d NAME "1m"',
  'CREATE RETENTION POLICY "5m" ON jalur DURATION 400d REPLICATION 1 SHARD DURATION 7d',
  'CREATE RETENTION POLICY "1h" ON jalur DURATION 3650d REPLICATION 1 SHARD DURATION 30d',
];

/** The move, and its peer into a server of its own. */
export async function benchMove(): Promise<BenchRow[]> {
  if (!hasInfluxd) return [];
  const directory = temporaryDirectory();
  try {
    await seed(directory.path);
    const moved = await withInflux((influxd) => move(directory.path, influxd));
    const bare = await withInflux((influxd) => send(directory.path, influxd));
    const us = (seconds: number): number => (seconds * 1e6) / POINTS;
    return [
      {
        name: `InfluxDB: a month of rounds moved there, link after link (${LINKS} of 600 links)`,
        value: us(moved),
        unit: 'µs/point',
        budget: MOST_US_A_POINT,
        ok: us(moved) <= MOST_US_A_POINT,
        peer: 'bare requests, lines made beforehand',
        ratio: Math.round((moved / bare) * 100) / 100,
        note: `${Math.round(POINTS / moved)} points/s read, encoded, sent and taken; bare ${Math.round(POINTS / bare)}; influxd on the same machine`,
      },
    ];
  } finally {
    directory.remove();
  }
}

async function withInflux(work: (influxd: Influxd) => Promise<number>): Promise<number> {
  const influxd = await startInfluxd();
  try {
    for (const statement of CREATE) await influxd.query(statement);
    return await work(influxd);
  } finally {
    await influxd.remove();
  }
}

/** Rounds only: what roll-ups the store makes of them at a start is no part of the move. */
async function seed(directory: string): Promise<void> {
  const now = Math.floor(systemClock.wallMs() / DAY_MS) * DAY_MS;
  const backend = openAt(directory, now);
  const source = new HistoryPoints(LINKS);
  for (let minute = DAYS * 1_440; minute > 0; minute -= 1_440)
    backend.write(
      Array.from({ length: 1_440 }, (_, index) =>
        source.rounds(now - (minute - index - 1) * MINUTE_MS),
      ).flat(),
    );
  await backend.close();
  const db = openDatabase({
    file: `${directory}/metrics.db`,
    migrations: METRIC_MIGRATIONS,
    synchronous: 'NORMAL',
  });
  db.exec('DELETE FROM dirty');
  db.close();
}

/** Seconds from the beginning of the move until InfluxDB has the last round; what is compared afterwards is not in it. */
async function move(data: string, influxd: Influxd): Promise<number> {
  const begun = performance.now();
  let endedMs: number | undefined;
  const stop = new AbortController();
  const told = `icmp 1m: ${LINKS} series, ${POINTS} points`;
  try {
    await moveToInflux({
      ...{ data, access: { url: influxd.url, database: 'jalur' }, retention: RETENTION },
      ...{ wallMs: systemClock.wallMs, signal: stop.signal, sleep: () => Promise.resolve() },
      progress: (line) => {
        if (line !== told) return;
        endedMs = performance.now();
        stop.abort();
      },
    });
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  }
  if (endedMs === undefined) throw new Error(`the move did not say "${told}"`);
  return (endedMs - begun) / 1_000;
}

async function send(data: string, influxd: Influxd): Promise<number> {
  const db = openDatabase({
    file: `${data}/metrics.db`,
    migrations: METRIC_MIGRATIONS,
    synchronous: 'NORMAL',
  });
  const bodies: Uint8Array<ArrayBuffer>[] = [];
  const read = seriesReader(db, 'icmp', '1m');
  for (const series of seriesOf(db, 'icmp')) {
    let lines: string[] = [];
    const pack = (): void => {
      if (lines.length > 0) bodies.push(new Uint8Array(gzipSync(lines.join(''), { level: 1 })));
      lines = [];
    };
    for (const point of read(series, 0, Number.MAX_SAFE_INTEGER)) {
      lines.push(lineOf(point));
      if (lines.length >= BATCH) pack();
    }
    pack();
  }
  db.close();
  const begun = performance.now();
  for (const body of bodies) {
    const response = await fetch(`${influxd.url}/write?db=jalur&rp=1m&precision=ms`, {
      method: 'POST',
      headers: { 'Content-Encoding': 'gzip' },
      body,
    });
    if (response.status !== 204) throw new Error(await response.text());
  }
  return (performance.now() - begun) / 1_000;
}
