// Shares of time as figures: never better than they were.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readyPct, sharesOf, totalMs } from '../../../../src/web/pages/vicon/share.ts';

const NONE = { ready: 0, limited: 0, unfit: 0, unknown: 0 };

describe('the share that was ready', () => {
  it.each([
    [{ ...NONE, ready: 1_000 }, 100],
    [{ ...NONE, ready: 9_999, unfit: 1 }, 99],
    [{ ...NONE, ready: 1, limited: 999 }, 0],
    [{ ...NONE, ready: 500, limited: 500, unknown: 9_000 }, 50],
    [{ ...NONE, unknown: 9_000 }, undefined],
    [NONE, undefined],
  ])('of %o is %s', (ms, pct) => {
    expect(readyPct(ms)).toBe(pct);
  });
});

describe('shares', () => {
  it('name what took any time, best first; trouble is never rounded away', () => {
    expect(sharesOf({ ready: 99_990, limited: 0, unfit: 10, unknown: 0 })).toEqual([
      { level: 'ready', pct: 99.9 },
      { level: 'unfit', pct: 0.1 },
    ]);
    expect(sharesOf(NONE)).toEqual([]);
  });

  it('add up to the whole within what rounding may do', () => {
    const ms = fc.record({
      ready: fc.nat(1e9),
      limited: fc.nat(1e9),
      unfit: fc.nat(1e9),
      unknown: fc.nat(1e9),
    });
    fc.assert(
      fc.property(ms, (all) => {
        fc.pre(totalMs(all) > 0);
        const sum = sharesOf(all).reduce((total, { pct }) => total + pct, 0);
        expect(Math.abs(sum - 100)).toBeLessThanOrEqual(0.4);
        for (const { level, pct } of sharesOf(all)) if (level !== 'ready') expect(pct).toBeGreaterThan(0);
      }),
    );
  });
});
