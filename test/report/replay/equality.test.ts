// The strongest test of a replay: with the rules of the time it raises what the engine itself raised then.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import type { MetricReading } from '../../../src/domain/metric.ts';
import type { Rule } from '../../../src/domain/rule.ts';
import { ruleBook } from '../../../src/domain/rule-book.ts';
import { SHIPPED_RULES } from '../../../src/domain/shipped-rules.ts';
import type { EngineConfig } from '../../../src/engine/state.ts';
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

  it('raises what the engine raised, at the same times', () => {
    expect(report.comparison.differences).toEqual([]);
    const recorded = new Set(
      world.sim.events.flatMap((event) => (event.kind === 'alert.raised' ? [event.alert.number] : [])),
    );
    expect(recorded.size).toBeGreaterThan(20);
    expect(report.comparison.same + report.asTheyWere.length).toBe(recorded.size);
  });
});
