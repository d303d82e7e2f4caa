// Alerts that InfluxDB has already.

import type { CleanPoint } from '../metrics/clean.ts';
import type { InfluxClient } from '../metrics/influx/client.ts';
import { SCHEMA } from '../metrics/schema.ts';

/** Points of alerts that are there. */
export interface KnownAlerts {
  has(point: CleanPoint): boolean;
}

/** Reads tags and times of all alerts: some thousand a month. */
export async function knownAlerts(client: InfluxClient): Promise<KnownAlerts> {
  const [series = []] = await client.query(['SELECT "event" FROM "1m"."alert" GROUP BY *']);
  const known = new Set<string>();
  for (const { tags, columns, values } of series) {
    const time = columns.indexOf('time');
    for (const row of values) known.add(keyOf(tags, Number(row[time])));
  }
  return { has: (point) => known.has(keyOf(Object.fromEntries(point.tags), point.at)) };
}

function keyOf(tags: Readonly<Record<string, string>>, at: number): string {
  return JSON.stringify([...SCHEMA.alert.tags.map((name) => tags[name] ?? ''), at]);
}
