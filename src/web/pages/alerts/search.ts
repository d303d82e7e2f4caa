// Looking for past alerts: the window of days in the province's zone, and the question to the server.

import { addDays, zoneOf } from '../../../domain/local-time.ts';

/** What somebody looks for; days as `YYYY-MM-DD`, both included. */
export interface Search {
  readonly from: string;
  readonly to: string;
  readonly text: string;
  /** Name of a rule; empty: all. */
  readonly rule: string;
}

/** Alerts of one answer. */
export const PAGE_SIZE = 100;
/** The window that is looked at first. */
const FIRST_DAYS = 7;

/** The search of a route's query; the last seven days where it says nothing. */
export function searchOf(query: string, now: number, timezone: string): Search {
  const given = new URLSearchParams(query);
  const day = (name: string, otherwise: string): string => {
    const text = given.get(name) ?? '';
    return parsed(text) ? text : otherwise;
  };
  const { year, month, day: today } = zoneOf(timezone).at(now);
  const here = { year, month, day: today };
  return {
    from: day('from', dayText(addDays(here, 1 - FIRST_DAYS))),
    to: day('to', dayText(here)),
    text: (given.get('q') ?? '').slice(0, 200),
    rule: (given.get('rule') ?? '').slice(0, 80),
  };
}

/** The route's query for a search. */
export function queryOf({ from, to, text, rule }: Search): string {
  const query = new URLSearchParams({ v: 'history', from, to });
  if (text !== '') query.set('q', text);
  if (rule !== '') query.set('rule', rule);
  return query.toString();
}

/** The path that asks for a page of a search; undefined for a window that is none. */
export function pathOf(search: Search, timezone: string, before?: number): string | undefined {
  const first = parsed(search.from);
  const last = parsed(search.to);
  if (!first || !last) return undefined;
  const zone = zoneOf(timezone);
  const from = zone.epochOf(first, 0);
  const to = zone.epochOf(addDays(last, 1), 0);
  if (from >= to) return undefined;
  const query = new URLSearchParams({
    state: 'active,returned,closed',
    from: String(from),
    to: String(to),
    limit: String(PAGE_SIZE),
  });
  if (search.text.trim() !== '') query.set('text', search.text.trim());
  if (search.rule !== '') query.set('rule', search.rule);
  if (before !== undefined) query.set('before', String(before));
  return `/api/v1/alerts?${query.toString()}`;
}

function parsed(
  text: string,
): { readonly year: number; readonly month: number; readonly day: number } | undefined {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (year === '') return undefined;
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  // 31 February is no day.
  return dayText(addDays(date, 0)) === text ? date : undefined;
}

function dayText({
  year,
  month,
  day,
}: {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}
