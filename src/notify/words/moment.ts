// Moments and lengths of time as messages write them: in the province's time zone, by the name its people use.

import type { Locale } from '../../domain/explain.ts';
import type { LocalMoment, Zone } from '../../domain/local-time.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

const MONTHS: Readonly<Record<Locale, readonly string[]>> = {
  id: ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
};

const UNITS: Readonly<Record<Locale, readonly [day: string, hour: string, minute: string, second: string]>> =
  {
    id: ['hr', 'jam', 'mnt', 'dtk'],
    en: ['d', 'h', 'm', 's'],
  };

/** Indonesia's zones by the names their people use. */
const ZONE_NAMES: Readonly<Record<string, string>> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Ujung_Pandang': 'WITA',
  'Asia/Jayapura': 'WIT',
};

/** Minutes remembered: more than the moments that the alerts of a storm began at. Beyond, all are forgotten. */
const MOST_MINUTES = 2_000;

/** A zone that remembers minutes: the messages of a storm ask for the same few again and again. */
export function rememberingZone(zone: Zone): Zone {
  const known = new Map<number, LocalMoment>();
  return {
    at: (epochMs) => {
      const minute = Math.floor(epochMs / MINUTE_MS);
      const found = known.get(minute);
      if (found) return found;
      if (known.size >= MOST_MINUTES) known.clear();
      const made = zone.at(epochMs);
      known.set(minute, made);
      return made;
    },
    epochOf: zone.epochOf,
  };
}

/** Short name of an IANA zone: `WITA`; one without a short name keeps its own. */
export function zoneName(timeZone: string): string {
  return ZONE_NAMES[timeZone] ?? timeZone;
}

/** `24 Nov 14:03:27`. */
export function momentText(at: number, zone: Zone, locale: Locale): string {
  const { day, month } = zone.at(at);
  return `${day} ${MONTHS[locale][month - 1] ?? ''} ${clockText(at, zone)}`;
}

/** `14:03:27`; zones are whole minutes off UTC, so seconds are the same everywhere. */
export function clockText(at: number, zone: Zone): string {
  const second = Math.floor((at % MINUTE_MS) / SECOND_MS);
  return `${minuteText(at, zone)}:${two(second)}`;
}

/** `14:03`. */
export function minuteText(at: number, zone: Zone): string {
  const { minute } = zone.at(at);
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** `14:03:27` to `14:41:39` of one day, else both with their day. */
export function spanText(
  from: number,
  to: number,
  { zone, locale }: { readonly zone: Zone; readonly locale: Locale },
): readonly [from: string, to: string] {
  const isSameDay = zone.at(from).day === zone.at(to).day && to - from < DAY_MS;
  return [momentText(from, zone, locale), isSameDay ? clockText(to, zone) : momentText(to, zone, locale)];
}

/** A length of time in its two largest units: `2 jam 03 mnt`. */
export function durationText(ms: number, locale: Locale): string {
  const [day, hour, minute, second] = UNITS[locale];
  const whole = Math.max(0, Math.floor(ms / SECOND_MS) * SECOND_MS);
  if (whole >= DAY_MS) return twoUnits(whole, [DAY_MS, day], [HOUR_MS, hour]);
  if (whole >= HOUR_MS) return twoUnits(whole, [HOUR_MS, hour], [MINUTE_MS, minute]);
  if (whole >= MINUTE_MS) return twoUnits(whole, [MINUTE_MS, minute], [SECOND_MS, second]);
  return `${whole / SECOND_MS} ${second}`;
}

type Unit = readonly [ms: number, name: string];

function twoUnits(ms: number, [largeMs, large]: Unit, [smallMs, small]: Unit): string {
  return `${Math.floor(ms / largeMs)} ${large} ${two(Math.floor((ms % largeMs) / smallMs))} ${small}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
