import { describe, expect, it } from 'vitest';
import { KernelClock } from '../../../src/probe/icmp/child/kernel-clock.ts';

/** Two clocks that advance by `readMs` with every reading. */
function fakeClocks(readMs = 0.001) {
  const state = { monoMs: 5_000_000, offsetMs: 1_790_000_000_000 };
  return {
    state,
    clocks: {
      monoMs: () => {
        state.monoMs += readMs;
        return state.monoMs;
      },
      realMs: () => {
        state.monoMs += readMs;
        return state.monoMs + state.offsetMs;
      },
    },
  };
}

describe('KernelClock', () => {
  it('brings a stamp onto the monotonic clock within its own reading error', () => {
    const { state, clocks } = fakeClocks();
    const clock = new KernelClock(clocks);
    expect(clock.toMonoMs(state.monoMs + state.offsetMs)).toBeCloseTo(state.monoMs, 2);
  });

  it.each([-3_600_000, -1, 0.5, 1, 250, 86_400_000])(
    'notices a step of %d ms once, and follows it',
    (stepMs) => {
      const { state, clocks } = fakeClocks();
      const clock = new KernelClock(clocks);
      state.monoMs += 1_000;
      expect(clock.stepped()).toBe(false);
      state.offsetMs += stepMs;
      expect(clock.stepped()).toBe(true);
      expect(clock.stepped()).toBe(false);
      expect(clock.toMonoMs(state.monoMs + state.offsetMs)).toBeCloseTo(state.monoMs, 2);
    },
  );

  it('takes slow reading for no step', () => {
    const { state, clocks } = fakeClocks(0.5);
    const clock = new KernelClock(clocks);
    for (let second = 0; second < 100; second++) {
      state.monoMs += 1_000;
      expect(clock.stepped()).toBe(false);
    }
  });
});
