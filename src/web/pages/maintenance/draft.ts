// What an operator fills in about planned work, and what of it is sent. Times are the province's.

import { zoneOf } from '../../../domain/local-time.ts';
import { type MaintenanceTime, WEEKDAYS, type Weekday } from '../../../domain/maintenance.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The form as it stands; moments as inputs of type datetime-local have them. */
export interface Draft {
  readonly name: string;
  readonly announcedBy: string;
  readonly note: string;
  readonly links: readonly string[];
  readonly regencies: readonly string[];
  readonly providers: readonly string[];
  readonly kind: 'once' | 'weekly';
  readonly from: string;
  readonly to: string;
  readonly days: readonly Weekday[];
  /** `HH:MM`. */
  readonly time: string;
  /** As typed; a comma is a decimal sign too. */
  readonly hours: string;
}

/** Why a draft cannot be sent yet. */
export type DraftFault = 'badTime' | 'noScope' | 'noDays';

/** Scope and time as the API takes them. */
export interface DraftPlan {
  readonly scope: {
    readonly links: readonly string[];
    readonly sites: readonly string[];
    readonly regencies: readonly string[];
    readonly providers: readonly string[];
  };
  readonly time: MaintenanceTime;
}

/** What a draft says, or what is missing. */
export function planOf(draft: Draft, timezone: string): DraftPlan | DraftFault {
  const { links, regencies, providers } = draft;
  if (links.length + regencies.length + providers.length === 0) return 'noScope';
  const scope = { links, sites: [], regencies, providers };
  if (draft.kind === 'once') {
    const from = momentOf(draft.from, timezone);
    const to = momentOf(draft.to, timezone);
    if (from === undefined || to === undefined || to <= from) return 'badTime';
    return { scope, time: { kind: 'once', from, to } };
  }
  if (draft.days.length === 0) return 'noDays';
  const [, hour, minute] = /^(\d\d):(\d\d)$/.exec(draft.time) ?? [];
  const hours = Number(draft.hours.replace(',', '.'));
  if (hour === undefined || minute === undefined || !(hours > 0)) return 'badTime';
  return {
    scope,
    time: {
      kind: 'recurring',
      days: WEEKDAYS.filter((day) => draft.days.includes(day)),
      atMinute: Number(hour) * 60 + Number(minute),
      durationMs: Math.round(hours * 60) * MINUTE_MS,
    },
  };
}

/** A form that is begun: from the next full hour, for two hours. */
export function emptyDraft(now: number, timezone: string, link: string | undefined): Draft {
  const from = Math.ceil(now / HOUR_MS) * HOUR_MS;
  return {
    name: '',
    announcedBy: '',
    note: '',
    links: link === undefined ? [] : [link],
    regencies: [],
    providers: [],
    kind: 'once',
    from: inputOf(from, timezone),
    to: inputOf(from + 2 * HOUR_MS, timezone),
    days: [],
    time: '22:00',
    hours: '2',
  };
}

function momentOf(text: string, timezone: string): number | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text)?.slice(1).map(Number);
  if (!parts) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts;
  return zoneOf(timezone).epochOf({ year, month, day }, hour * 60 + minute);
}

function inputOf(at: number, timezone: string): string {
  const { year, month, day, minute } = zoneOf(timezone).at(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
