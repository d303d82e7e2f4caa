// One suite for both history stores: the same writes give the same answers, whatever stands behind the port.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { openMetricStore } from '../../../src/store/metrics/open.ts';
import type {
  History,
  HistoryQuery,
  MetricHistory,
  MetricPoint,
  MetricStore,
} from '../../../src/store/metrics/port.ts';
import { eventually } from '../support/eventually.ts';
import { hasInfluxd, type Influxd, startInfluxd } from '../support/influxd.ts';
import { rememberingLog, temporaryDirectory } from '../support/place.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, roundPoint, trafficPoint } from '../support/points.ts';

const RETENTION = { rawMs: 35 * DAY_MS, fiveMinutesMs: 400 * DAY_MS, oneHourMs: 3650 * DAY_MS };
const LINK = linkId('prov-majene');
/** A whole hour, long enough ago that all its roll-ups are due. */
const T0 = Math.floor(systemClock.wallMs() / HOUR_MS - 60) * HOUR_MS;

const KINDS = [
  { name: 'SQLite', influx: false, skip: false },
  { name: 'InfluxDB (needs Debian package influxdb)', influx: true, skip: !hasInfluxd },
] as const;

/** Answers of the first store that ran, by question: the others must give the same. */
const answers = new Map<string, History>();

describe.each(KINDS.filter(({ skip }) => skip))('history store on $name', () => {
  it.skip('keeps the contract', () => {});
});

