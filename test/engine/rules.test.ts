// Rules at work in the engine: raised, held back, cleared, over restarts and reloads.

import { describe, expect, it } from 'vitest';
import { linkId } from '../../src/domain/ids.ts';
import type { MetricReading } from '../../src/domain/metric.ts';
import type { Rule } from '../../src/domain/rule.ts';
import { ruleBook } from '../../src/domain/rule-book.ts';
import { SHIPPED_RULES } from '../../src/domain/shipped-rules.ts';
import { engineConfig, networkOf, province } from '../support/network.ts';
import { Sim, type SimOptions } from '../support/sim.ts';

const ID = linkId('hq-r1');
const SNMP = {
  everyMs: 60_000,
  timeoutMs: 1_000,
  retries: 1,
  port: 161,
  access: { version: '2c', community: 'public' },
} as const;

function rule(id: string, changes: Partial<Rule>): Rule {
  const [shipped] = SHIPPED_RULES;
  if (!shipped) throw new Error('nothing shipped');
  return { ...shipped, id, forMs: 0, ...changes };
}

function watched(rules: readonly Rule[] = SHIPPED_RULES, options: SimOptions = {}): Sim {
  const device = { address: '10.76.1.1', snmp: SNMP };
  const network = networkOf([{ id: ID, from: 'hq', to: 'r1', device, bandwidthBps: 10e6 }]);
  const sim = new Sim(engineConfig(network, {}, { rules: ruleBook(rules, network) }), options);
  sim.run(5_000);
  return sim;
}

function poll(sim: Sim, ...metrics: MetricReading[]): void {
  const result = {
    kind: 'answered',
    system: { sysUpTimeTicks: Math.round(sim.nowMs / 10) },
    metrics,
  } as const;
  sim.give({ kind: 'snmp', observation: { link: ID, monoMs: sim.nowMs, durationMs: 3, result } });
}

function minutes(sim: Sim, count: number, ...metrics: MetricReading[]): void {
  for (let i = 0; i < count; i++) {
    sim.run(60_000);
    poll(sim, ...metrics);
  }
}

const battery = (on: number): MetricReading => ({
  metric: 'on_battery',
  kind: 'gauge',
  unit: '1',
  value: on,
});

describe('a rule about a metric', () => {
  it('is raised after its time with the figure that decided, and cleared after as long', () => {
    const sim = watched();
    minutes(sim, 1, battery(1));
    expect(sim.alerts()).toEqual([]);
    minutes(sim, 1, battery(1));
    expect(sim.alerts()).toMatchObject([
      {
        rule: 'rule.on-battery',
        subject: ID,
        severity: 'major',
        data: { figure: 'on_battery', value: 1, limit: 0.5, ruleId: 'berjalan dengan baterai' },
      },
    ]);
    minutes(sim, 2, battery(0));
    expect(sim.alerts()).toEqual([]);
  });

  it('stays while the link is down, held back by that', () => {
    const sim = watched();
    minutes(sim, 2, battery(1));
    sim.cut.add(ID);
    sim.run(20_000);
    expect(sim.alerts('rule.on-battery')[0]?.suppressed).toMatchObject({ by: 'rule', rule: 'link.down' });
    sim.cut.delete(ID);
    sim.run(20_000);
    expect(sim.alerts('rule.on-battery')[0]).not.toHaveProperty('suppressed');
  });

  it('that is latched stays until somebody resets it', () => {
    const sim = watched([rule('power', { condition: metric('on_battery'), latched: true })]);
    minutes(sim, 1, battery(1));
    minutes(sim, 3, battery(0));
    expect(sim.alerts()).toMatchObject([{ rule: 'rule.power', status: 'returned', latched: true }]);
  });

  it('of an earlier run is not raised again, and is cleared when it is over', () => {
    const before = watched();
    minutes(before, 2, battery(1));
    const saved = {
      lastAliveAt: before.now().at,
      openIntervals: before.intervals(ID).slice(-1),
      activeAlerts: before.alerts(),
      nextAlertNumber: 9,
    };
    const after = watched(SHIPPED_RULES, { saved });
    minutes(after, 3, battery(1));
    expect(after.alerts().map((alert) => alert.number)).toEqual([before.alerts()[0]?.number]);
    minutes(after, 2, battery(0));
    expect(after.alerts()).toEqual([]);
  });

  it('is ended when a reload takes the rule away', () => {
    const sim = watched();
    minutes(sim, 2, battery(1));
    const { config } = sim.state;
    sim.give({ kind: 'config', config: { ...config, rules: ruleBook([], config.network) } });
    expect(sim.alerts()).toEqual([]);
    expect(sim.state.ruleTracks.size).toBe(0);
  });
});

