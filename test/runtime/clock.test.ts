// The machine's clocks are in the units they say.

import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { systemClock } from '../../src/runtime/clock.ts';

it('the monotonic clock is in ms, never runs back, and is the same in another process', () => {
  const before = systemClock.monoMs();
  const script = 'process.stdout.write(String(Number(process.hrtime.bigint()) / 1e6))';
  const other = Number(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }));
  const after = systemClock.monoMs();
  expect(other).toBeGreaterThan(before);
  expect(other).toBeLessThan(after);
});

it('the wall clock is in epoch ms', () => {
  expect(new Date(systemClock.wallMs()).getUTCFullYear()).toBeGreaterThanOrEqual(2026);
});
