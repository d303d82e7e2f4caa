// What beats say about the monitor's own sight, in virtual time.

import { describe, expect, it } from 'vitest';
import { Beating, beating } from './beating.ts';

const MINUTE_MS = 60_000;

describe('a monitor that only beats reach', () => {
  it('is blind once, not after every beat, while beats arrive and the anchors alone are silent', () => {
    const world = new Beating([beating('v1', 'hq', 'village')]);
    world.run(60 * MINUTE_MS);
    world.sim.anchorsSilent = true;
    world.run(30 * MINUTE_MS);
    expect(world.sim.stateOf('v1')).toBe('up');
    expect(world.sim.events.filter(({ kind }) => kind === 'monitor.blind')).toHaveLength(1);
    expect(world.sim.alerts().map(({ rule }) => rule)).toEqual(['monitor.anchors']);
    world.sim.uplinkCut = true;
    world.run(2 * MINUTE_MS);
    expect(world.sim.stateOf('v1')).toBe('unknown');
    world.sim.uplinkCut = false;
    world.sim.anchorsSilent = false;
    world.run(2 * MINUTE_MS);
    expect(world.sim.stateOf('v1')).toBe('up');
    expect(world.sim.alerts()).toEqual([]);
    world.sim.uplinkCut = true;
    world.run(30_000);
    expect(world.sim.stateOf('v1')).toBe('unknown');
  });
});
