// Figures in sentences: what the renderers' formats lack. Cells of tables are formatted by the renderers, from numbers.

import type { Locale } from '../../domain/explain.ts';
import type { Ratio } from '../../domain/sla/account.ts';
import { percentOf } from '../../domain/sla/percent.ts';
import { type Formats, formatsOf } from '../render/format.ts';

/** Writes figures in one language and one time zone. */
export interface Say extends Formats {
  /** A share of time, cut off: `99,49 %`; a dash where there is nothing to divide by. */
  share(ratio: Ratio, decimals: number): string;
  /** A percentage that somebody has set, such as a promise, with as many decimals as it has: `99,5 %`. */
  pct(value: number): string;
  /** `24 November 2026` of `2026-11-24`. */
  isoDay(day: string): string;
  /** `Oktober 2026` of `2026-10`. */
  month(month: string): string;
  /** `100 Mbps`. */
  rate(bps: number): string;
}

/** What is printed where there is no figure. */
export const NONE = '–';

/** Opens a language. Throws a RangeError for a time zone that does not exist (the loader has checked it). */
export function sayIn(locale: Locale, timezone: string): Say {
  const formats = formatsOf(locale, timezone);
  const utc = formatsOf(locale, 'UTC');
  const isoDay = (day: string) => utc.day(Date.parse(`${day}T00:00:00Z`));
  return {
    ...formats,
    share: (ratio, decimals) => {
      const cut = percentOf(ratio, decimals);
      return cut === undefined ? NONE : `${formats.percent(cut, decimals)} %`;
    },
    pct: (value) => `${formats.number(value, decimalsOf(value))} %`,
    isoDay,
    month: (month) => isoDay(`${month}-01`).replace(/^1 /, ''),
    rate: (bps) => {
      const [unit, of] = bps >= 1e9 ? ['Gbps', 1e9] : bps >= 1e6 ? ['Mbps', 1e6] : ['kbps', 1e3];
      return `${formats.number(bps / Number(of))} ${unit}`;
    },
  };
}

function decimalsOf(value: number): number {
  return String(value).split('.')[1]?.length ?? 0;
}
