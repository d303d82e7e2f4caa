// The strongest test of a replay: with the rules of the time it raises what the engine itself raised then.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Alert } from '../../../src/domain/alert.ts';
import { linkId } from '../../../src/domain/ids.ts';
import type { MetricReading } from '../../../src/domain/metric.ts';
import type { Rule } from '../../../src/domain/rule.ts';
import { ruleBook } from '../../../src/domain/rule-book.ts';
import { SHIPPED_RULES } from '../../../src/domain/shipped-rules.ts';
import type { EngineConfig } from '../../../src/engine/state.ts';
import type { ToldAlert } from '../../../src/report/replay/alert-log.ts';
import type { ReplayReport } from '../../../src/report/replay/report.ts';
import { engineConfig, networkOf, province } from '../../support/network.ts';
import { RecordedWorld } from './recorded-world.ts';

const SNMP = {
  everyMs: 60_000,
  timeoutMs: 1_000,
  retries: 1,
  port: 161,
  access: { version: '2c', community: 'public' },
} as const;

const OWN: readonly Rule[] = [
  ownRule('long-outage', { kind: 'state', states: ['down'] }, 300_000, []),
  ownRule(
    'slow',
    { kind: 'quality', figure: 'rtt', limit: { side: 'above', raise: 60, clear: 50 } },
    180_000,
  ),
];

function ownRule(
  id: string,
  condition: Rule['condition'],
  forMs: number,
  dependsOn: Rule['dependsOn'] = ['link.down'],
): Rule {
  const [shipped] = SHIPPED_RULES;
  if (!shipped) throw new Error('nothing shipped');
  return { ...shipped, id, condition, forMs, dependsOn, severity: 'warning', origin: 'config' };
}

function config(): EngineConfig {
  const links = province(2, 3).map((sketch, index) => ({
    ...sketch,
    bandwidthBps: 10e6,
    device: { address: `10.9.0.${index + 1}`, snmp: SNMP },
  }));
  const network = networkOf(links);
  return engineConfig(
    network,
    {},
    {
      rules: ruleBook([...SHIPPED_RULES, ...OWN], network),
      acknowledge: { from: 'minor', returnedMs: 3_600_000 },
      settleMs: 15_000,
    },
  );
}

const gauge = (metric: string, value: number): MetricReading => ({ metric, kind: 'gauge', unit: '1', value });

/** Four hours with every trouble that a province knows. */
function live(world: RecordedWorld): void {
  world.run(10);
  world.cut('hq-r1');
  world.run(12);
  world.mend('hq-r1');
  world.run(10);
  world.cut('r2-v1');
  world.run(3);
  world.mend('r2-v1');
  world.run(5);
  world.sim.rttMs.set(linkId('r1-v2'), 900);
  world.run(20);
  world.sim.rttMs.delete(linkId('r1-v2'));
  world.run(20);
  for (let i = 0; i < 6; i++) {
    world.cut('r2-v2');
    world.run(1);
    world.mend('r2-v2');
    world.run(1);
  }
  world.run(20);
  world.metrics.set(linkId('r1-v1'), [gauge('on_battery', 1), gauge('temperature', 80)]);
  world.run(15);
  world.metrics.set(linkId('r1-v1'), [gauge('on_battery', 0), gauge('temperature', 60)]);
  world.run(15);
  world.rateBps = 9.8e6;
  world.run(20);
  world.rateBps = 1e6;
  world.run(20);
  world.sim.uplinkCut = true;
  world.run(5);
  world.sim.uplinkCut = false;
  world.run(10);
  world.cut('r1-v3');
  world.run(2);
  world.restart(7);
  world.run(10);
  world.mend('r1-v3');
  world.run(15);
}

describe('a replay with the rules of the time', () => {
  const world = new RecordedWorld(config());
  let report: ReplayReport;
  beforeAll(async () => {
    live(world);
    await world.write();
    report = await world.replay();
  }, 120_000);
  afterAll(() => world.remove());

  it('raises what the engine raised, no more and no less', () => {
    expect(report.comparison.differences).toEqual([]);
    expect(report.comparison.same).toBe(recordedAlerts(world).length);
    expect(report.alerts.length).toBe(recordedAlerts(world).length);
    expect(report.asTheyWere).toEqual([]);
  });

  it('does so within a second', () => {
    const late = matched(world, report).filter(
      ([was, now]) =>
        Math.abs(now.raisedAt - was.raisedAt) > 1_000 || Math.abs(now.since - was.since) > 1_000,
    );
    expect(late).toEqual([]);
  });

  it('ends them within a second; flapping, which is looked at once a minute, within that', () => {
    const late = matched(world, report).filter(([was, now]) => {
      const until = was.returnedAt ?? was.closedAt ?? 0;
      return Math.abs((now.until ?? 0) - until) > (was.rule === 'link.flapping' ? 60_000 : 1_000);
    });
    expect(late).toEqual([]);
  });

  it('holds back, counts and groups them alike', () => {
    for (const [was, now] of matched(world, report)) {
      expect([was.rule, now.toldAt.length > 0]).toEqual([was.rule, was.announced === true]);
      expect(now.occurrences).toBe(was.occurrences);
      expect(now.incident === now.number).toBe(was.incident === was.number);
      expect(now.severity).toBe(was.severity);
    }
  });

  it('covers every kind of trouble: this test would prove little otherwise', () => {
    const rules = new Set(report.alerts.map(({ rule }) => rule));
    for (const rule of ['link.down', 'link.unreachable', 'link.degraded', 'link.flapping', 'monitor.blind'])
      expect(rules).toContain(rule);
    for (const rule of ['voice-poor', 'on-battery', 'hot', 'traffic-full', 'long-outage', 'slow'])
      expect(rules).toContain(`rule.${rule}`);
  });

  it('gives the same again, and in bites of ten minutes', async () => {
    expect(await world.replay()).toEqual(report);
    expect(await world.replay({ biteMs: 600_000 })).toEqual(report);
  });

  it('of one link gives the alerts of that link', async () => {
    const link = linkId('r1-v1');
    const one = await world.replay({ only: new Set([link]) });
    const wanted = report.alerts.filter(({ subject }) => subject === link);
    expect(one.alerts.map(({ rule, raisedAt }) => [rule, raisedAt])).toEqual(
      wanted.map(({ rule, raisedAt }) => [rule, raisedAt]),
    );
    expect(one.comparison.differences).toEqual([]);
  });
});

/** The last form of every alert of the time. */
function recordedAlerts(world: RecordedWorld): readonly Alert[] {
  const alerts = new Map<number, Alert>();
  for (const event of world.sim.events) if ('alert' in event) alerts.set(event.alert.number, event.alert);
  return [...alerts.values()];
}

/** Alerts of the time with those of the replay that stand for them: the nearest of the same rule and subject. */
function matched(world: RecordedWorld, report: ReplayReport): readonly (readonly [Alert, ToldAlert])[] {
  return recordedAlerts(world).map((was) => {
    const [now] = report.alerts
      .filter(({ rule, subject }) => rule === was.rule && subject === was.subject)
      .sort((a, b) => Math.abs(a.raisedAt - was.raisedAt) - Math.abs(b.raisedAt - was.raisedAt));
    if (!now) throw new Error(`no counterpart of ${was.rule} about ${was.subject}`);
    return [was, now] as const;
  });
}
