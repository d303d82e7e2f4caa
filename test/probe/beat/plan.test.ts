// Beats while the plan changes under them.

import { describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import { beatTargets } from '../../../src/engine/anchors.ts';
import { engineConfig, networkOf } from '../../support/network.ts';
import { Beating, beating } from './beating.ts';

const MINUTE_MS = 60_000;
const V1 = linkId('v1');

describe('a change of the plan', () => {
  it('keeps what is known of a link that stays, and forgets one that goes', () => {
    const world = new Beating([beating('v1', 'hq', 'village')]);
    world.run(60 * MINUTE_MS + 15_000);
    const { watch } = world;
    watch.set(beatTargets(world.sim.state), world.sim.nowMs);
    expect(watch.beat(V1, world.sim.nowMs)).toBe('early');
    watch.set([{ key: 99, link: V1, everyMs: MINUTE_MS, graceMs: 30_000 }], world.sim.nowMs);
    expect(watch.beat(V1, world.sim.nowMs)).toBe('counted');
    watch.set([], world.sim.nowMs);
    expect(watch.beat(V1, world.sim.nowMs)).toBe('unwatched');
  });

  it('that lets a device beat instead of answering leaves nothing of what was measured', () => {
    const world = new Beating([{ id: 'v1', from: 'hq', to: 'village' }]);
    world.run(MINUTE_MS);
    const before = world.sim.state.links.get(V1)?.key;
    expect(world.sim.state.links.get(V1)?.rttMs).toBeGreaterThan(0);
    world.sim.give({
      kind: 'config',
      config: engineConfig(networkOf([beating('v1', 'hq', 'village')])),
    });
    expect(world.sim.state.links.get(V1)).toMatchObject({
      state: 'unknown',
      rttMs: undefined,
      verdictMs: undefined,
    });
    expect(world.sim.state.links.get(V1)?.key).not.toBe(before);
    world.watch.set(beatTargets(world.sim.state), world.sim.nowMs);
    world.watch.beat(V1, world.sim.nowMs);
    world.deliver();
    expect(world.sim.stateOf('v1')).toBe('up');
  });
});
