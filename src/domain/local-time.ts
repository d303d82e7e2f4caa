// The time of day and the calendar in a province's time zone. All zones of Indonesia keep one offset the whole year, but
// nothing here relies on it.

import { WEEKDAYS } from './maintenance.ts';
import type { LocalTime } from './rule-judge.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A day of the calendar. */
export interface LocalDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
}

/** A moment as a clock and a calendar on the wall show it. */
export interface LocalMoment extends LocalDate, LocalTime {}

/** An IANA time zone at work. */
export interface Zone {
  /** What clock and calendar show at an epoch ms. Asking again within a minute costs nothing. */
  at(epochMs: number): LocalMoment;
  /** Epoch ms of a time of day; where clocks are set forward over it, the moment after. `minute` may reach beyond a day. */
  epochOf(date: LocalDate, minute: number): number;
}

/** Opens a zone; throws a RangeError for one that does not exist (the loader has checked it). */
export function zoneOf(timeZone: string): Zone {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const days: readonly string[] = WEEKDAYS;
  let lastMinute = Number.NaN;
  let last: LocalMoment = { year: 1970, month: 1, day: 1, weekday: 3, minute: 0 };

  function at(epochMs: number): LocalMoment {
    const minute = Math.floor(epochMs / MINUTE_MS);
    if (minute === lastMinute) return last;
    const parts = new Map(format.formatToParts(epochMs).map(({ type, value }) => [type, value]));
    const number = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
    lastMinute = minute;
    last = {
      year: number('year'),
      month: number('month'),
      day: number('day'),
      weekday: days.indexOf(parts.get('weekday')?.toLowerCase() ?? ''),
      minute: number('hour') * 60 + number('minute'),
    };
    return last;
  }

  function offsetMs(epochMs: number): number {
    const { year, month, day, minute } = at(epochMs);
    const shown = Date.UTC(year, month - 1, day) + minute * MINUTE_MS;
    return shown - Math.floor(epochMs / MINUTE_MS) * MINUTE_MS;
  }

  return {
    at,
    epochOf: ({ year, month, day }, minute) => {
      const shown = Date.UTC(year, month - 1, day) + minute * MINUTE_MS;
      const guess = shown - offsetMs(shown);
      return shown - offsetMs(guess);
    },
  };
}

/** The day some days later (or earlier) in the calendar. */
export function addDays(
  { year, month, day }: LocalDate,
  days: number,
): LocalDate & { readonly weekday: number } {
  const then = new Date(Date.UTC(year, month - 1, day) + days * DAY_MS);
  return {
    year: then.getUTCFullYear(),
    month: then.getUTCMonth() + 1,
    day: then.getUTCDate(),
    weekday: (then.getUTCDay() + 6) % 7,
  };
}
