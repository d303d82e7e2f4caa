// What is asked of InfluxDB 1.x, 2.x and 3 Core, request by request, and what their answers lead to. Only 1.x runs here; the
// others are played by a server that answers as their documents say.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linkId } from '../../../../src/domain/ids.ts';
import { systemClock } from '../../../../src/runtime/clock.ts';
import type { InfluxAccess } from '../../../../src/store/metrics/backend.ts';
import { InfluxBackend } from '../../../../src/store/metrics/influx/backend.ts';
import { eventually } from '../../support/eventually.ts';
import { type Asked, type FakeInflux, startFakeInflux, type Told } from '../../support/fake-influx.ts';
import { temporaryDirectory } from '../../support/place.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, roundPoint } from '../../support/points.ts';

const T0 = Math.floor(systemClock.wallMs() / HOUR_MS - 2) * HOUR_MS;
const LINK = linkId('prov-majene');
const RETENTION = { rawMs: 35 * DAY_MS, fiveMinutesMs: 400 * DAY_MS, oneHourMs: 3650 * DAY_MS };
const TOKEN: Partial<InfluxAccess> = { token: 'my-token==' };

let directory: ReturnType<typeof temporaryDirectory>;
let fake: FakeInflux;
let backend: InfluxBackend;
let answer: (asked: Asked) => Told;
const logged: string[] = [];

async function open(access: Partial<InfluxAccess>, path = ''): Promise<void> {
  fake = await startFakeInflux((asked) => answer(asked));
  backend = new InfluxBackend(
    {
      directory: directory.path,
      roundMs: MINUTE_MS,
      retention: RETENTION,
      spool: { maxBytes: 1e8, maxAgeMs: 35 * DAY_MS },
    },
    { url: `${fake.url}${path}`, database: 'jalur', ...access },
    {
      wallMs: () => Math.floor(systemClock.wallMs()),
      random: () => 0,
      log: (level, message, data) => logged.push(`${level} ${message} ${JSON.stringify(data ?? {})}`),
    },
  );
}
const rounds = (count: number, from = 1) =>
  Array.from({ length: count }, (_, index) => roundPoint(LINK, T0 + (from + index) * MINUTE_MS, {}));
const writes = () => fake.asked.filter(({ path }) => path.endsWith('/write'));
const linesOf = ({ body }: Asked): number => body.split('\n').filter((line) => line !== '').length;
const drained = () => eventually(() => backend.status().spooledPoints === 0, 'the spool is empty');

beforeEach(() => {
  directory = temporaryDirectory();
  logged.length = 0;
  answer = ({ path }) => (path === '/query' ? { status: 200, body: { results: [] } } : { status: 204 });
});
afterEach(async () => {
  await backend.close();
  await fake.close();
  directory.remove();
});

describe('InfluxDB 2.x', () => {
  it('gets a token, database and policy by name for its DBRP mapping, milliseconds, gzip; and nothing to create', async () => {
    await open(TOKEN);
    backend.write(rounds(3));
    await drained();
    await backend.tick();
    const [write] = writes();
    expect(write).toMatchObject({
      method: 'POST',
      path: '/write',
      query: { db: 'jalur', rp: '1m', precision: 'ms' },
      headers: { authorization: 'Token my-token==', 'content-encoding': 'gzip' },
    });
    expect(Object.keys(write?.query ?? {})).toHaveLength(3);
    expect(write?.body).toMatch(/^icmp,link=prov-majene,site=majene,regency=majene .*recv=60i.* \d{13}\n/);
    const asked = JSON.stringify(fake.asked);
    expect(asked, 'roll-ups are asked for').toContain('SELECT');
    expect(asked).not.toMatch(/CREATE|ALTER|SHOW/i);
    expect(backend.status()).toMatchObject({ writtenPoints: 3, refusedPoints: 0 });
  });

  it('is asked with the token too, by POST, for the policy each resolution is', async () => {
    answer = ({ path }) =>
      path === '/query'
        ? { status: 200, body: { results: [{ statement_id: 0 }, { statement_id: 1 }] } }
        : { status: 204 };
    await open(TOKEN);
    await backend.history({ link: LINK, from: T0 - 300 * DAY_MS, to: T0, points: 500 });
    const [query] = fake.asked;
    expect(query).toMatchObject({
      method: 'POST',
      path: '/query',
      headers: { authorization: 'Token my-token==' },
    });
    const asked = { ...query?.query, ...Object.fromEntries(new URLSearchParams(query?.body ?? '')) };
    expect(asked).toMatchObject({ db: 'jalur', epoch: 'ms' });
    expect(asked['q']).toContain('FROM "1h"."icmp" WHERE "link" = \'prov-majene\' AND time > ');
    expect(JSON.stringify(query)).not.toContain('root');
  });

  it('keeps what it cannot take now, and waits as long as it says', async () => {
    let busy = true;
    answer = () => {
      const told = busy ? { status: 503, headers: { 'Retry-After': '1' } } : { status: 204 };
      busy = false;
      return told;
    };
    await open(TOKEN);
    backend.write(rounds(2));
    await drained();
    const [first, second] = writes();
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThan(990);
    expect(second?.body).toBe(first?.body);
    expect(backend.status()).toMatchObject({ writtenPoints: 2, refusedPoints: 0 });
  });

  it('says 422 when it has kept the good points: the others are counted and not sent again', async () => {
    const message =
      'failure writing points to database: partial write: points beyond retention policy dropped=2';
    answer = () => ({ status: 422, body: { code: 'unprocessable entity', message } });
    await open(TOKEN);
    backend.write(rounds(5));
    await drained();
    expect(writes()).toHaveLength(1);
    expect(backend.status()).toMatchObject({ writtenPoints: 3, refusedPoints: 2 });
    expect(logged.join()).toContain('points beyond retention policy');
  });

  it('says 404 without a mapping: jalur tells what to make by hand, and keeps the points', async () => {
    answer = () => ({ status: 404, body: { code: 'not found', message: 'no dbrp mapping found' } });
    await open(TOKEN);
    backend.write(rounds(4));
    await eventually(() => backend.status().trouble !== undefined, 'trouble told');
    expect(backend.status().trouble).toMatch(
      /no dbrp mapping.*"jalur".*"1m", "5m", "1h" by hand: on InfluxDB 2/,
    );
    expect(backend.status()).toMatchObject({ spooledPoints: 4, writtenPoints: 0 });
    expect(fake.asked.every(({ path }) => path === '/write')).toBe(true);
  });

  it('refuses a wrong token: nothing is lost, and the token is in no message', async () => {
    answer = () => ({ status: 401, body: { code: 'unauthorized', message: 'unauthorized access' } });
    await open(TOKEN);
    backend.write(rounds(1));
    await eventually(() => backend.status().trouble !== undefined, 'trouble told');
    expect(backend.status().trouble).toContain('credentials refused');
    expect(JSON.stringify([backend.status(), logged])).not.toContain('my-token');
  });
});

