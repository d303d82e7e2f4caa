// Several months on end, counted one after the other: what a trend is drawn of.

import type { LinkId } from '../../domain/ids.ts';
import type { Link } from '../../domain/link.ts';
import { zoneOf } from '../../domain/local-time.ts';
import type { Ratio } from '../../domain/sla/account.ts';
import { type GroupFigures, sumUp } from '../../domain/sla/group.ts';
import { monthOf, type Period } from '../../domain/sla/period.ts';
import { addMonths } from '../asks.ts';
import type { ReportSources } from '../sources.ts';
import { type CountedLink, countLinks } from './accounts.ts';

/** A month of the links. */
export interface CountedMonth {
  /** `2026-10`. */
  readonly month: string;
  readonly period: Period;
  readonly counted: readonly CountedLink[];
  readonly figures: GroupFigures;
}

/** A month as a trend shows it; absent availability: nothing was known of it. */
export interface TrendPoint {
  readonly month: string;
  readonly from: number;
  readonly availability?: Ratio;
  readonly coverage: Ratio;
}

/** Counts so many calendar months up to one, oldest first; those that have not begun `asOf` are left out. */
export async function countMonths(
  query: {
    readonly links: readonly Link[];
    readonly last: string;
    readonly months: number;
    readonly asOf: number;
  },
  sources: ReportSources,
): Promise<readonly CountedMonth[]> {
  const zone = zoneOf(sources.config.network.province.timezone);
  const counted: CountedMonth[] = [];
  for (let back = query.months - 1; back >= 0; back--) {
    const month = addMonths(query.last, -back);
    const period = monthOf(month, zone);
    if (period.from >= query.asOf) continue;
    const links = await countLinks({ links: query.links, period, asOf: query.asOf }, sources);
    const inService = links.filter(({ account }) => account.serviceMs > 0);
    counted.push({
      ...{ month, period, counted: inService },
      figures: sumUp(inService.map(({ account }) => account)),
    });
  }
  return counted;
}

/** The trend of months. */
export function trendOf(months: readonly CountedMonth[]): readonly TrendPoint[] {
  return months.map(({ month, period, figures }) => ({
    month,
    from: period.from,
    ...(figures.coverage.part > 0 && figures.totalMs > 0 && { availability: figures.availability }),
    coverage: figures.coverage,
  }));
}

/** Links that missed their promise in each of the last so many months, by name. */
export function missedInRow(months: readonly CountedMonth[], least: number): readonly string[] {
  const last = months.slice(-least);
  if (last.length < least) return [];
  const missed = last.map(
    ({ counted }) =>
      new Set<LinkId>(counted.flatMap(({ link, account }) => (account.met === false ? link.id : []))),
  );
  const newest = last.at(-1)?.counted ?? [];
  return newest.filter(({ link }) => missed.every((set) => set.has(link.id))).map(({ link }) => link.name);
}
