// A real influxd that holds the known history, written and rolled up by jalur's own store.

import { systemClock } from '../../../src/runtime/clock.ts';
import { openMetricStore } from '../../../src/store/metrics/open.ts';
import { eventually } from '../../store/support/eventually.ts';
import { type Influxd, startInfluxd } from '../../store/support/influxd.ts';
import { rememberingLog, temporaryDirectory } from '../../store/support/place.ts';
import { HOURS, knownPoints } from './history.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const AT_ONCE = 2_000;

/** The server, and what its history covers. */
export interface Seeded {
  readonly influxd: Influxd;
  /** Begin and end of the history, epoch ms; whole hours. */
  readonly begin: number;
  readonly end: number;
  remove(): Promise<void>;
}

/** Starts influxd, writes the history, and waits for its roll-ups. */
export async function seededInflux(): Promise<Seeded> {
  // Roll-ups of an hour are due some minutes after its end.
  const end = Math.floor(systemClock.wallMs() / HOUR_MS - 1) * HOUR_MS;
  const begin = end - HOURS * HOUR_MS;
  const influxd = await startInfluxd();
  const directory = temporaryDirectory();
  const store = openMetricStore(
    {
      spool: { maxBytes: 50e6, maxAgeMs: 35 * DAY_MS },
      retention: { rawMs: 35 * DAY_MS, fiveMinutesMs: 400 * DAY_MS, oneHourMs: 3_650 * DAY_MS },
      network: { settings: { roundMs: 60_000 } },
      influx: { url: influxd.url, database: 'jalur' },
    },
    { directory: directory.path, clock: systemClock, log: rememberingLog() },
  );
  try {
    const points = knownPoints(begin);
    for (let index = 0; index < points.length; index += AT_ONCE) {
      store.write(points.slice(index, index + AT_ONCE));
      await store.flush(10_000);
    }
    await eventually(() => store.status().writtenPoints >= points.length, 'all points written', 20_000);
    await eventually(
      async () => {
        const text = await influxd.query(
          'SELECT count("state") FROM "1h"."icmp" GROUP BY "link"; SELECT sum("sent") FROM "1h"."icmp"; SELECT sum("sent") FROM "1m"."icmp"',
          'jalur',
        );
        const { results } = JSON.parse(text) as {
          results: { series?: { values: [number, number][] }[] }[];
        };
        const sum = (index: number): number => results[index]?.series?.[0]?.values[0]?.[1] ?? -index;
        return sum(0) === HOURS && sum(1) === sum(2);
      },
      'the roll-ups of all hours',
      40_000,
    );
  } catch (error) {
    await influxd.remove();
    throw error;
  } finally {
    await store.close();
    directory.remove();
  }
  return { influxd, begin, end, remove: () => influxd.remove() };
}
