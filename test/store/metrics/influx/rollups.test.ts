// Roll-ups on a real InfluxDB 1.x: right whenever a point comes, and whatever happened on its way.

import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { linkId } from '../../../../src/domain/ids.ts';
import { systemClock } from '../../../../src/runtime/clock.ts';
import { seededRandom } from '../../../../src/runtime/random.ts';
import { InfluxBackend } from '../../../../src/store/metrics/influx/backend.ts';
import type { MetricPoint } from '../../../../src/store/metrics/port.ts';
import { bucketEnd } from '../../../../src/store/metrics/schema.ts';
import { eventually } from '../../support/eventually.ts';
import { hasInfluxd, type Influxd, startInfluxd } from '../../support/influxd.ts';
import { temporaryDirectory } from '../../support/place.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, roundPoint } from '../../support/points.ts';

const RETENTION = { rawMs: 35 * DAY_MS, fiveMinutesMs: 400 * DAY_MS, oneHourMs: 3650 * DAY_MS };
/** Midnight in Makassar, two weeks ago. */
const T0 = Math.floor(systemClock.wallMs() / DAY_MS - 14) * DAY_MS - 8 * HOUR_MS;
const LINK = linkId('prov-majene');
const OTHER = linkId('prov-polman');
const STEPS = { '5m': 5 * MINUTE_MS, '1h': HOUR_MS } as const;

interface Row {
  readonly sent: number;
  readonly up: number;
  readonly down: number;
  readonly worst: number;
  readonly max: number | null;
}

