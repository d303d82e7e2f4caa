// Waits between attempts.

import { describe, expect, it } from 'vitest';
import { backOffMs } from '../../../src/web/stream/back-off.ts';

describe('backOffMs()', () => {
  it.each([
    [0, 0, 250],
    [0, 0.999, 500],
    [1, 0, 500],
    [3, 0.5, 3_000],
    [5, 0, 5_000],
    [1_000, 0.9999, 10_000],
  ])('attempt %i with chance %f waits about %i ms', (attempt, random, expected) => {
    expect(backOffMs(attempt, random)).toBeCloseTo(expected, -1);
  });
});
