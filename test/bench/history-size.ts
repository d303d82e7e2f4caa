// What a day takes in InfluxDB once it is compacted, and on its way in the spool: the table in docs/history.md. By default one
// small province; `JALUR_BENCH_SIZES="100 300 1000"` measures others. Above 100 links raw points alone, written straight: the
// roll-ups of so many take long to compute on a busy machine, and their size is in proportion.

import { setTimeout as delay } from 'node:timers/promises';
import { systemClock } from '../../src/runtime/clock.ts';
import { cleanPoint } from '../../src/store/metrics/clean.ts';
import { LineWriter } from '../../src/store/metrics/influx/line.ts';
import { openMetricStore } from '../../src/store/metrics/open.ts';
import type { MetricStore } from '../../src/store/metrics/port.ts';
import { eventually } from '../store/support/eventually.ts';
import { freePort, hasInfluxd, type Influxd, startInfluxd } from '../store/support/influxd.ts';
import { rememberingLog, temporaryDirectory } from '../store/support/place.ts';
import { DAY_MS, MINUTE_MS } from '../store/support/points.ts';
import { HistoryPoints } from './history-points.ts';
import type { BenchRow } from './row.ts';

const DAY_MINUTES = 1_440;
const MB = 1e6;
/** Above it raw points alone are measured. */
const MOST_ROLLED_UP = 100;
/** Points on their way at most. */
const MOST_WAITING = 50_000;
/** Nothing has changed for so long: compaction is over. */
const SETTLED_MS = 15_000;
const RETENTION = { rawMs: 35 * DAY_MS, fiveMinutesMs: 400 * DAY_MS, oneHourMs: 3650 * DAY_MS };
const SPOOL = { maxBytes: 2 ** 32, maxAgeMs: 40 * DAY_MS };

/** MB a day by number of links, with rounds alone and with SNMP. */
export async function benchHistorySize(): Promise<BenchRow[]> {
  if (!hasInfluxd) return [];
  const sizes = (process.env['JALUR_BENCH_SIZES'] ?? '60').split(' ').map(Number);
  const rows: BenchRow[] = [];
  for (const links of sizes) for (const snmp of [false, true]) rows.push(...(await benchDay(links, snmp)));
  return rows;
}

function benchDay(links: number, snmp: boolean): Promise<readonly BenchRow[]> {
  return links > MOST_ROLLED_UP ? benchRaw(links, snmp) : benchWhole(links, snmp);
}

function nameOf(links: number, snmp: boolean): string {
  return `InfluxDB: a day of ${links} links${snmp ? ' with SNMP' : ''}`;
}

async function benchRaw(links: number, snmp: boolean): Promise<readonly BenchRow[]> {
  const influxd = await startInfluxd({ compactSoon: true });
  try {
    await influxd.query('CREATE DATABASE jalur WITH DURATION 35d REPLICATION 1 SHARD DURATION 1d NAME "1m"');
    const written = await postDay(influxd, links, snmp);
    await settled(influxd);
    const raw = influxd.bytes('jalur', '1m');
    return [
      {
        name: `${nameOf(links, snmp)}: raw`,
        value: raw / MB,
        unit: 'MB',
        note: 'compacted, realistic values',
      },
      { name: `${nameOf(links, snmp)}: raw points`, value: raw / written, unit: 'bytes/point' },
      { name: `${nameOf(links, snmp)}: spooled`, value: await spooledMb(links, snmp), unit: 'MB' },
    ];
  } finally {
    await influxd.remove();
  }
}

/** As {@link writeDay}, straight to the server. */
async function postDay(influxd: Influxd, links: number, snmp: boolean): Promise<number> {
  const source = new HistoryPoints(links);
  const writer = new LineWriter();
  const from = (Math.floor(systemClock.wallMs() / DAY_MS) - 1) * DAY_MS;
  let written = 0;
  let waiting = 0;
  for (let minute = 1; minute <= DAY_MINUTES; minute++) {
    const at = from + minute * MINUTE_MS;
    for (const point of [...source.rounds(at), ...(snmp ? source.polls(at) : [])]) {
      const clean = cleanPoint(point);
      if ('unfit' in clean) throw new Error(clean.unfit);
      writer.add(clean);
      waiting++;
    }
    if (waiting < 5_000 && minute < DAY_MINUTES) continue;
    const response = await fetch(`${influxd.url}/write?db=jalur&rp=1m&precision=ms`, {
      method: 'POST',
      body: Buffer.from(writer.take()),
    });
    if (response.status !== 204) throw new Error(await response.text());
    written += waiting;
    waiting = 0;
  }
  return written;
}

