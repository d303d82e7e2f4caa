// What a link lives through besides outages: restarts of the monitor, stepped clocks, planning, flapping, poor quality.

import { describe, expect, it } from 'vitest';
import { FLAG_TAINTED, LOST } from '../../src/domain/echo.ts';
import { linkId } from '../../src/domain/ids.ts';
import { engineConfig, networkOf, province } from '../support/network.ts';
import { batchOf, Sim } from '../support/sim.ts';

function settled(sketches = province(1, 2), options: Parameters<typeof networkOf>[1] = {}): Sim {
  const sim = new Sim(engineConfig(networkOf(sketches, options)));
  sim.run(5_000);
  return sim;
}

function afterRestart(sim: Sim, gapMs: number): Sim {
  const open = [...sim.state.links.keys()].flatMap((id) => sim.intervals(id).slice(-1));
  return new Sim(sim.state.config, {
    startMs: sim.nowMs + gapMs,
    startAt: sim.now().at + gapMs,
    saved: {
      lastAliveAt: sim.now().at,
      openIntervals: open,
      activeAlerts: sim.alerts(),
      nextAlertNumber: sim.state.nextAlertNumber,
    },
  });
}

describe('a restart of the monitor', () => {
  it('leaves the gap unknown and repeats no alert', () => {
    const sim = settled();
    sim.cut.add(linkId('r1-v1'));
    sim.run(20_000);
    const stoppedAt = sim.now().at;
    const again = afterRestart(sim, 90_000);
    again.cut.add(linkId('r1-v1'));
    again.run(30_000);
    expect(again.events[0]).toMatchObject({ kind: 'monitor.started', from: stoppedAt });
    expect(again.intervals('r1-v2')).toMatchObject([
      { state: 'unknown', from: stoppedAt, reason: { kind: 'stopped' } },
      { state: 'up' },
    ]);
    expect(again.intervals('r1-v1').map((interval) => interval.state)).toEqual(['unknown', 'down']);
    expect(again.events.filter((event) => event.kind === 'alert.raised')).toEqual([]);
    expect(again.alerts().map((alert) => [alert.rule, alert.number])).toEqual([['link.down', 1]]);
  });

  it('closes the alert of a link that was mended meanwhile, after it answered steadily', () => {
    const sim = settled();
    sim.cut.add(linkId('r1-v1'));
    sim.run(20_000);
    const again = afterRestart(sim, 90_000);
    again.run(300);
    expect(again.alerts('link.down')).toHaveLength(1);
    again.run(5_000);
    expect(again.alerts()).toEqual([]);
    expect(again.stateOf('r1-v1')).toBe('up');
  });

  it('ends what it knew of links that left the plan, and of its own troubles', () => {
    const sim = settled();
    sim.cut.add(linkId('r1-v1'));
    sim.run(20_000);
    sim.give({ kind: 'fault', fault: 'store', active: true, detail: 'disk full' });
    sim.state.config = engineConfig(networkOf(province(1, 2).filter((sketch) => sketch.id !== 'r1-v1')));
    const again = afterRestart(sim, 1_000);
    again.run(5_000);
    expect(again.alerts()).toEqual([]);
    expect(again.intervals('r1-v1').slice(-1)[0]).toMatchObject({
      state: 'unknown',
      reason: { kind: 'not-probed' },
    });
  });
});

describe('a wall clock that is set forward', () => {
  it('makes the stretch unknown and nothing else', () => {
    const sim = settled();
    sim.run(60_000);
    const fromAt = sim.now().at;
    sim.offsetMs += 3_600_000;
    sim.give({ kind: 'clock-forward', fromAt, toAt: sim.now().at });
    sim.run(120_000);
    expect(sim.intervals('r1-v1').slice(-3)).toMatchObject([
      { state: 'up', to: fromAt },
      { state: 'unknown', from: fromAt, to: fromAt + 3_600_000, reason: { kind: 'clock' } },
      { state: 'up', from: fromAt + 3_600_000 },
    ]);
    expect(sim.alerts()).toEqual([]);
  });
});

describe('a machine that stood still', () => {
  it('makes the stretch unknown, and neither ends an outage nor begins one', () => {
    const sim = settled();
    sim.cut.add(linkId('r1-v1'));
    sim.run(60_000);
    const before = sim.alerts();
    expect(before).toHaveLength(1);
    const fromAt = sim.now().at;
    sim.offsetMs += 60_000;
    sim.give({ kind: 'standstill', fromAt, toAt: sim.now().at });
    sim.run(60_000);
    for (const [id, state] of [
      ['r1-v1', 'down'],
      ['r1-v2', 'up'],
    ] as const)
      expect(sim.intervals(id).slice(-3), id).toMatchObject([
        { state, to: fromAt },
        { state: 'unknown', from: fromAt, to: fromAt + 60_000, reason: { kind: 'stopped' } },
        { state, from: fromAt + 60_000 },
      ]);
    expect(sim.alerts()).toEqual(before);
  });
});

