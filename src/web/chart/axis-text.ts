// What stands at the axes: times in the province's zone, short where the steps are short.

import type { Words } from '../text/words.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Labels of times that lie so far apart. */
export type TimeLabels = (times: readonly number[], stepMs: number) => string[];

/** Builds the formats once. Within a day the clock, midnight with its day; beyond, the day; beyond months, the month. */
export function timeLabels(timeZone: string, words: Words): TimeLabels {
  // sv-SE writes 24-hour time with colons; id-ID would write 14.03, which reads like a number.
  const seconds = new Intl.DateTimeFormat('sv-SE', { timeZone, timeStyle: 'medium' });
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, timeStyle: 'short' });
  const day = new Intl.DateTimeFormat(words.locale, { timeZone, day: 'numeric', month: 'short' });
  const month = new Intl.DateTimeFormat(words.locale, { timeZone, month: 'short', year: 'numeric' });
  return (times, stepMs) =>
    times.map((at) => {
      if (stepMs < MINUTE_MS) return seconds.format(at);
      if (stepMs < DAY_MS) {
        const text = clock.format(at);
        return text === '00:00' ? day.format(at) : text;
      }
      return stepMs < 28 * DAY_MS ? day.format(at) : month.format(at);
    });
}

/** A moment for a readout: day, and the clock to the second where buckets are that fine. */
export function momentText(timeZone: string, words: Words): (at: number) => string {
  const date = new Intl.DateTimeFormat(words.locale, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, timeStyle: 'short' });
  return (at) => `${date.format(at)} ${clock.format(at)}`;
}
