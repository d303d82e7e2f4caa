import { describe, expect, it } from 'vitest';
import { Slip } from '../../../src/probe/icmp/child/slip.ts';

describe('Slip', () => {
  it('gives the 99th percentile to a tenth of its value', () => {
    const slip = new Slip();
    for (let index = 1; index <= 1_000; index++) slip.add(index / 10);
    const p99Ms = slip.turn();
    expect(p99Ms).toBeGreaterThan(99 / 1.1);
    expect(p99Ms).toBeLessThan(99 * 1.1);
  });

  it('is not moved by one late echo in a hundred', () => {
    const slip = new Slip();
    for (let index = 0; index < 990; index++) slip.add(1);
    for (let index = 0; index < 10; index++) slip.add(5_000);
    expect(slip.turn()).toBeLessThan(2);
  });

  it('begins anew once a window held enough', () => {
    const slip = new Slip();
    for (let index = 0; index < 200; index++) slip.add(500);
    expect(slip.turn()).toBeGreaterThan(400);
    for (let index = 0; index < 200; index++) slip.add(1);
    expect(slip.turn()).toBeLessThan(2);
  });

  it('takes what cannot be: nothing, negative, endless', () => {
    const slip = new Slip();
    expect(slip.turn()).toBe(0);
    slip.add(-1);
    expect(slip.turn()).toBeLessThan(0.1);
    slip.add(1e12);
    slip.add(1e12);
    expect(slip.turn()).toBeGreaterThan(100_000);
  });
});