describe('InfluxDB 3 Core', () => {
  const partial = (lines: readonly number[]): Told => ({
    status: 400,
    body: {
      error: 'partial write of line protocol occurred',
      data: lines.map((line) => ({
        error_message: 'invalid column type',
        line_number: line,
        original_line: 'x',
      })),
    },
  });

  it('lists the lines it refused: they are counted, the others are in', async () => {
    answer = () => partial([1, 3]);
    await open(TOKEN);
    backend.write(rounds(5));
    await drained();
    expect(writes()).toHaveLength(1);
    expect(backend.status()).toMatchObject({ writtenPoints: 3, refusedPoints: 2 });
  });

  it('gets one gzip member a request: whether it reads more is not known', async () => {
    answer = () => ({ status: 204, headers: { 'X-Influxdb-Version': '3.4.1' } });
    await open(TOKEN);
    for (let row = 0; row < 6; row++) backend.write(rounds(2, row * 2 + 1));
    await drained();
    expect(writes().map(linesOf)).toEqual([2, 2, 2, 2, 2, 2]);
  });

  it('halves what is too large for it until it fits', async () => {
    answer = (asked) => ({ status: linesOf(asked) > 2 ? 413 : 204 });
    await open(TOKEN);
    backend.write(rounds(7));
    await drained();
    expect(backend.status()).toMatchObject({ writtenPoints: 7, refusedPoints: 0 });
    expect(
      writes()
        .map(linesOf)
        .filter((count) => count <= 2)
        .reduce((sum, count) => sum + count, 0),
    ).toBe(7);
  });

  it('at its limit of tables or columns, loses only the points it refuses', async () => {
    const limit = { error: 'Update to schema would exceed number of columns per table limit of 500' };
    answer = (asked) => (asked.body.includes('jitter=9') ? { status: 422, body: limit } : { status: 204 });
    await open(TOKEN);
    const odd = { ...roundPoint(LINK, T0, {}), fields: { ...roundPoint(LINK, T0, {}).fields, jitter: 9 } };
    backend.write([...rounds(3), odd]);
    await drained();
    expect(backend.status()).toMatchObject({ writtenPoints: 3, refusedPoints: 1 });
  });

  it('reads no more than some days at once: the reason reaches who asked', async () => {
    answer = () => ({
      status: 400,
      body: { error: 'Query would scan 8760 Parquet files, exceeding the file limit of 432' },
    });
    await open(TOKEN);
    await expect(
      backend.history({ link: LINK, from: T0 - 365 * DAY_MS, to: T0, points: 100 }),
    ).rejects.toThrow(/query InfluxDB at 127\.0\.0\.1:\d+: .*file limit of 432/);
  });
});

describe('InfluxDB 1.x', () => {
  it('gets user and password, the path of a proxy, and the statements that make what is missing', async () => {
    const made: string[] = [];
    answer = ({ path, body, query }) => {
      if (path === '/influx/write') return { status: 204, headers: { 'X-Influxdb-Version': '1.8.10' } };
      const statement = query['q'] ?? new URLSearchParams(body).get('q') ?? '';
      made.push(statement);
      const isMissing = statement.startsWith('SHOW') && made.length === 1;
      return { status: 200, body: { results: [isMissing ? { error: 'database not found: jalur' } : {}] } };
    };
    await open({ username: 'jalur', password: 'pass word' }, '/influx');
    await backend.tick();
    expect(made).toEqual([
      'SHOW RETENTION POLICIES ON "jalur"',
      'create database "jalur"',
      'SHOW RETENTION POLICIES ON "jalur"',
      'CREATE RETENTION POLICY "1m" ON "jalur" DURATION 3024000s REPLICATION 1 SHARD DURATION 86400s DEFAULT',
      'CREATE RETENTION POLICY "5m" ON "jalur" DURATION 34560000s REPLICATION 1 SHARD DURATION 604800s',
      'CREATE RETENTION POLICY "1h" ON "jalur" DURATION 315360000s REPLICATION 1 SHARD DURATION 2592000s',
    ]);
    const basic = `Basic ${Buffer.from('jalur:pass word').toString('base64')}`;
    expect(new Set(fake.asked.map(({ headers }) => headers.authorization))).toEqual(new Set([basic]));
    for (let row = 0; row < 8; row++) backend.write(rounds(2, row * 2 + 1));
    await drained();
    expect(writes().length, 'several rows a request').toBeLessThan(8);
    expect(
      writes()
        .map(linesOf)
        .reduce((sum, count) => sum + count, 0),
    ).toBe(16);
  });
});
