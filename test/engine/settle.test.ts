// How long jalur settles after a restart, and that it is long enough.

import { describe, expect, it } from 'vitest';
import { linkId } from '../../src/domain/ids.ts';
import { settleMsOf } from '../../src/engine/settle.ts';
import { engineConfig, type LinkSketch, networkOf } from '../support/network.ts';
import { Runs, SETTLE_MS } from './runs.ts';

const VSAT = { everyMs: 5_000, timeoutMs: 3_000 };

describe('the time it takes to settle', () => {
  const quick = { id: 'hq-r1', from: 'hq', to: 'r1' };
  const slow = { id: 'hq-r2', from: 'hq', to: 'r2', medium: 'vsat' as const, echo: VSAT };
  const of = (sketches: readonly LinkSketch[], settleMs = SETTLE_MS): number =>
    settleMsOf(engineConfig(networkOf(sketches), {}, { settleMs }));

  it.each([
    ['is what is configured where that is enough', [quick], SETTLE_MS, SETTLE_MS],
    ['is a whole suspicion of the slowest link where that is more', [quick, slow], SETTLE_MS, 18_900],
    ['is longer when somebody wants it so', [quick, slow], 60_000, 60_000],
    ['is none where none is wanted', [quick, slow], 0, 0],
    [
      'is not drawn out by links that are looked at once in minutes',
      [{ ...slow, echo: { everyMs: 600_000, timeoutMs: 3_000 } }],
      SETTLE_MS,
      60_000,
    ],
    [
      'does not wait for links that raise no alert',
      [quick, { ...slow, stage: 'planned' as const }],
      SETTLE_MS,
      SETTLE_MS,
    ],
    [
      'does not wait for beats, which come once in minutes',
      [quick, { ...slow, device: { beat: { everyMs: 60_000 } } }],
      SETTLE_MS,
      SETTLE_MS,
    ],
  ])('%s', (_, sketches, settleMs, wanted) => {
    expect(of(sketches, settleMs)).toBe(wanted);
  });

  it('covers every satellite link that died while jalur was away, whatever its phase', () => {
    const dead = Array.from({ length: 60 }, (_, i) => ({ ...slow, id: `hq-r${i + 2}`, to: `r${i + 2}` }));
    const runs = new Runs([quick, ...dead]);
    runs.kill(60_000, (sim) => {
      for (const { id } of dead) sim.cut.add(linkId(id));
    });
    const { settling } = runs.sim.state;
    if (!settling) throw new Error('nothing settles');
    const lastMs = runs.sim.runUntil(() => runs.sim.alerts('link.down').length === dead.length, 60_000);
    expect(runs.sim.nowMs).toBeLessThanOrEqual(settling.untilMs);
    expect(lastMs).toBeGreaterThan(SETTLE_MS);
    expect(runs.told).toEqual([]);
    runs.sim.run(10_000);
    expect(runs.told).toHaveLength(dead.length);
  });
});
