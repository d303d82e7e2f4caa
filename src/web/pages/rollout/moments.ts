// Days and lengths of time as the roll-out writes them.

import { formatDuration } from '../../text/format.ts';
import type { Words } from '../../text/words.ts';

/** A day of the calendar, `YYYY-MM-DD`, as people write it: `1 Sep 2026`. What is no day stays as it is. */
export function dayText(day: string, { locale }: Words): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(at)) return day;
  // A day of the calendar has no zone: both ends are UTC.
  return new Date(at).toLocaleDateString(locale, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
}

/** A length of time without a second unit that is zero: `1 hr`, `1 hr 02 jam`. */
export function lengthText(ms: number, words: Words): string {
  return formatDuration(ms, words).replace(/ 00 \S+$/, '');
}
