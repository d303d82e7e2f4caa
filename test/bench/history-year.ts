// A year of one link out of InfluxDB, as a screen asks for it, among hours of other links.

import { linkId } from '../../src/domain/ids.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { cleanPoint } from '../../src/store/metrics/clean.ts';
import { LineWriter } from '../../src/store/metrics/influx/line.ts';
import { openMetricStore } from '../../src/store/metrics/open.ts';
import type { MetricPoint } from '../../src/store/metrics/port.ts';
import { eventually } from '../store/support/eventually.ts';
import { hasInfluxd, type Influxd, startInfluxd } from '../store/support/influxd.ts';
import { rememberingLog, temporaryDirectory } from '../store/support/place.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../store/support/points.ts';
import { HistoryPoints } from './history-points.ts';
import type { BenchRow } from './row.ts';

const LINKS = 20;
const YEAR_HOURS = 365 * 24;
const RUNS = 9;
const MOST_MS = 150;
const RETENTION = { rawMs: 35 * DAY_MS, fiveMinutesMs: 400 * DAY_MS, oneHourMs: 3650 * DAY_MS };

/** How long it takes; the peer asks for the same rows by a bare request and makes nothing of them. */
export async function benchYearFromInflux(): Promise<BenchRow[]> {
  if (!hasInfluxd) return [];
  const influxd = await startInfluxd();
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
  try {
    const now = Math.floor(systemClock.wallMs() / HOUR_MS) * HOUR_MS;
    const link = await seed(influxd, now);
    const query = { link: linkId(link), from: now - YEAR_HOURS * HOUR_MS, to: now, points: 1_000 };
    const { buckets } = await store.history(query);
    if (buckets.length < 700) throw new Error(`found ${buckets.length} buckets, wanted 700 or more`);
    const ownMs = await median(async () => void (await store.history(query)));
    const bareMs = await median(async () => {
      const rows = ['icmp', 'iface'].map(
        (name) =>
          `SELECT * FROM "1h"."${name}" WHERE "link" = '${link}' AND time > ${query.from}ms AND time <= ${now}ms`,
      );
      await influxd.query(rows.join('; '), 'jalur');
    });
    return [
      {
        name: 'InfluxDB: a year of one link',
        value: ownMs,
        unit: 'ms',
        budget: MOST_MS,
        ok: ownMs <= MOST_MS,
        peer: 'bare query of the rows',
        ratio: Math.round((ownMs / bareMs) * 100) / 100,
        note: `median of ${RUNS}; ${buckets.length} buckets out of 17,520 roll-ups`,
      },
    ];
  } finally {
    await store.close();
    await influxd.remove();
    directory.remove();
  }
}

/** A year of hours of rounds and traffic, in the policy that jalur's roll-ups go to; returns one of the links. */
async function seed(influxd: Influxd, now: number): Promise<string> {
  await eventually(
    async () => (await influxd.query('SHOW RETENTION POLICIES ON jalur')).includes('"1h"'),
    'policies',
  );
  const source = new HistoryPoints(LINKS);
  const writer = new LineWriter();
  let link = '';
  let waiting = 0;
  const send = async (): Promise<void> => {
    const body = Buffer.from(writer.take());
    waiting = 0;
    const response = await fetch(`${influxd.url}/write?db=jalur&rp=1h&precision=ms`, {
      method: 'POST',
      body,
    });
    if (response.status !== 204) throw new Error(await response.text());
  };
  for (let hour = YEAR_HOURS - 1; hour >= 0; hour--) {
    const at = now - hour * HOUR_MS;
    // Roll-ups all end with their bucket.
    const points: readonly MetricPoint[] = [...source.rounds(at), ...source.polls(at + MINUTE_MS)];
    for (const point of points) {
      if (point.measurement !== 'icmp' && point.measurement !== 'iface') continue;
      const clean = cleanPoint({ ...point, at });
      if (!('unfit' in clean)) writer.add(clean);
      link = point.tags['link'] ?? link;
      waiting++;
    }
    if (waiting >= 5_000) await send();
  }
  await send();
  return link;
}

async function median(work: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const begun = performance.now();
    await work();
    times.push(performance.now() - begun);
  }
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? Number.NaN;
}
