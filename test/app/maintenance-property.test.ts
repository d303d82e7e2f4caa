// Whatever windows there are, and however the clock is set meanwhile: what the engine was told last is what is open.

import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import { zoneOf } from '../../src/domain/local-time.ts';
import type { MaintenanceTime } from '../../src/domain/maintenance.ts';
import { openingAt } from '../../src/domain/maintenance-plan.ts';
import { configured, DeskBench, HOUR, wita } from './support/desk.ts';

const MINUTE = 60_000;
const ZONE = zoneOf('Asia/Makassar');

const times: fc.Arbitrary<MaintenanceTime> = fc.oneof(
  fc.record({
    kind: fc.constant('recurring' as const),
    days: fc.subarray(['mon', 'tue', 'wed', 'thu', 'fri'] as const, { minLength: 1 }),
    atMinute: fc.integer({ min: 0, max: 1_439 }),
    durationMs: fc.integer({ min: 1, max: 2 * 1_440 }).map((minutes) => minutes * MINUTE),
  }),
  fc
    .tuple(fc.integer({ min: -2_000, max: 4_000 }), fc.integer({ min: 1, max: 1_000_000 }))
    .map(([minutes, lastsMs]): MaintenanceTime => {
      const from = wita(24, 9) + minutes * MINUTE;
      return { kind: 'once', from, to: from + lastsMs };
    }),
);

/** Time that passes, or a step of the clock forward, ms. */
const courses = fc.array(
  fc.record({
    passMs: fc.integer({ min: 1, max: 12 * HOUR }),
    stepMs: fc.constantFrom(0, 0, 5_000, 7 * HOUR),
  }),
  { minLength: 1, maxLength: 5 },
);

afterEach(() => {
  vi.useRealTimers();
});

it('the engine knows what is open, after any course of time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(times, { minLength: 1, maxLength: 4 }), courses, async (all, course) => {
      vi.useFakeTimers({ now: wita(24, 9) });
      const windows = all.map((time, index) => configured(time, { id: `w${index}` }));
      const bench = new DeskBench(windows);
      for (const { passMs, stepMs } of course) {
        await bench.pass(passMs);
        if (stepMs > 0) {
          vi.setSystemTime(Date.now() + stepMs);
          bench.desk.clockSet();
        }
        const open = windows
          .filter((window) => openingAt(window, Date.now(), ZONE))
          .map(({ id }) => `${id} 1`);
        const [, ...told] = bench.told.at(-1) ?? [''];
        expect(told).toEqual(open);
      }
      await bench.stop();
    }),
    { numRuns: 60 },
  );
});
