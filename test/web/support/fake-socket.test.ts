// The fakes are believed by other tests, so they are tested too.

import { describe, expect, it } from 'vitest';
import { FakeTimers } from './fake-socket.ts';

describe('FakeTimers', () => {
  it('calls back in order of time, timers set meanwhile included, and not after a cancel', () => {
    const timers = new FakeTimers();
    const calls: string[] = [];
    timers.after(20, () => calls.push('late'));
    timers.after(10, () => {
      calls.push('early');
      timers.after(5, () => calls.push('nested'));
    });
    const cancel = timers.after(15, () => calls.push('cancelled'));
    cancel();
    timers.advance(19);
    expect(calls).toEqual(['early', 'nested']);
    timers.advance(1);
    expect(calls).toEqual(['early', 'nested', 'late']);
  });
});
