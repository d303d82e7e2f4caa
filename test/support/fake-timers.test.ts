// The fake timers keep time like the real ones.

import { expect, it } from 'vitest';
import { FakeTimers } from './fake-timers.ts';

it('runs timeouts and intervals in order, lets promises settle, and forgets what was cleared', async () => {
  const timers = new FakeTimers(0);
  const seen: string[] = [];
  timers.setTimeout(() => seen.push(`late ${timers.monoMs()}`), 30);
  timers.setTimeout(() => {
    void Promise.resolve().then(() => seen.push(`then ${timers.monoMs()}`));
  }, 10);
  const every = timers.setInterval(() => seen.push(`every ${timers.monoMs()}`), 15);
  timers.clearTimeout(timers.setTimeout(() => seen.push('never'), 5));
  await timers.advance(31);
  timers.clearInterval(every);
  await timers.advance(100);
  expect(seen).toEqual(['then 10', 'every 15', 'late 30', 'every 30']);
  expect(timers.pending).toBe(0);
  expect(timers.wallMs() - timers.monoMs()).toBe(1_700_000_000_000);
});
