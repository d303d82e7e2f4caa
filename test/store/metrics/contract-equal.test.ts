// The embedded store and InfluxDB side by side: whatever was written, they answer alike. Points are drawn at random, with gaps,
// tainted rounds, devices that say nothing for hours, late points and ones that come twice.

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LinkId, linkId } from '../../../src/domain/ids.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { seededRandom } from '../../../src/runtime/random.ts';
import { influxPast } from '../../../src/store/metrics/influx/past.ts';
import { openMetricStore } from '../../../src/store/metrics/open.ts';
import type { PastMetrics, PastRow } from '../../../src/store/metrics/past.ts';
import type { HistoryQuery, MetricPoint, MetricStore } from '../../../src/store/metrics/port.ts';
import { openSqlitePast } from '../../../src/store/metrics/sqlite/past.ts';
import { differences } from '../support/alike.ts';
import { eventually } from '../support/eventually.ts';
import { hasInfluxd, type Influxd, startInfluxd } from '../support/influxd.ts';
import { rememberingLog, temporaryDirectory } from '../support/place.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../support/points.ts';
import { randomPoints } from '../support/random-points.ts';

const RETENTION = { rawMs: 35 * DAY_MS, fiveMinutesMs: 400 * DAY_MS, oneHourMs: 3650 * DAY_MS };
const LINKS: readonly LinkId[] = ['prov-majene', 'prov.mamuju', 'a_b', 'silent'].map(linkId);
const SPAN_MS = 60 * HOUR_MS;
/** A whole hour, long enough ago that all roll-ups are due. */
const T0 = Math.floor(systemClock.wallMs() / HOUR_MS - 80) * HOUR_MS;
const RUNS = { numRuns: 60, seed: 20_261_124 };

const window = fc
  .tuple(fc.integer({ min: 0, max: SPAN_MS }), fc.integer({ min: 1, max: SPAN_MS }))
  .map(([offset, lengthMs]) => ({ from: T0 + offset - HOUR_MS, to: T0 + offset - HOUR_MS + lengthMs }));
const wholeHours = fc
  .tuple(fc.integer({ min: -2, max: 60 }), fc.integer({ min: 1, max: 64 }))
  .map(([begin, hours]) => ({ from: T0 + begin * HOUR_MS, to: T0 + (begin + hours) * HOUR_MS }));
const link = fc.constantFrom(...LINKS);

