// Numbers, moments and durations as people in Indonesia (or readers of English) write them. Pure, and without Intl's data for
// locales, so that the same figures come out on every machine; only the calendar of a time zone is asked of the platform.

import type { Locale } from '../../domain/explain.ts';
import { type LocalMoment, zoneOf } from '../../domain/local-time.ts';
import type { Cell, Column } from '../document.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

const MONTHS: Readonly<Record<Locale, readonly string[]>> = {
  id: 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
};
const SHORT_MONTHS: Readonly<Record<Locale, readonly string[]>> = {
  id: 'Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des'.split(' '),
  en: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '),
};
const UNITS = { id: ['j', 'mnt', 'd'], en: ['h', 'min', 's'] } as const;
/** Indonesia's zones by the names their people use. */
const ZONE_NAMES: ReadonlyMap<string, string> = new Map([
  ['Asia/Jakarta', 'WIB'],
  ['Asia/Pontianak', 'WIB'],
  ['Asia/Makassar', 'WITA'],
  ['Asia/Ujung_Pandang', 'WITA'],
  ['Asia/Jayapura', 'WIT'],
]);
/** Decimals of percentages that say none: contracts compare hundredths. */
export const PERCENT_DECIMALS = 2;
/** Beyond this a number's shortest decimal form has no more digits that mean anything. */
const MOST_DECIMALS = 15;
/** Minutes remembered per document: more than a month's moments on paper. Beyond, all are forgotten. */
const MOST_MINUTES = 5_000;

/** How one document writes its values. */
export interface Formats {
  /** `1.234`. */
  count(value: number): string;
  /** `1.234,50`: rounded; as few decimals as it takes, at most two, where `decimals` is absent. */
  number(value: number, decimals?: number): string;
  /** `99,49`: cut off, without the sign. */
  percent(value: number, decimals?: number): string;
  /** `Rp1.234.567`: whole rupiah. */
  money(value: number): string;
  /** `31 Oktober 2026 23.59 WITA`. */
  moment(at: number): string;
  /** `31 Oktober 2026`. */
  day(at: number): string;
  /** `31 Okt 2026 23.59.07`: for tables, whose titles name the zone. */
  shortMoment(at: number): string;
  /** `31/10 23.59`: for axes. */
  tick(at: number, withClock: boolean): string;
  /** `2 j 05 mnt 07 d`: whole seconds, the rest cut off. */
  duration(ms: number): string;
  /** A cell by what its column holds; `''` where it is empty. */
  cell(column: Pick<Column, 'kind' | 'decimals'>, cell: Cell): string;
  /** Name of the zone as its people say it. */
  readonly zoneName: string;
  /** What clock and calendar show. */
  local(at: number): LocalMoment;
}

/** A number cut (never rounded) to `decimals`, as digits with a dot: `99.49596` to two is `99.49`, `1.15` to two stays `1.15`. */
export function cutText(value: number, decimals: number): string {
  const places = Math.min(Math.max(0, Math.trunc(decimals)), MOST_DECIMALS);
  const shortest = String(Math.abs(value));
  // Too small or too large for plain digits; nothing that a report cuts off lies there.
  const text = shortest.includes('e') ? Math.abs(value).toFixed(MOST_DECIMALS) : shortest;
  const [whole = '0', rest = ''] = text.split('.');
  const cut = places === 0 ? whole : `${whole}.${rest.slice(0, places).padEnd(places, '0')}`;
  return value < 0 && /[1-9]/.test(cut) ? `-${cut}` : cut;
}

/** {@link cutText} as a number, for spreadsheets and CSV. */
export function cutNumber(value: number, decimals: number): number {
  return Number(cutText(value, decimals));
}

/** Short name of an IANA zone: `WITA`; one without a short name keeps its own. */
export function zoneName(timezone: string): string {
  return ZONE_NAMES.get(timezone) ?? timezone;
}

