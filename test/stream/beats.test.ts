// What screens see of links whose devices beat by themselves.

import { describe, expect, it } from 'vitest';
import { linkId } from '../../src/domain/ids.ts';
import { EchoMemory } from '../../src/engine/echo-memory.ts';
import { beatBatch } from '../../src/probe/beat/batch.ts';
import { feedEchoes } from '../../src/stream/echo-feed.ts';
import type { EchoView } from '../../src/stream/protocol.ts';
import { linkView, oldestDataMs } from '../../src/stream/view.ts';
import { Beating, beating } from '../probe/beat/beating.ts';

const MINUTE_MS = 60_000;

describe('a link that beats', () => {
  it('has no address and no round-trip time, and tells its period', () => {
    const world = new Beating([beating('v1', 'hq', 'village')]);
    world.run(2 * MINUTE_MS);
    const watch = world.sim.state.links.get(linkId('v1'));
    if (!watch) throw new Error('there is no watch');
    const view = linkView(world.sim.state, watch, world.sim.now());
    expect(view).toMatchObject({ beatEveryMs: MINUTE_MS, state: 'up' });
    expect(view).not.toHaveProperty('address');
    expect(view).not.toHaveProperty('rttMs');
  });

  it('makes no screen look old between two beats, and one that is overdue does', () => {
    const world = new Beating([beating('v1', 'hq', 'village')]);
    for (let s = 0; s < 600; s++) {
      world.run(1_000);
      expect(oldestDataMs(world.sim.state, world.sim.now())).toBeLessThanOrEqual(1_000);
    }
    world.sim.run(300_000);
    expect(oldestDataMs(world.sim.state, world.sim.now())).toBeGreaterThan(180_000);
  });

  it('shows single beats without round-trip times', () => {
    const batch = beatBatch([
      { key: 4, sentMs: 1_000, outcome: 0, tainted: false },
      { key: 4, sentMs: 2_000, outcome: 1, tainted: false },
      { key: 4, sentMs: 3_000, outcome: 1, tainted: true },
    ]);
    const memory = new EchoMemory();
    memory.take(batch);
    expect(memory.of(4)).toEqual([
      { sentMs: 1_000, outcome: 'answered', burst: false },
      { sentMs: 2_000, outcome: 'lost', burst: false },
    ]);
    const sent: EchoView[] = [];
    feedEchoes(batch, {
      watched: () => new Set([linkId('v1')]),
      keyOf: () => 4,
      send: (_, echoes) => void sent.push(...echoes),
      now: () => ({ monoMs: 3_000, at: 1_003_000 }),
    });
    expect(sent).toEqual([
      { at: 1_001_000, outcome: 'answered', burst: false },
      { at: 1_002_000, outcome: 'lost', burst: false },
    ]);
  });
});
