// Traps start suspicions and change no state.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkId } from '../../src/domain/ids.ts';
import { TRAP_KINDS, type Trap } from '../../src/domain/trap.ts';
import { seededRandom } from '../../src/runtime/random.ts';
import { engineConfig, networkOf, province } from '../support/network.ts';
import { Sim } from '../support/sim.ts';

const LINK_DOWN: Trap = { kind: 'linkDown', trapOid: '1.3.6.1.6.3.1.1.5.3', from: '10.100.0.0', ifIndex: 4 };

function watched(regencies = 2, villages = 4): Sim {
  const sim = new Sim(engineConfig(networkOf(province(regencies, villages))), { random: seededRandom(3) });
  sim.run(3_600_000);
  sim.events.length = 0;
  sim.requests.length = 0;
  return sim;
}

function trap(sim: Sim, id: string, sent: Trap = LINK_DOWN): void {
  sim.give({ kind: 'trap', link: linkId(id), trap: sent });
}

const keyOf = (sim: Sim, id: string) => sim.state.links.get(linkId(id))?.key ?? -1;

describe('a trap', () => {
  it('of the router before a village has its cut confirmed within 2 s, whenever it comes', () => {
    const sim = watched();
    const tookMs: number[] = [];
    for (let round = 0; round < 40; round++) {
      sim.run(60_000 + round * 100);
      sim.cut.add(linkId('r1-v2'));
      trap(sim, 'hq-r1');
      tookMs.push(sim.runUntil(() => sim.alerts('link.down').length === 1, 10_000));
      expect(sim.alerts('link.down')).toMatchObject([{ subject: 'r1-v2' }]);
      sim.cut.clear();
      sim.runUntil(() => sim.stateOf('r1-v2') === 'up', 20_000);
    }
    expect(Math.max(...tookMs)).toBeLessThanOrEqual(2_000);
  });

  it('changes nothing where nothing is wrong, and costs one burst of echoes', () => {
    const sim = watched();
    for (let i = 0; i < 500; i++) {
      trap(sim, 'hq-r1');
      sim.run(100);
      if (i === 60) expect(sim.state.bursting.size).toBe(0);
    }
    expect(
      sim.events.filter((event) => event.kind === 'link.state' || event.kind === 'alert.raised'),
    ).toEqual([]);
    const begun = sim.requests.filter(
      (request) =>
        request.kind === 'burst' && request.everyMs !== undefined && request.key === keyOf(sim, 'hq-r1'),
    );
    // 50 s of a trap every 100 ms: one burst each ten seconds, as the first of each kind within that time.
    expect(begun).toHaveLength(5);
    expect(sim.events.filter((event) => event.kind === 'link.trap')).toHaveLength(5);
  });

  it('gives the device, what hangs behind it and the anchors extra echoes for two seconds, and nobody else', () => {
    const sim = watched();
    trap(sim, 'hq-r1');
    const anchors = sim.state.anchors.map((anchor) => anchor.key);
    const hers = ['hq-r1', 'r1-v1', 'r1-v2', 'r1-v3', 'r1-v4'].map((id) => keyOf(sim, id));
    expect([...sim.state.bursting.keys()].sort()).toEqual([...anchors, ...hers].sort());
    sim.run(2_100);
    expect(sim.state.bursting.size).toBe(0);
  });

  it('of another interface within ten seconds has its cut confirmed as soon as the first', () => {
    const sim = watched();
    sim.cut.add(linkId('r1-v2'));
    trap(sim, 'hq-r1');
    sim.run(4_000);
    expect(sim.state.bursting.size).toBe(0);
    sim.cut.add(linkId('r1-v3'));
    trap(sim, 'hq-r1', { ...LINK_DOWN, ifIndex: 5 });
    expect(sim.runUntil(() => sim.stateOf('r1-v3') === 'down', 10_000)).toBeLessThanOrEqual(2_000);
  });

  it('of ever other interfaces is heard eight times in ten seconds: who invents them gains little', () => {
    const sim = watched();
    for (let ifIndex = 1; ifIndex <= 1_000; ifIndex++) trap(sim, 'hq-r1', { ...LINK_DOWN, ifIndex });
    sim.run(9_900);
    for (let ifIndex = 1; ifIndex <= 1_000; ifIndex++) trap(sim, 'hq-r1', { ...LINK_DOWN, ifIndex });
    expect(sim.events.filter((event) => event.kind === 'link.trap')).toHaveLength(8);
    sim.run(200);
    trap(sim, 'hq-r1', { ...LINK_DOWN, ifIndex: 2_000 });
    expect(sim.events.filter((event) => event.kind === 'link.trap')).toHaveLength(9);
  });

  it('takes no extra echoes from a link that begins to answer again', () => {
    const network = networkOf(province(1, 12), { settings: { burstPerSecond: 60 } });
    const sim = new Sim(engineConfig(network), { random: seededRandom(3) });
    sim.run(600_000);
    sim.cut.add(linkId('r1-v9'));
    sim.runUntil(() => sim.stateOf('r1-v9') === 'down', 20_000);
    sim.run(5_000);
    sim.cut.clear();
    sim.runUntil(() => sim.state.recovering.size > 0, 5_000);
    trap(sim, 'hq-r1');
    expect(sim.state.bursting.has(keyOf(sim, 'r1-v9'))).toBe(true);
  });

  it('has the device polled at once when it is asked by SNMP, and is told of', () => {
    const snmp = {
      everyMs: 60_000,
      timeoutMs: 1_000,
      retries: 1,
      port: 161,
      access: { version: '2c', community: 'public' },
    } as const;
    const device = { address: '10.76.1.1', snmp };
    const sim = new Sim(engineConfig(networkOf([{ id: 'hq-r1', from: 'hq', to: 'r1', device }])));
    sim.run(5_000);
    trap(sim, 'hq-r1', { kind: 'coldStart', trapOid: '1.3.6.1.6.3.1.1.5.1', from: '10.76.1.1' });
    expect(sim.requests).toContainEqual({ kind: 'poll', link: 'hq-r1' });
    expect(sim.events.at(-1)).toMatchObject({
      kind: 'link.trap',
      link: 'hq-r1',
      trap: { kind: 'coldStart' },
    });
  });

  it('of a link that is only planned, or unknown, is not heard', () => {
    const sim = new Sim(engineConfig(networkOf([{ id: 'hq-r1', from: 'hq', to: 'r1', stage: 'planned' }])));
    sim.run(5_000);
    sim.events.length = 0;
    trap(sim, 'hq-r1');
    trap(sim, 'nobody');
    expect(sim.events).toEqual([]);
    expect(sim.state.bursting.size).toBe(0);
  });

  it('never decides: whatever traps come, states are those without them', () => {
    const arrivals = fc.array(
      fc.record({
        kind: fc.constantFrom(...TRAP_KINDS),
        link: fc.constantFrom('hq-r1', 'hq-r2', 'r1-v1', 'r2-v4'),
        afterMs: fc.integer({ min: 0, max: 4_000 }),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(arrivals, (traps) => {
        const sim = new Sim(engineConfig(networkOf(province(2, 4))));
        sim.run(120_000);
        for (const { kind, link, afterMs } of traps) {
          trap(sim, link, { ...LINK_DOWN, kind });
          sim.run(Math.ceil(afterMs / 100) * 100);
        }
        const states = sim.events.filter((event) => event.kind === 'link.state').map((event) => event.state);
        expect(states.filter((state) => state !== 'up' && state !== 'unknown')).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});

describe('an inspection', () => {
  const identity = { vendor: 'MikroTik', serial: 'A1' };
  const give = (sim: Sim, changes: readonly { what: 'serial'; before: string; after: string }[]) =>
    sim.give({ kind: 'inventory', link: linkId('hq-r1'), profile: 'mikrotik-routeros', identity, changes });

  it('is told of the first time, and when something changed', () => {
    const sim = watched(1, 1);
    give(sim, []);
    give(sim, []);
    give(sim, [{ what: 'serial', before: 'A1', after: 'B2' }]);
    expect(sim.events.filter((event) => event.kind === 'link.inventory')).toMatchObject([
      { changes: [] },
      { changes: [{ what: 'serial', before: 'A1', after: 'B2' }] },
    ]);
    expect(sim.state.links.get(linkId('hq-r1'))?.known).toMatchObject({ profile: 'mikrotik-routeros' });
  });

  it('of an earlier run is remembered: the first one of this run is no news', () => {
    const saved = {
      openIntervals: [],
      activeAlerts: [],
      nextAlertNumber: 1,
      devices: new Map([[linkId('hq-r1'), { profile: 'mikrotik-routeros', identity }]]),
    };
    const sim = new Sim(engineConfig(networkOf(province(1, 1))), { saved });
    give(sim, []);
    expect(sim.events.filter((event) => event.kind === 'link.inventory')).toEqual([]);
  });
});
