// The history of a link read beside a daemon, in InfluxDB: the answer that the daemon's own store gives. Of the embedded store the
// sources of reports are compared whole (test/report/sources.test.ts).

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import { openMetricStore } from '../../../src/store/metrics/open.ts';
import { openPastHistory } from '../../../src/store/metrics/past-history.ts';
import { pointsOf } from '../../../src/store/metrics/points.ts';
import type { MetricStore } from '../../../src/store/metrics/port.ts';
import { base, configOf } from '../../config/support.ts';
import { roundEvent } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { hasInfluxd, type Influxd, startInfluxd } from '../support/influxd.ts';
import { rememberingLog, standingClock, temporaryDirectory } from '../support/place.ts';

const HOUR = 3_600_000;
const LINK = linkId('prov-majene');

describe.skipIf(!hasInfluxd)('past history in InfluxDB (needs Debian package influxdb)', () => {
  const place = temporaryDirectory();
  const from = Math.floor(Date.now() / HOUR) * HOUR - 2 * HOUR;
  let influxd: Influxd;
  let store: MetricStore;

  beforeAll(async () => {
    influxd = await startInfluxd();
    store = openMetricStore(config(), {
      ...{ directory: place.path, clock: standingClock(from + HOUR), log: rememberingLog() },
    });
    const { network } = config();
    const rounds = Array.from({ length: 30 }, (_, minute) => roundEvent(LINK, from + (minute + 1) * 60_000));
    store.write(rounds.flatMap((event) => pointsOf(event, network)));
    await eventually(async () => {
      await store.flush(1_000);
      const { spooledPoints, writtenPoints } = store.status();
      return spooledPoints === 0 && writtenPoints > 0;
    }, 'the points are in InfluxDB');
  }, 30_000);
  afterAll(async () => {
    await store.close();
    await influxd.remove();
    place.remove();
  });

  const config = () =>
    configOf(base({ store: `store: { influx: { url: "${influxd.url}", database: jalur } }` }));

  it('is that of the daemon', async () => {
    const past = openPastHistory({ config: config(), directory: place.path, now: from + HOUR });
    const query = { link: LINK, from, to: from + HOUR, points: 12 };
    const wanted = await store.history(query);
    expect(wanted.buckets.length).toBeGreaterThan(2);
    expect(await past.history(query)).toEqual(wanted);
    past.close();
  });

  it('rejects what cannot be asked', async () => {
    const past = openPastHistory({ config: config(), directory: place.path, now: from + HOUR });
    await expect(past.history({ link: LINK, from, to: from, points: 12 })).rejects.toThrow('is not before');
    past.close();
  });
});
