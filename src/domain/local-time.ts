// The time of day and week in a province's time zone.

import { WEEKDAYS } from './maintenance.ts';
import type { LocalTime } from './rule-judge.ts';

const MINUTE_MS = 60_000;

/**
 * Reads epoch ms as local time of an IANA time zone. Throws a RangeError for a zone that does not exist (the loader has
 * checked it). Asking again within a minute costs nothing.
 */
export function localTimeIn(timeZone: string): (at: number) => LocalTime {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const days: readonly string[] = WEEKDAYS;
  let lastMinute = Number.NaN;
  let last: LocalTime = { weekday: 0, minute: 0 };
  return (at) => {
    const minute = Math.floor(at / MINUTE_MS);
    if (minute === lastMinute) return last;
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
    lastMinute = minute;
    last = {
      weekday: days.indexOf(parts.get('weekday')?.toLowerCase() ?? ''),
      minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
    };
    return last;
  };
}
