// Queries and looks that several dashboards on InfluxDB share.

import type { DynamicConfigValue } from '@grafana/grafana-foundation-sdk/dashboard';
import { EXACT_RANGE, RANGE } from './query.ts';

/** Upper bounds of the buckets of RTT, by field. */
const BUCKETS = ['5', '10', '20', '50', '100', '200', '500', 'inf'] as const;

/** Columns of a table about links: availability, downtime in s, loss in percent, RTT in ms. */
export const LINK_COLUMNS =
  'sum("up_s")/(sum("up_s")+sum("down_s"))*100 AS "availability", sum("down_s") AS "downtime", ' +
  '(sum("sent")-sum("recv"))/sum("sent")*100 AS "loss", median("rtt_med") AS "rtt", percentile("rtt_p95",95) AS "p95", ' +
  'sum("up_s")+sum("down_s") AS "tot"';

/** A table with one row for each link of the chain. */
export function linkTable(where: string): string {
  return (
    'SELECT "availability","downtime","loss","rtt","p95","tot" FROM ' +
    `(SELECT ${LINK_COLUMNS} FROM "$rp"."icmp" WHERE ${EXACT_RANGE} AND ${where} GROUP BY "regency","site","link") ` +
    'WHERE "tot" > 0 GROUP BY "regency","site","link"'
  );
}

/** Where each link ends, and its last state. */
export function lastStatus(where: string): string {
  return (
    'SELECT last("lat") AS "lat", last("lon") AS "lon", last("state") AS "state" ' +
    `FROM "1m"."link_status" WHERE ${RANGE} AND ${where} GROUP BY "link","site"`
  );
}

/** Minimum, median, 95th percentile and maximum of RTT. */
export function rttBand(where: string): string {
  return (
    'SELECT min("rtt_min") AS "min", median("rtt_med") AS "median", percentile("rtt_p95",95) AS "p95", ' +
    `max("rtt_max") AS "max" FROM "$rp"."icmp" WHERE ${RANGE} AND ${where} GROUP BY time($__interval) fill(none)`
  );
}

/** How its four series look: bands around a line. */
export function rttLooks(): readonly (readonly [field: string, ...properties: DynamicConfigValue[]])[] {
  const colour = (fixedColor: string): DynamicConfigValue => ({
    id: 'color',
    value: { mode: 'fixed', fixedColor },
  });
  const thin: DynamicConfigValue = { id: 'custom.lineWidth', value: 0 };
  const band = (to: string, opacity: number): DynamicConfigValue[] => [
    { id: 'custom.fillBelowTo', value: to },
    { id: 'custom.fillOpacity', value: opacity },
  ];
  return [
    ['max', colour('blue'), thin, ...band('p95', 10)],
    ['p95', colour('blue'), thin, ...band('min', 25)],
    ['min', colour('blue'), thin, { id: 'custom.fillOpacity', value: 0 }],
    ['median', colour('green'), { id: 'custom.lineWidth', value: 2 }, { id: 'custom.fillOpacity', value: 0 }],
  ];
}

/** Replies by bucket; columns are named by the upper bound. */
export function heatQuery(where: string): string {
  const columns = BUCKETS.map((bound) => `sum("h_${bound}") AS "${bound === 'inf' ? '+Inf' : bound}"`);
  return `SELECT ${columns.join(', ')} FROM "$rp"."icmp" WHERE ${RANGE} AND ${where} GROUP BY time($__interval) fill(none)`;
}

/** Alarms as texts; the first column of text is the line, `level` colours it. */
export function events(where: string): string {
  return (
    'SELECT "text", "severity" AS "level", "link", "rule", "event" ' +
    `FROM "1m"."alert" WHERE ${RANGE} AND ${where} ORDER BY time DESC LIMIT 500`
  );
}
