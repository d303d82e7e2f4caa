// The engine on a province in virtual time, one story each.

import { describe, expect, it } from 'vitest';
import { linkId } from '../../src/domain/ids.ts';
import { engineConfig, networkOf, province } from '../support/network.ts';
import { Sim } from '../support/sim.ts';

function settled(sketches = province(2, 4), options: Parameters<typeof networkOf>[1] = {}): Sim {
  const sim = new Sim(engineConfig(networkOf(sketches, options)));
  sim.run(5_000);
  return sim;
}

describe('the engine', () => {
  it('calls every answering link up within its first period', () => {
    const sim = settled();
    expect([...sim.state.links.values()].map((watch) => watch.state)).toEqual(Array(10).fill('up'));
    expect(sim.alerts()).toEqual([]);
  });

  it('calls a cut village down within 6 s, and nothing else', () => {
    const sim = settled();
    sim.run(3_600_000);
    const cutAt = sim.now().at;
    sim.cut.add(linkId('r1-v1'));
    const took = sim.runUntil(() => sim.stateOf('r1-v1') === 'down', 10_000);
    expect(took).toBeLessThan(6_000);
    sim.run(10_000);
    expect(sim.alerts().map((alert) => [alert.rule, alert.subject])).toEqual([['link.down', 'r1-v1']]);
    const [down] = sim.intervals('r1-v1').slice(-1);
    expect(down?.from).toBeGreaterThanOrEqual(cutAt);
    expect(down?.from).toBeLessThan(cutAt + 1_000);
    expect(down?.reason).toMatchObject({ kind: 'silent', outcome: 'lost', ancestors: [{ site: 'r1' }] });
  });

  it('calls a regency down once, and its villages unreachable because of it', () => {
    const sim = settled();
    sim.cut.add(linkId('hq-r1'));
    sim.run(60_000);
    expect(sim.stateOf('hq-r1')).toBe('down');
    for (const village of [1, 2, 3, 4]) expect(sim.stateOf(`r1-v${village}`)).toBe('unreachable');
    expect(sim.stateOf('r2-v1')).toBe('up');
    const audible = sim.alerts().filter((alert) => !alert.suppressed);
    expect(audible.map((alert) => [alert.rule, alert.subject, alert.data['unreachable']])).toEqual([
      ['link.down', 'hq-r1', 4],
    ]);
    expect(sim.alerts('link.unreachable').map((alert) => alert.suppressed)).toMatchObject(
      Array(4).fill({ by: 'ancestor', site: 'r1', link: 'hq-r1', alert: audible[0]?.number }),
    );
  });

  it('alerts, when a regency returns, for exactly the villages that stay dead', () => {
    const sim = settled();
    sim.cut.add(linkId('hq-r1'));
    sim.run(60_000);
    sim.cut.add(linkId('r1-v2'));
    sim.cut.delete(linkId('hq-r1'));
    const mendedAt = sim.now().at;
    sim.run(60_000);
    expect(sim.alerts().map((alert) => [alert.rule, alert.subject, alert.suppressed])).toEqual([
      ['link.down', 'r1-v2', undefined],
    ]);
    expect(sim.intervals('r1-v2').slice(-1)[0]?.from).toBeGreaterThanOrEqual(mendedAt);
    expect(sim.stateOf('r1-v1')).toBe('up');
    const states = sim.events.filter((event) => event.kind === 'link.state' && event.link === 'r1-v1');
    expect(states.map((event) => event.kind === 'link.state' && event.state)).toEqual([
      'unknown',
      'up',
      'unreachable',
      'up',
    ]);
  });

  it('says that it is blind when its own uplink is gone, once, and judges nobody', () => {
    const sim = settled();
    sim.uplinkCut = true;
    const took = sim.runUntil(() => sim.state.blind !== undefined, 10_000);
    expect(took).toBeLessThan(8_000);
    sim.run(60_000);
    expect([...sim.state.links.values()].map((watch) => watch.state)).toEqual(Array(10).fill('unknown'));
    expect(sim.alerts().map((alert) => alert.rule)).toEqual(['monitor.blind']);
    sim.uplinkCut = false;
    sim.cut.add(linkId('r2-v3'));
    sim.run(30_000);
    expect(sim.alerts().map((alert) => [alert.rule, alert.subject])).toEqual([['link.down', 'r2-v3']]);
    expect(sim.events.filter((event) => event.kind === 'link.state' && event.state === 'down')).toHaveLength(
      1,
    );
    expect(sim.stateOf('r1-v1')).toBe('up');
  });

  it('says as quickly that it is blind again: what was lost through a blind eye is no loss of the anchors', () => {
    const sim = settled();
    sim.run(3_600_000);
    sim.uplinkCut = true;
    sim.run(600_000);
    sim.uplinkCut = false;
    sim.run(30_000);
    expect(sim.alerts()).toEqual([]);
    sim.uplinkCut = true;
    expect(sim.runUntil(() => sim.state.blind !== undefined, 600_000)).toBeLessThan(8_000);
  });

  it('says as quickly that it is blind after its anchors alone were silent for a while', () => {
    const sim = settled();
    sim.run(3_600_000);
    sim.anchorsSilent = true;
    sim.run(600_000);
    sim.anchorsSilent = false;
    sim.run(30_000);
    expect(sim.alerts()).toEqual([]);
    sim.uplinkCut = true;
    expect(sim.runUntil(() => sim.state.blind !== undefined, 600_000)).toBeLessThan(8_000);
  });

  it('says that its anchors are silent while links answer: then nothing could tell that it is blind', () => {
    const sim = settled();
    sim.anchorsSilent = true;
    sim.run(50_000);
    expect(sim.alerts()).toEqual([]);
    sim.run(30_000);
    expect(sim.alerts()).toMatchObject([
      { rule: 'monitor.anchors', subject: 'monitor', data: { anchors: '10.76.0.1, 10.76.0.2' } },
    ]);
    expect(sim.stateOf('r1-v1')).toBe('up');
    sim.uplinkCut = true;
    sim.run(30_000);
    expect(sim.alerts().map((alert) => alert.rule)).toEqual(['monitor.blind']);
    sim.uplinkCut = false;
    sim.run(90_000);
    expect(sim.alerts().map((alert) => alert.rule)).toEqual(['monitor.anchors']);
    sim.anchorsSilent = false;
    sim.run(10_000);
    expect(sim.alerts()).toEqual([]);
  });

  it('keeps an outage through blindness as one alert', () => {
    const sim = settled();
    sim.cut.add(linkId('r1-v1'));
    sim.run(20_000);
    sim.uplinkCut = true;
    sim.run(30_000);
    expect(sim.alerts('link.down')[0]?.suppressed).toMatchObject({ by: 'blind' });
    sim.uplinkCut = false;
    sim.run(30_000);
    const downs = sim.events.filter(
      (event) => event.kind === 'alert.raised' && event.alert.rule === 'link.down',
    );
    expect(downs).toHaveLength(1);
    expect(sim.alerts('link.down')[0]).toMatchObject({ subject: 'r1-v1', number: 1 });
    expect(sim.alerts('link.down')[0]?.suppressed).toBeUndefined();
    expect(sim.intervals('r1-v1').map((interval) => interval.state)).toEqual([
      'unknown',
      'up',
      'down',
      'unknown',
      'down',
    ]);
  });

  it('leaves a village down when its regency dies after it', () => {
    const sim = settled();
    sim.cut.add(linkId('r1-v1'));
    sim.run(20_000);
    sim.cut.add(linkId('hq-r1'));
    sim.run(60_000);
    expect(sim.stateOf('r1-v1')).toBe('down');
    expect(sim.stateOf('r1-v2')).toBe('unreachable');
    sim.cut.delete(linkId('hq-r1'));
    sim.run(30_000);
    expect(sim.intervals('r1-v1').map((interval) => interval.state)).toEqual(['unknown', 'up', 'down']);
  });

  it('keeps a site reachable over its backup: an alert of its own, and no outage behind it', () => {
    const sketches = [
      { id: 'hq-r1', from: 'hq', to: 'r1' },
      { id: 'hq-r1-b', from: 'hq', to: 'r1', role: 'backup' as const },
      { id: 'r1-v1', from: 'r1', to: 'v1-1' },
    ];
    const sim = settled(sketches);
    sim.cut.add(linkId('hq-r1'));
    sim.run(30_000);
    expect(sim.stateOf('r1-v1')).toBe('up');
    expect(sim.alerts('link.down')[0]?.data).toMatchObject({ siteReachable: true });
    sim.cut.add(linkId('hq-r1-b'));
    sim.run(30_000);
    expect(sim.stateOf('r1-v1')).toBe('unreachable');
    expect(sim.alerts().filter((alert) => !alert.suppressed)).toHaveLength(2);
  });

  it('moves the cause down the tree when the upper failure ends first', () => {
    const sketches = [
      { id: 'hq-r1', from: 'hq', to: 'r1' },
      { id: 'r1-k1', from: 'r1', to: 'k1' },
      { id: 'k1-v1', from: 'k1', to: 'v1' },
    ];
    const sim = settled(sketches);
    sim.cut.add(linkId('hq-r1'));
    sim.cut.add(linkId('r1-k1'));
    sim.run(60_000);
    expect(sim.state.links.get(linkId('k1-v1'))?.reason).toMatchObject({ kind: 'ancestor', link: 'hq-r1' });
    sim.cut.delete(linkId('hq-r1'));
    sim.run(60_000);
    expect(sim.stateOf('r1-k1')).toBe('down');
    expect(sim.state.links.get(linkId('k1-v1'))?.reason).toMatchObject({ kind: 'ancestor', link: 'r1-k1' });
    expect(sim.alerts('link.unreachable')[0]?.suppressed).toMatchObject({ link: 'r1-k1' });
  });

  it('trusts a router that ignores echoes as long as somebody behind it answers', () => {
    const sim = settled(province(1, 3));
    sim.pathWorks = (link) => link.id !== 'hq-r1' && !sim.cut.has(link.id);
    sim.run(60_000);
    expect(sim.stateOf('hq-r1')).toBe('down');
    expect(sim.stateOf('r1-v1')).toBe('up');
    sim.cut.add(linkId('r1-v2'));
    sim.run(30_000);
    expect(sim.stateOf('r1-v2')).toBe('down');
  });
});
