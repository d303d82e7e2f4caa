// Alerts that hold others of the same link back, and what a new configuration makes of open alerts.

import { describe, expect, it } from 'vitest';
import type { AlertRule, BuiltInRule, Severity } from '../../src/domain/alert.ts';
import { linkId } from '../../src/domain/ids.ts';
import type { MetricReading } from '../../src/domain/metric.ts';
import type { Rule } from '../../src/domain/rule.ts';
import { ruleBook } from '../../src/domain/rule-book.ts';
import { SHIPPED_RULES } from '../../src/domain/shipped-rules.ts';
import type { EngineConfig } from '../../src/engine/state.ts';
import { engineConfig, networkOf } from '../support/network.ts';
import { Sim } from '../support/sim.ts';

const ID = linkId('hq-r1');
const NETWORK = networkOf([{ id: ID, from: 'hq', to: 'r1', device: { address: '10.76.1.1' } }]);

function hot(id: string, above: number, changes: Partial<Rule> = {}, metric = 'temperature'): Rule {
  const [shipped] = SHIPPED_RULES;
  if (!shipped) throw new Error('nothing shipped');
  const limit = { side: 'above', raise: above, clear: above } as const;
  return {
    ...shipped,
    id,
    forMs: 0,
    condition: { kind: 'metric', metric, limit },
    dependsOn: [],
    ...changes,
  };
}

function configOf(
  rules: readonly Rule[],
  severities: Partial<Record<BuiltInRule, Severity | 'off'>> = {},
): EngineConfig {
  const acknowledge = { from: 'never', returnedMs: 3_600_000 } as const;
  return engineConfig(NETWORK, severities, { rules: ruleBook(rules, NETWORK), acknowledge });
}

function started(rules: readonly Rule[]): Sim {
  const sim = new Sim(configOf(rules));
  sim.run(10_000);
  return sim;
}

function poll(sim: Sim, ...degrees: [metric: string, value: number][]): void {
  const metrics = degrees.map(
    ([metric, value]): MetricReading => ({ metric, kind: 'gauge', unit: '°C', value }),
  );
  const system = { sysUpTimeTicks: Math.round(sim.nowMs / 10) };
  const result = { kind: 'answered', system, metrics } as const;
  sim.give({ kind: 'snmp', observation: { link: ID, monoMs: sim.nowMs, durationMs: 5, result } });
}

const heldBy = (sim: Sim, rule: AlertRule) =>
  sim.alerts(rule).map(({ suppressed }) => (suppressed?.by === 'rule' ? suppressed.rule : suppressed?.by));

describe('an alert that depends on another one', () => {
  const cause = hot('cause', 50, {}, 'humidity');
  const effect = hot('effect', 50, { dependsOn: ['cause'] });
  const third = hot('third', 60, { dependsOn: ['effect'] });

  it('is held back by it, and rings when that ends and its own condition still holds', () => {
    const sim = started([cause, effect]);
    poll(sim, ['humidity', 90], ['temperature', 70]);
    expect(heldBy(sim, 'rule.effect')).toEqual(['rule.cause']);
    poll(sim, ['humidity', 10], ['temperature', 70]);
    expect(sim.alerts('rule.cause')).toEqual([]);
    expect(heldBy(sim, 'rule.effect')).toEqual([undefined]);
  });

  it('is held back also when the other one is raised after it', () => {
    const sim = started([cause, effect]);
    poll(sim, ['humidity', 10], ['temperature', 70]);
    expect(heldBy(sim, 'rule.effect')).toEqual([undefined]);
    poll(sim, ['humidity', 90], ['temperature', 70]);
    expect(heldBy(sim, 'rule.effect')).toEqual(['rule.cause']);
  });

  it('may hold a third one back itself: an alert that is active does, told or not', () => {
    const sim = started([cause, effect, third]);
    poll(sim, ['humidity', 90], ['temperature', 70]);
    expect(heldBy(sim, 'rule.third')).toEqual(['rule.effect']);
    poll(sim, ['humidity', 10], ['temperature', 55]);
    expect(sim.alerts('rule.third')).toEqual([]);
    expect(heldBy(sim, 'rule.effect')).toEqual([undefined]);
  });
});

describe('open alerts under a new configuration', () => {
  it('of the monitor end when their rule is off, and take its severity', () => {
    const sim = started([]);
    sim.give({ kind: 'fault', fault: 'disk', active: true, detail: 'full' });
    sim.give({ kind: 'config', config: configOf([], { 'monitor.disk': 'critical' }) });
    expect(sim.alerts('monitor.disk')).toMatchObject([{ severity: 'critical', data: { detail: 'full' } }]);
    sim.give({ kind: 'config', config: configOf([], { 'monitor.disk': 'off' }) });
    expect(sim.alerts('monitor.disk')).toEqual([]);
  });

  it('of the office’s own rules take their severity, and their latch', () => {
    const sim = started([hot('hot', 50, { severity: 'minor' })]);
    poll(sim, ['temperature', 70]);
    expect(sim.alerts('rule.hot')).toMatchObject([{ severity: 'minor' }]);
    const latched = hot('hot', 50, { severity: 'critical', latched: true });
    sim.give({ kind: 'config', config: configOf([latched]) });
    expect(sim.alerts('rule.hot')).toMatchObject([{ severity: 'critical', latched: true }]);
    sim.give({ kind: 'config', config: configOf([hot('hot', 50)]) });
    expect(sim.alerts('rule.hot')[0]).not.toHaveProperty('latched');
  });
});