async function benchWhole(links: number, snmp: boolean): Promise<readonly BenchRow[]> {
  const influxd = await startInfluxd({ compactSoon: true });
  const directory = temporaryDirectory();
  const store = open(directory.path, influxd.url);
  const name = nameOf(links, snmp);
  try {
    const written = await writeDay(store, links, snmp);
    await eventually(() => store.status().writtenPoints >= written, 'the day is written', 900_000);
    await rolledUp(influxd, links);
    await settled(influxd);
    const [raw, five, hour] = ['1m', '5m', '1h'].map((policy) => influxd.bytes('jalur', policy));
    const note = `1m ${mb(raw)}, 5m ${mb(five)}, 1h ${mb(hour)} MB; compacted, realistic values`;
    return [
      { name, value: ((raw ?? 0) + (five ?? 0) + (hour ?? 0)) / MB, unit: 'MB', note },
      { name: `${name}: raw points`, value: (raw ?? 0) / written, unit: 'bytes/point' },
      {
        name: `${name}: spooled`,
        value: await spooledMb(links, snmp),
        unit: 'MB',
        note: 'with InfluxDB away',
      },
    ];
  } finally {
    await store.close();
    await influxd.remove();
    directory.remove();
  }
}

function open(directory: string, url: string): MetricStore {
  return openMetricStore(
    {
      influx: { url, database: 'jalur' },
      spool: SPOOL,
      retention: RETENTION,
      network: { settings: { roundMs: MINUTE_MS } },
    },
    { directory, clock: systemClock, log: rememberingLog() },
  );
}

/** Yesterday by UTC, which is one shard; returns how many points that are. */
async function writeDay(
  store: MetricStore,
  links: number,
  snmp: boolean,
  minutes = DAY_MINUTES,
): Promise<number> {
  const source = new HistoryPoints(links);
  const from = (Math.floor(systemClock.wallMs() / DAY_MS) - 1) * DAY_MS;
  let written = 0;
  for (let minute = 1; minute <= minutes; minute++) {
    const at = from + minute * MINUTE_MS;
    const points = [...source.rounds(at), ...(snmp ? source.polls(at) : [])];
    store.write(points);
    written += points.length;
    while (store.status().spooledPoints > MOST_WAITING && minutes === DAY_MINUTES) await delay(10);
    if (minute % 20 === 0) await store.flush(60_000);
  }
  await store.flush(60_000);
  return written;
}

/** The roll-ups of the whole day are there: of every link 24 hours. */
async function rolledUp(influxd: Influxd, links: number): Promise<void> {
  await eventually(
    async () => {
      await delay(500);
      const answer = await influxd.query('SELECT count("sent") FROM "1h"."icmp"', 'jalur');
      return answer.includes(`,${links * 24}]`) || answer.includes(`,${links * 24}\n`);
    },
    'the roll-ups',
    900_000,
  );
}

async function settled(influxd: Influxd): Promise<void> {
  let known = influxd.bytes();
  let since = performance.now();
  while (performance.now() - since < SETTLED_MS) {
    await delay(1_000);
    const now = influxd.bytes();
    if (now === known) continue;
    known = now;
    since = performance.now();
  }
}

/** Two hours of it in the spool, as of a whole day. */
async function spooledMb(links: number, snmp: boolean): Promise<number> {
  const minutes = 120;
  const directory = temporaryDirectory();
  const store = open(directory.path, `http://127.0.0.1:${await freePort()}`);
  try {
    await writeDay(store, links, snmp, minutes);
    return (store.status().spooledBytes * (DAY_MINUTES / minutes)) / MB;
  } finally {
    await store.close();
    directory.remove();
  }
}

function mb(bytes: number | undefined): string {
  return ((bytes ?? 0) / MB).toFixed(1);
}
