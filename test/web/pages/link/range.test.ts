// Which stretch of time is shown, and how the address says so.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Choice,
  choiceOf,
  epochOfInput,
  LAST_MS,
  LAST_NAMES,
  LEAST_RANGE_MS,
  monthStart,
  ownRange,
  pointsFor,
  rangeOf,
  stepMsOf,
  withChoice,
  zoomed,
} from '../../../../src/web/pages/link/range.ts';

const NOW = Date.UTC(2026, 10, 24, 6, 3, 5);
const USUAL: Choice = { kind: 'last', name: '24h' };

describe('choiceOf()', () => {
  it.each<[string, Choice]>([
    ['', USUAL],
    ['range=7d', { kind: 'last', name: '7d' }],
    ['range=2d', USUAL],
    [`from=0&to=${LEAST_RANGE_MS}`, { kind: 'own', from: 0, to: LEAST_RANGE_MS }],
    ['from=5&to=4', USUAL],
    ['from=5', USUAL],
    ['from=a&to=b', USUAL],
    [`from=0&to=${4_000 * 86_400_000}`, USUAL],
    ['range=1h&from=0&to=999999', { kind: 'last', name: '1h' }],
  ])('%s', (query, expected) => {
    expect(choiceOf(query)).toEqual(expected);
  });

  it('reads what withChoice() writes, and leaves the rest of the address alone', () => {
    const last = fc.constantFrom(...LAST_NAMES).map((name): Choice => ({ kind: 'last', name }));
    const own = fc
      .tuple(fc.integer({ min: 0, max: NOW }), fc.integer({ min: LEAST_RANGE_MS, max: 1e10 }))
      .map(([from, length]): Choice => ({ kind: 'own', from, to: from + length }));
    fc.assert(
      fc.property(fc.oneof(last, own), fc.oneof(last, own), (first, second) => {
        const query = withChoice(withChoice('kiosk=1', first), second);
        expect(choiceOf(query)).toEqual(second);
        expect(new URLSearchParams(query).get('kiosk')).toBe('1');
      }),
    );
  });
});

it.each(LAST_NAMES)('the last %s end within a step from now, and stand still between two steps', (name) => {
  const choice: Choice = { kind: 'last', name };
  const stepMs = stepMsOf(choice);
  const range = rangeOf(choice, NOW);
  expect(range.to - range.from).toBe(LAST_MS[name]);
  expect(range.to - NOW).toBeGreaterThanOrEqual(0);
  expect(range.to - NOW).toBeLessThan(stepMs);
  expect(rangeOf(choice, range.to)).toEqual(range);
  expect(Number.isInteger(range.from)).toBe(true);
});

it.each<[string, number, number, Choice]>([
  ['keeps what was dragged open', 1_000_000, 2_000_000, { kind: 'own', from: 1_000_000, to: 2_000_000 }],
  ['is never shorter than a round', 1_000_000, 1_000_010, { kind: 'own', from: 970_005, to: 1_030_005 }],
  ['gives whole milliseconds', 1_000_000.4, 2_000_000.4, { kind: 'own', from: 1_000_000, to: 2_000_000 }],
])('zoomed() %s', (_name, from, to, expected) => {
  expect(zoomed(from, to)).toEqual(expected);
});

it.each([
  [0, 100],
  [101, 200],
  [640, 700],
  [5_000, 1_000],
])('a chart of %i px asks for %i points', (width, points) => {
  expect(pointsFor(width)).toBe(points);
});

it('reads a time of the province from an input, whatever this machine’s zone is', () => {
  expect(epochOfInput('2026-11-24T14:03', 'Asia/Makassar')).toBe(Date.UTC(2026, 10, 24, 6, 3));
  expect(epochOfInput('', 'Asia/Makassar')).toBeUndefined();
  expect(ownRange(undefined, 5)).toBeUndefined();
});

it('begins the month at the province’s midnight', () => {
  expect(monthStart(NOW, 'Asia/Makassar')).toBe(Date.UTC(2026, 9, 31, 16));
  expect(monthStart(Date.UTC(2026, 10, 30, 16), 'Asia/Makassar')).toBe(Date.UTC(2026, 10, 30, 16));
});
