// Points out of InfluxDB, a stretch of time after the other, so that no answer grows too large.

import { linkId } from '../../domain/ids.ts';
import type { InfluxAccess } from '../metrics/backend.ts';
import { type CleanPoint, cleanPoint } from '../metrics/clean.ts';
import { type InfluxClient, influxClient, type ResultSeries } from '../metrics/influx/client.ts';
import type { FieldValue } from '../metrics/port.ts';
import { type Measurement, type Resolution, SCHEMA } from '../metrics/schema.ts';
import type { PointQuery, PointSource } from './source.ts';

const HOUR_MS = 3_600_000;
/** A stretch of 600 links is some 10 MB of JSON. */
const STRETCH_MS: Readonly<Record<Resolution, number>> = {
  '1m': HOUR_MS,
  '5m': 6 * HOUR_MS,
  '1h': 72 * HOUR_MS,
};
const POINTS_AT_ONCE = 2_000;
const INT64_MAX = 2n ** 63n - 1n;

/** Points of a server; connects with the first question. Integers beyond 2^53 come rounded: its answers are JSON. */
export function influxPoints(access: InfluxAccess): PointSource {
  const client = influxClient(access);
  return { kind: 'influx', points: (query) => batches(client, query), close: () => undefined };
}

async function* batches(client: InfluxClient, query: PointQuery): AsyncGenerator<readonly CleanPoint[]> {
  const { measurement, resolution, links } = query;
  const place = `"${resolution}"."${measurement}"`;
  const [first, last] = await edges(client, query, place);
  if (first === undefined || last === undefined) return;
  const stretchMs = STRETCH_MS[resolution];
  for (let from = first - 1; from < last; from += stretchMs) {
    const to = Math.min(from + stretchMs, last);
    const [series = []] = await client.query([
      `SELECT ${columnsOf(measurement)} FROM ${place} WHERE time > ${from}ms AND time <= ${to}ms GROUP BY *`,
    ]);
    const wanted = links ? series.filter(({ tags }) => links.has(linkId(tags['link'] ?? ''))) : series;
    let batch: CleanPoint[] = [];
    for (const point of wanted.flatMap((one) => pointsOf(measurement, one))) {
      batch.push(point);
      if (batch.length < POINTS_AT_ONCE) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }
}

/** Times of the first and last point, so that empty years are not asked for hour by hour. */
async function edges(
  client: InfluxClient,
  { measurement, from, to }: PointQuery,
  place: string,
): Promise<readonly (number | undefined)[]> {
  const within = `FROM ${place} WHERE time > ${Math.floor(from)}ms AND time <= ${Math.floor(to)}ms`;
  const answers = await client.query(
    ['ASC', 'DESC'].map(
      (order) => `SELECT ${columnsOf(measurement)} ${within} ORDER BY time ${order} LIMIT 1`,
    ),
  );
  return answers.map(([one]) => {
    const at = one?.values[0]?.[one.columns.indexOf('time')];
    return typeof at === 'number' ? at : undefined;
  });
}

function columnsOf(measurement: Measurement): string {
  return Object.keys(SCHEMA[measurement].fields)
    .map((name) => `"${name}"`)
    .join(', ');
}

function pointsOf(measurement: Measurement, { tags, columns, values }: ResultSeries): readonly CleanPoint[] {
  return values.flatMap((row) => {
    const fields: Record<string, FieldValue> = {};
    let at = Number.NaN;
    for (const [index, name] of columns.entries()) {
      const value = row[index];
      if (name === 'time') at = Number(value);
      else if (typeof value === 'string') fields[name] = value;
      else if (typeof value === 'number') fields[name] = numberOf(value);
    }
    const clean = cleanPoint({ measurement, tags, fields, at });
    return 'unfit' in clean ? [] : [clean];
  });
}

/** The largest integer comes rounded up, beyond the 64 bits that it has. */
function numberOf(value: number): number | bigint {
  if (!Number.isInteger(value) || Number.isSafeInteger(value)) return value;
  const whole = BigInt(value);
  return whole > INT64_MAX ? INT64_MAX : whole;
}
