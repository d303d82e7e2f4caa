// Moments as people write them: by the province's clock, or with an offset of their own.

import type { Zone } from '../domain/local-time.ts';

/** A moment as written: a day, mostly with a time, seldom with an offset from UTC. */
export interface WrittenMoment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Minutes from midnight; absent where a day alone was written. */
  readonly minute?: number;
  readonly second: number;
  /** Minutes east of UTC; absent: the province's own. */
  readonly offsetMinutes?: number;
}

/** Form of a moment. */
export const MOMENT_PATTERN =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?(?: ?(Z|[+-](?:0\d|1[0-4]):[0-5]\d))?)?$/;

/** Reads `2026-12-01`, `2026-12-01 22:00`, `2026-12-01T22:00:00+08:00`; undefined when it is no moment of the calendar. */
export function parseMoment(text: string): WrittenMoment | undefined {
  const [, year, month, day, hour, minute, second, offset] = MOMENT_PATTERN.exec(text.trim()) ?? [];
  if (year === undefined) return undefined;
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  const midnight = new Date(Date.UTC(date.year, date.month - 1, date.day));
  if (midnight.getUTCMonth() !== date.month - 1 || midnight.getUTCDate() !== date.day) return undefined;
  return {
    ...date,
    ...(hour !== undefined && { minute: Number(hour) * 60 + Number(minute) }),
    second: Number(second ?? 0),
    ...(offset !== undefined && { offsetMinutes: offsetMinutesOf(offset) }),
  };
}

/** Epoch ms; a day alone is its `minuteOfDay`, by the province's clock. */
export function epochOfMoment(moment: WrittenMoment, zone: Zone, minuteOfDay = 0): number {
  const minute = moment.minute ?? minuteOfDay;
  const seconds = moment.second * 1_000;
  if (moment.offsetMinutes === undefined) return zone.epochOf(moment, minute) + seconds;
  return (
    Date.UTC(moment.year, moment.month - 1, moment.day) + (minute - moment.offsetMinutes) * 60_000 + seconds
  );
}

function offsetMinutesOf(text: string): number {
  if (text === 'Z') return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(4));
  return text.startsWith('-') ? -minutes : minutes;
}
