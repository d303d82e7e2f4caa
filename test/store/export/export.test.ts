// What is exported is what was kept, in forms that other programs read.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { seededRandom } from '../../../src/runtime/random.ts';
import { influxPoints } from '../../../src/store/export/influx-points.ts';
import type { PointSource } from '../../../src/store/export/source.ts';
import { openSqlitePoints } from '../../../src/store/export/sqlite-points.ts';
import { alertsCsv, intervalsCsv } from '../../../src/store/export/state-rows.ts';
import { csvLine, csvOf, linesOf, pointColumns } from '../../../src/store/export/write.ts';
import type { Measurement, Resolution } from '../../../src/store/metrics/schema.ts';
import { SqliteBackend } from '../../../src/store/metrics/sqlite/backend.ts';
import { openStateStore } from '../../../src/store/state/open.ts';
import { alertEvent, stateEvent } from '../support/events.ts';
import { hasInfluxd, startInfluxd } from '../support/influxd.ts';
import { rememberingLog, standingClock, temporaryDirectory } from '../support/place.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../support/points.ts';
import { randomPoints } from '../support/random-points.ts';

const RETENTION = { rawMs: 35 * DAY_MS, fiveMinutesMs: 400 * DAY_MS, oneHourMs: 3650 * DAY_MS };
const T0 = Math.floor(systemClock.wallMs() / HOUR_MS - 30) * HOUR_MS;
const LINKS = ['prov-majene', 'a_b'].map(linkId);
const ALL = { from: 0, to: T0 + 100 * DAY_MS };

