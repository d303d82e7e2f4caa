// Moments that a cron expression names: by tables, and equal to those of node-cron, by which the coming ones are kept.

import fc from 'fast-check';
import { createTask, validate } from 'node-cron';
import { describe, expect, it } from 'vitest';
import { type CronTimes, firstMoment, parseCron } from '../../src/domain/cron.ts';
import { zoneOf } from '../../src/domain/local-time.ts';

const zone = zoneOf('Asia/Makassar');
const at = (text: string) => Date.parse(`${text}+08:00`);
const timesOf = (cron: string): CronTimes => {
  const times = parseCron(cron);
  if (!times) throw new Error(`"${cron}" is no expression`);
  return times;
};

describe('parseCron()', () => {
  it.each(['', '* * * *', '* * * * * *', '60 * * * *', '* 24 * * *', '* * 0 * *', '* * * 13 *', '* * * * 8'])(
    'takes no %j',
    (cron) => {
      expect(parseCron(cron)).toBeUndefined();
    },
  );
  it.each([
    '@monthly',
    '* * L * *',
    '* * * jan *',
    '* * * * mon',
    '5-1 * * * *',
    '*/0 * * * *',
    '5/2 * * * *',
  ])('takes no %j either', (cron) => {
    expect(parseCron(cron)).toBeUndefined();
  });

  it('takes Sunday as 0 and as 7', () => {
    expect(timesOf('0 0 * * 0').weekdays).toEqual(timesOf('0 0 * * 7').weekdays);
  });
});

describe('firstMoment()', () => {
  it.each([
    ['0 6 1 * *', '2026-11-01T00:00:00', '2026-12-01T00:00:00', '2026-11-01T06:00:00'],
    ['0 6 1 * *', '2026-11-01T06:00:00', '2026-12-01T00:00:00', '2026-11-01T06:00:00'],
    ['0 6 1 * *', '2026-11-01T06:00:01', '2026-12-01T00:00:00', undefined],
    ['30 7,19 */10 * *', '2026-11-02T00:00:00', '2026-12-01T00:00:00', '2026-11-11T07:30:00'],
    ['0 6 * * 1', '2026-11-01T00:00:00', '2026-12-01T00:00:00', '2026-11-02T06:00:00'],
    // Both must fit, as with node-cron: the first of a month that is a Monday.
    ['0 0 1 * 1', '2026-11-01T00:00:00', '2027-12-01T00:00:00', '2027-02-01T00:00:00'],
    ['0 6 5 1 *', '2026-12-01T00:00:00', '2027-01-01T00:00:00', undefined],
    ['0 6 29 2 *', '2026-03-01T00:00:00', '2030-01-01T00:00:00', '2028-02-29T06:00:00'],
    ['0 6 31 2 *', '2026-03-01T00:00:00', '2090-01-01T00:00:00', undefined],
  ])('"%s" within %s and %s: %s', (cron, from, to, wanted) => {
    expect(firstMoment(timesOf(cron), zone, { from: at(from), to: at(to) })).toBe(wanted && at(wanted));
  });

  it('is the next run of node-cron', () => {
    const list = (least: number, most: number) =>
      fc.oneof(
        fc.constant('*'),
        fc.array(fc.integer({ min: least, max: most }), { minLength: 1, maxLength: 3 }).map(String),
        fc.integer({ min: 1, max: 9 }).map((step) => `*/${step}`),
        fc
          .tuple(fc.integer({ min: least, max: most }), fc.integer({ min: least, max: most }))
          .map((pair) => pair.sort((a, b) => a - b).join('-')),
      );
    const expression = fc.tuple(list(0, 59), list(0, 23), list(1, 28), list(1, 12), list(0, 6));
    fc.assert(
      fc.property(expression, (fields) => {
        const cron = fields.join(' ');
        expect(validate(cron)).toBe(true);
        const task = createTask(cron, () => undefined, { timezone: 'Asia/Makassar' });
        const from = Date.now();
        const next = task.getNextRun()?.getTime();
        void task.destroy();
        const isSameMinute = Math.floor(Date.now() / 60_000) === Math.floor(from / 60_000);
        if (next === undefined || !isSameMinute) return;
        const found = firstMoment(timesOf(cron), zone, { from: from - 60_000, to: next + 1 });
        // node-cron begins with the minute after this one.
        const isNow = found !== undefined && found <= from;
        expect(isNow ? firstMoment(timesOf(cron), zone, { from: found + 1, to: next + 1 }) : found).toBe(
          next,
        );
      }),
      { numRuns: 60 },
    );
  });
});