/** Makes the formats of a document. Throws a RangeError for a time zone that does not exist (the loader has checked it). */
export function formatsOf(locale: Locale, timezone: string): Formats {
  const local = rememberingLocal(timezone);
  const name = zoneName(timezone);
  const clockMark = locale === 'id' ? '.' : ':';
  const plain = (digits: string): string => grouped(digits, locale);
  const clock = (minute: number): string => `${two(Math.floor(minute / 60))}${clockMark}${two(minute % 60)}`;
  const formats: Omit<Formats, 'cell'> = {
    count: (value) => plain(fixed(value, 0)),
    number: (value, decimals) => plain(decimals === undefined ? short(value) : fixed(value, decimals)),
    percent: (value, decimals = PERCENT_DECIMALS) => plain(cutText(value, decimals)),
    money: (value) => {
      const digits = plain(fixed(Math.abs(value), 0));
      return value <= -0.5 ? `-Rp${digits}` : `Rp${digits}`;
    },
    moment: (at) => `${formats.day(at)} ${clock(local(at).minute)} ${name}`,
    day: (at) => {
      const { day, month, year } = local(at);
      return `${day} ${MONTHS[locale][month - 1] ?? month} ${year}`;
    },
    shortMoment: (at) => {
      const { day, month, year, minute } = local(at);
      const second = Math.floor((((at % MINUTE_MS) + MINUTE_MS) % MINUTE_MS) / SECOND_MS);
      return `${day} ${SHORT_MONTHS[locale][month - 1] ?? month} ${year} ${clock(minute)}${clockMark}${two(second)}`;
    },
    tick: (at, withClock) => {
      const { day, month, minute } = local(at);
      return withClock ? clock(minute) : `${day} ${SHORT_MONTHS[locale][month - 1] ?? month}`;
    },
    duration: (ms) => durationText(ms, locale),
    zoneName: name,
    local,
  };
  return { ...formats, cell: (column, cell) => cellText(formats, column, cell) };
}

function cellText(
  formats: Omit<Formats, 'cell'>,
  { kind, decimals }: Pick<Column, 'kind' | 'decimals'>,
  cell: Cell,
): string {
  // A text in a column of numbers, such as a dash, stands as it is.
  if (cell === null || typeof cell === 'string') return cell ?? '';
  switch (kind) {
    case 'text':
      return String(cell);
    case 'count':
      return formats.count(cell);
    case 'number':
      return formats.number(cell, decimals);
    case 'percent':
      return formats.percent(cell, decimals);
    case 'money':
      return formats.money(cell);
    case 'moment':
      return formats.shortMoment(cell);
    case 'duration':
      return formats.duration(cell);
  }
}

function durationText(ms: number, locale: Locale): string {
  const [hour, minute, second] = UNITS[locale];
  const sign = ms <= -SECOND_MS ? '-' : '';
  const whole = Math.abs(ms);
  const hours = Math.floor(whole / HOUR_MS);
  const minutes = Math.floor((whole % HOUR_MS) / MINUTE_MS);
  const seconds = Math.floor((whole % MINUTE_MS) / SECOND_MS);
  if (hours > 0)
    return `${sign}${grouped(String(hours), locale)} ${hour} ${two(minutes)} ${minute} ${two(seconds)} ${second}`;
  if (minutes > 0) return `${sign}${minutes} ${minute} ${two(seconds)} ${second}`;
  return `${sign}${seconds} ${second}`;
}

/** Digits with a dot, as the locale groups them and marks decimals. What is no plain number (`1e+21`) stays. */
function grouped(digits: string, locale: Locale): string {
  const [sign, whole, rest] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(digits)?.slice(1) ?? [];
  if (whole === undefined) return digits;
  const [point, comma] = locale === 'id' ? ['.', ','] : [',', '.'];
  const thousands = whole.replace(/\B(?=(\d{3})+$)/g, point);
  return `${sign ?? ''}${thousands}${rest === undefined ? '' : `${comma}${rest}`}`;
}

function fixed(value: number, decimals: number): string {
  const text = value.toFixed(Math.min(Math.max(0, Math.trunc(decimals)), MOST_DECIMALS));
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text;
}

function short(value: number): string {
  const text = fixed(value, 2);
  return text.includes('e') ? text : text.replace(/\.?0+$/, '');
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** Earliest and latest moment that a JavaScript date can be, ms. */
const MOST_MS = 8.64e15;

/** The calendar asked once a minute: a table of events asks for the same few again and again. */
function rememberingLocal(timezone: string): (at: number) => LocalMoment {
  const zone = zoneOf(timezone);
  const known = new Map<number, LocalMoment>();
  return (at) => {
    const minute = Math.floor(Math.min(Math.max(at, -MOST_MS), MOST_MS) / MINUTE_MS);
    const found = known.get(minute);
    if (found) return found;
    if (known.size >= MOST_MINUTES) known.clear();
    const made = zone.at(minute * MINUTE_MS);
    known.set(minute, made);
    return made;
  };
}
