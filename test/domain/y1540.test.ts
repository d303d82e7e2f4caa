// Availability by windows of loss: rows of bad and good ones, back-dated both ways; and windows as intervals let suppose them.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkId } from '../../src/domain/ids.ts';
import type { Interval, LinkState, Reason } from '../../src/domain/state.ts';
import { type LossRun, lossRuns, Y1540_RULES, y1540 } from '../../src/domain/y1540.ts';

const MINUTE_MS = 60_000;

/** One letter a window: `g` no loss, `m` half lost, `b` all lost, `-` nothing measured. */
function windows(letters: string): LossRun[] {
  const loss: Readonly<Record<string, number | undefined>> = { g: 0, m: 0.5, b: 1 };
  return [...letters].map((letter) => {
    const share = loss[letter];
    return { windows: 1, windowMs: MINUTE_MS, ...(share !== undefined && { loss: share }) };
  });
}

const minutes = (runs: Iterable<LossRun>, rule: Parameters<typeof y1540>[1]) => {
  const { availableMs, unavailableMs, unmeasuredMs } = y1540(runs, rule);
  return [availableMs, unavailableMs, unmeasuredMs].map((ms) => ms / MINUTE_MS);
};

describe('rows of windows', () => {
  it.each([
    ['all good', 'gggg', 2, [4, 0, 0]],
    ['one bad window is none of two', 'gbgg', 2, [4, 0, 0]],
    ['two in a row count from the first', 'gbbgg', 2, [3, 2, 0]],
    ['one good window does not end it', 'bbgbg', 2, [0, 5, 0]],
    ['two good ones do, from the first', 'bbggb', 2, [3, 2, 0]],
    ['a gap ends a row', 'b-bb', 2, [1, 2, 1]],
    ['unmeasured time is neither', '----', 1, [0, 0, 4]],
    ['five in a row, not ended by one', 'gbbbbbg', 5, [1, 6, 0]],
    ['four are not five', 'gbbbbg', 5, [6, 0, 0]],
    ['an end within a row leaves the state', 'ggb', 2, [3, 0, 0]],
  ])('%s', (_, letters, consecutive, wanted) => {
    expect(minutes(windows(letters), { c1: 0.75, consecutive })).toEqual(wanted);
  });

  it.each([
    [0.75, [4, 0, 0]],
    [0.5, [0, 4, 0]],
    [0.2, [0, 4, 0]],
  ])('half of it lost against c1 = %d', (c1, wanted) => {
    expect(minutes(windows('mmmm'), { c1, consecutive: 1 })).toEqual(wanted);
  });

  it('does not care how windows are put into runs', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ windows: fc.integer({ min: 1, max: 9 }), loss: fc.constantFrom(0, 0.3, 1, undefined) }),
        ),
        fc.integer({ min: 1, max: 6 }),
        (drawn, consecutive) => {
          const runs = drawn.map(({ windows: count, loss }) => ({
            ...{ windows: count, windowMs: MINUTE_MS },
            ...(loss !== undefined && { loss }),
          }));
          const single = runs.flatMap((run) =>
            Array.from({ length: run.windows }, () => ({ ...run, windows: 1 })),
          );
          const rule = { c1: 0.2, consecutive };
          expect(y1540(runs, rule)).toEqual(y1540(single, rule));
        },
      ),
    );
  });
});

describe('windows of intervals', () => {
  const REASON: Reason = { kind: 'blind' };
  const interval = (state: LinkState, from: number, to?: number, reason: Reason = REASON): Interval => ({
    ...{ link: linkId('a'), state, from: from * MINUTE_MS, reason },
    ...(to !== undefined && { to: to * MINUTE_MS }),
  });
  const losses = (intervals: readonly Interval[], from: number, to: number) =>
    [...lossRuns(intervals, from * MINUTE_MS, to * MINUTE_MS)].flatMap(({ windows: count, loss }) =>
      Array.from({ length: count }, () => loss ?? null),
    );

  it('loses all while down, nothing while up, by length where several share a window', () => {
    const found = losses([interval('up', 0, 2.5), interval('down', 2.5, 4), interval('up', 4)], 0, 6);
    expect(found).toEqual([0, 0, 0.5, 1, 0, 0]);
  });

  it('leaves unknown time out of a window, and a window of it unmeasured', () => {
    const found = losses(
      [interval('unknown', 0, 1.5), interval('unreachable', 1.5, 2), interval('up', 2, 3)],
      0,
      4,
    );
    expect(found).toEqual([null, 1, 0, null]);
  });

  it('takes the loss that made a link degraded', () => {
    const lossy: Reason = { kind: 'quality', figure: 'loss', value: 30, limit: 5 };
    const slow: Reason = { kind: 'quality', figure: 'rtt', value: 300, limit: 50 };
    const found = losses([interval('degraded', 0, 1, lossy), interval('degraded', 1, 2, slow)], 0, 2);
    expect(found).toEqual([0.3, 0]);
    const minute = lossRuns([interval('degraded', 0, 1, lossy)], 0, MINUTE_MS);
    expect(y1540(minute, Y1540_RULES.strict).unavailableMs).toBe(MINUTE_MS);
  });

  it('covers every whole window once, whatever the intervals', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.constantFrom<LinkState>('up', 'down', 'unknown'), fc.integer({ min: 1, max: 400 })),
        ),
        fc.integer({ min: 0, max: 50 }),
        (drawn, gapSeconds) => {
          let at = gapSeconds * 1_000;
          const intervals = drawn.map(([state, seconds]): Interval => {
            const from = at;
            at += seconds * 1_000;
            return { link: linkId('a'), state, from, to: at, reason: REASON };
          });
          const count = [...lossRuns(intervals, 0, 20 * MINUTE_MS)].reduce(
            (sum, run) => sum + run.windows,
            0,
          );
          expect(count).toBe(20);
        },
      ),
    );
  });
});
