// Moments that a cron expression names, for looking back: which of them passed while nobody was there to see. What happens at
// coming ones is for a library (src/schedule/calendar.ts).

import { addDays, type Zone } from './local-time.ts';
import { WEEKDAYS } from './maintenance.ts';

/** Range of each field: minute, hour, day of month, month, day of week (0 and 7 are Sunday). */
const FIELDS = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;
/** `*`, `5`, `1-5`, each of them with a step. */
const PART = /^(?:(\*)|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/;
/** Longest stretch that is looked through: a leap day comes within it. */
const MOST_DAYS = 8 * 366;

/** What an expression names; day of month and day of week must both fit, as with node-cron. */
export interface CronTimes {
  /** Minutes from midnight, ascending. */
  readonly minutes: readonly number[];
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  /** 0 is Monday. */
  readonly weekdays: ReadonlySet<number>;
}

/**
 * Reads five fields of numbers, ranges, lists and steps; undefined for anything else (names, `L`, `W`, `#`, `@monthly`, a sixth
 * field).
 */
export function parseCron(text: string): CronTimes | undefined {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== FIELDS.length) return undefined;
  const [minutes, hours, days, months, weekdays] = FIELDS.map(([least, most], index) =>
    valuesOf(fields[index] ?? '', least, most),
  );
  if (!minutes || !hours || !days || !months || !weekdays) return undefined;
  return {
    minutes: [...hours]
      .flatMap((hour) => [...minutes].map((minute) => hour * 60 + minute))
      .sort((a, b) => a - b),
    days,
    months,
    weekdays: new Set([...weekdays].map((day) => (day + WEEKDAYS.length - 1) % WEEKDAYS.length)),
  };
}

/** The first moment within [from, to), epoch ms; undefined when there is none in it, or within eight years. */
export function firstMoment(
  times: CronTimes,
  zone: Zone,
  { from, to }: { readonly from: number; readonly to: number },
): number | undefined {
  const start = zone.at(from);
  for (let ahead = 0; ahead < MOST_DAYS; ahead++) {
    const day = addDays(start, ahead);
    if (zone.epochOf(day, 0) >= to) return undefined;
    if (!times.months.has(day.month) || !times.days.has(day.day) || !times.weekdays.has(day.weekday))
      continue;
    const moment = times.minutes.map((minute) => zone.epochOf(day, minute)).find((at) => at >= from);
    if (moment !== undefined) return moment < to ? moment : undefined;
  }
  return undefined;
}

function valuesOf(field: string, least: number, most: number): ReadonlySet<number> | undefined {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const [, all, first, last, step] = PART.exec(part) ?? [];
    if (all === undefined && first === undefined) return undefined;
    if (step !== undefined && all === undefined && last === undefined) return undefined;
    const from = all === undefined ? Number(first) : least;
    const to = all !== undefined ? most : last === undefined ? from : Number(last);
    const by = Number(step ?? 1);
    if (from < least || to > most || from > to || by === 0) return undefined;
    for (let value = from; value <= to; value += by) values.add(value);
  }
  return values;
}
