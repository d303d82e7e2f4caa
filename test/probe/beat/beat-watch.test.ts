// When a beat counts, and when one is missing.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANSWERED, LOST } from '../../../src/domain/echo.ts';
import { linkId } from '../../../src/domain/ids.ts';
import { BeatWatch, TICK_MS } from '../../../src/probe/beat/beat-watch.ts';

const LINK = linkId('v1');
const EVERY_MS = 60_000;
const GRACE_MS = 30_000;
const TARGET = { key: 3, link: LINK, everyMs: EVERY_MS, graceMs: GRACE_MS };

/** Verdicts of beats at the given moments, with a tick every second until the end. */
function verdictsOf(beatsMs: readonly number[], untilMs: number) {
  const watch = new BeatWatch();
  watch.set([TARGET], 0);
  const beats = [...beatsMs].sort((a, b) => a - b);
  const worth: string[] = [];
  for (let nowMs = 0; nowMs <= untilMs; nowMs += TICK_MS) {
    for (let next = beats[0]; next !== undefined && next <= nowMs; next = beats[0]) {
      worth.push(watch.beat(LINK, next));
      beats.shift();
    }
    watch.tick(nowMs);
  }
  return { verdicts: watch.drain(), worth };
}

describe('BeatWatch', () => {
  it.each([
    ['beats in time', [0, 60, 120], 180, ['a0', 'a60', 'a120'], ['counted', 'counted', 'counted']],
    ['one that came twice', [0, 60, 60.2], 100, ['a0', 'a60'], ['counted', 'counted', 'early']],
    ['a late one', [0, 85], 100, ['a0', 'a85'], ['counted', 'counted']],
    ['one too late', [0, 95], 100, ['a0', 'l60', 'a95'], ['counted', 'counted']],
    [
      'one too late, and the next ones in time',
      [0, 95, 120, 180],
      181,
      ['a0', 'l60', 'a95', 'a180'],
      undefined,
    ],
    ['a missing one', [0, 120], 140, ['a0', 'l60', 'a120'], ['counted', 'counted']],
    ['three missing', [0], 211, ['a0', 'l60', 'l120', 'l180'], ['counted']],
    ['twice as many as wanted', [0, 30, 60, 90, 120], 121, ['a0', 'a30', 'a90'], undefined],
    ['none at all', [], 91, ['l60'], []],
    ['none yet', [], 90, [], []],
  ])('judges %s', (_, beatsS, untilS, expected, expectedWorth) => {
    const { verdicts, worth } = verdictsOf(
      beatsS.map((s) => s * 1_000),
      untilS * 1_000,
    );
    const told = verdicts.map(({ outcome, sentMs }) => `${outcome === LOST ? 'l' : 'a'}${sentMs / 1_000}`);
    expect(told).toEqual(expected);
    if (expectedWorth) expect(worth).toEqual(expectedWorth);
  });

  it('knows nothing of links it does not wait for', () => {
    const watch = new BeatWatch();
    watch.set([TARGET], 0);
    expect(watch.beat(linkId('other'), 1_000)).toBe('unwatched');
    expect(watch.drain()).toEqual([]);
  });

  it('tells the beats of a long stall in several ticks, all tainted', () => {
    const watch = new BeatWatch();
    watch.set([TARGET], 0);
    const dayMs = 86_400_000;
    watch.tick(dayMs);
    expect(watch.drain()).toHaveLength(10);
    for (let nowMs = dayMs + TICK_MS; nowMs < dayMs + 150 * TICK_MS; nowMs += TICK_MS) watch.tick(nowMs);
    const rest = watch.drain();
    expect(rest.length).toBeGreaterThan(1_400);
    expect(rest.filter(({ tainted, sentMs }) => !tainted && sentMs <= dayMs)).toEqual([]);
  });

  it('never makes more answers than periods, in whatever order and however often beats come', () => {
    const beats = fc.array(fc.integer({ min: 0, max: 3_600_000 }), { maxLength: 400 });
    fc.assert(
      fc.property(beats, (beatsMs) => {
        const { verdicts } = verdictsOf(beatsMs, 3_700_000);
        const answered = verdicts.filter(({ outcome }) => outcome === ANSWERED).map(({ sentMs }) => sentMs);
        for (const [first, fromMs] of answered.entries())
          for (const [last, toMs] of answered.entries())
            if (last >= first)
              expect(last - first + 1).toBeLessThanOrEqual(
                Math.floor((toMs - fromMs + GRACE_MS) / EVERY_MS) + 1,
              );
      }),
      { numRuns: 100 },
    );
  });

  it('never calls a beat missing while another came within a period and its grace', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: EVERY_MS + GRACE_MS }), { minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(gaps, (gapsMs) => {
        let nowMs = 0;
        const beatsMs = gapsMs.map((gapMs) => {
          nowMs += gapMs;
          return nowMs;
        });
        const { verdicts } = verdictsOf(beatsMs, nowMs);
        expect(verdicts.filter(({ outcome }) => outcome === LOST)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('tells every verdict once, and no loss before it is sure', () => {
    const beats = fc.array(fc.integer({ min: 0, max: 1_800_000 }), { maxLength: 60 });
    fc.assert(
      fc.property(beats, (beatsMs) => {
        const { verdicts } = verdictsOf(beatsMs, 2_000_000);
        const lost = verdicts.filter(({ outcome }) => outcome === LOST).map(({ sentMs }) => sentMs);
        expect(new Set(lost).size).toBe(lost.length);
        for (const dueMs of lost) {
          const near = beatsMs.filter((beatMs) => Math.abs(beatMs - dueMs) < GRACE_MS);
          expect(near).toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  });
});
