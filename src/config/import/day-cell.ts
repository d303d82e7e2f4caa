// Days and years as they stand in cells.

import { bad, good, type Parsed } from './parsed.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'mei', 'jun', 'jul', 'agu', 'sep', 'okt', 'nov', 'des'];
const ENGLISH: Readonly<Record<string, number>> = {
  may: 5,
  aug: 8,
  agt: 8,
  ags: 8,
  oct: 10,
  dec: 12,
  nop: 11,
};

/** A day as `YYYY-MM-DD`; Indonesian offices write the day before the month. */
export function readDay(text: string): Parsed<string> {
  const iso = isoOf(text);
  if (iso === undefined || Number.isNaN(Date.parse(`${iso}T00:00:00Z`)) || !isReal(iso))
    return bad('wanted a day, such as 2020-03-01 or 1/3/2020 (day first)');
  return good(iso, iso === text ? undefined : `read as ${iso}`);
}

/** A year from 1990 to 2099; "TA 2019" and "2019/2020" too, of which the first counts. */
export function readYear(text: string): Parsed<string> {
  const [, year] =
    /^(?:t\.?a\.?|tahun(?: anggaran)?|apbd|apbn)?\s*((?:19|20)\d\d)(?:\s*[/-]\s*(?:19|20)?\d\d)?$/i.exec(
      text,
    ) ?? [];
  if (year === undefined || Number(year) < 1990) return bad('wanted a year, such as 2019');
  return good(year, year === text ? undefined : `read as ${year}`);
}

function isoOf(text: string): string | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (iso) return text;
  const [, day, month, year] = /^(\d{1,2})[/.\-\s](\d{1,2}|\p{L}{3,9})[/.\-\s](\d{4})$/u.exec(text) ?? [];
  if (day === undefined || month === undefined || year === undefined) return undefined;
  const number = /^\d+$/.test(month) ? Number(month) : monthOf(month.toLowerCase().slice(0, 3));
  return number === 0 ? undefined : `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function monthOf(letters: string): number {
  return ENGLISH[letters] ?? MONTHS.indexOf(letters) + 1;
}

/** February has no 30th: Date would take it for March. */
function isReal(iso: string): boolean {
  return new Date(`${iso}T00:00:00Z`).toISOString().startsWith(iso);
}
