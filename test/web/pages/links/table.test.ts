// Small rules of the table: widths, waiting with a new order, what a press on a head does.

import { describe, expect, it } from 'vitest';
import { COLUMNS, sizeOf, USUAL, widthsOf } from '../../../../src/web/pages/links/columns.ts';
import { nextSort } from '../../../../src/web/pages/links/next-sort.ts';
import { orderWait } from '../../../../src/web/pages/links/order-wait.ts';

describe('widthsOf()', () => {
  it.each([
    [372, USUAL.phone],
    [1_000, USUAL.desk],
    [1_456, USUAL.wide],
    [1_456, ['state', 'link'] as const],
  ])('fills a room of %i px exactly', (roomPx, columns) => {
    const widths = widthsOf(columns, roomPx, sizeOf(roomPx));
    expect(widths.reduce((sum, width) => sum + width, 0)).toBe(roomPx);
  });

  it('scrolls sideways rather than to squeeze figures', () => {
    const widths = widthsOf(COLUMNS, 900, 'desk');
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeGreaterThan(1_800);
    expect(Math.min(...widths)).toBeGreaterThan(50);
  });

  it('leaves a telephone half its width for what is scrolled', () => {
    const [state = 0, link = 0] = widthsOf(['state', 'link', 'rtt', 'loss', 'mos', 'in'], 372, 'phone');
    expect(state + link).toBeLessThan(372 / 2);
  });
});

describe('orderWait()', () => {
  const far = { sinceScrollMs: 9e9, sinceInputMs: 9e9, isOnRow: false };
  const old = { ageMs: 9e9, costMs: 20 };
  it.each([
    ['a state at once', 'state', old, far, 0, false],
    ['states in a storm a quarter of the time', 'state', { ageMs: 10, costMs: 20 }, far, 50, false],
    ['figures once a second', 'figure', { ageMs: 400, costMs: 1 }, far, 600, false],
    ['not while somebody scrolls', 'state', old, { ...far, sinceScrollMs: 100 }, 400, false],
    ['not while a row is held', 'state', old, { ...far, isOnRow: true, sinceInputMs: 1_000 }, 59_000, true],
    ['but not for ever', 'state', old, { ...far, isOnRow: true, sinceInputMs: 60_000 }, 0, false],
  ] as const)('shows %s', (_name, move, age, hand, waitMs, isHeld) => {
    expect(orderWait(move, age, hand)).toEqual({ waitMs, isHeld });
  });
});

describe('nextSort()', () => {
  it.each([
    ['loss', [true, false]],
    ['link', [false, true]],
    ['battery', [false, true]],
  ] as const)('goes through both orders of %s, then back to the usual one', (column, [first, second]) => {
    const one = nextSort(undefined, column);
    expect(one).toEqual({ column, isDown: first });
    const two = nextSort(one, column);
    expect(two).toEqual({ column, isDown: second });
    expect(nextSort(two, column)).toBeUndefined();
  });

  it('begins anew with another column', () => {
    expect(nextSort({ column: 'link', isDown: true }, 'rtt')).toEqual({ column: 'rtt', isDown: true });
  });
});
