// What keeping costs: commits of the state store, points into either history store, and the drain after an outage.

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { linkId } from '../../src/domain/ids.ts';
import type { LinkState } from '../../src/domain/state.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { openMetricStore } from '../../src/store/metrics/open.ts';
import type { MetricPoint } from '../../src/store/metrics/port.ts';
import { SqliteBackend } from '../../src/store/metrics/sqlite/backend.ts';
import { openStateStore } from '../../src/store/state/open.ts';
import { stateEvent } from '../store/support/events.ts';
import { eventually } from '../store/support/eventually.ts';
import { hasInfluxd, startInfluxd } from '../store/support/influxd.ts';
import { rememberingLog, temporaryDirectory } from '../store/support/place.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, roundPoint } from '../store/support/points.ts';
import type { BenchRow } from './row.ts';

const LINKS = 10_000;
/** Per link and minute: a round, a poll of the system group, and one of the interface. */
const POINTS_PER_LINK_HOUR = 180;
const RETENTION = { rawMs: 35 * DAY_MS, fiveMinutesMs: 400 * DAY_MS, oneHourMs: 3650 * DAY_MS };
const SPOOL = { maxBytes: 2 ** 30, maxAgeMs: 7 * DAY_MS };

/** Measures all stores; InfluxDB only where influxd is installed. */
export async function benchStore(): Promise<BenchRow[]> {
  return [...benchState(), ...(await benchSqlite()), ...(await benchLoop()), ...(await benchInflux())];
}

function benchState(): BenchRow[] {
  const directory = temporaryDirectory();
  const { store } = openStateStore(directory.path, { clock: systemClock, log: rememberingLog() });
  const base = Math.floor(systemClock.wallMs());
  const event = (index: number) => {
    const state: LinkState = index % 2 === 0 ? 'up' : 'down';
    return stateEvent(`link-${index % 600}`, state, base + index);
  };
  const timesMs: number[] = [];
  for (let index = 0; index < 1_000; index++) {
    const begun = performance.now();
    store.commit([event(index)]);
    timesMs.push(performance.now() - begun);
  }
  timesMs.sort((a, b) => a - b);
  const begun = performance.now();
  for (let batch = 0; batch < 50; batch++)
    store.commit(Array.from({ length: 100 }, (_, index) => event(1_000 + batch * 100 + index)));
  const batchMs = (performance.now() - begun) / 50;
  store.close();
  directory.remove();
  const p99 = timesMs[989] ?? 0;
  return [
    { name: 'state: commit of one transition, median', value: timesMs[499] ?? 0, unit: 'ms' },
    { name: 'state: commit of one transition, p99', value: p99, unit: 'ms', note: 'synced to this disk' },
    { name: 'state: commit of 100 transitions', value: batchMs, unit: 'ms' },
  ];
}

/** Minute by minute the rounds of all links, as the daemon would hand them over. */
function* rounds(fromMs: number, minutes: number): Generator<MetricPoint[]> {
  for (let minute = 1; minute <= minutes; minute++) {
    for (let link = 0; link < LINKS; link += 500) {
      yield Array.from({ length: 500 }, (_, index) =>
        roundPoint(linkId(`link-${link + index}`), fromMs + minute * MINUTE_MS, {
          rtt: varied(link + index, minute),
        }),
      );
    }
  }
}

/** RTTs that differ from point to point, so that compression is no better than in the field. */
function varied(link: number, minute: number): number {
  return 5 + ((link * 7_919 + minute * 104_729) % 99_991) / 1_000;
}

