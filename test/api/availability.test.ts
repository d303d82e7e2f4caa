// Figures on which money is claimed: tiles that sum exactly, and percentages never too high.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AvailabilitySum, tile, type Window } from '../../src/api/availability.ts';
import { linkId } from '../../src/domain/ids.ts';
import { type Interval, LINK_STATES, type LinkState } from '../../src/domain/state.ts';

const LINK = linkId('a');
const NO_REASON = { kind: 'unmeasured' } as const;

function interval(state: LinkState, from: number, to?: number): Interval {
  return { link: LINK, state, from, ...(to !== undefined && { to }), reason: NO_REASON };
}

function brief(intervals: readonly Interval[], window: Window): string {
  return tile(LINK, intervals, window)
    .map(({ state, from, to }) => `${state} ${from}-${to}`)
    .join(', ');
}

describe('tile()', () => {
  const window = { from: 10, to: 20, now: 100 };
  it.each<[string, readonly Interval[], Window, string]>([
    ['nothing measured', [], window, 'unknown 10-20'],
    ['one that covers all', [interval('up', 0, 30)], window, 'up 10-20'],
    ['an exact fit', [interval('up', 10, 20)], window, 'up 10-20'],
    ['neighbours outside', [interval('down', 0, 10), interval('down', 20, 30)], window, 'unknown 10-20'],
    [
      'a gap inside',
      [interval('up', 0, 12), interval('down', 15, 30)],
      window,
      'up 10-12, unknown 12-15, down 15-20',
    ],
    ['an open one', [interval('up', 12)], window, 'unknown 10-12, up 12-20'],
    [
      'an open one until now, the future unknown',
      [interval('up', 12)],
      { ...window, now: 15 },
      'unknown 10-12, up 12-15, unknown 15-20',
    ],
    ['the future alone', [interval('up', 2)], { ...window, now: 5 }, 'unknown 10-20'],
    [
      'an overlap, counted once',
      [interval('up', 0, 15), interval('down', 12, 30)],
      window,
      'up 10-15, down 15-20',
    ],
    ['one without length', [interval('up', 12, 12)], window, 'unknown 10-20'],
  ])('%s', (_, intervals, within, expected) => {
    expect(brief(intervals, within)).toBe(expected);
  });
});

const time = fc.nat(2_000);
const windows = fc
  .record({ from: time, length: fc.integer({ min: 1, max: 2_000 }), now: time })
  .map(({ from, length, now }) => ({ from, to: from + length, now }));
/** Intervals as the store may hold them: in order, with gaps, overlaps and an open end. */
const intervals = fc
  .array(
    fc.record({
      state: fc.constantFrom(...LINK_STATES),
      from: time,
      length: fc.nat(800),
      open: fc.boolean(),
    }),
  )
  .map((all) =>
    all
      .sort((a, b) => a.from - b.from)
      .map(({ state, from, length, open }, index) =>
        interval(state, from, open && index === all.length - 1 ? undefined : from + length),
      ),
  );

describe('for any window and intervals', () => {
  it('tiles follow each other from the first to the last millisecond', () => {
    fc.assert(
      fc.property(windows, intervals, (window, all) => {
        let reached = window.from;
        for (const { from, to } of tile(LINK, all, window)) {
          expect(from).toBe(reached);
          expect(to).toBeGreaterThan(from);
          reached = to;
        }
        expect(reached).toBe(window.to);
      }),
    );
  });

  it('classes sum to the window for every link, and no percentage is above what is true', () => {
    fc.assert(
      fc.property(windows, fc.array(intervals, { minLength: 1, maxLength: 5 }), (window, links) => {
        const sum = new AvailabilitySum(window);
        for (const all of links) sum.add('group', LINK, all);
        const [group] = sum.groups();
        const ms = group?.durationsMs ?? { up: 0, degraded: 0, down: 0, unreachable: 0, unknown: 0 };
        const total = (window.to - window.from) * links.length;
        expect(Object.values(ms).reduce((a, b) => a + b)).toBe(total);
        expect(Object.values(ms).every((each) => each >= 0)).toBe(true);
        const known = total - ms.unknown;
        const { availabilityPct: available, coveragePct = 0 } = group ?? {};
        if (known === 0) expect(available).toBeNull();
        else {
          const exact = ((ms.up + ms.degraded) * 100) / known;
          expect(available).toBeLessThanOrEqual(exact + 1e-9);
          expect(available).toBeGreaterThan(exact - 0.000_101);
        }
        expect(coveragePct).toBeLessThanOrEqual(100);
        expect(available ?? 0).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe('AvailabilitySum', () => {
  it.each([
    ['cuts off, never rounds up', 1_000_000, 999_999, 99.9999],
    ['is not 100 while a millisecond is missing', 31_536_000_000, 31_535_999_999, 99.9999],
    ['is exact where floating point is not', 7_000, 2_009, 28.7],
    ['is 100 when nothing was missing', 7_000, 7_000, 100],
  ])('%s', (_, window, upMs, expected) => {
    const sum = new AvailabilitySum({ from: 0, to: window, now: window });
    sum.add('a', LINK, [interval('up', 0, upMs), interval('down', upMs, window)]);
    expect(sum.groups()[0]?.availabilityPct).toBe(expected);
  });

  it('keeps groups in the order in which they come', () => {
    const sum = new AvailabilitySum({ from: 0, to: 10, now: 10 });
    for (const key of ['b', 'a', 'b']) sum.add(key, LINK, []);
    expect(sum.groups()).toMatchObject([
      { key: 'b', links: 2, availabilityPct: null, coveragePct: 0 },
      { key: 'a', links: 1 },
    ]);
  });
});
