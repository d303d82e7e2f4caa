// Kemendagri codes as they stand in cells: without dots, without leading zeros, or turned into a number by Excel.
// BPS numbers places differently at every level below the province (76.01 is Pasangkayu, BPS 7601 is Majene): one is
// never made from the other.

import { bad, good, type Parsed } from './parsed.ts';

const WANTED = 'wanted a Kemendagri code, such as 76.05.06.2002';
/** Digits of province, regency, district, village. */
const WIDTHS = [2, 2, 2, 4] as const;

/** A code with all its dots and zeros. `fromNumber`: the cell held a number, whose last zeros Excel drops. */
export function readCode(text: string, fromNumber: boolean): Parsed<string> {
  if (/^\d([.,]\d+)?e\+?\d+$/i.test(text))
    return bad(WANTED, 'Excel has shortened the number: format the column as text and type it again');
  const compact = text.replace(/\s+/g, '');
  const groups = /^\d+$/.test(compact) ? undotted(compact) : compact.split(/[.,\-/]/);
  if (!groups || groups.length > 4 || groups.some((group) => !/^\d+$/.test(group))) return bad(WANTED);
  const last = groups.at(-1) ?? '';
  if (fromNumber && groups.length === 2 && last.length === 1)
    return bad(
      WANTED,
      `is it ${groups[0]}.0${last} or ${groups[0]}.${last}0? Excel took it for a number: format the column as text`,
    );
  const padded = groups.map((group, level) => (level < 3 ? group.padStart(WIDTHS[level] ?? 2, '0') : group));
  if (padded.some((group, level) => group.length !== WIDTHS[level])) return bad(WANTED);
  const village = padded[3];
  if (village !== undefined && !/^[12]/.test(village))
    return bad(
      `${WANTED}; the last four digits begin with 1 (kelurahan) or 2 (desa)`,
      'this may be a BPS code, which numbers places differently: look the Kemendagri code up',
    );
  const code = padded.join('.');
  return good(code, code === text ? undefined : `read as ${code}`);
}

/** Level of a code: 1 province, 2 regency, 3 district, 4 village. */
export function codeLevel(code: string): number {
  return code.split('.').length;
}

function undotted(digits: string): string[] | undefined {
  const groups: string[] = [];
  let rest = digits;
  for (const width of WIDTHS) {
    if (rest === '') break;
    if (rest.length < width) return undefined;
    groups.push(rest.slice(0, width));
    rest = rest.slice(width);
  }
  return rest === '' ? groups : undefined;
}