describe.skipIf(!hasInfluxd)('both history stores (needs Debian package influxdb)', () => {
  const directories = [temporaryDirectory(), temporaryDirectory()] as const;
  let influxd: Influxd;
  let stores: readonly MetricStore[] = [];
  let pasts: readonly PastMetrics[] = [];

  beforeAll(async () => {
    influxd = await startInfluxd();
    const config = {
      spool: { maxBytes: 50e6, maxAgeMs: 35 * DAY_MS },
      retention: RETENTION,
      network: { settings: { roundMs: MINUTE_MS } },
    };
    const deps = { clock: systemClock, log: rememberingLog() };
    const influx = { url: influxd.url, database: 'jalur' };
    stores = [
      openMetricStore(config, { ...deps, directory: directories[0].path }),
      openMetricStore({ ...config, influx }, { ...deps, directory: directories[1].path }),
    ];
    await write(randomPoints(LINKS.slice(0, 3), { from: T0, to: T0 + SPAN_MS }, seededRandom(1)));
    pasts = [openSqlitePast(directories[0].path), influxPast(influx)];
    await settled();
  }, 60_000);
  afterAll(async () => {
    for (const past of pasts) past.close();
    for (const store of stores) await store.close();
    await influxd?.remove();
    for (const directory of directories) directory.remove();
  });

  async function write(points: readonly MetricPoint[]): Promise<void> {
    const done = ({ writtenPoints, refusedPoints }: ReturnType<MetricStore['status']>): number =>
      writtenPoints + refusedPoints;
    for (const store of stores) {
      const before = done(store.status());
      for (let index = 0; index < points.length; index += 5_000)
        store.write(points.slice(index, index + 5_000));
      await store.flush(30_000);
      await eventually(
        () => done(store.status()) >= before + points.length && store.status().spooledPoints === 0,
        'all written',
        30_000,
      );
    }
  }
  /** Roll-ups follow: until then the newest of them may be missing in one store. */
  async function settled(): Promise<void> {
    const whole = { from: T0 - HOUR_MS, to: T0 + SPAN_MS + HOUR_MS, links: new Set(LINKS), utcOffsetMs: 0 };
    await eventually(
      async () => differences(await both((one) => one.summaries(whole), pasts)).length === 0,
      'roll-ups of both',
      30_000,
    ).catch(async (error: unknown) => {
      throw new Error(differences(await both((one) => one.summaries(whole), pasts)).join('\n'), {
        cause: error,
      });
    });
  }
  function both<S, T>(ask: (store: S) => Promise<T>, of: readonly S[]): Promise<T[]> {
    return Promise.all(of.map(ask));
  }
  async function expectAlike<S, T>(ask: (store: S) => Promise<T>, of: readonly S[]): Promise<T | undefined> {
    const answers = await both(ask, of);
    expect(differences(answers)).toEqual([]);
    return answers[0];
  }
  const history = (): Promise<void> =>
    fc.assert(
      fc.asyncProperty(link, window, fc.integer({ min: 1, max: 700 }), async (of, span, points) => {
        const query: HistoryQuery = { link: of, ...span, points };
        await expectAlike((store) => store.history(query), stores);
      }),
      RUNS,
    );
  const summaries = (): Promise<void> =>
    fc.assert(
      fc.asyncProperty(
        wholeHours,
        fc.subarray([...LINKS]),
        fc.constantFrom(7, 8, 9),
        async (span, links, hours) => {
          const query = { ...span, links: new Set(links), utcOffsetMs: hours * HOUR_MS };
          await expectAlike((store) => store.summaries(query), stores);
          await expectAlike((past) => past.summaries(query), pasts);
        },
      ),
      RUNS,
    );

  it('give the same history', history, 60_000);
  it('give the same summaries', summaries, 60_000);

  it('give the same metrics', async () => {
    const metric = fc.constantFrom('temperature', 'signal', 'none');
    const instance = fc.constantFrom(undefined, 'wlan1', 'it\'s a "part", 5 GHz');
    await fc.assert(
      fc.asyncProperty(
        fc.record({ link, metric, instance, window, points: fc.integer({ min: 1, max: 300 }) }),
        async ({ instance: part, window: span, ...query }) => {
          const asked = { ...query, ...span, ...(part !== undefined && { instance: part }) };
          await expectAlike((store) => store.metricHistory(asked), stores);
        },
      ),
      RUNS,
    );
  }, 60_000);

  it('find and read the same rounds', async () => {
    const whole = { from: T0, to: T0 + SPAN_MS };
    const sorted = (rows: readonly PastRow[]): readonly string[] =>
      rows
        .map(({ link: of, at, metric, instance, values }) =>
          JSON.stringify([of, at, metric ?? '', instance ?? '', values]),
        )
        .sort();
    const starts = new Map(LINKS.map((id, index) => [id, T0 + index * HOUR_MS]));
    const fields = ['sent', 'recv', 'rtt_med', 'jitter', 'tainted'];
    const rounds = await expectAlike(
      async (past) => sorted(await past.rows({ measurement: 'icmp', starts, to: whole.to, fields })),
      pasts,
    );
    expect(rounds?.length).toBeGreaterThan(3_000);
    const metrics = await expectAlike(
      async (past) =>
        sorted(await past.rows({ measurement: 'metric', starts, to: whole.to, fields: ['value', 'text'] })),
      pasts,
    );
    expect(metrics?.length).toBeGreaterThan(100);
    await fc.assert(
      fc.asyncProperty(window, fc.integer({ min: 1, max: 100 }), async (span, abovePct) => {
        const tests = new Map(
          LINKS.map((id) => [
            id,
            [
              { kind: 'loss' as const, abovePct },
              { kind: 'figure' as const, field: 'rtt_med', side: 'above' as const, limit: abovePct * 4 },
            ],
          ]),
        );
        await expectAlike((past) => past.scan({ measurement: 'icmp', ...span, tests }), pasts);
      }),
      RUNS,
    );
  }, 60_000);

  it('stay alike when points come late, again, and changed', async () => {
    const late = { from: T0 + 10 * HOUR_MS, to: T0 + 14 * HOUR_MS };
    await write(randomPoints(LINKS, late, seededRandom(2)));
    await write(randomPoints(LINKS.slice(0, 2), late, seededRandom(3)));
    await settled();
    await history();
    await summaries();
  }, 90_000);

  it('refuse what is older than raw points are kept, and keep what is not', async () => {
    const refused = stores.map((store) => store.status().refusedPoints);
    const now = Math.floor(systemClock.wallMs() / MINUTE_MS) * MINUTE_MS;
    const old = randomPoints(
      LINKS.slice(0, 1),
      { from: now - 37 * DAY_MS, to: now - 37 * DAY_MS + HOUR_MS },
      seededRandom(4),
    );
    const kept = randomPoints(
      LINKS.slice(0, 1),
      { from: now - 34 * DAY_MS, to: now - 34 * DAY_MS + HOUR_MS },
      seededRandom(5),
    );
    await write([...old, ...kept]);
    expect(stores.map((store, index) => store.status().refusedPoints - (refused[index] ?? 0))).toEqual([
      old.length,
      old.length,
    ]);
    const query = { link: linkId('prov-majene'), from: now - 38 * DAY_MS, to: now, points: 1_000 };
    await eventually(
      async () => differences(await both((store) => store.history(query), stores)).length === 0,
      'the same',
      20_000,
    );
    expect(
      (await expectAlike((store) => store.history(query), stores))?.buckets[0]?.at,
    ).toBeGreaterThanOrEqual(now - 34 * DAY_MS);
  }, 60_000);
});