describe('a planned link', () => {
  const sketches = [
    ...province(1, 1),
    {
      id: 'r1-new',
      from: 'r1',
      to: 'new',
      stage: 'planned' as const,
      echo: { everyMs: 60_000, timeoutMs: 1_000 },
    },
  ];

  it('never alerts while it is silent, and says so once it answers steadily', () => {
    const sim = new Sim(engineConfig(networkOf(sketches)));
    sim.cut.add(linkId('r1-new'));
    sim.run(600_000);
    expect(sim.stateOf('r1-new')).toBe('unknown');
    expect(sim.alerts()).toEqual([]);
    sim.cut.delete(linkId('r1-new'));
    const took = sim.runUntil(() => sim.stateOf('r1-new') === 'up', 70_000);
    expect(took).toBeLessThan(63_000);
    expect(sim.alerts().map((alert) => [alert.rule, alert.subject])).toEqual([['link.answering', 'r1-new']]);
    sim.cut.add(linkId('r1-new'));
    sim.run(600_000);
    expect(sim.alerts()).toEqual([]);
  });
});

describe('a flapping link', () => {
  it('is one alert while it flaps, and the truth afterwards', () => {
    const sim = settled(province(1, 2), { settings: { flapChanges: 4, flapWindowMs: 300_000 } });
    const id = linkId('r1-v1');
    for (let turn = 0; turn < 4; turn++) {
      sim.cut.add(id);
      sim.run(10_000);
      sim.cut.delete(id);
      sim.run(10_000);
    }
    expect(sim.alerts('link.flapping')).toHaveLength(1);
    sim.cut.add(id);
    sim.run(10_000);
    expect(sim.alerts('link.down')[0]?.suppressed).toMatchObject({
      by: 'flapping',
      alert: sim.alerts('link.flapping')[0]?.number,
    });
    sim.run(600_000);
    expect(sim.alerts()).toMatchObject([{ rule: 'link.down', subject: id }]);
    expect(sim.alerts()[0]?.suppressed).toBeUndefined();
  });
});

describe('a link of poor quality', () => {
  it('is degraded after its time, back-dated, and up again after its time', () => {
    const sim = settled();
    sim.run(120_000);
    const id = linkId('r1-v1');
    sim.rttMs.set(id, 300);
    const slowAt = sim.now().at;
    sim.runUntil(() => sim.stateOf(id) === 'degraded', 300_000);
    const [degraded] = sim.intervals(id).slice(-1);
    expect(degraded?.reason).toMatchObject({ kind: 'quality', figure: 'rtt', value: 300, limit: 100 });
    expect(Math.abs((degraded?.from ?? 0) - slowAt)).toBeLessThan(60_000);
    expect(sim.alerts().map((alert) => alert.rule)).toEqual(['link.degraded']);
    sim.rttMs.delete(id);
    sim.runUntil(() => sim.stateOf(id) === 'up', 300_000);
    expect(sim.alerts()).toEqual([]);
  });
});

describe('our own faults', () => {
  it('taint the round and raise no suspicion', () => {
    const sim = settled();
    const key = sim.state.links.get(linkId('r1-v1'))?.key ?? 0;
    const verdicts = Array.from({ length: 40 }, (_, i) => ({
      key,
      sentMs: sim.nowMs - 1_000 + i,
      rttMs: 0,
      outcome: LOST,
      flags: FLAG_TAINTED,
    }));
    sim.give({ kind: 'echoes', batch: batchOf(verdicts) });
    expect(sim.state.suspects.size).toBe(0);
    sim.run(120_000);
    const rounds = sim.events.filter((event) => event.kind === 'link.round' && event.link === 'r1-v1');
    expect(rounds[0]).toMatchObject({ round: { tainted: 40 } });
    expect(rounds[0]).not.toHaveProperty('round.rtt');
    expect(sim.alerts()).toEqual([]);
  });
});

describe('a new plan', () => {
  it('keeps what it knows of unchanged links, forgets removed ones, begins with new ones', () => {
    const sim = settled(province(1, 3));
    sim.cut.add(linkId('r1-v1'));
    sim.run(20_000);
    const since = sim.state.links.get(linkId('r1-v1'))?.from;
    const sketches = [
      ...province(1, 3).filter((sketch) => sketch.id !== 'r1-v3'),
      { id: 'r1-v9', from: 'r1', to: 'v9' },
    ];
    sim.give({ kind: 'config', config: engineConfig(networkOf(sketches)) });
    const [told] = sim.events.slice(-1);
    expect(told).toMatchObject({ kind: 'monitor.config', added: ['r1-v9'], removed: ['r1-v3'] });
    sim.run(5_000);
    expect(sim.state.links.get(linkId('r1-v1'))).toMatchObject({ state: 'down', from: since });
    expect(sim.stateOf('r1-v9')).toBe('up');
    expect(sim.stateOf('r1-v3')).toBeUndefined();
    expect(sim.intervals('r1-v3').slice(-1)[0]?.reason).toEqual({ kind: 'not-probed' });
  });

  it('measures a link anew whose device has another address', () => {
    const sim = settled();
    const sketches = province(1, 2).map((sketch) =>
      sketch.id === 'r1-v1' ? { ...sketch, device: { address: '10.99.0.1' } } : sketch,
    );
    const key = sim.state.links.get(linkId('r1-v1'))?.key;
    sim.give({ kind: 'config', config: engineConfig(networkOf(sketches)) });
    expect(sim.stateOf('r1-v1')).toBe('unknown');
    expect(sim.state.links.get(linkId('r1-v1'))?.key).not.toBe(key);
    sim.run(5_000);
    expect(sim.stateOf('r1-v1')).toBe('up');
  });
});
