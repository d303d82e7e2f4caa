// Alerts about sites that are not ready for a conference: who holds them back, and when they end.

import { describe, expect, it } from 'vitest';
import { linkId } from '../../src/domain/ids.ts';
import type { ViconNeed } from '../../src/engine/vicon.ts';
import { engineConfig, networkOf, province } from '../support/network.ts';
import { Sim } from '../support/sim.ts';

const NETWORK = networkOf(province(2, 1));

function started(changes: Parameters<typeof engineConfig>[1] = {}): Sim {
  const sim = new Sim(engineConfig(NETWORK, { 'link.vicon': 'major', ...changes }));
  sim.run(10_000);
  return sim;
}

function need(sim: Sim, link: string, level = 'limited'): ViconNeed {
  return { link: linkId(link), since: sim.now().at - 5_000, data: { title: 'Tatap muka', level } };
}

const tell = (sim: Sim, ...needs: ViconNeed[]): void => sim.give({ kind: 'vicon', needs });
const kinds = (sim: Sim): string[] =>
  sim.events.flatMap((event) => ('alert' in event && event.alert.rule === 'link.vicon' ? [event.kind] : []));

describe('link.vicon', () => {
  it('is raised for each link that is told, once, and ends when it is told no more', () => {
    const sim = started();
    tell(sim, need(sim, 'hq-r1'), need(sim, 'hq-r2'));
    expect(sim.alerts('link.vicon')).toMatchObject([
      {
        subject: 'hq-r1',
        severity: 'major',
        since: sim.now().at - 5_000,
        data: { title: 'Tatap muka', name: 'hq-r1' },
      },
      { subject: 'hq-r2' },
    ]);
    tell(sim, need(sim, 'hq-r2'));
    expect(sim.alerts('link.vicon').map(({ subject }) => subject)).toEqual(['hq-r2']);
    tell(sim, need(sim, 'hq-r2', 'unfit'));
    expect(sim.alerts('link.vicon')[0]?.data['level']).toBe('unfit');
    tell(sim);
    expect(sim.alerts('link.vicon')).toEqual([]);
    expect(kinds(sim)).toEqual([
      'alert.raised',
      'alert.raised',
      'alert.closed',
      'alert.changed',
      'alert.closed',
    ]);
  });

  it('is not held back by the outage of its own link: that it is due is news of its own', () => {
    const sim = started();
    sim.cut.add(linkId('hq-r1'));
    sim.run(20_000);
    tell(sim, need(sim, 'r1-v1', 'unfit'), need(sim, 'hq-r1', 'unfit'));
    expect(sim.alerts('link.vicon').map(({ suppressed }) => suppressed)).toEqual([undefined, undefined]);
  });

  it('is held back while the monitor is blind, but by no planned work, which knew nothing of it', () => {
    const sim = started();
    const { at } = sim.now();
    const links = new Set([linkId('hq-r1')]);
    sim.give({
      kind: 'maintenance',
      open: [{ id: 'w', name: 'Ganti FO', announcedBy: 'ICON+', from: at - 60_000, to: at + 600_000, links }],
    });
    tell(sim, need(sim, 'hq-r1'), need(sim, 'hq-r2'));
    expect(sim.alerts('link.vicon').map(({ suppressed }) => suppressed?.by)).toEqual([undefined, undefined]);
    sim.uplinkCut = true;
    sim.run(30_000);
    expect(sim.alerts('link.vicon').map(({ suppressed }) => suppressed?.by)).toEqual(['blind', 'blind']);
  });

  it('passes over links that are not in the plan, and is not raised where the office has turned it off', () => {
    const sim = started({ 'link.vicon': 'off' });
    tell(sim, need(sim, 'hq-r1'), need(sim, 'nowhere'));
    expect(sim.alerts('link.vicon')).toEqual([]);
  });
});
