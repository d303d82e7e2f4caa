// The timing wheel against the plainest model of it: a map from item to due time.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Wheel } from '../../../src/probe/icmp/child/wheel.ts';

function takeAll(wheel: Wheel): number[] {
  const taken: number[] = [];
  for (let item = wheel.take(); item >= 0; item = wheel.take()) taken.push(item);
  return taken;
}

describe('wheel', () => {
  it('hands out what is due, and nothing else', () => {
    const wheel = new Wheel(4, { tickMs: 2, buckets: 8, nowMs: 1_000 });
    wheel.insert(0, 1_003);
    wheel.insert(1, 1_001);
    wheel.insert(2, 1_500);
    wheel.collect(1_002);
    expect(takeAll(wheel)).toEqual([1]);
    wheel.collect(1_003);
    expect(takeAll(wheel)).toEqual([0]);
    expect(wheel.has(2)).toBe(true);
  });

  it('tells a time at which the next item is due: the end of its tick', () => {
    const wheel = new Wheel(2, { tickMs: 2, buckets: 64, nowMs: 0 });
    expect(wheel.nextMs()).toBe(Number.POSITIVE_INFINITY);
    wheel.insert(0, 41);
    expect(wheel.nextMs()).toBe(42);
    wheel.collect(42);
    expect(wheel.nextMs()).toBe(Number.NEGATIVE_INFINITY);
  });

  it('loses nothing over a jump of many turns', () => {
    const wheel = new Wheel(3, { tickMs: 1, buckets: 4, nowMs: 0 });
    wheel.insert(0, 2);
    wheel.insert(1, 900);
    wheel.insert(2, 5_000);
    wheel.collect(1_000);
    expect(takeAll(wheel).sort()).toEqual([0, 1]);
    expect(wheel.has(2)).toBe(true);
  });

  it('agrees with a map, whatever is put in, moved, taken out and let pass', () => {
    const action = fc.oneof(
      fc.record({
        kind: fc.constant('insert' as const),
        item: fc.nat(19),
        aheadMs: fc.integer({ min: -5, max: 300 }),
      }),
      fc.record({ kind: fc.constant('remove' as const), item: fc.nat(19) }),
      fc.record({ kind: fc.constant('pass' as const), byMs: fc.nat(120) }),
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 80 }), (actions) => {
        let nowMs = 10_000;
        const wheel = new Wheel(20, { tickMs: 2, buckets: 16, nowMs });
        const model = new Map<number, number>();
        for (const step of actions) {
          if (step.kind === 'insert') {
            wheel.insert(step.item, nowMs + step.aheadMs);
            model.set(step.item, nowMs + step.aheadMs);
          } else if (step.kind === 'remove') {
            wheel.remove(step.item);
            model.delete(step.item);
          } else {
            nowMs += step.byMs;
            wheel.collect(nowMs);
            const due = [...model].filter(([, dueMs]) => dueMs <= nowMs).map(([item]) => item);
            for (const item of due) model.delete(item);
            expect(takeAll(wheel).sort((a, b) => a - b)).toEqual(due.sort((a, b) => a - b));
          }
          for (let item = 0; item < 20; item++) expect(wheel.has(item), `item ${item}`).toBe(model.has(item));
        }
      }),
    );
  });
});
