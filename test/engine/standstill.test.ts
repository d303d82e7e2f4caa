// When nothing at all was echoed: neither a late verdict nor a seldom echoed target is that.

import { describe, expect, it } from 'vitest';
import { ANSWERED } from '../../src/domain/echo.ts';
import { StandstillWatch } from '../../src/engine/standstill.ts';
import { batchOf } from '../support/sim.ts';

function watching(...everyMs: number[]): StandstillWatch {
  const watch = new StandstillWatch();
  watch.setTargets(
    everyMs.map((each, key) => ({ key, address: '10.0.0.1', everyMs: each, timeoutMs: 1_000, phaseMs: 0 })),
  );
  return watch;
}

const sent = (...times: number[]) =>
  batchOf(times.map((sentMs) => ({ key: 0, sentMs, rttMs: 1, outcome: ANSWERED, flags: 0 })));

describe('StandstillWatch', () => {
  it('finds a stretch of more than ten seconds, once, also where an older verdict comes late', () => {
    const watch = watching(1_000, 60_000);
    expect(watch.take(sent(1_000, 2_000, 3_000))).toBeUndefined();
    expect(watch.take(sent(2_500, 63_000, 2_700))).toEqual({ fromMs: 3_000, toMs: 63_000 });
    expect(watch.take(sent(2_900, 64_000))).toBeUndefined();
  });

  it('allows three periods of what is echoed most often', () => {
    const watch = watching(60_000);
    watch.take(sent(0));
    expect(watch.take(sent(179_000))).toBeUndefined();
    expect(watch.take(sent(360_000))).toEqual({ fromMs: 179_000, toMs: 360_000 });
  });

  it('expects nothing without a target, nor before the first echo of a new plan', () => {
    const watch = watching();
    watch.take(sent(0));
    expect(watch.take(sent(9_000_000))).toBeUndefined();
    watch.setTargets([{ key: 0, address: '10.0.0.1', everyMs: 1_000, timeoutMs: 1_000, phaseMs: 0 }]);
    expect(watch.take(sent(18_000_000))).toBeUndefined();
  });
});
