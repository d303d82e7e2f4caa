import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationsWithin, maintenanceWithin, type Span } from '../../src/domain/interval.ts';
import { LINK_STATES } from '../../src/domain/state.ts';

const T0 = 1_790_000_000_000;
const SPANS: readonly Span[] = [
  { state: 'up', from: T0 - 60_000, to: T0 + 20_000 },
  { state: 'down', from: T0 + 20_000, to: T0 + 40_000 },
  { state: 'unreachable', from: T0 + 40_000, to: T0 + 50_000 },
  { state: 'degraded', from: T0 + 50_000 },
];

describe('durationsWithin()', () => {
  it('counts unreachable within down, degraded within up, and what no span covers as unknown', () => {
    expect(durationsWithin(SPANS, T0, T0 + 60_000)).toEqual({
      upMs: 30_000,
      degradedMs: 10_000,
      downMs: 30_000,
      unreachableMs: 10_000,
      unknownMs: 0,
    });
    expect(durationsWithin(SPANS, T0 - 70_000, T0)).toMatchObject({ upMs: 60_000, unknownMs: 10_000 });
  });
});

describe('maintenanceWithin()', () => {
  const of = (...windows: readonly (readonly [fromMs: number, toMs: number])[]) =>
    maintenanceWithin(
      SPANS,
      windows.map(([from, to]) => ({ from: T0 + from, to: T0 + to })),
      T0,
      T0 + 60_000,
    );

  it.each([
    ['nothing without a window', [], undefined],
    ['nothing of a window that ended where the round begins', [[-60_000, 0]], undefined],
    ['nothing of a window that begins where the round ends', [[60_000, 90_000]], undefined],
    ['the part before its end', [[-60_000, 30_000]], { up: 20_000, down: 10_000, atEnd: false }],
    ['the part after its begin', [[30_000, 90_000]], { up: 10_000, down: 20_000, atEnd: true }],
    ['the end itself', [[59_000, 60_000]], { up: 1_000, down: 0, atEnd: true }],
    [
      'the time of several once',
      [
        [20_000, 45_000],
        [10_000, 30_000],
        [10_000, 25_000],
      ],
      { up: 10_000, down: 25_000, atEnd: false },
    ],
  ] as const)('gives %s', (_, windows, wanted) => {
    const found = of(...windows);
    expect(found && { up: found.durations.upMs, down: found.durations.downMs, atEnd: found.atEnd }).toEqual(
      wanted,
    );
  });

  it('sums to the union of the windows, second by second', () => {
    const second = fc.integer({ min: -10, max: 70 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(second, second), { maxLength: 5 }),
        fc.array(fc.constantFrom(...LINK_STATES), { minLength: 60, maxLength: 60 }),
        (pairs, states) => {
          const spans = states.map((state, index) => ({
            state,
            from: T0 + index * 1_000,
            to: T0 + (index + 1) * 1_000,
          }));
          const windows = pairs.map(([a, b]) => ({ from: T0 + a * 1_000, to: T0 + b * 1_000 }));
          const found = maintenanceWithin(spans, windows, T0, T0 + 60_000)?.durations;
          const planned = states.filter((_, index) =>
            pairs.some(([from, to]) => from <= index && index < to),
          );
          const ms = (...wanted: readonly string[]): number =>
            planned.filter((state) => wanted.includes(state)).length * 1_000;
          expect(found ?? { upMs: 0, degradedMs: 0, downMs: 0, unreachableMs: 0, unknownMs: 0 }).toEqual({
            upMs: ms('up', 'degraded'),
            degradedMs: ms('degraded'),
            downMs: ms('down', 'unreachable'),
            unreachableMs: ms('unreachable'),
            unknownMs: ms('unknown'),
          });
        },
      ),
    );
  });
});
