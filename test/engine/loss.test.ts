// Random loss through the whole engine, extra echoes included: two hours of 600 links, and a clean link that begins
// to lose. The rule by itself is tried over 30 days in test/domain/loss.test.ts.

import { describe, expect, it } from 'vitest';
import { linkId } from '../../src/domain/ids.ts';
import { seededRandom } from '../../src/runtime/random.ts';
import { engineConfig, networkOf, province } from '../support/network.ts';
import { Sim } from '../support/sim.ts';

describe('random loss', () => {
  it.each([0.05, 0.3])(
    'of %d on 600 links for two hours calls nothing down',
    (loss) => {
      const sim = new Sim(engineConfig(networkOf(province(6, 99), { settings: { roundMs: 600_000 } })), {
        random: seededRandom(76),
      });
      for (const id of sim.state.links.keys()) sim.loss.set(id, loss);
      let failed = 0;
      sim.onEvent = (event) => {
        if (event.kind === 'link.state' && (event.state === 'down' || event.state === 'unreachable'))
          failed++;
      };
      for (let minute = 0; minute < 120; minute++) {
        sim.run(60_000);
        sim.events.length = 0;
      }
      expect(failed).toBe(0);
      expect([...sim.state.links.values()].filter((watch) => watch.state === 'unknown')).toEqual([]);
    },
    120_000,
  );

  it('that begins on a clean link calls it degraded, not down', () => {
    for (let seed = 0; seed < 40; seed++) {
      const sim = new Sim(engineConfig(networkOf(province(1, 1))), { random: seededRandom(seed) });
      sim.run(1_800_000);
      sim.loss.set(linkId('r1-v1'), 0.3);
      sim.run(600_000);
      const states = sim.intervals('r1-v1').map((interval) => interval.state);
      expect(states, `seed ${seed}`).toEqual(['unknown', 'up', 'degraded']);
    }
  }, 60_000);
});
