// Hours of the week, against a count of every minute.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HoursConfig } from '../../src/config/notify-config.ts';
import { describeGaps, gapsOf, reachesBeyond, stretchesOf } from '../../src/config/week.ts';
import { WEEKDAYS } from '../../src/domain/maintenance.ts';
import { withinHours } from '../../src/domain/rule-judge.ts';

const WEEK_MINUTES = 7 * 1_440;

/** Minutes of the week in some hours, by the judge that rosters and rules really ask. */
function minutesOf(hours: HoursConfig): ReadonlySet<number> {
  const minutes = new Set<number>();
  for (let at = 0; at < WEEK_MINUTES; at++)
    if (withinHours(hours, { weekday: Math.floor(at / 1_440), minute: at % 1_440 })) minutes.add(at);
  return minutes;
}

const hours = fc.record({
  days: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 }),
  fromMinute: fc.integer({ min: 0, max: 1_439 }),
  toMinute: fc.integer({ min: 0, max: 1_440 }),
});

describe('hours of the week', () => {
  it('have the minutes in which they hold, and gaps have the others', () => {
    fc.assert(
      fc.property(fc.array(hours, { minLength: 1, maxLength: 3 }), (all) => {
        const taken = new Set(all.flatMap((each) => [...minutesOf(each)]));
        const stretches = all.flatMap(stretchesOf);
        const gaps = gapsOf(stretches).reduce((sum, { from, to }) => sum + to - from, 0);
        expect(taken.size + gaps).toBe(WEEK_MINUTES);
        for (const { from, to } of gapsOf(stretches)) {
          expect(taken.has(from)).toBe(false);
          expect(taken.has(to - 1)).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('reach beyond others when a minute is left', () => {
    fc.assert(
      fc.property(hours, hours, (one, other) => {
        const others = minutesOf(other);
        const left = [...minutesOf(one)].some((minute) => !others.has(minute));
        expect(reachesBeyond(stretchesOf(one), stretchesOf(other))).toBe(left);
      }),
      { numRuns: 60 },
    );
  });

  it.each<[string, readonly Parameters<typeof stretchesOf>[0][], string]>([
    ['nothing', [], 'mon 00:00 to mon 00:00'],
    [
      'office hours',
      [{ days: ['mon', 'tue'], fromMinute: 450, toMinute: 960 }],
      'mon 16:00 to tue 07:30, tue 16:00 to mon 07:30',
    ],
    ['a week from Monday on', [{ days: ['mon'], fromMinute: 0, toMinute: 1_440 }], 'tue 00:00 to mon 00:00'],
    [
      'a minute a day',
      [{ days: WEEKDAYS, fromMinute: 60, toMinute: 61 }],
      'mon 01:01 to tue 01:00, tue 01:01 to wed 01:00, wed 01:01 to thu 01:00, thu 01:01 to fri 01:00, fri 01:01 to sat 01:00, 2 more',
    ],
  ])('the gaps beside %s', (_, all, text) => {
    expect(describeGaps(gapsOf(all.flatMap(stretchesOf)))).toBe(text);
  });
});