function metric(name: string): Rule['condition'] {
  return { kind: 'metric', metric: name, limit: { side: 'above', raise: 0.5, clear: 0.5 } };
}

describe('other rules', () => {
  it('look at state, for a time', () => {
    const sim = watched([
      rule('long-outage', { condition: { kind: 'state', states: ['down'] }, forMs: 600_000, dependsOn: [] }),
    ]);
    sim.cut.add(ID);
    sim.run(590_000);
    expect(sim.alerts('rule.long-outage')).toEqual([]);
    sim.run(30_000);
    expect(sim.alerts('rule.long-outage')).toHaveLength(1);
    sim.cut.delete(ID);
    sim.run(610_000);
    expect(sim.alerts()).toEqual([]);
  });

  it('look at the age of data', () => {
    const limit = { side: 'above', raise: 300_000, clear: 120_000 } as const;
    const sim = watched([rule('snmp-old', { condition: { kind: 'age', of: 'snmp', limit } })]);
    minutes(sim, 1);
    sim.run(299_000);
    expect(sim.alerts()).toEqual([]);
    sim.run(3_000);
    expect(sim.alerts('rule.snmp-old')).toHaveLength(1);
    poll(sim);
    sim.run(2_000);
    expect(sim.alerts()).toEqual([]);
  });

  it('look at traffic against the contract', () => {
    const sim = watched([
      rule('full', { condition: { kind: 'utilisation', limit: { side: 'above', raise: 90, clear: 80 } } }),
    ]);
    const octets = (inOctets: bigint) => {
      const system = { sysUpTimeTicks: Math.round(sim.nowMs / 10) };
      const counters = { inOctets, outOctets: 0n };
      const port = { ifName: 'sfp1', ifIndex: 1, octetBits: 64, speedBps: 1e9, counters } as const;
      sim.give({
        kind: 'snmp',
        observation: {
          link: ID,
          monoMs: sim.nowMs,
          durationMs: 3,
          result: { kind: 'answered', system, interface: port },
        },
      });
    };
    octets(0n);
    sim.run(60_000);
    octets(72_000_000n);
    expect(sim.alerts('rule.full')).toMatchObject([{ data: { value: 96, limit: 90 } }]);
  });

  it('look at what a round means for those who talk', () => {
    const condition = {
      kind: 'quality',
      figure: 'mos',
      limit: { side: 'below', raise: 3.5, clear: 3.8 },
    } as const;
    const sim = watched([rule('voice', { condition })]);
    sim.rttMs.set(ID, 900);
    sim.run(200_000);
    expect(sim.alerts('rule.voice')).toMatchObject([{ data: { figure: 'mos' } }]);
  });

  it('keep silent outside their hours', () => {
    const hours = { days: ['mon'], fromMinute: 0, toMinute: 1 } as const;
    const sim = watched([rule('monday', { condition: metric('on_battery'), hours })]);
    minutes(sim, 5, battery(1));
    expect(sim.alerts()).toEqual([]);
  });

  it('cost nothing to remember where nothing is wrong', () => {
    const network = networkOf(province(3, 10));
    const sim = new Sim(engineConfig(network, {}, { rules: ruleBook(SHIPPED_RULES, network) }));
    sim.run(300_000);
    expect(sim.state.ruleTracks.size).toBe(0);
  });
});
