// What an operator can do about an alert, and until when it can be shelved. The engine decides again when it is asked: a
// screen may be a moment behind.

import type { Alert } from '../../domain/alert.ts';
import { addDays, zoneOf } from '../../domain/local-time.ts';

/** The acts by the names of their routes. */
export const ACT_NAMES = ['ack', 'reset', 'note', 'shelve', 'unshelve', 'cause'] as const;
/** One of {@link ACT_NAMES}. */
export type ActName = (typeof ACT_NAMES)[number];

/** The acts that make sense now, in the order of their buttons. Notes and causes may come after the end. */
export function possibleActs(alert: Alert): readonly ActName[] {
  return ACT_NAMES.filter((name) => isPossible(alert, name));
}

function isPossible(alert: Alert, name: ActName): boolean {
  const open = alert.status !== 'closed';
  switch (name) {
    case 'ack':
      return open && !alert.acknowledged;
    case 'reset':
      return alert.status === 'returned' && alert.latched === true;
    case 'note':
      return true;
    case 'shelve':
      return open && !alert.shelved;
    case 'unshelve':
      return open && alert.shelved !== undefined;
    case 'cause':
      return alert.subject !== 'monitor';
  }
}

/** For how long an alert is put aside. `own`: until a time that the operator gives. */
export const SHELVE_CHOICES = ['1h', '4h', 'morning', 'own'] as const;
/** One of {@link SHELVE_CHOICES}. */
export type ShelveChoice = (typeof SHELVE_CHOICES)[number];

const HOUR_MS = 3_600_000;
/** Minutes from midnight at which the day shift begins. */
const MORNING_MINUTE = 7 * 60;

/**
 * End of the time on the shelf in whole epoch ms; undefined when the own time is no time. Morning and own time are the province's,
 * whatever the browser's zone; `own` is the value of an input of type datetime-local.
 */
export function shelveUntil(
  choice: ShelveChoice,
  own: string,
  { now, timezone }: { readonly now: number; readonly timezone: string },
): number | undefined {
  const zone = zoneOf(timezone);
  switch (choice) {
    case '1h':
      return Math.round(now) + HOUR_MS;
    case '4h':
      return Math.round(now) + 4 * HOUR_MS;
    case 'morning':
      return zone.epochOf(addDays(zone.at(now), 1), MORNING_MINUTE);
    case 'own': {
      const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(own)?.slice(1).map(Number);
      if (!parts) return undefined;
      const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts;
      return zone.epochOf({ year, month, day }, hour * 60 + minute);
    }
  }
}

/** A moment as an input of type datetime-local shows it, on the province's clock. */
export function localInput(at: number, timezone: string): string {
  const { year, month, day, minute } = zoneOf(timezone).at(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
