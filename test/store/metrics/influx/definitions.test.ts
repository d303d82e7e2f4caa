// Database and retention policies on a real InfluxDB 1.x: made, corrected, left alone, or told to be made by hand.

import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { influxClient } from '../../../../src/store/metrics/influx/client.ts';
import { define, policyMemory } from '../../../../src/store/metrics/influx/definitions.ts';
import { SPOOL_MIGRATIONS } from '../../../../src/store/metrics/influx/spool.ts';
import { hasInfluxd, type Influxd, startInfluxd } from '../../support/influxd.ts';
import { DAY_MS } from '../../support/points.ts';

const RETENTION = { rawMs: 35 * DAY_MS, fiveMinutesMs: 400 * DAY_MS, oneHourMs: 3650 * DAY_MS };
const ADMIN = { username: 'admin', password: 'secret' };

describe.skipIf(!hasInfluxd)('definitions on a real InfluxDB (needs Debian package influxdb)', () => {
  let influxd: Influxd;
  let db: DatabaseSync;
  let database: string;
  let count = 0;
  beforeAll(async () => {
    influxd = await startInfluxd({ auth: true });
    await influxd.query("CREATE USER admin WITH PASSWORD 'secret' WITH ALL PRIVILEGES");
  });
  afterAll(async () => {
    await influxd?.remove();
  });
  beforeEach(() => {
    db = new DatabaseSync(':memory:');
    for (const script of SPOOL_MIGRATIONS) db.exec(script);
    database = `jalur_${count++}`;
  });

  const run = (retention = RETENTION, user = ADMIN) => {
    const access = { url: influxd.url, database, ...user };
    return define(influxClient(access), access, retention, policyMemory(db));
  };
  async function policies(): Promise<
    Record<string, readonly [duration: string, shard: string, isDefault: boolean]>
  > {
    const answer = JSON.parse(await ask(`SHOW RETENTION POLICIES ON "${database}"`)) as {
      results: { series: { values: [string, string, string, number, boolean][] }[] }[];
    };
    const rows = answer.results[0]?.series[0]?.values ?? [];
    return Object.fromEntries(
      rows.map(([name, duration, shard, , isDefault]) => [name, [duration, shard, isDefault]]),
    );
  }
  const ask = async (text: string): Promise<string> => {
    const basic = Buffer.from(`${ADMIN.username}:${ADMIN.password}`).toString('base64');
    const response = await fetch(`${influxd.url}/query`, {
      method: 'POST',
      body: new URLSearchParams({ q: text }),
      headers: { Authorization: `Basic ${basic}` },
    });
    return response.text();
  };

  it('makes everything where nothing is, and does nothing the second time', async () => {
    expect((await run()).done).toEqual([
      'database created',
      'retention policy "1m" created',
      'retention policy "5m" created',
      'retention policy "1h" created',
    ]);
    expect(await policies()).toMatchObject({
      '1m': ['840h0m0s', '24h0m0s', true],
      '5m': ['9600h0m0s', '168h0m0s', false],
      '1h': ['87600h0m0s', '720h0m0s', false],
    });
    expect(await run()).toEqual({ done: [], left: [] });
  });

  it('follows the configuration, longer and shorter, as far as it set the policy itself', async () => {
    await run();
    const changed = { rawMs: 10 * DAY_MS, fiveMinutesMs: 500 * DAY_MS, oneHourMs: 20 * DAY_MS };
    expect((await run(changed)).done).toEqual([
      'retention policy "1m" changed',
      'retention policy "5m" changed',
      'retention policy "1h" changed',
    ]);
    expect(await policies()).toMatchObject({
      '1m': ['240h0m0s', '24h0m0s', true],
      '5m': ['12000h0m0s', '168h0m0s', false],
      // No shard may outlast its policy.
      '1h': ['480h0m0s', '480h0m0s', false],
    });
  });

  it('lengthens what is too short, and leaves what somebody else wants kept longer, saying how to shorten it', async () => {
    await ask(`CREATE DATABASE "${database}" WITH DURATION 90d REPLICATION 1 NAME "1m"`);
    await ask(`CREATE RETENTION POLICY "5m" ON "${database}" DURATION INF REPLICATION 1`);
    await ask(`CREATE RETENTION POLICY "1h" ON "${database}" DURATION 2d REPLICATION 1`);
    const { done, left } = await run();
    expect(done).toEqual(['retention policy "1h" changed']);
    expect(left).toHaveLength(2);
    expect(left[0]).toContain('"1m" keeps 90 days, the configuration says 35 days');
    expect(left[1]).toContain('"5m" keeps for ever, the configuration says 400 days');
    const statement = /To shorten it: (.*)$/.exec(left[0] ?? '')?.[1] ?? '';
    expect(await policies()).toMatchObject({ '1m': ['2160h0m0s', '24h0m0s', true] });
    expect(await ask(statement)).not.toContain('error');
    expect(await policies()).toMatchObject({ '1m': ['840h0m0s', '24h0m0s', true] });
    expect((await run()).left).toHaveLength(1);
  });

  it('without the right to, says what was refused and what to make by hand', async () => {
    await ask("CREATE USER guest WITH PASSWORD 'guest'");
    const guest = { username: 'guest', password: 'guest' };
    await expect(run(RETENTION, guest)).rejects.toThrow(
      /guest.*else create database "jalur_\d+" with retention policies "1m", "5m", "1h" by hand \(docs\/history\.md\)$/,
    );
    await ask(`CREATE DATABASE "${database}"`);
    await ask(`GRANT ALL ON "${database}" TO guest`);
    await expect(run(RETENTION, guest)).rejects.toThrow(/define retention policy "1m".*guest.*by hand/);
  });
});
