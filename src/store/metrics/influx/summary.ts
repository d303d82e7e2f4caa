// Summaries out of InfluxDB. InfluxQL knows no hour of the day: hours come as they are and are added up here.

import { type LinkId, linkId } from '../../../domain/ids.ts';
import type { LinkSummary, SummaryQuery } from '../summary.ts';
import {
  addHour,
  emptySums,
  type HourSums,
  hourOfDay,
  type RateSums,
  SUMMARY_FIELDS,
  summaryOf,
} from '../summary-fold.ts';
import type { InfluxClient, ResultSeries } from './client.ts';

/** Links asked for at once: a month of hours of so many is about 4 MB. */
const LINKS_AT_ONCE = 50;

/** Reads summaries. Links of which nothing is known have no entry. Rejects when InfluxDB does not answer. */
export async function readSummaries(
  client: InfluxClient,
  query: SummaryQuery,
): Promise<ReadonlyMap<LinkId, LinkSummary>> {
  const links = [...query.links];
  const found = new Map<LinkId, LinkSummary>();
  for (let index = 0; index < links.length; index += LINKS_AT_ONCE)
    for (const summary of await readSome(client, query, links.slice(index, index + LINKS_AT_ONCE)))
      found.set(summary.link, summary);
  return found;
}

async function readSome(
  client: InfluxClient,
  { from, to, utcOffsetMs }: SummaryQuery,
  links: readonly LinkId[],
): Promise<readonly LinkSummary[]> {
  const fields = SUMMARY_FIELDS.map((field) => `"${field}"`).join(', ');
  // Link ids hold letters, digits, `.`, `_` and `-` only (ids.ts); of these the point alone means something here.
  const named = links.map((link) => link.replaceAll('.', '\\.')).join('|');
  const where = `WHERE time > ${Math.floor(from)}ms AND time <= ${Math.floor(to)}ms AND "link" =~ /^(${named})$/ GROUP BY "link"`;
  const [hours = [], rates = []] = await client.query([
    `SELECT ${fields} FROM "1h"."icmp" ${where}`,
    'SELECT percentile("in_bps", 95) AS "in_p95", percentile("out_bps", 95) AS "out_p95", ' +
      `sum("in_bps") AS "in_sum", sum("out_bps") AS "out_sum" FROM "5m"."iface" ${where}`,
  ]);
  const ofHours = byLink(hours);
  const ofRates = byLink(rates);
  return links.flatMap((link) => {
    const summary = summaryOf(link, hoursOf(ofHours.get(link), utcOffsetMs), ratesOf(ofRates.get(link)));
    return summary ? [summary] : [];
  });
}

function byLink(series: readonly ResultSeries[]): ReadonlyMap<LinkId, ResultSeries> {
  return new Map(series.map((one) => [linkId(one.tags['link'] ?? ''), one]));
}

function hoursOf(series: ResultSeries | undefined, utcOffsetMs: number): ReadonlyMap<number, HourSums> {
  const hours = new Map<number, HourSums>();
  if (!series) return hours;
  const places = new Map(series.columns.map((name, index) => [name, index]));
  for (const row of series.values) {
    const figure = (field: string): number | undefined => {
      const value = row[places.get(field) ?? -1];
      return typeof value === 'number' ? value : undefined;
    };
    const at = figure('time');
    if (at === undefined) continue;
    const hour = hourOfDay(at, utcOffsetMs);
    const sums = hours.get(hour) ?? emptySums();
    hours.set(hour, sums);
    addHour(sums, figure);
  }
  return hours;
}

function ratesOf(series: ResultSeries | undefined): RateSums {
  const figure = (name: string): number | undefined => {
    const value = series?.values[0]?.[series.columns.indexOf(name)];
    return typeof value === 'number' ? value : undefined;
  };
  return {
    inP95Bps: figure('in_p95'),
    outP95Bps: figure('out_p95'),
    inSumBps: figure('in_sum'),
    outSumBps: figure('out_sum'),
  };
}