describe('an export', () => {
  const directory = temporaryDirectory();
  let source: PointSource;

  beforeAll(async () => {
    const backend = new SqliteBackend(
      {
        ...{ directory: directory.path, roundMs: MINUTE_MS, retention: RETENTION },
        spool: { maxBytes: 1, maxAgeMs: 1 },
      },
      { wallMs: systemClock.wallMs, random: () => 0.5, log: () => {} },
    );
    backend.write(randomPoints(LINKS, { from: T0, to: T0 + 24 * HOUR_MS }, seededRandom(3)));
    backend.write([
      {
        measurement: 'iface',
        tags: { link: 'a_b', ifname: 'ether1, "up" = a\\b' },
        fields: { in_octets: 2n ** 63n - 1n, in_bps: 1.5 },
        at: T0 + 1,
      },
    ]);
    for (let tick = 0; tick < 5; tick++) await backend.tick();
    await backend.close();
    source = openSqlitePoints(directory.path);
  });
  afterAll(() => {
    source.close();
    directory.remove();
  });

  async function text(chunks: AsyncIterable<string> | Iterable<string>): Promise<string> {
    let all = '';
    for await (const chunk of chunks) all += chunk;
    return all;
  }
  const lines = async (from: PointSource, measurement: Measurement, resolution: Resolution) =>
    (await text(linesOf(from.points({ measurement, resolution, ...ALL })))).split('\n').sort();

  it.each([
    ['figures and what is absent', ['a', 1, undefined, 2n], 'a,1,,2\r\n'],
    ['commas, quotes and lines', ['a,b', 'say "x"', 'two\nlines'], '"a,b","say ""x""","two\nlines"\r\n'],
  ])('writes %s as RFC 4180 wants it', (_, cells, wanted) => {
    expect(csvLine(cells)).toBe(wanted);
  });

  it('holds every point once, with integers of 64 bits and names of any kind', async () => {
    const icmp = await lines(source, 'icmp', '1m');
    expect(icmp.length).toBeGreaterThan(1_500);
    expect(new Set(icmp).size).toBe(icmp.length);
    expect(await lines(source, 'iface', '1m')).toContain(
      `iface,link=a_b,ifname=ether1\\,\\ "up"\\ \\=\\ a\\b in_octets=9223372036854775807i,in_bps=1.5 ${T0 + 1}`,
    );
    expect((await lines(source, 'icmp', '1h')).length).toBeGreaterThan(20);
  });

  it('keeps to its window and links', async () => {
    const columns = pointColumns('icmp', '1m');
    const query = {
      measurement: 'icmp',
      resolution: '1m',
      from: T0 + HOUR_MS,
      to: T0 + 2 * HOUR_MS,
    } as const;
    const csv = await text(csvOf(columns, source.points({ ...query, links: new Set([linkId('a_b')]) })));
    const [head = '', ...rows] = csv.trimEnd().split('\r\n');
    expect(head).toMatch(/^time,time_ms,link,site,regency,sent,recv,/);
    expect(rows.length).toBeGreaterThan(30);
    for (const row of rows) {
      const [time = '', ms, link] = row.split(',');
      expect([Date.parse(time), link]).toEqual([Number(ms), 'a_b']);
      expect(Number(ms) > query.from && Number(ms) <= query.to).toBe(true);
    }
  });

  it.skipIf(!hasInfluxd)(
    'is the same out of InfluxDB after it was read in there (influxd)',
    async () => {
      const influxd = await startInfluxd();
      try {
        await influxd.query('CREATE DATABASE jalur WITH DURATION 35d NAME "1m"');
        for (const [name, days] of [
          ['5m', 400],
          ['1h', 3650],
        ] as const)
          await influxd.query(`CREATE RETENTION POLICY "${name}" ON jalur DURATION ${days}d REPLICATION 1`);
        for (const resolution of ['1m', '5m', '1h'] as const)
          for (const measurement of ['icmp', 'metric', 'iface'] as const) {
            const body = await text(linesOf(source.points({ measurement, resolution, ...ALL })));
            const url = `${influxd.url}/write?db=jalur&precision=ms&rp=${resolution}`;
            expect((await fetch(url, { method: 'POST', body })).status).toBe(204);
            const back = influxPoints({ url: influxd.url, database: 'jalur' });
            // The largest counter comes back rounded, as JSON has no more: it is known and told.
            const small = (line: string): boolean => !line.includes('9223372036854775');
            expect((await lines(back, measurement, resolution)).filter(small)).toEqual(
              (await lines(source, measurement, resolution)).filter(small),
            );
          }
      } finally {
        await influxd.remove();
      }
    },
    60_000,
  );

  it('gives intervals and alerts with their times, by window and link', async () => {
    const { store } = openStateStore(directory.path, { clock: standingClock(T0), log: rememberingLog() });
    store.commit([
      stateEvent('a', 'up', T0),
      stateEvent('b', 'up', T0),
      stateEvent('a', 'down', T0 + HOUR_MS),
      alertEvent('alert.raised', 1, { at: T0 + HOUR_MS }),
      alertEvent('alert.closed', 2, { at: T0 + 2 * HOUR_MS }),
    ]);
    store.close();
    const rows = (await text(intervalsCsv(directory.path, ALL))).trimEnd().split('\r\n');
    expect(rows).toEqual([
      'link,from,from_ms,to,to_ms,seconds,state,reason,detail',
      expect.stringMatching(/^a,.*Z,\d+,.*Z,\d+,3600,up,answering,"\{""answeredInRow"":5\}"$/),
      expect.stringMatching(/^a,.*Z,\d+,,,,down,answering,/),
      expect.stringMatching(/^b,.*Z,\d+,,,,up,/),
    ]);
    const some = { from: T0 + HOUR_MS, to: T0 + 2 * HOUR_MS, links: new Set([linkId('a')]) };
    expect((await text(intervalsCsv(directory.path, some))).trimEnd().split('\r\n')).toHaveLength(2);
    const alerts = (await text(alertsCsv(directory.path, ALL))).trimEnd().split('\r\n');
    expect(alerts).toHaveLength(3);
    expect(alerts[1]).toMatch(/^1,1,link\.down,prov-majene,critical,active,.*,,,1,"\{""lostInRow"":5\}"$/);
  });
});
