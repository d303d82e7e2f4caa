// The load on operators, counted by hand.

import { describe, expect, it } from 'vitest';
import { zoneOf } from '../../../src/domain/local-time.ts';
import { alarmLoad, type LoadBasis } from '../../../src/report/replay/load.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** 2026-10-01 00:00 in Makassar (UTC+8). */
const FROM = Date.UTC(2026, 8, 30, 16);
const MAKASSAR = zoneOf('Asia/Makassar');

function basis(changes: Partial<LoadBasis> = {}): LoadBasis {
  const to = FROM + 4 * HOUR_MS;
  return { from: FROM, to, watchedMs: 4 * HOUR_MS, operators: 1, zone: MAKASSAR, ...changes };
}

const at = (...minutes: number[]): number[] => minutes.map((minute) => FROM + minute * MINUTE_MS);

/** 00:00–01:00: 7 alarms; 01:00–02:00: none; 02:00–03:00: 6; 03:00–04:00: 1. */
const NIGHT = at(0, 5, 9, 9, 14, 50, 59, 120, 121, 122, 128, 129, 131, 239);

describe('the load on an operator', () => {
  it('is counted by the hour, on average, at worst, and above what is manageable', () => {
    expect(alarmLoad(NIGHT, basis())).toEqual({
      alarms: 14,
      perHour: 3.5,
      worstHour: { from: FROM, perOperator: 7 },
      hours: 4,
      // Six in an hour can be managed; seven cannot.
      hoursAbove: 1,
      // 02:00 to 02:10: 120, 121, 122, 128, 129.
      peak: { from: FROM + 120 * MINUTE_MS, perOperator: 5 },
    });
  });

  const rows: readonly [string, number[], Partial<LoadBasis>, Partial<ReturnType<typeof alarmLoad>>][] = [
    ['two operators share it', NIGHT, { operators: 2 }, { perHour: 1.75, hoursAbove: 0 }],
    ['hours without sight do not thin it out', NIGHT, { watchedMs: 2 * HOUR_MS }, { perHour: 7, hours: 4 }],
    ['nothing is no load', [], {}, { alarms: 0, perHour: 0, hoursAbove: 0 }],
    ['alarms outside the window are not in it', at(-1, 240), {}, { alarms: 0 }],
    ['the last moment before the end is', at(239.99), {}, { alarms: 1 }],
    ['the order does not matter', NIGHT.toReversed(), {}, { alarms: 14, perHour: 3.5, hoursAbove: 1 }],
    ['ten minutes end before the same second', at(0, 10), {}, { peak: { from: FROM, perOperator: 1 } }],
  ];
  it.each(rows)('%s', (_, toldAt, changes, wanted) => {
    expect(alarmLoad(toldAt, basis(changes))).toMatchObject(wanted);
  });

  it('is unknown where jalur could never see', () => {
    expect(alarmLoad([], basis({ watchedMs: 0 }))).not.toHaveProperty('perHour');
  });

  it('counts clock hours of the province, those cut by the ends of the window included', () => {
    const from = FROM + 30 * MINUTE_MS;
    const load = alarmLoad(at(59, 60), basis({ from, to: FROM + 90 * MINUTE_MS }));
    expect(load).toMatchObject({ hours: 2, worstHour: { from: FROM, perOperator: 1 } });
  });

  it('counts them where clocks differ from UTC by half hours too', () => {
    const load = alarmLoad(at(10, 40), basis({ zone: zoneOf('Asia/Kolkata') }));
    // 21:30 in Kolkata: its clock hours begin at 30 minutes past.
    expect(load).toMatchObject({ hours: 5, worstHour: { from: FROM - 30 * MINUTE_MS, perOperator: 1 } });
  });
});
