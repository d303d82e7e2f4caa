import { describe, expect, it } from 'vitest';
import type { EchoTarget } from '../../../src/domain/echo.ts';
import { isEchoFailure } from '../../../src/probe/icmp/failure.ts';
import { TargetPlan } from '../../../src/probe/icmp/target-plan.ts';

const target = (key: number, other: Partial<EchoTarget> = {}): EchoTarget => ({
  key,
  address: `10.0.0.${key}`,
  everyMs: 1_000,
  timeoutMs: 1_000,
  phaseMs: 0,
  ...other,
});

function failureOf(action: () => void): unknown {
  try {
    action();
  } catch (thrown) {
    return thrown;
  }
  return undefined;
}

describe('TargetPlan', () => {
  it('names only what changed', () => {
    const plan = new TargetPlan();
    plan.replace([target(1), target(2), target(3)]);
    const change = plan.replace([target(1), target(2, { everyMs: 5_000 }), target(4)]);
    expect(change.set.map(({ key }) => key)).toEqual([2, 4]);
    expect(change.dropped).toEqual([3]);
    expect(plan.all.map(({ key }) => key)).toEqual([1, 2, 4]);
  });

  it('remembers bursts for a process that starts anew, as long as their targets stay', () => {
    const plan = new TargetPlan();
    plan.replace([target(1), target(2)]);
    expect(plan.burst(1, 200)).toBe(true);
    expect(plan.burst(1, 200)).toBe(false);
    expect(plan.burst(2, 200)).toBe(true);
    expect(plan.burst(9, 200)).toBe(false);
    plan.replace([target(1)]);
    expect(plan.bursts).toEqual([[1, 200]]);
    expect(plan.burst(1, undefined)).toBe(true);
    expect(plan.bursts).toEqual([]);
  });

  it.each([
    ['a name', target(1, { address: 'router.local' }), '"router.local"'],
    ['an option', target(1, { address: '-h' }), '"-h"'],
    ['a cadence of 0', target(1, { everyMs: 0 }), 'every 0 ms'],
    ['a cadence that is no number', target(1, { everyMs: Number.NaN }), 'every NaN ms'],
    ['a timeout beyond the bound', target(1, { timeoutMs: 60_000 }), 'timeout of 60000 ms'],
    ['a phase outside the period', target(1, { phaseMs: 1_000 }), 'phase 1000 ms'],
    ['a key that is no 32-bit integer', target(-1, { address: '10.0.0.1' }), 'key -1'],
  ])('refuses %s and keeps the old plan', (_, wrong, found) => {
    const plan = new TargetPlan();
    plan.replace([target(7)]);
    const failure = failureOf(() => plan.replace([target(8), wrong]));
    expect(isEchoFailure(failure, 'bad-target')).toBe(true);
    expect(String(failure)).toContain(found);
    expect(plan.all.map(({ key }) => key)).toEqual([7]);
  });

  it('refuses two targets with one key, and more than it holds', () => {
    const plan = new TargetPlan();
    expect(
      isEchoFailure(
        failureOf(() => plan.replace([target(1), target(1)])),
        'bad-target',
      ),
    ).toBe(true);
    const many = Array.from({ length: 65_537 }, (_, key) => target(key, { address: '10.0.0.1' }));
    expect(
      isEchoFailure(
        failureOf(() => plan.replace(many)),
        'too-many-targets',
      ),
    ).toBe(true);
  });
});
