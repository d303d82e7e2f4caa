// Compares what InfluxDB has with what was moved: of every series and field how many values there are, and what they add up to.

import type { DatabaseSync } from 'node:sqlite';
import { type SqliteSeries, seriesOf } from '../export/sqlite-points.ts';
import { cleanTag } from '../metrics/clean.ts';
import type { InfluxClient, ResultSeries } from '../metrics/influx/client.ts';
import { type Measurement, type Resolution, SCHEMA } from '../metrics/schema.ts';
import { columnsOf, tableOf } from '../metrics/sqlite/tables.ts';

/** A stretch of one measurement at one resolution, (from, to], epoch ms. */
export interface Stretch {
  readonly measurement: Measurement;
  readonly resolution: Resolution;
  readonly from: number;
  readonly to: number;
}

/** What a comparison found. */
export interface Comparison {
  /** Series of which something was compared. */
  readonly series: number;
  /** Values that are in both. */
  readonly values: number;
  /** One line each. */
  readonly differences: readonly string[];
}

type Figures = ReadonlyMap<string, number>;

/**
 * Compares a stretch. Sums are compared to nine digits, for their order differs; of counters, whose sum passes 64 bits, the
 * largest value. Alerts are counted only: those that ended since are newer in InfluxDB.
 */
export async function compareStretch(
  db: DatabaseSync,
  client: InfluxClient,
  stretch: Stretch,
): Promise<Comparison> {
  const { measurement, resolution, from, to } = stretch;
  const fields = columnsOf(measurement, resolution);
  const asked = fields.flatMap((name) => [
    `count("${name}") AS "${name} count"`,
    ...second(measurement, name, (what, as) => `${what}("${name}") AS "${as}"`),
  ]);
  const [found = []] = await client.query([
    `SELECT ${asked.join(', ')} FROM "${resolution}"."${measurement}" ` +
      `WHERE time > ${from}ms AND time <= ${to}ms GROUP BY *`,
  ]);
  const theirs = new Map(found.map((one) => [keyOf(measurement, one.tags), figuresOf(one)]));
  const own = db.prepare(
    `SELECT ${fields
      .flatMap((name) => [
        `count("${name}") AS "${name} count"`,
        ...second(
          measurement,
          name,
          (what, as) => `${what === 'sum' ? 'total' : what}("${name}") AS "${as}"`,
        ),
      ])
      .join(', ')} FROM "${tableOf(measurement, resolution)}" WHERE series = ? AND at > ? AND at <= ?`,
  );
  // The largest counter has 64 bits.
  own.setReadBigInts(true);
  let [series, values] = [0, 0];
  const differences: string[] = [];
  for (const one of seriesOf(db, measurement)) {
    const row = Object.entries(own.get(one.id, from, to) ?? {});
    const ours = new Map(row.flatMap(([name, value]) => (value === null ? [] : [[name, Number(value)]])));
    const counted = [...ours].filter(([name]) => name.endsWith(' count'));
    const count = counted.reduce((sum, [, value]) => sum + value, 0);
    if (count === 0) continue;
    series++;
    values += count;
    const different = differenceOf(ours, theirs.get(keyOf(measurement, Object.fromEntries(one.tags))));
    if (different !== undefined) differences.push(`${nameOf(stretch, one)}: ${different}`);
  }
  return { series, values, differences };
}

function second(
  measurement: Measurement,
  field: string,
  text: (what: 'sum' | 'max', as: string) => string,
): readonly string[] {
  const spec = SCHEMA[measurement].fields[field];
  if (measurement === 'alert' || spec === undefined || spec.kind === 'text') return [];
  const what = spec.kind === 'integer' && spec.aggregate === undefined ? 'max' : 'sum';
  return [text(what, `${field} ${what}`)];
}

function differenceOf(ours: Figures, theirs: Figures | undefined): string | undefined {
  for (const [name, value] of ours) {
    const other = theirs?.get(name) ?? 0;
    if (Math.abs(value - other) > Math.max(1e-6, Math.abs(value) * 1e-9))
      return `${name}: ${other} in InfluxDB, ${value} in metrics.db`;
  }
  return undefined;
}

function figuresOf({ columns, values }: ResultSeries): Figures {
  const row = values[0] ?? [];
  return new Map(
    columns.flatMap((name, index) => {
      const value = row[index];
      return typeof value === 'number' ? [[name, value] as const] : [];
    }),
  );
}

/** InfluxDB gives absent tags as empty ones. */
function keyOf(measurement: Measurement, tags: Readonly<Record<string, string>>): string {
  return JSON.stringify(SCHEMA[measurement].tags.map((name) => cleanTag(tags[name] ?? '')));
}

function nameOf({ measurement, resolution, from }: Stretch, { tags }: SqliteSeries): string {
  const named = tags.map(([name, value]) => `${name}=${value}`).join(' ');
  return `${measurement} ${resolution} from ${new Date(Math.max(0, from)).toISOString()}, ${named}`;
}
