// InfluxQL as Grafana's InfluxDB plug-in takes it. The SDK has no builder for this data source.

import type * as cog from '@grafana/grafana-foundation-sdk/cog';
import { datasourceRef } from '../panels.ts';
import { filled } from '../sheet.ts';

/** A query in the plug-in's own form. */
export interface InfluxQuery extends cog.Dataquery {
  readonly refId: string;
  readonly datasource: { readonly type: string; readonly uid: string };
  readonly query: string;
  /** Without it the plug-in ignores `query`. */
  readonly rawQuery: true;
  readonly resultFormat: 'time_series' | 'table';
  /** Name of each series: `$tag_link`, `$col`. */
  readonly alias?: string;
}

/** Of annotations. */
export interface InfluxAnnotation extends InfluxQuery {
  readonly fromAnnotations: true;
  readonly textColumn: string;
  readonly tagsColumn: string;
  readonly timeEndColumn: string;
}

function target<T extends InfluxQuery>(query: Omit<T, '_implementsDataqueryVariant'>): cog.Builder<T> {
  // The marker of the SDK's interface is a function, which JSON leaves out.
  return { build: () => ({ ...query, _implementsDataqueryVariant: () => undefined }) as T };
}

const SOURCE = datasourceRef({ set: 'influxdb' });

/** Series over time; `refId` tells queries of one panel apart. */
export function line(query: string, alias?: string, refId = 'A'): cog.Builder<InfluxQuery> {
  const rest = { rawQuery: true, resultFormat: 'time_series' } as const;
  return target({ refId, datasource: SOURCE, query, ...rest, ...(alias !== undefined && { alias }) });
}

/** A table. */
export function rows(query: string, refId = 'A'): cog.Builder<InfluxQuery> {
  return target({ refId, datasource: SOURCE, query, rawQuery: true, resultFormat: 'table' });
}

/**
 * Alarms as annotations. Text and tags are found by a part of their column's name, the end by the whole of it, and a row with
 * any null is dropped: points of alarms have them all.
 */
export function alarmRows(where: string): cog.Builder<InfluxAnnotation> {
  return target({
    refId: 'Anno',
    datasource: SOURCE,
    query: `SELECT "text","tags","time_end" FROM "1m"."alert" WHERE $timeFilter AND ${where} ORDER BY time DESC LIMIT 500`,
    rawQuery: true,
    resultFormat: 'table',
    fromAnnotations: true,
    textColumn: 'alert.text',
    tagsColumn: 'alert.tags',
    timeEndColumn: 'alert.time_end',
  });
}

/** Where a tag is what a variable says: works for one value, many, and all. */
export function tagIs(tag: string, variable = tag): string {
  return `"${tag}" =~ /^$${variable}$/`;
}

/** Rounds stamped t cover (t − 60 s, t]: exact sums leave out the one that ends where the range begins. */
export const EXACT_RANGE = `time > ${filled('__from')}ms AND time <= ${filled('__to')}ms`;
/** What Grafana fills in, both ends included: good enough for charts. */
export const RANGE = '$timeFilter';

/** Whole seconds watched, as a sum of fields. */
export const WATCHED = 'sum("up_s")+sum("down_s")+sum("maint_s")';

/** Availability in percent of what `where` selects: time up of time up or down; nothing where neither was. */
export function availability(where: string, from = '"$rp"."icmp"'): string {
  return (
    'SELECT "a" FROM (SELECT sum("up_s")/(sum("up_s")+sum("down_s"))*100 AS "a", sum("up_s")+sum("down_s") AS "tot" ' +
    `FROM ${from} WHERE ${EXACT_RANGE} AND ${where}) WHERE "tot" > 0`
  );
}

/** Availability of each step and tag. 0/0 is 0 in InfluxDB 1: the guard leaves such steps out. */
export function availabilityOverTime(where: string, each: string): string {
  return (
    'SELECT "a" FROM (SELECT sum("up_s")/(sum("up_s")+sum("down_s"))*100 AS "a", sum("up_s")+sum("down_s") AS "tot" ' +
    `FROM "$rp"."icmp" WHERE ${EXACT_RANGE} AND ${where} GROUP BY time($__interval), "${each}" fill(none)) ` +
    `WHERE "tot" > 0 GROUP BY "${each}"`
  );
}

/** Share of the range in which links were watched, percent, mean of the links. */
export function coverage(where: string): string {
  return (
    `SELECT mean("c") FROM (SELECT (${WATCHED})/$__range_s*100 AS "c" FROM "$rp"."icmp" ` +
    `WHERE ${EXACT_RANGE} AND ${where} GROUP BY "link")`
  );
}

/** Echo loss in percent over time; nothing where nothing was sent. */
export function loss(where: string, each?: string): string {
  const group = each === undefined ? '' : `, "${each}"`;
  return (
    'SELECT (sum("sent")-sum("recv"))/sum("sent")*100 AS "loss" FROM "$rp"."icmp" ' +
    `WHERE ${RANGE} AND ${where} GROUP BY time($__interval)${group} fill(none)`
  );
}
