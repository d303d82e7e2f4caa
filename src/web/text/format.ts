// Quantities as short texts. An absent quantity is a dash: a screen never shows a number that was not measured.

import type { Words } from './words.ts';

/** What stands where nothing was measured. */
export const NONE = '–';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** From here on a day without its year could be taken for another. */
const YEAR_FROM_MS = 182 * DAY_MS;

/** A length of time in its two largest units: `2 hr 03 jam`, `4 mnt 09 dtk`. */
export function formatDuration(ms: number, words: Words): string {
  const [day, hour, minute, second] = words.units;
  const whole = Math.max(0, Math.floor(ms / SECOND_MS) * SECOND_MS);
  if (whole >= DAY_MS) return two(whole, DAY_MS, day, HOUR_MS, hour);
  if (whole >= HOUR_MS) return two(whole, HOUR_MS, hour, MINUTE_MS, minute);
  if (whole >= MINUTE_MS) return two(whole, MINUTE_MS, minute, SECOND_MS, second);
  return `${whole / SECOND_MS} ${second}`;
}

function two(ms: number, largeMs: number, large: string, smallMs: number, small: string): string {
  const rest = String(Math.floor((ms % largeMs) / smallMs)).padStart(2, '0');
  return `${Math.floor(ms / largeMs)} ${large} ${rest} ${small}`;
}

/** Milliseconds with three significant digits: `0.42 ms`, `12.3 ms`, `612 ms`. */
export function formatMs(ms: number | undefined, words: Words): string {
  if (ms === undefined || !Number.isFinite(ms)) return NONE;
  return `${number(ms, ms < 1 ? 2 : ms < 100 ? 1 : 0, words)} ms`;
}

/** Percent: whole numbers as such, else one decimal; a loss that is not 0 never reads as 0. */
export function formatPct(pct: number | undefined, words: Words): string {
  if (pct === undefined || !Number.isFinite(pct)) return NONE;
  if (pct > 0 && pct < 0.1) return `<${number(0.1, 1, words)}%`;
  return `${number(pct, Number.isInteger(pct) ? 0 : 1, words)}%`;
}

/** Bit rate with a decimal prefix: `1.5 Mb/s`. */
export function formatBps(bps: number | undefined, words: Words): string {
  if (bps === undefined || !Number.isFinite(bps)) return NONE;
  const prefixes = ['', 'k', 'M', 'G', 'T'];
  const power = bps < 1 ? 0 : Math.min(prefixes.length - 1, Math.floor(Math.log10(bps) / 3));
  const value = bps / 1000 ** power;
  return `${number(value, value < 10 && !Number.isInteger(value) ? 1 : 0, words)} ${prefixes[power]}b/s`;
}

/** A plain number with so many decimals. */
export function formatNumber(value: number | undefined, decimals: number, words: Words): string {
  return value === undefined || !Number.isFinite(value) ? NONE : number(value, decimals, words);
}

/** By locale and decimals: an Intl format costs more than a thousand uses of it. Two languages with a few each. */
const formats = new Map<string, Intl.NumberFormat>();

function number(value: number, decimals: number, words: Words): string {
  const key = `${words.locale} ${decimals}`;
  const known = formats.get(key);
  if (known) return known.format(value);
  const made = new Intl.NumberFormat(words.locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: false,
  });
  formats.set(key, made);
  return made.format(value);
}

/** Clock and calendar of the province, whatever the browser's own zone is. */
export interface ProvinceTime {
  /** `14:03:27`. */
  clock(at: number): string;
  /** `Selasa, 24 November 2026`. */
  date(at: number): string;
  /** `14:03:27` on the day of `now`, `23 Nov 14:03` before, `23 Nov 2025 14:03` half a year away. */
  moment(at: number, now: number): string;
  /** `14:03` on the day of `now`, `25 Nov 07:00` on another, with its year half a year away. */
  minute(at: number, now: number): string;
  /** Short name of the zone: `WITA`. */
  readonly zone: string;
}

/** Indonesia's zones by the names their people use; Intl says `GMT+8` in English. */
const ZONES: Readonly<Record<string, string>> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Ujung_Pandang': 'WITA',
  'Asia/Jayapura': 'WIT',
};

/** Builds the formats once: an Intl format costs more than a thousand uses of it. */
export function provinceTime(timeZone: string, words: Words): ProvinceTime {
  // sv-SE writes 24-hour time with colons; id-ID would write 14.03.27, which reads like a number in a table.
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, timeStyle: 'medium' });
  const date = new Intl.DateTimeFormat(words.locale, { timeZone, dateStyle: 'full' });
  const day = new Intl.DateTimeFormat(words.locale, { timeZone, day: 'numeric', month: 'short' });
  const dayOfYear = new Intl.DateTimeFormat(words.locale, {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  const other = (at: number, now: number): string =>
    `${(Math.abs(now - at) < YEAR_FROM_MS ? day : dayOfYear).format(at)} ${clock.format(at).slice(0, 5)}`;
  return {
    clock: (at) => clock.format(at),
    date: (at) => date.format(at),
    moment: (at, now) =>
      day.format(at) === day.format(now) && now - at < DAY_MS ? clock.format(at) : other(at, now),
    minute: (at, now) =>
      day.format(at) === day.format(now) && Math.abs(now - at) < DAY_MS
        ? clock.format(at).slice(0, 5)
        : other(at, now),
    zone: ZONES[timeZone] ?? timeZone,
  };
}
