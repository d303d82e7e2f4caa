// What a snapshot holds of alerts and maintenance.

import { describe, expect, it } from 'vitest';
import { linkId } from '../../src/domain/ids.ts';
import { networkView } from '../../src/stream/view.ts';
import { engineConfig, networkOf, province } from '../support/network.ts';
import { Sim } from '../support/sim.ts';

function settled(): Sim {
  const acknowledge = { from: 'minor', returnedMs: 3_600_000 } as const;
  const sim = new Sim(engineConfig(networkOf(province(2, 3)), {}, { acknowledge, settleMs: 0 }));
  sim.run(20_000);
  return sim;
}

function snapshot(sim: Sim) {
  const echoEngine = { engine: 'lab', why: 'for a test' } as const;
  return networkView(sim.state, { seq: 1, now: sim.now(), bootId: 'boot-1', version: '1', echoEngine });
}

describe('the snapshot', () => {
  it('has alerts that are over and that nobody has acknowledged', () => {
    const sim = settled();
    sim.cut.add(linkId('r1-v1'));
    sim.run(15_000);
    sim.cut.delete(linkId('r1-v1'));
    sim.run(15_000);
    const view = snapshot(sim);
    expect(view.alerts).toMatchObject([{ rule: 'link.down', status: 'returned', occurrences: 1 }]);
    expect(view.acknowledgeFrom).toBe('minor');
  });

  it('has alerts that are held back, with the proof and the number of the incident', () => {
    const sim = settled();
    sim.cut.add(linkId('hq-r1'));
    sim.run(20_000);
    const { alerts } = snapshot(sim);
    const root = alerts.find(({ subject }) => subject === 'hq-r1');
    const held = alerts.filter(({ suppressed }) => suppressed?.by === 'ancestor');
    expect(held.length).toBeGreaterThan(0);
    for (const each of held) expect(each.incident).toBe(root?.number);
  });

  it('has the windows that are open with the links they cover, and nothing when none is', () => {
    const sim = settled();
    expect(snapshot(sim)).not.toHaveProperty('maintenance');
    const { at } = sim.now();
    const links = [linkId('r1-v1'), linkId('r1-v2')];
    const open = { name: 'Ganti ODP', announcedBy: 'ICON+', from: at, to: at + 60_000 };
    sim.give({ kind: 'maintenance', open: [{ ...open, id: 'odp', links: new Set(links) }] });
    expect(snapshot(sim).maintenance).toEqual([{ ...open, window: 'odp', links }]);
    expect(JSON.parse(JSON.stringify(snapshot(sim))).maintenance[0].links).toEqual(links);
    sim.give({ kind: 'maintenance', open: [] });
    expect(snapshot(sim)).not.toHaveProperty('maintenance');
  });
});
