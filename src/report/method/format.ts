// Figures in sentences, as people of a language read them. Cells of tables are formatted by the renderers, from the same numbers.

import type { Locale } from '../../domain/explain.ts';
import type { Ratio } from '../../domain/sla/account.ts';
import { cutPercent } from './percent.ts';

/** Writes figures in one language and one time zone. */
export interface Say {
  /** `99,49 %`, cut off; a dash where there is nothing to divide by. */
  percent(ratio: Ratio, decimals: number): string;
  /** A percentage that is not a share of time, such as a promise: `99,5 %`. */
  pct(value: number): string;
  number(value: number, decimals?: number): string;
  /** `Rp1.234.567`. */
  money(idr: number): string;
  /** Days, hours, minutes and seconds, without leading zeros: `2 hari 3 jam 4 menit`; whole seconds. */
  duration(ms: number): string;
  /** `24 November 2026 14.05 WITA`. */
  moment(epochMs: number): string;
  /** The day of a moment: `24 November 2026`. */
  date(epochMs: number): string;
  /** The same of `2026-11-24`. */
  day(isoDay: string): string;
  /** `Oktober 2026` of `2026-10`. */
  month(month: string): string;
  /** `100 Mbps`. */
  rate(bps: number): string;
}

/** Short names of Indonesia's zones, which Intl knows in Indonesian only. */
const ZONES: Readonly<Record<string, string>> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};

const UNITS: Readonly<Record<Locale, readonly [day: string, hour: string, minute: string, second: string]>> =
  {
    id: ['hari', 'jam', 'menit', 'detik'],
    en: ['d', 'h', 'min', 's'],
  };

/** What is printed where there is no figure. */
export const NONE = '–';

/** Name of a time zone as people say it. */
export function zoneName(timezone: string): string {
  return ZONES[timezone] ?? timezone;
}

/** Opens a language. */
export function sayIn(locale: Locale, timezone: string): Say {
  const tag = locale === 'id' ? 'id-ID' : 'en-GB';
  const numbers = new Map<number, Intl.NumberFormat>();
  const number = (value: number, decimals = 0) => {
    const known = numbers.get(decimals);
    const format =
      known ??
      new Intl.NumberFormat(tag, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    if (!known) numbers.set(decimals, format);
    return format.format(value);
  };
  const dates = (zone: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tag, { timeZone: zone, ...options });
  const dateFormat = dates(timezone, { day: 'numeric', month: 'long', year: 'numeric' });
  const dayFormat = dates('UTC', { day: 'numeric', month: 'long', year: 'numeric' });
  const timeFormat = dates(timezone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const monthFormat = dates('UTC', { month: 'long', year: 'numeric' });
  const short = new Intl.NumberFormat(tag, { maximumFractionDigits: 3 });
  const zone = zoneName(timezone);
  const utcDay = (isoDay: string) => Date.parse(`${isoDay}T00:00:00Z`);
  return {
    percent: (ratio, decimals) => {
      const cut = cutPercent(ratio, decimals);
      return cut === null ? NONE : `${number(cut, decimals)} %`;
    },
    pct: (value) => `${short.format(value)} %`,
    number,
    money: (idr) => `Rp${number(idr)}`,
    duration: (ms) => durationText(ms, UNITS[locale]),
    moment: (epochMs) => {
      const time = timeFormat.format(epochMs);
      return `${dateFormat.format(epochMs)} ${locale === 'id' ? time.replace(':', '.') : time} ${zone}`;
    },
    date: (epochMs) => dateFormat.format(epochMs),
    day: (isoDay) => dayFormat.format(utcDay(isoDay)),
    month: (month) => monthFormat.format(utcDay(`${month}-01`)),
    rate: (bps) =>
      bps >= 1e9
        ? `${short.format(bps / 1e9)} Gbps`
        : bps >= 1e6
          ? `${short.format(bps / 1e6)} Mbps`
          : `${short.format(bps / 1e3)} kbps`,
  };
}

function durationText(ms: number, units: readonly string[]): string {
  const total = Math.round(ms / 1_000);
  const parts = [
    Math.floor(total / 86_400),
    Math.floor(total / 3_600) % 24,
    Math.floor(total / 60) % 60,
    total % 60,
  ].flatMap((value, index) => (value === 0 ? [] : [`${value} ${units[index] ?? ''}`]));
  return parts.length === 0 ? `0 ${units[3] ?? ''}` : parts.join(' ');
}
