// Moments as dates of a time zone, for files that other programs read. Pure.

import type { LocalMoment } from '../../domain/local-time.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Days from Excel's day 0 (1899-12-30) to 1970-01-01. */
const EPOCH_SERIAL = 25_569;

/** Reads clock and calendar of a zone. */
export type LocalClock = (at: number) => LocalMoment;

/** Ms that a zone is ahead of UTC at a moment: whole minutes. */
export function offsetMs(at: number, local: LocalClock): number {
  const { year, month, day, minute } = local(at);
  return Date.UTC(year, month - 1, day) + minute * MINUTE_MS - Math.floor(at / MINUTE_MS) * MINUTE_MS;
}

/** `2026-10-31T23:59:07+08:00`, with milliseconds only where there are some. */
export function isoLocal(at: number, local: LocalClock): string {
  const ahead = offsetMs(at, local);
  const shown = new Date(at + ahead);
  if (Number.isNaN(shown.getTime())) return '';
  const minutes = Math.abs(Math.round(ahead / MINUTE_MS));
  const two = (value: number): string => String(value).padStart(2, '0');
  const offset = `${ahead < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return `${shown
    .toISOString()
    .slice(0, -1)
    .replace(/\.000$/, '')}${offset}`;
}

/** Excel's serial number of the local date and time: days since 1899-12-30. */
export function excelSerial(at: number, local: LocalClock): number {
  return (at + offsetMs(at, local)) / DAY_MS + EPOCH_SERIAL;
}