async function benchSqlite(): Promise<BenchRow[]> {
  const directory = temporaryDirectory();
  const setup = { directory: directory.path, roundMs: MINUTE_MS, retention: RETENTION, spool: SPOOL };
  const deps = { wallMs: () => Math.floor(systemClock.wallMs()), random: () => 0.5, log: () => {} };
  const backend = new SqliteBackend(setup, deps);
  const from = Math.floor(systemClock.wallMs() / HOUR_MS - 2) * HOUR_MS;
  const cpu = process.cpuUsage();
  const begun = performance.now();
  let points = 0;
  for (const slice of rounds(from, 10)) {
    backend.write(slice);
    points += slice.length;
  }
  const seconds = (performance.now() - begun) / 1000;
  for (let tick = 0; tick < 5; tick++) await backend.tick();
  const used = process.cpuUsage(cpu);
  const bytes = statSync(join(directory.path, 'metrics.db')).size;
  await backend.close();
  directory.remove();
  return [
    { name: 'SQLite history: write', value: points / seconds, unit: 'points/s' },
    {
      name: 'SQLite history: CPU with roll-ups',
      value: (used.user + used.system) / points,
      unit: 'µs/point',
    },
    { name: 'SQLite history: on disk, roll-ups included', value: bytes / points, unit: 'bytes/point' },
  ];
}

/** How long the daemon's loop stands still while 10,000 points are handed over at once. */
async function benchLoop(): Promise<BenchRow[]> {
  const directory = temporaryDirectory();
  const config = { spool: SPOOL, retention: RETENTION, network: { settings: { roundMs: MINUTE_MS } } };
  const deps = { directory: directory.path, clock: systemClock, log: rememberingLog() };
  const store = openMetricStore(config, deps);
  const points = [...rounds(Math.floor(systemClock.wallMs()) - HOUR_MS, 1)].flat();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  await new Promise((resolve) => setTimeout(resolve, 500));
  delay.enable();
  const cpu = process.threadCpuUsage();
  store.write(points);
  await store.flush(30_000);
  const used = process.threadCpuUsage(cpu);
  delay.disable();
  await store.close();
  directory.remove();
  return [
    { name: 'history: loop held up at most, 10,000 points at once', value: delay.max / 1e6, unit: 'ms' },
    { name: 'history: CPU of the loop', value: (used.user + used.system) / points.length, unit: 'µs/point' },
  ];
}

async function benchInflux(): Promise<BenchRow[]> {
  if (!hasInfluxd) return [];
  const minutes = 10;
  const directory = temporaryDirectory();
  const influxd = await startInfluxd();
  await influxd.kill();
  const config = {
    influx: { url: influxd.url, database: 'jalur' },
    spool: SPOOL,
    retention: RETENTION,
    network: { settings: { roundMs: MINUTE_MS } },
  };
  const store = openMetricStore(config, {
    directory: directory.path,
    clock: systemClock,
    log: rememberingLog(),
  });
  try {
    const cpu = process.cpuUsage();
    for (const slice of rounds(Math.floor(systemClock.wallMs() / HOUR_MS - 2) * HOUR_MS, minutes)) {
      store.write(slice);
      await store.flush(30_000);
    }
    const used = process.cpuUsage(cpu);
    const points = LINKS * minutes;
    const { spooledBytes } = store.status();
    const rssMb = process.memoryUsage().rss / 2 ** 20;
    await influxd.start();
    await eventually(() => store.status().writtenPoints > 0, 'the drain begins', 90_000);
    const before = store.status().writtenPoints;
    const begun = performance.now();
    await eventually(() => store.status().writtenPoints >= points, 'the spool is drained', 300_000);
    const rate = ((points - before) * 1000) / (performance.now() - begun);
    const inflow = (LINKS * POINTS_PER_LINK_HOUR) / 3600;
    const drainMin = (LINKS * POINTS_PER_LINK_HOUR) / (rate - inflow) / 60;
    return [
      { name: 'InfluxDB: spool, CPU', value: (used.user + used.system) / points, unit: 'µs/point' },
      { name: 'InfluxDB: spool on disk', value: spooledBytes / points, unit: 'bytes/point' },
      { name: 'InfluxDB: drain', value: rate, unit: 'points/s', note: 'influxd on the same machine' },
      {
        name: 'InfluxDB: drain of 1 h of 10,000 links',
        value: drainMin,
        unit: 'min',
        budget: 10,
        ok: rate > inflow && drainMin <= 10,
        note: 'from the rate, with rounds and polls coming in meanwhile',
      },
      { name: 'InfluxDB: RSS with all of it spooled', value: rssMb, unit: 'MB' },
    ];
  } finally {
    await store.close();
    await influxd.remove();
    directory.remove();
  }
}
