// What other rules would have told, what gaps must not, and what operators and windows had to do with it.

import { afterEach, describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import type { MaintenanceWindow } from '../../../src/domain/maintenance.ts';
import type { MetricReading } from '../../../src/domain/metric.ts';
import type { Rule } from '../../../src/domain/rule.ts';
import { ruleBook } from '../../../src/domain/rule-book.ts';
import { SHIPPED_RULES } from '../../../src/domain/shipped-rules.ts';
import type { EngineConfig } from '../../../src/engine/state.ts';
import type { ReplayReport } from '../../../src/report/replay/report.ts';
import { engineConfig, networkOf } from '../../support/network.ts';
import { HOUR_MS, MINUTE_MS, RecordedWorld, START_AT } from './recorded-world.ts';

const A = linkId('hq-r1');
const SNMP = {
  everyMs: 60_000,
  timeoutMs: 1_000,
  retries: 1,
  port: 161,
  access: { version: '2c', community: 'public' },
} as const;
const NETWORK = networkOf([
  { id: A, from: 'hq', to: 'r1', device: { address: '10.9.0.1', snmp: SNMP }, bandwidthBps: 10e6 },
  { id: 'hq-r2', from: 'hq', to: 'r2' },
]);

function withRules(change: (rule: Rule) => Partial<Rule> | undefined = () => undefined): EngineConfig {
  const rules = SHIPPED_RULES.map((rule) => ({ ...rule, ...change(rule) }));
  return engineConfig(NETWORK, {}, { rules: ruleBook(rules, NETWORK) });
}

const gauge = (metric: string, value: number): MetricReading => ({ metric, kind: 'gauge', unit: '1', value });
const text = (metric: string, word: string): MetricReading => ({ metric, kind: 'text', text: word });

let world: RecordedWorld;
afterEach(() => world.remove());

const shown = ({ comparison }: ReplayReport) =>
  comparison.differences.map((one) => {
    const alert = one.kind === 'missing' ? one.was : one.now;
    return `${one.kind} ${alert.rule}${one.kind === 'changed' ? ` ${one.changes.join(' ')}` : ''}`;
  });

describe('other rules', () => {
  /** 78 °C for half an hour, then 90 °C for half an hour, an hour apart. */
  async function hotDay(): Promise<RecordedWorld> {
    world = new RecordedWorld(withRules());
    for (const value of [50, 78, 50, 90, 50]) {
      world.metrics.set(A, [gauge('temperature', value), gauge('cpu', 50)]);
      world.run(30);
    }
    await world.write();
    return world;
  }

  it('of a higher limit leave out exactly what stayed below it', async () => {
    await hotDay();
    const limit = { side: 'above', raise: 85, clear: 70 } as const;
    const config = withRules((rule) =>
      rule.id === 'hot' ? { condition: { kind: 'metric', metric: 'temperature', limit } } : undefined,
    );
    const report = await world.replay({ config });
    expect(shown(report)).toEqual(['missing rule.hot']);
    expect(report.alerts.map(({ rule }) => rule)).toEqual(['rule.hot']);
    expect(report.alerts[0]?.raisedAt).toBeGreaterThan(START_AT + 90 * MINUTE_MS);
  });

  it('of a lower limit find what had not been told', async () => {
    await hotDay();
    const limit = { side: 'above', raise: 45, clear: 40 } as const;
    const config = withRules((rule) =>
      rule.id === 'cpu-busy' ? { condition: { kind: 'metric', metric: 'cpu', limit } } : undefined,
    );
    const report = await world.replay({ config });
    expect(shown(report)).toEqual(['added rule.cpu-busy']);
    expect(report.comparison.same).toBe(2);
  });

  it('that wait longer ring later', async () => {
    await hotDay();
    const config = withRules((rule) => (rule.id === 'hot' ? { forMs: 20 * MINUTE_MS } : undefined));
    expect(shown(await world.replay({ config }))).toEqual([
      'changed rule.hot raised ended',
      'changed rule.hot raised ended',
    ]);
  });

  it('of another severity differ in that alone', async () => {
    await hotDay();
    const config = withRules((rule) => (rule.id === 'hot' ? { severity: 'critical' } : undefined));
    expect(shown(await world.replay({ config }))).toEqual([
      'changed rule.hot severity',
      'changed rule.hot severity',
    ]);
  });

  it('about metrics that are kept every five minutes ring within five minutes of then', async () => {
    world = new RecordedWorld(withRules());
    for (const ok of [1, 0, 1]) {
      world.metrics.set(A, [gauge('fan_ok', ok), text('registration', ok === 1 ? 'home' : 'searching')]);
      world.run(30);
    }
    await world.write();
    const [alert] = (await world.replay()).alerts;
    const was = world.sim.events.find((event) => event.kind === 'alert.raised');
    expect(alert?.rule).toBe('rule.fan-failed');
    expect(Math.abs((alert?.raisedAt ?? 0) - (was?.at ?? 0))).toBeLessThanOrEqual(5 * MINUTE_MS);
  });

  it('about words find them', async () => {
    world = new RecordedWorld(withRules());
    for (const word of ['home', 'searching', 'home']) {
      world.metrics.set(A, [text('registration', word)]);
      world.run(30);
    }
    await world.write();
    const condition = { kind: 'text', metric: 'registration', is: 'none-of', words: ['home'] } as const;
    const config = withRules((rule) => (rule.id === 'hot' ? { condition } : undefined));
    expect(shown(await world.replay({ config }))).toEqual(['added rule.hot']);
  });
});

describe('gaps', () => {
  it('raise nothing: the daemon stopped, the monitor blind', async () => {
    const condition = { kind: 'state', states: ['down', 'unreachable', 'degraded'] } as const;
    const age = {
      kind: 'age',
      of: 'snmp',
      limit: { side: 'above', raise: 1_800_000, clear: 600_000 },
    } as const;
    world = new RecordedWorld(
      withRules((rule) =>
        rule.id === 'hot' ? { condition } : rule.id === 'cpu-busy' ? { condition: age } : undefined,
      ),
    );
    world.run(20);
    world.restart(120);
    world.run(20);
    world.sim.uplinkCut = true;
    world.run(120);
    world.sim.uplinkCut = false;
    world.run(20);
    await world.write();
    const report = await world.replay();
    const { differences } = report.comparison;
    expect(differences).toEqual([]);
    expect(report.alerts.filter(({ subject }) => subject !== 'monitor').map(({ rule }) => rule)).toEqual(
      world.sim.events.flatMap((event) =>
        event.kind === 'alert.raised' && event.alert.subject !== 'monitor' ? [event.alert.rule] : [],
      ),
    );
    expect(report.watchedMs).toBeGreaterThan(55 * MINUTE_MS);
    expect(report.watchedMs).toBeLessThan(65 * MINUTE_MS);
  });

  it('before anything was recorded raise nothing', async () => {
    world = new RecordedWorld(withRules());
    world.run(5);
    await world.write();
    const report = await world.replay({ from: START_AT - 100 * HOUR_MS, to: START_AT - 50 * HOUR_MS });
    expect(report).toMatchObject({ alerts: [], watchedMs: 0, load: { alarms: 0 } });
  });
});

describe('people', () => {
  it('have acknowledged and shelved what they did: their acts are repeated', async () => {
    const config = { ...withRules(), acknowledge: { from: 'minor', returnedMs: 6 * HOUR_MS } } as const;
    world = new RecordedWorld(config);
    const act = (kind: { kind: 'acknowledge' } | { kind: 'shelve'; until: number }): void => {
      const [alert] = world.sim.alerts('link.down');
      const actor = { who: 'piket', via: 'screen' } as const;
      if (alert) world.sim.give({ kind: 'act', request: { alert: alert.number, act: kind, actor } });
    };
    for (const kind of ['acknowledge', 'shelve', 'none']) {
      world.run(10);
      world.cut(A);
      world.run(5);
      if (kind === 'acknowledge') act({ kind });
      if (kind === 'shelve') act({ kind, until: world.sim.now().at + HOUR_MS });
      world.run(5);
      world.mend(A);
    }
    world.run(10);
    await world.write();
    const report = await world.replay();
    expect(report.acts).toEqual({ done: 2, left: 0 });
    expect(report.comparison.differences).toEqual([]);
    // The first was acknowledged and closed; the second came back while nobody had.
    expect(
      report.alerts.filter(({ rule }) => rule === 'link.down').map(({ occurrences }) => occurrences),
    ).toEqual([1, 2]);
  });

  it('announced work: what began within a window is held back', async () => {
    world = new RecordedWorld(withRules());
    world.run(10);
    world.cut(A);
    world.run(5);
    world.mend(A);
    world.run(10);
    await world.write();
    const window: MaintenanceWindow = {
      id: 'm1',
      name: 'fibre works',
      scope: { links: [A], sites: [], regencies: [], providers: [] },
      time: { kind: 'once', from: START_AT + 5 * MINUTE_MS, to: START_AT + 20 * MINUTE_MS },
      announcedBy: 'ICON+',
      announcedAt: START_AT,
      origin: 'config',
    };
    const report = await world.replay({ windows: [window] });
    expect(shown(report)).toEqual(['changed link.down told']);
    expect(report.alerts).toMatchObject([{ rule: 'link.down', toldAt: [], heldBy: ['maintenance'] }]);
    expect(report.load.alarms).toBe(0);
    expect(report.loadWas.alarms).toBe(1);
  });
});