describe.each(KINDS.filter(({ skip }) => !skip))('history store on $name', ({ influx }) => {
  const directory = temporaryDirectory();
  const log = rememberingLog();
  let influxd: Influxd | undefined;
  let store: MetricStore;

  beforeAll(async () => {
    if (influx) influxd = await startInfluxd();
    store = openMetricStore(
      {
        spool: { maxBytes: 50e6, maxAgeMs: 35 * DAY_MS },
        retention: RETENTION,
        network: { settings: { roundMs: MINUTE_MS } },
        ...(influxd && { influx: { url: influxd.url, database: 'jalur' } }),
      },
      { directory: directory.path, clock: systemClock, log },
    );
  });
  afterAll(async () => {
    await store?.close();
    await influxd?.remove();
    directory.remove();
  });

  async function write(points: readonly MetricPoint[]): Promise<void> {
    const before = store.status().writtenPoints + store.status().refusedPoints;
    store.write(points);
    await store.flush(10_000);
    const done = (): number => store.status().writtenPoints + store.status().refusedPoints;
    await eventually(
      () => done() >= before + points.length && store.status().spooledPoints === 0,
      'all written',
    );
  }
  /** Asks until the answer satisfies, as roll-ups of InfluxDB follow in a second or two; then compares the stores. */
  async function ask(
    name: string,
    query: Partial<HistoryQuery>,
    satisfies: (history: History) => boolean,
  ): Promise<History> {
    let history: History | undefined;
    await eventually(
      async () => {
        history = await store.history({ link: LINK, from: T0, to: T0 + HOUR_MS, points: 61, ...query });
        return satisfies(history);
      },
      `the answer to ${name}`,
      15_000,
    ).catch((error: unknown) => {
      throw new Error(`found ${JSON.stringify(history).slice(0, 600)}`, { cause: error });
    });
    if (!history) throw new Error('no history');
    const first = answers.get(name);
    if (first) expect(history, `${name}: as the other store`).toEqual(first);
    else answers.set(name, history);
    return history;
  }
  const sum = (history: History, figure: 'sent' | 'received' | 'upMs' | 'downMs'): number =>
    history.buckets.reduce((total, bucket) => total + bucket[figure], 0);

  it('gives rounds back as they were, each at its end', async () => {
    await write([
      roundPoint(LINK, T0 + MINUTE_MS, { rtt: 12.345 }),
      roundPoint(LINK, T0 + 2 * MINUTE_MS, { received: 0 }),
      trafficPoint(LINK, T0 + MINUTE_MS + 7_000, { inBps: 1.5e6, outBps: 250_000.5 }),
    ]);
    const history = await ask(
      'two rounds',
      { to: T0 + 10 * MINUTE_MS, points: 11 },
      (h) => h.buckets.length === 2,
    );
    expect(history).toMatchObject({ link: LINK, stepMs: MINUTE_MS });
    expect(history.buckets[0]).toEqual({
      at: T0 + MINUTE_MS,
      sent: 60,
      received: 60,
      upMs: 60_000,
      downMs: 0,
      degradedMs: 0,
      rttMinMs: 11.345,
      rttMeanMs: 12.345,
      rttMedianMs: 12.345,
      rttP95Ms: 14.345,
      rttMaxMs: 15.345,
      jitterMs: 0.5,
    });
    expect(history.buckets[1]).toEqual({
      at: T0 + 2 * MINUTE_MS,
      sent: 60,
      received: 0,
      upMs: 0,
      downMs: 60_000,
      degradedMs: 0,
      inBps: 1.5e6,
      outBps: 250_000.5,
    });
  });

  it('gives a metric back by its name and part, whatever its label holds', async () => {
    const label = 'it\'s a \\ "label", 5 GHz';
    const point = (value: number, at: number, instance?: string): MetricPoint => ({
      measurement: 'metric',
      tags: {
        link: LINK,
        metric: 'temperature',
        site: 'majene',
        ...(instance !== undefined && { instance }),
      },
      fields: { value },
      at,
    });
    await write([
      point(40, T0 + 5 * MINUTE_MS),
      point(44, T0 + 10 * MINUTE_MS),
      point(60, T0 + 5 * MINUTE_MS, label),
    ]);
    const query = { link: LINK, metric: 'temperature', from: T0, to: T0 + HOUR_MS, points: 3 };
    let own: MetricHistory | undefined;
    await eventually(async () => {
      own = await store.metricHistory(query);
      return own.buckets.length > 0;
    }, 'the metric');
    expect(own).toMatchObject({
      metric: 'temperature',
      buckets: [{ mean: 42, min: 40, max: 44 }],
    });
    const part = await store.metricHistory({ ...query, instance: label });
    expect(part).toMatchObject({ instance: label, buckets: [{ mean: 60, min: 60, max: 60 }] });
    expect((await store.metricHistory({ ...query, metric: 'none' })).buckets).toEqual([]);
  });

  it('takes the window as from < time ≤ to', async () => {
    const window = { from: T0 + MINUTE_MS, to: T0 + 2 * MINUTE_MS, points: 2 };
    const history = await ask('window', window, ({ buckets }) => buckets.length > 0);
    expect(history.buckets.map(({ at, sent }) => [at - T0, sent])).toEqual([[2 * MINUTE_MS, 60]]);
  });

  it('rolls a day up, and its figures stay exact', async () => {
    const day = Array.from({ length: 24 * 60 }, (_, index) =>
      roundPoint(LINK, T0 + (index + 1) * MINUTE_MS, {
        rtt: 10 + ((index * 7) % 13),
        received: index % 100 === 99 ? 0 : 60 - (index % 3),
      }),
    );
    await write(day);
    const whole = { from: T0, to: T0 + DAY_MS };
    const sent = 24 * 60 * 60;
    const byHour = await ask('by hour', { ...whole, points: 25 }, (h) => sum(h, 'sent') === sent);
    expect(byHour).toMatchObject({ stepMs: HOUR_MS });
    expect(byHour.buckets).toHaveLength(24);
    expect(sum(byHour, 'downMs')).toBe(14 * 60_000);
    expect(byHour.buckets[0]).toMatchObject({ rttMinMs: 9, rttMaxMs: 25 });
    const byQuarter = await ask('by 15 min', { ...whole, points: 97 }, (h) => sum(h, 'sent') === sent);
    expect(byQuarter).toMatchObject({ stepMs: 15 * MINUTE_MS });
    expect(sum(byQuarter, 'received')).toBe(sum(byHour, 'received'));
    const one = await ask('as one', { ...whole, points: 1 }, (h) => sum(h, 'sent') === sent);
    expect(one.buckets).toHaveLength(1);
    expect(one.buckets[0]?.at).toBe(T0 + DAY_MS);
  });

  it('is the same after a replay', async () => {
    const before = await ask('by hour', { from: T0, to: T0 + DAY_MS, points: 25 }, () => true);
    await write([
      roundPoint(LINK, T0 + MINUTE_MS, { rtt: 10 }),
      ...Array.from({ length: 120 }, (_, index) =>
        roundPoint(LINK, T0 + (index + 1) * MINUTE_MS, {
          rtt: 10 + ((index * 7) % 13),
          received: index % 100 === 99 ? 0 : 60 - (index % 3),
        }),
      ),
    ]);
    const after = await ask('by hour', { from: T0, to: T0 + DAY_MS, points: 25 }, () => true);
    expect(after).toEqual(before);
  });

  it('takes late points into roll-ups that are finished', async () => {
    const hour = { from: T0 + 30 * HOUR_MS, to: T0 + 36 * HOUR_MS, points: 7 };
    const at = (minute: number): number => T0 + 30 * HOUR_MS + minute * MINUTE_MS;
    await write([1, 2, 3, 5].map((minute) => roundPoint(LINK, at(minute), {})));
    await ask('before the late point', hour, (h) => sum(h, 'sent') === 240);
    await write([roundPoint(LINK, at(4), { received: 0 })]);
    const history = await ask('after the late point', hour, (h) => sum(h, 'sent') === 300);
    expect(history.buckets).toHaveLength(1);
    expect(history.buckets[0]).toMatchObject({ at: at(60), received: 240, downMs: 60_000 });
  });

  it('shows the newest rounds, before their roll-ups are due', async () => {
    const now = Math.floor(systemClock.wallMs() / MINUTE_MS) * MINUTE_MS;
    const fresh = linkId('fresh');
    await write([0, 1, 2].map((ago) => roundPoint(fresh, now - ago * MINUTE_MS, {})));
    const query = { link: fresh, from: now - DAY_MS, to: now, points: 24 };
    const history = await ask('newest', query, (h) => sum(h, 'sent') === 180);
    expect(history.stepMs).toBeGreaterThan(HOUR_MS - 1);
  });

  it.each([
    ['separators', 'ether1, "uplink" = a\\b'],
    ['control characters', 'line\nbreak\r\0end'],
    ['a trailing backslash', 'trailing\\'],
    ['blanks', '  '],
    ['a comment mark', '#no comment'],
    ['half a surrogate pair', 'émoji 🛰 \ud800'],
    ['70,000 characters', 'x'.repeat(70_000)],
  ])('takes an interface name with %s, and nothing strays', async (name, ifname) => {
    const odd = linkId(`odd-${name.replace(/[^a-z]/g, '-')}`);
    const refused = store.status().refusedPoints;
    await write([
      trafficPoint(odd, T0 + MINUTE_MS, { ifname, inBps: 1 }),
      trafficPoint(odd, T0 + 2 * MINUTE_MS, { ifname, inBps: 3 }),
    ]);
    const query = { link: odd, to: T0 + 10 * MINUTE_MS, points: 11 };
    const history = await ask(`ifname ${odd}`, query, ({ buckets }) => buckets.length === 2);
    expect(history.buckets.map(({ inBps }) => inBps)).toEqual([1, 3]);
    expect(store.status().refusedPoints).toBe(refused);
  });

  it('refuses what the schema does not know, what is not finite, and what is too old; and counts it', async () => {
    const { refusedPoints } = store.status();
    const good = roundPoint(linkId('good'), T0 + MINUTE_MS, {});
    await write([
      { ...good, tags: { ...good.tags, color: 'red' } },
      { ...good, fields: { sent: 'many' } },
      { ...good, fields: { rtt_avg: Number.NaN } },
      { ...good, at: Number.NaN },
      { ...good, at: T0 - 60 * DAY_MS },
      { ...good, fields: { ...good.fields, jitter: Number.POSITIVE_INFINITY } },
    ]);
    await eventually(() => store.status().refusedPoints === refusedPoints + 5, 'five refused');
    const history = await ask('good', { link: linkId('good') }, (h) => h.buckets.length === 1);
    expect(history.buckets[0]).toMatchObject({ sent: 60 });
    expect(history.buckets[0]).not.toHaveProperty('jitterMs');
  });

  it('keeps integers of 64 bits, and leaves larger ones out', async () => {
    const huge = linkId('huge');
    const point = trafficPoint(huge, T0 + MINUTE_MS, { inBps: 5 });
    await write([
      { ...point, fields: { ...point.fields, in_octets: 2n ** 63n - 1n, out_octets: 2n ** 64n - 1n } },
    ]);
    await ask('huge', { link: huge }, ({ buckets }) => buckets.length === 1);
  });

  it('answers an unknown link with no buckets, and a bad question with an error', async () => {
    expect((await ask('unknown', { link: linkId('nobody') }, () => true)).buckets).toEqual([]);
    const bad = { link: LINK, from: T0, to: T0, points: 10 };
    await expect(store.history(bad)).rejects.toThrow('is not before');
    await expect(store.history({ ...bad, to: T0 + 1, points: 0 })).rejects.toThrow('wanted 1 to 5000');
  });

  it('is well at the end', () => {
    expect(store.status()).not.toHaveProperty('trouble');
    expect(store.status()).toMatchObject({ kind: influx ? 'influx' : 'sqlite', droppedPoints: 0 });
    expect(log.lines.filter((line) => line.startsWith('error') && !line.includes('refused'))).toEqual([]);
  });
});