describe.skipIf(!hasInfluxd)('roll-ups on a real InfluxDB (needs Debian package influxdb)', () => {
  let influxd: Influxd;
  let directory: ReturnType<typeof temporaryDirectory>;
  let backend: InfluxBackend;
  let database: string;
  let count = 0;
  /** What was written last under each link and time: the truth that roll-ups are compared with. */
  const truth = new Map<string, MetricPoint>();

  beforeAll(async () => {
    influxd = await startInfluxd();
  });
  afterAll(async () => {
    await influxd?.remove();
  });
  beforeEach(() => {
    directory = temporaryDirectory();
    database = `jalur_${count++}`;
    truth.clear();
    backend = open();
  });
  afterEach(async () => {
    await backend.close();
    directory.remove();
  });

  function open(): InfluxBackend {
    return new InfluxBackend(
      {
        directory: directory.path,
        roundMs: MINUTE_MS,
        retention: RETENTION,
        spool: { maxBytes: 1e9, maxAgeMs: 35 * DAY_MS },
      },
      { url: influxd.url, database },
      { wallMs: () => Math.floor(systemClock.wallMs()), random: () => 0, log: () => {} },
    );
  }
  function write(points: readonly MetricPoint[]): void {
    for (const point of points) truth.set(`${point.tags['link']} ${point.at}`, point);
    backend.write(points);
  }
  /** Until everything is delivered and every bucket that was due is computed and delivered. */
  async function calm(): Promise<void> {
    const db = new DatabaseSync(join(directory.path, 'spool.db'), { readOnly: true });
    const left = db.prepare('SELECT (SELECT count(*) FROM batch) + (SELECT count(*) FROM due) AS n');
    try {
      await eventually(
        async () => {
          await backend.tick();
          return left.get()?.['n'] === 0;
        },
        'all delivered and computed',
        30_000,
      );
    } finally {
      db.close();
    }
  }
  async function stored(policy: '5m' | '1h', link: string): Promise<Map<number, Row>> {
    const columns = '"sent", "up_s", "down_s", "state", "rtt_max"';
    const text = `SELECT ${columns} FROM "${policy}"."icmp" WHERE "link" = '${link}'`;
    const answer = JSON.parse(await influxd.query(text, database)) as {
      results: { series?: { values: [number, number, number, number, number, number | null][] }[] }[];
    };
    const rows = answer.results[0]?.series?.[0]?.values ?? [];
    return new Map(rows.map(([at, sent, up, down, worst, max]) => [at, { sent, up, down, worst, max }]));
  }
  function wanted(policy: '5m' | '1h', link: string): Map<number, Row> {
    const rows = new Map<number, Row>();
    for (const { tags, fields, at } of truth.values()) {
      if (tags['link'] !== link) continue;
      const figure = (name: string): number => Number(fields[name]);
      const end = bucketEnd(at, STEPS[policy]);
      const row = rows.get(end) ?? { sent: 0, up: 0, down: 0, worst: 4, max: null };
      const max = fields['rtt_max'] === undefined ? row.max : Math.max(row.max ?? 0, figure('rtt_max'));
      rows.set(end, {
        sent: row.sent + figure('sent'),
        up: row.up + figure('up_s'),
        down: row.down + figure('down_s'),
        worst: Math.min(row.worst, figure('state')),
        max,
      });
    }
    return new Map([...rows].sort(([a], [b]) => a - b));
  }
  async function expectTruth(): Promise<void> {
    await calm();
    for (const policy of ['5m', '1h'] as const)
      for (const link of [LINK, OTHER])
        expect(await stored(policy, link), `${policy} of ${link}`).toEqual(wanted(policy, link));
  }
  const rounds = (link: typeof LINK, minutes: readonly number[], received = 60) =>
    minutes.map((minute) =>
      roundPoint(link, T0 + minute * MINUTE_MS, { received, rtt: 10 + ((minute * 7) % 23) }),
    );
  const range = (from: number, to: number): number[] =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index);

  it('hold points that came three hours, or a week, late; on the edge of a bucket, in any order', async () => {
    // A day without minutes 300 to 420; a bucket's end belongs to it.
    write([...rounds(LINK, [...range(1, 299), ...range(421, 1_440)]), ...rounds(OTHER, range(1, 1_440))]);
    await expectTruth();
    expect((await stored('1h', LINK)).get(T0 + 6 * HOUR_MS), 'nothing yet').toBeUndefined();
    write(rounds(LINK, range(300, 420).reverse(), 0));
    await expectTruth();
    expect((await stored('1h', LINK)).get(T0 + 6 * HOUR_MS)).toMatchObject({
      sent: 3_600,
      up: 0,
      down: 3_600,
    });
    // A week later one round turns up, of a minute between.
    write([roundPoint(LINK, T0 + 8 * HOUR_MS + 1, { received: 0 })]);
    write([roundPoint(OTHER, T0 + 8 * HOUR_MS, { received: 0 })]);
    await expectTruth();
  });

  it('stay as they are when everything is replayed', async () => {
    const points = rounds(LINK, range(1, 240));
    write(points);
    await calm();
    const before = [await stored('5m', LINK), await stored('1h', LINK)];
    for (let index = 0; index < points.length; index += 50) write(points.slice(index, index + 50));
    await expectTruth();
    expect([await stored('5m', LINK), await stored('1h', LINK)]).toEqual(before);
    expect(backend.status()).toMatchObject({ writtenPoints: 480, refusedPoints: 0, droppedPoints: 0 });
  });

  it('are computed after a restart from what the spool held, also what was due when jalur was stopped', async () => {
    write(rounds(LINK, range(1, 120)));
    await eventually(() => backend.status().spooledPoints === 0, 'delivered, and due');
    await backend.close();
    await influxd.kill();
    backend = open();
    write(rounds(LINK, range(121, 200), 0));
    write(rounds(OTHER, range(1, 200)));
    await eventually(() => backend.status().trouble !== undefined, 'InfluxDB is away');
    await backend.close();
    backend = open();
    expect(backend.status().spooledPoints).toBe(280);
    await influxd.start();
    await expectTruth();
  });

  it('follow corrections of points written long before', async () => {
    write(rounds(LINK, range(1, 180)));
    await expectTruth();
    const corrected = rounds(LINK, range(61, 70)).map((point) => ({
      ...point,
      fields: { ...point.fields, up_s: 0, maint_s: 60, state: 3 },
    }));
    write(corrected);
    await expectTruth();
    expect((await stored('5m', LINK)).get(T0 + 65 * MINUTE_MS)).toMatchObject({ up: 0, worst: 3 });
    // Fields merge: what a correction does not mention stays.
    const partly = { ...roundPoint(LINK, T0 + 90 * MINUTE_MS, {}), fields: { up_s: 12 } };
    backend.write([partly]);
    await calm();
    expect((await stored('5m', LINK)).get(T0 + 90 * MINUTE_MS)).toMatchObject({ sent: 300, up: 252 });
  });

  it('count a point beyond retention as refused, and leave older roll-ups alone', async () => {
    const old = Math.floor(systemClock.wallMs() / HOUR_MS - 40 * 24) * HOUR_MS;
    write(rounds(LINK, range(1, 10)));
    await expectTruth();
    const line = `icmp,link=prov-majene,site=majene,regency=majene sent=7i,up_s=7,down_s=0,state=2i ${old}`;
    await fetch(`${influxd.url}/write?db=${database}&rp=5m&precision=ms`, { method: 'POST', body: line });
    backend.write([roundPoint(LINK, old, {}), roundPoint(LINK, T0 + 11 * MINUTE_MS, {})]);
    await calm();
    expect(backend.status()).toMatchObject({ writtenPoints: 11, refusedPoints: 1 });
    expect((await stored('5m', LINK)).get(old)).toMatchObject({ sent: 7 });
  });

  it('give any points in any order the same figures as counting does', async () => {
    const random = seededRandom(11);
    for (let batch = 0; batch < 30; batch++) {
      const points = Array.from({ length: 40 }, () =>
        roundPoint(random() < 0.5 ? LINK : OTHER, T0 + Math.ceil(random() * 3 * HOUR_MS), {
          received: Math.floor(random() * 61),
          rtt: Math.ceil(random() * 1e5) / 1_000,
        }),
      );
      write(points);
      if (batch % 7 === 0) await calm();
    }
    await expectTruth();
  });

  it('sum to days in Makassar exactly, by an offset of 1 ms', async () => {
    write(rounds(LINK, range(1, 2 * 1_440)));
    await calm();
    const text =
      'SELECT sum("sent"), sum("up_s") FROM "1h"."icmp" ' +
      `WHERE time > ${T0}ms AND time <= ${T0 + 2 * DAY_MS}ms GROUP BY time(1d, 1ms) fill(none) tz('Asia/Makassar')`;
    const answer = JSON.parse(await influxd.query(text, database)) as {
      results: { series: { values: unknown[][] }[] }[];
    };
    expect(answer.results[0]?.series[0]?.values.map(([, sent, up]) => [sent, up])).toEqual([
      [1_440 * 60, DAY_MS / 1_000],
      [1_440 * 60, DAY_MS / 1_000],
    ]);
  });
});
