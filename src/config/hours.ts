// Hours of some days as written, and what they are when something is left out.

import { WEEKDAYS } from '../domain/maintenance.ts';
import type { HoursConfig } from './notify-config.ts';
import type { HoursEntry } from './schema-notify.ts';

/** Every day, and the whole of it, unless something else is said. */
export function hoursOf({ days, from, to }: HoursEntry): HoursConfig {
  return { days: days ?? WEEKDAYS, fromMinute: from ?? 0, toMinute: to ?? 1_440 };
}
