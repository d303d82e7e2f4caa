// Echoes that this machine itself spoils say nothing about a link: after a while it is unknown, and neither up nor down.

import { describe, expect, it } from 'vitest';
import { linkId } from '../../src/domain/ids.ts';
import { unmeasuredLinks } from '../../src/engine/own-faults.ts';
import { engineConfig, type LinkSketch, networkOf, province } from '../support/network.ts';
import { Sim } from '../support/sim.ts';

const ID = linkId('r1-v1');

function settled(sketches: readonly LinkSketch[] = province(1, 2)): Sim {
  const sim = new Sim(engineConfig(networkOf(sketches)));
  sim.run(20_000);
  return sim;
}

describe('a link of which every echo is spoiled', () => {
  it('is unknown after a minute, from the first of them on, and measured again with the first that is not', () => {
    const sim = settled();
    const { at } = sim.now();
    sim.spoiled.add(ID);
    sim.run(58_000);
    expect(sim.stateOf('r1-v1')).toBe('up');
    expect(unmeasuredLinks(sim.state)).toEqual([]);
    sim.run(6_000);
    expect(sim.stateOf('r1-v1')).toBe('unknown');
    expect(unmeasuredLinks(sim.state)).toEqual(['r1-v1']);
    const [interval] = sim.intervals('r1-v1').slice(-1);
    expect(interval?.reason).toEqual({ kind: 'own-faults' });
    expect(interval?.from).toBeGreaterThanOrEqual(at);
    expect(interval?.from).toBeLessThan(at + 3_000);
    expect(sim.stateOf('r1-v2')).toBe('up');
    expect(sim.alerts()).toEqual([]);
    sim.spoiled.clear();
    sim.run(3_000);
    expect(sim.stateOf('r1-v1')).toBe('up');
    expect(unmeasuredLinks(sim.state)).toEqual([]);
  });

  it('and that is cut meanwhile is found down once it is measured again', () => {
    const sim = settled();
    sim.spoiled.add(ID);
    sim.cut.add(ID);
    sim.run(90_000);
    expect(sim.alerts('link.down')).toEqual([]);
    sim.spoiled.clear();
    sim.run(20_000);
    expect(sim.stateOf('r1-v1')).toBe('down');
    expect(sim.alerts('link.down')).toMatchObject([{ subject: 'r1-v1', status: 'active' }]);
  });

  it('keeps the alert of an outage that nobody can see the end of', () => {
    const sim = settled();
    sim.cut.add(ID);
    sim.run(20_000);
    const [before] = sim.alerts('link.down');
    sim.spoiled.add(ID);
    sim.run(90_000);
    expect(sim.stateOf('r1-v1')).toBe('unknown');
    expect(sim.alerts('link.down')).toMatchObject([{ number: before?.number, status: 'active' }]);
    sim.spoiled.clear();
    sim.cut.clear();
    sim.run(20_000);
    expect(sim.stateOf('r1-v1')).toBe('up');
    expect(sim.alerts('link.down')).toEqual([]);
  });

  it('is what it was as long as one echo a minute says so', () => {
    const sim = settled();
    for (let minute = 0; minute < 5; minute++) {
      sim.spoiled.add(ID);
      sim.run(50_000);
      sim.spoiled.clear();
      sim.run(2_000);
    }
    expect(sim.intervals('r1-v1').map(({ state }) => state)).toEqual(['unknown', 'up']);
  });

  it('and that is echoed seldom is given ten echoes', () => {
    const echo = { everyMs: 30_000, timeoutMs: 3_000 };
    const sim = settled([{ id: 'r1-v1', from: 'hq', to: 'v1', echo }]);
    sim.run(60_000);
    sim.spoiled.add(ID);
    sim.run(270_000);
    expect(sim.stateOf('r1-v1')).toBe('up');
    sim.run(120_000);
    expect(sim.stateOf('r1-v1')).toBe('unknown');
  });
});
