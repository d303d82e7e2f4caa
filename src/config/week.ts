// Hours of the week: which shift really has which, and which nobody has.

import { WEEKDAYS } from '../domain/maintenance.ts';
import type { HoursConfig } from './notify-config.ts';

const DAY_MINUTES = 1_440;
const WEEK_MINUTES = 7 * DAY_MINUTES;

/** A stretch of the week in minutes from Monday 00:00; `to` is at most 10,080. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The stretches of some hours, in order; what runs over Sunday midnight comes back on Monday. */
export function stretchesOf({ days, fromMinute, toMinute }: HoursConfig): readonly Stretch[] {
  const length = toMinute - fromMinute + (toMinute <= fromMinute ? DAY_MINUTES : 0);
  const found = days.flatMap((day) => {
    const from = WEEKDAYS.indexOf(day) * DAY_MINUTES + fromMinute;
    const to = from + length;
    return to <= WEEK_MINUTES
      ? [{ from, to }]
      : [
          { from, to: WEEK_MINUTES },
          { from: 0, to: to - WEEK_MINUTES },
        ];
  });
  return joined(found);
}

/** What is in none of them. */
export function gapsOf(taken: readonly Stretch[]): readonly Stretch[] {
  const gaps: Stretch[] = [];
  let at = 0;
  for (const { from, to } of joined(taken)) {
    if (from > at) gaps.push({ from: at, to: from });
    at = to;
  }
  if (at < WEEK_MINUTES) gaps.push({ from: at, to: WEEK_MINUTES });
  return gaps;
}

/** Whether something is in the first stretches that is in none of the others. */
export function reachesBeyond(stretches: readonly Stretch[], others: readonly Stretch[]): boolean {
  const free = gapsOf(others);
  return stretches.some(({ from, to }) => free.some((gap) => gap.from < to && from < gap.to));
}

/** `sat 16:00 to mon 07:30`; a gap over Sunday midnight is one. At most `most` of them are named. */
export function describeGaps(gaps: readonly Stretch[], most = 5): string {
  const [first, last] = [gaps[0], gaps.at(-1)];
  const wraps = gaps.length > 1 && first?.from === 0 && last?.to === WEEK_MINUTES;
  const shown =
    wraps && first && last ? [...gaps.slice(1, -1), { from: last.from, to: first.to }] : [...gaps];
  const texts = shown.map(({ from, to }) => `${moment(from)} to ${moment(to)}`);
  const more = texts.length > most ? [`${texts.length - most} more`] : [];
  return [...texts.slice(0, most), ...more].join(', ');
}

function moment(minute: number): string {
  const day = WEEKDAYS[Math.floor(minute / DAY_MINUTES) % 7] ?? '';
  const two = (value: number) => String(value).padStart(2, '0');
  return `${day} ${two(Math.floor((minute % DAY_MINUTES) / 60))}:${two(minute % 60)}`;
}

/** In order, without overlaps. */
function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const result: Stretch[] = [];
  for (const next of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && next.from <= last.to)
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
    else result.push(next);
  }
  return result;
}
