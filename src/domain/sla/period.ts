// The stretches that accounts are about: months of a contract, and the time in which a link was in service.

import type { Link } from '../link.ts';
import { addDays, type LocalDate, type Zone } from '../local-time.ts';

/** A stretch of time, epoch ms, [from, to). */
export interface Period {
  readonly from: number;
  readonly to: number;
}

const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;

/** Whether a text names a month, such as `2026-10`. */
export function isMonth(text: string): boolean {
  return MONTH.test(text);
}

/**
 * A month in a zone. `periodDay` (1 to 28): the day on which it begins; `2026-10` with 16 is 16 October to 16 November. Throws a
 * RangeError on a text that is no month (a bug: what comes from outside is checked with {@link isMonth}).
 */
export function monthOf(month: string, zone: Zone, periodDay = 1): Period {
  const [, year, number] = MONTH.exec(month) ?? [];
  if (year === undefined || number === undefined)
    throw new RangeError(`"${month}" is no month, wanted one such as 2026-10`);
  const first = { year: Number(year), month: Number(number), day: periodDay };
  const next =
    first.month === 12 ? { ...first, year: first.year + 1, month: 1 } : { ...first, month: first.month + 1 };
  return { from: zone.epochOf(first, 0), to: zone.epochOf(next, 0) };
}

/** The month that a moment lies in, such as `2026-10`; of months that begin on another day, the one named by its beginning. */
export function monthAt(epochMs: number, zone: Zone, periodDay = 1): string {
  const { year, month, day } = zone.at(epochMs);
  const first = { year, month, day: 1 };
  const named = day >= periodDay ? first : addDays(first, -1);
  return `${named.year}-${String(named.month).padStart(2, '0')}`;
}

/**
 * When a link was in service: from the day it was activated (BAST) to the end of its last day. Where these days are not recorded,
 * the stage tells: `since` of an active link is its first day, of a suspended or retired one the first day without service; one
 * that is only planned was never in service (`from` = `to`). Absent bounds are open.
 */
export function inServiceOf(
  link: Pick<Link, 'stage' | 'since' | 'activated' | 'terminated'>,
  zone: Zone,
): { readonly from?: number; readonly to?: number } {
  const { stage, since, activated, terminated } = link;
  const first = activated ?? (stage === 'active' ? since : undefined);
  if (first === undefined && stage === 'planned') return { from: 0, to: 0 };
  const isEnded = stage === 'suspended' || stage === 'retired';
  const end =
    terminated === undefined
      ? isEnded && since !== undefined
        ? zone.epochOf(dateOf(since), 0)
        : undefined
      : zone.epochOf(addDays(dateOf(terminated), 1), 0);
  return {
    ...(first !== undefined && { from: zone.epochOf(dateOf(first), 0) }),
    ...(end !== undefined && { to: end }),
  };
}

/** The loader has checked that a day is one. */
function dateOf(day: string): LocalDate {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return { year, month, day: date };
}
