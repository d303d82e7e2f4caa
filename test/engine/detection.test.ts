// How long from a cut to its alert, over many cuts at random moments (design, "Budgets").

import { expect, it } from 'vitest';
import { linkId } from '../../src/domain/ids.ts';
import { seededRandom } from '../../src/runtime/random.ts';
import { engineConfig, networkOf, province } from '../support/network.ts';
import { Sim } from '../support/sim.ts';

it('a cut is alerted after 4 s in the median and 6 s in 99 of 100, behind a regency or not', () => {
  const random = seededRandom(7);
  const tookMs: number[] = [];
  const sim = new Sim(engineConfig(networkOf(province(3, 6))), { random });
  for (const id of sim.state.links.keys()) sim.loss.set(id, 0.002);
  sim.run(3_600_000);
  for (let round = 0; round < 200; round++) {
    const id = linkId(round % 4 === 0 ? 'hq-r1' : 'r2-v3');
    sim.run(Math.floor(random() * 100) * 100 + 120_000);
    sim.cut.add(id);
    tookMs.push(sim.runUntil(() => sim.alerts('link.down').some((alert) => alert.subject === id), 20_000));
    sim.cut.delete(id);
    sim.runUntil(() => sim.stateOf(id) === 'up', 20_000);
    sim.events.length = 0;
  }
  tookMs.sort((a, b) => a - b);
  expect(tookMs[100]).toBeLessThanOrEqual(4_000);
  expect(tookMs[197]).toBeLessThanOrEqual(6_000);
});
