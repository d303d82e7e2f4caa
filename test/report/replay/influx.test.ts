// History in InfluxDB replays as that of the embedded store does.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import type { MetricReading } from '../../../src/domain/metric.ts';
import { ruleBook } from '../../../src/domain/rule-book.ts';
import { SHIPPED_RULES } from '../../../src/domain/shipped-rules.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { influxPast } from '../../../src/store/metrics/influx/past.ts';
import { openMetricStore } from '../../../src/store/metrics/open.ts';
import { eventually } from '../../store/support/eventually.ts';
import { hasInfluxd, type Influxd, startInfluxd } from '../../store/support/influxd.ts';
import { rememberingLog, temporaryDirectory } from '../../store/support/place.ts';
import { DAY_MS, MINUTE_MS } from '../../store/support/points.ts';
import { engineConfig, networkOf } from '../../support/network.ts';
import { RecordedWorld } from './recorded-world.ts';

const SNMP = {
  everyMs: 60_000,
  timeoutMs: 1_000,
  retries: 1,
  port: 161,
  access: { version: '2c', community: 'public' },
} as const;
const gauge = (metric: string, value: number): MetricReading => ({ metric, kind: 'gauge', unit: '1', value });
const text = (metric: string, word: string): MetricReading => ({ metric, kind: 'text', text: word });

describe.skipIf(!hasInfluxd)('a replay of history in InfluxDB (needs Debian package influxdb)', () => {
  const links = ['hq-r1', 'hq-r2', 'hq-r3'].map((id, index) => ({
    id,
    from: 'hq',
    to: id.slice(3),
    bandwidthBps: 10e6,
    device: { address: `10.9.0.${index + 1}`, snmp: SNMP },
  }));
  const network = networkOf(links);
  const [first] = SHIPPED_RULES;
  if (!first) throw new Error('nothing shipped');
  const searching = { kind: 'text', metric: 'registration', is: 'none-of', words: ["at 'home'"] } as const;
  const lossy = {
    kind: 'quality',
    figure: 'loss',
    limit: { side: 'above', raise: 20, clear: 5 },
  } as const;
  const rules = [
    ...SHIPPED_RULES,
    { ...first, id: 'searching', condition: searching, forMs: 0 },
    { ...first, id: 'lossy', condition: lossy, forMs: 0 },
  ];
  let seed = 1;
  const random = (): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const world = new RecordedWorld(engineConfig(network, {}, { rules: ruleBook(rules, network) }), random);
  let influxd: Influxd;
  const spool = temporaryDirectory();

  beforeAll(async () => {
    world.run(10);
    world.cut('hq-r1');
    world.metrics.set(linkId('hq-r2'), [gauge('fan_ok', 0), text('registration', 'searching')]);
    world.sim.loss.set(linkId('hq-r3'), 0.35);
    world.run(20);
    world.mend('hq-r1');
    world.sim.loss.delete(linkId('hq-r3'));
    world.metrics.set(linkId('hq-r2'), [gauge('temperature', 90), text('registration', "at 'home'")]);
    world.rateBps = 9.9e6;
    world.run(40);
    await world.write();
    influxd = await startInfluxd();
    const kept = { rawMs: 4_000 * DAY_MS, fiveMinutesMs: 4_000 * DAY_MS, oneHourMs: 4_000 * DAY_MS };
    const config = {
      influx: { url: influxd.url, database: 'jalur' },
      spool: { maxBytes: 1e9, maxAgeMs: 4_000 * DAY_MS },
      retention: kept,
      network: { settings: { roundMs: MINUTE_MS } },
    };
    const store = openMetricStore(config, {
      directory: spool.path,
      clock: systemClock,
      log: rememberingLog(),
    });
    const points = world.points();
    store.write(points);
    await eventually(() => store.status().writtenPoints >= points.length, 'all points delivered', 60_000);
    await store.close();
  }, 120_000);
  afterAll(async () => {
    await influxd?.remove();
    world.remove();
    spool.remove();
  });

  it('gives what the embedded history gives', async () => {
    const embedded = await world.replay();
    const access = { url: influxd.url, database: 'jalur' };
    expect(await world.replay({}, influxPast(access))).toEqual(embedded);
    expect(await world.replay({ biteMs: 15 * MINUTE_MS }, influxPast(access))).toEqual(embedded);
    const found = new Set(embedded.alerts.map(({ rule }) => rule));
    for (const id of ['searching', 'lossy', 'fan-failed', 'hot', 'traffic-full'])
      expect(found).toContain(`rule.${id}`);
  });

  it('tells what was asked and what was found when the server is away', async () => {
    await influxd.kill();
    const past = influxPast({ url: influxd.url, database: 'jalur' });
    await expect(world.replay({}, past)).rejects.toThrow(/query InfluxDB at 127\.0\.0\.1/);
    await influxd.start();
  });
});
