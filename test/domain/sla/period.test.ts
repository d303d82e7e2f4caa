// Months as calendars have them, and when links were in service.

import { describe, expect, it } from 'vitest';
import type { Link } from '../../../src/domain/link.ts';
import { zoneOf } from '../../../src/domain/local-time.ts';
import { inServiceOf, isMonth, monthAt, monthOf } from '../../../src/domain/sla/period.ts';

const WITA = zoneOf('Asia/Makassar');
const HOUR_S = 3_600;

describe('monthOf()', () => {
  it.each<[month: string, zone: string, seconds: number, from: string]>([
    ['2026-02', 'Asia/Makassar', 2_419_200, '2026-01-31T16:00:00Z'],
    ['2028-02', 'Asia/Makassar', 2_505_600, '2028-01-31T16:00:00Z'],
    ['2000-02', 'Asia/Makassar', 2_505_600, '2000-01-31T16:00:00Z'],
    ['2100-02', 'Asia/Makassar', 2_419_200, '2100-01-31T16:00:00Z'],
    ['2026-09', 'Asia/Makassar', 2_592_000, '2026-08-31T16:00:00Z'],
    ['2026-12', 'Asia/Makassar', 2_678_400, '2026-11-30T16:00:00Z'],
    ['2026-03', 'Europe/Berlin', 2_678_400 - HOUR_S, '2026-02-28T23:00:00Z'],
    ['2026-10', 'Europe/Berlin', 2_678_400 + HOUR_S, '2026-09-30T22:00:00Z'],
    ['2026-04', 'Australia/Lord_Howe', 2_592_000 + HOUR_S / 2, '2026-03-31T13:00:00Z'],
  ])('%s in %s has %d seconds from %s', (month, zone, seconds, from) => {
    const period = monthOf(month, zoneOf(zone));
    expect(period.from).toBe(Date.parse(from));
    expect((period.to - period.from) / 1_000).toBe(seconds);
  });

  it('may begin on another day of the month', () => {
    const period = monthOf('2026-12', WITA, 16);
    expect(period.from).toBe(Date.parse('2026-12-16T00:00:00+08:00'));
    expect(period.to).toBe(Date.parse('2027-01-16T00:00:00+08:00'));
  });

  it.each(['2026-13', '2026-1', '2026', 'Oktober', '2026-10-01'])('"%s" is no month', (text) => {
    expect(isMonth(text)).toBe(false);
    expect(() => monthOf(text, WITA)).toThrow(RangeError);
  });
});

describe('monthAt()', () => {
  it.each<[moment: string, periodDay: number, month: string]>([
    ['2026-10-31T23:59:59.999+08:00', 1, '2026-10'],
    ['2026-11-01T00:00:00+08:00', 1, '2026-11'],
    ['2026-10-15T12:00:00+08:00', 16, '2026-09'],
    ['2026-10-16T00:00:00+08:00', 16, '2026-10'],
    ['2026-01-01T12:00:00+08:00', 2, '2025-12'],
  ])('%s with months from day %d is in %s', (moment, periodDay, month) => {
    const at = Date.parse(moment);
    expect(monthAt(at, WITA, periodDay)).toBe(month);
    const { from, to } = monthOf(month, WITA, periodDay);
    expect(from <= at && at < to).toBe(true);
  });
});

describe('inServiceOf()', () => {
  const at = (day: string) => Date.parse(`${day}T00:00:00+08:00`);
  it.each<[what: string, link: Pick<Link, 'stage' | 'since' | 'activated' | 'terminated'>, service: object]>([
    ['always, when nothing is recorded', { stage: 'active' }, {}],
    [
      'from its BAST',
      { stage: 'active', since: '2020-01-01', activated: '2020-03-01' },
      { from: at('2020-03-01') },
    ],
    ['from the day it became active', { stage: 'active', since: '2020-01-01' }, { from: at('2020-01-01') }],
    [
      'to the end of its last day',
      { stage: 'active', activated: '2020-03-01', terminated: '2026-10-15' },
      { from: at('2020-03-01'), to: at('2026-10-16') },
    ],
    ['until it was retired', { stage: 'retired', since: '2026-10-15' }, { to: at('2026-10-15') }],
    ['until it was suspended', { stage: 'suspended', since: '2026-10-15' }, { to: at('2026-10-15') }],
    ['never, while only planned', { stage: 'planned', since: '2026-10-15' }, { from: 0, to: 0 }],
    [
      'from its BAST, though still planned',
      { stage: 'planned', activated: '2026-10-15' },
      { from: at('2026-10-15') },
    ],
  ])('%s', (_, link, service) => {
    expect(inServiceOf(link, WITA)).toEqual(service);
  });
});
