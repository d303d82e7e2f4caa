// An event as it is being filled in: from what somebody types to what the server is asked for. Times are the province's. Pure.

import { addDays, zoneOf } from '../../../domain/local-time.ts';

const HOUR_MS = 3_600_000;
const HOUR_MINUTES = 60;

/** The form as it stands. */
export interface EventDraft {
  readonly title: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** `HH:MM`. An end that is not after the start is one of the next day. */
  readonly from: string;
  readonly to: string;
  /** Ids of sites. */
  readonly sites: readonly string[];
  readonly note: string;
}

/** Why a draft cannot be sent yet. */
export type DraftFault = 'noTitle' | 'badTime' | 'isOver' | 'noSites';

/** What of a draft the server is asked for. */
export interface DraftPlan {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly sites: readonly string[];
  /** Whether it ends on the next day. */
  readonly overnight: boolean;
}

/** A form that is begun: the next full hour, for an hour. */
export function emptyDraft(now: number, timezone: string): EventDraft {
  const zone = zoneOf(timezone);
  const [start, end] = [1, 2].map((hours) => zone.at(Math.floor(now / HOUR_MS) * HOUR_MS + hours * HOUR_MS));
  const { year, month, day } = start ?? zone.at(now);
  return {
    title: '',
    date: `${year}-${two(month)}-${two(day)}`,
    from: clockOf(start?.minute ?? 0),
    to: clockOf(end?.minute ?? 0),
    sites: [],
    note: '',
  };
}

/** What a draft says, or the first thing that is missing. */
export function planOf(draft: EventDraft, now: number, timezone: string): DraftPlan | DraftFault {
  if (draft.title.trim() === '') return 'noTitle';
  const times = timesOf(draft, timezone);
  if (!times) return 'badTime';
  if (times.endsAt <= now) return 'isOver';
  if (draft.sites.length === 0) return 'noSites';
  return { ...times, sites: draft.sites };
}

/** Start and end of a draft; undefined while they are not written. */
export function timesOf(
  { date, from, to }: Pick<EventDraft, 'date' | 'from' | 'to'>,
  timezone: string,
): Omit<DraftPlan, 'sites'> | undefined {
  const [year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date)?.slice(1).map(Number) ?? [];
  const [start, end] = [minuteOf(from), minuteOf(to)];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  if (start === undefined || end === undefined) return undefined;
  const zone = zoneOf(timezone);
  const first = { year, month, day };
  const overnight = end <= start;
  return {
    startsAt: zone.epochOf(first, start),
    endsAt: zone.epochOf(overnight ? addDays(first, 1) : first, end),
    overnight,
  };
}

/** What a name says of the rest of the form: `tatap muka 09:00 dengan Majene dan Mamasa`. */
export interface Hints {
  readonly from?: string;
  readonly to?: string;
  readonly sites: readonly string[];
}

/** Times and sites that a text names; longer names first, so that Mamuju Tengah is not Mamuju as well. */
export function hintsOf(
  text: string,
  sites: readonly { readonly id: string; readonly name: string }[],
): Hints {
  const [from, to] = [...text.matchAll(/(?<!\d)([01]?\d|2[0-3])[:.]([0-5]\d)(?!\d)/g)].map(
    ([, hour = '', minute = '']) => `${hour.padStart(2, '0')}:${minute}`,
  );
  let rest = text.toLowerCase();
  const found: string[] = [];
  const named = sites
    .map(({ id, name }) => ({ id, short: shortName(name).toLowerCase() }))
    .sort((a, b) => b.short.length - a.short.length);
  for (const { id, short } of named) {
    const at = wordAt(rest, short);
    if (at < 0) continue;
    found.push(id);
    rest = rest.slice(0, at) + ' '.repeat(short.length) + rest.slice(at + short.length);
  }
  const order = sites.map(({ id }) => id);
  return {
    ...(from !== undefined && { from }),
    ...(from !== undefined && { to: to ?? anHourAfter(from) }),
    sites: found.sort((a, b) => order.indexOf(a) - order.indexOf(b)),
  };
}

/** `Kabupaten Majene` as people call it. */
export function shortName(name: string): string {
  return name.replace(/^(kabupaten|kab\.?|kota|regency of)\s+/i, '');
}

/** Where a word stands by itself; −1 where it does not. */
function wordAt(text: string, word: string): number {
  if (word === '') return -1;
  const isLetter = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char);
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!isLetter(text[at - 1]) && !isLetter(text[at + word.length])) return at;
  return -1;
}

function anHourAfter(clock: string): string {
  return clockOf(((minuteOf(clock) ?? 0) + HOUR_MINUTES) % (24 * HOUR_MINUTES));
}

function minuteOf(clock: string): number | undefined {
  const [hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)/.exec(clock)?.slice(1).map(Number) ?? [];
  return hour === undefined || minute === undefined ? undefined : hour * HOUR_MINUTES + minute;
}

function clockOf(minute: number): string {
  return `${two(Math.floor(minute / HOUR_MINUTES))}:${two(minute % HOUR_MINUTES)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
