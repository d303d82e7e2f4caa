// Chance can be told again.

import { expect, it } from 'vitest';
import { seededRandom, systemRandom } from '../../src/runtime/random.ts';

it('seededRandom() gives the same numbers for a seed, others for another, evenly from 0 to 1', () => {
  const draw = (seed: number): number[] => Array.from({ length: 10_000 }, seededRandom(seed));
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
  const tenths = new Array<number>(10).fill(0);
  for (const number of draw(3)) tenths[Math.floor(number * 10)] = (tenths[Math.floor(number * 10)] ?? 0) + 1;
  expect(tenths).toHaveLength(10);
  for (const count of tenths) expect(Math.abs(count - 1_000)).toBeLessThan(150);
});

it('systemRandom() stays from 0 to 1', () => {
  for (let i = 0; i < 1_000; i++) {
    const number = systemRandom();
    expect(number >= 0 && number < 1).toBe(true);
  }
});
