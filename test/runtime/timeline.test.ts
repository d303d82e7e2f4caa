// Labels follow the wall clock but never run backwards, however it is set.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Timeline } from '../../src/runtime/timeline.ts';
import { FakeTimers } from '../support/fake-timers.ts';

const WALL_MS = 1_700_000_000_000;

describe('a timeline', () => {
  it('walks through a step forward, a step back, and catching up', async () => {
    const clock = new FakeTimers(5_000, WALL_MS);
    const timeline = new Timeline(clock);
    expect(timeline.now()).toEqual({ monoMs: 5_000, at: WALL_MS });
    await clock.advance(1_000);
    expect(timeline.discipline()).toBeUndefined();

    clock.stepWall(60_000);
    expect(timeline.now().at, 'reading does not look at the wall clock').toBe(WALL_MS + 1_000);
    expect(timeline.discipline()).toEqual({
      kind: 'forward',
      fromAt: WALL_MS + 1_000,
      toAt: WALL_MS + 61_000,
    });
    expect(timeline.discipline(), 'told once').toBeUndefined();
    expect(timeline.now().at).toBe(WALL_MS + 61_000);

    clock.stepWall(-2_000);
    expect(timeline.discipline()).toEqual({ kind: 'behind', behindMs: 2_000 });
    for (let second = 0; second < 999; second++) {
      await clock.advance(1_000);
      expect(timeline.discipline(), `second ${second}`).toBeUndefined();
    }
    await clock.advance(2_000);
    expect(timeline.discipline(), 'from more than a second apart to less').toBeUndefined();
    await clock.advance(1_000);
    expect(timeline.discipline()).toEqual({ kind: 'agreed' });
  });

  it('goes on after the last label of an earlier run, and says that the wall clock is behind it', () => {
    const timeline = new Timeline(new FakeTimers(0, WALL_MS), WALL_MS + 3_600_000);
    expect(timeline.now().at).toBe(WALL_MS + 3_600_000);
    expect(timeline.discipline()).toEqual({ kind: 'behind', behindMs: 3_600_000 });
  });

  it('stands still, and does not run back, when it slews back between two readings', async () => {
    const clock = new FakeTimers(0, WALL_MS);
    const timeline = new Timeline(clock);
    clock.stepWall(-900);
    await clock.advance(10_000);
    const before = timeline.now().at;
    timeline.discipline();
    expect(timeline.now().at).toBe(before);
    await clock.advance(1_000);
    expect(timeline.now().at).toBe(before + 990);
  });

  it('never runs backwards, tells a step forward once, and slews by no more than 0.1 %', () => {
    const act = fc.record({
      afterMs: fc.nat({ max: 5_000 }),
      stepMs: fc.oneof(
        { weight: 3, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.integer({ min: -1_000_000, max: 1_000_000 }) },
      ),
      look: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        let monoMs = 0;
        let wallMs = WALL_MS;
        const timeline = new Timeline({ monoMs: () => monoMs, wallMs: () => wallMs });
        let at = timeline.now().at;
        let lookedMonoMs = 0;
        for (const { afterMs, stepMs, look } of acts) {
          monoMs += afterMs;
          wallMs += afterMs + stepMs;
          const before = timeline.now().at;
          expect(before).toBeGreaterThanOrEqual(at);
          at = before;
          if (!look) continue;
          const step = timeline.discipline();
          const slewMs = 0.001 * (monoMs - lookedMonoMs);
          lookedMonoMs = monoMs;
          at = timeline.now().at;
          if (step?.kind === 'forward') {
            expect(step.toAt - step.fromAt).toBeGreaterThan(900);
            expect(at).toBe(wallMs);
            expect(timeline.discipline()).toBeUndefined();
          } else {
            expect(at - before).toBeGreaterThanOrEqual(0);
            expect(at - before).toBeLessThanOrEqual(Math.ceil(slewMs));
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
