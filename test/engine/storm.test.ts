// Thousands of links fail at once: nobody waits long for a verdict, and no single step holds everything else up.

import { expect, it } from 'vitest';
import { linkId } from '../../src/domain/ids.ts';
import { MOST_VERDICTS } from '../../src/engine/suspicion.ts';
import { engineConfig, type LinkSketch, networkOf, province } from '../support/network.ts';
import { Sim } from '../support/sim.ts';

const ROOTS: readonly LinkSketch[] = Array.from({ length: 3_000 }, (_, i) => ({
  id: `hq-r${i}`,
  from: 'hq',
  to: `r${i}`,
}));

it.each([
  ['a regency with 3,000 villages', province(1, 2_999), ['hq-r1']],
  ['3,000 links, each its own cause', ROOTS, ROOTS.map(({ id }) => id)],
])('%s: verdicts come in portions, all within five seconds of the first', (_, sketches, cut) => {
  const sim = new Sim(engineConfig(networkOf(sketches, { settings: { burstPerSecond: 5 } })));
  sim.run(90_000);
  let most = 0;
  const give = sim.give.bind(sim);
  sim.give = (input) => {
    const before = sim.events.length;
    give(input);
    const changes = sim.events.slice(before).filter(({ kind }) => kind === 'link.state').length;
    most = Math.max(most, changes);
  };
  for (const id of cut) sim.cut.add(linkId(id));
  const failed = (): number =>
    [...sim.state.links.values()].filter(({ state }) => state === 'down' || state === 'unreachable').length;
  sim.runUntil(() => failed() > 0, 60_000);
  expect(sim.runUntil(() => failed() === sketches.length, 60_000)).toBeLessThanOrEqual(5_000);
  expect(most).toBeLessThanOrEqual(MOST_VERDICTS);
  const told = sim.alerts().filter((alert) => alert.suppressed === undefined);
  expect(told).toHaveLength(cut.length);
});
