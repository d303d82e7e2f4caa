// Roll-ups in InfluxDB: computed by InfluxDB from the points it has, written back as points of the coarser policy. A
// bucket becomes due when points of it are delivered, so that late and replayed ones are in it too.

import type { DatabaseSync } from 'node:sqlite';
import { integer } from '../../sqlite/row.ts';
import { cleanPoint } from '../clean.ts';
import { type Aggregate, bucketEnd, type Measurement, type Resolution, SCHEMA, STEP_MS } from '../schema.ts';
import type { InfluxClient, ResultSeries } from './client.ts';
import { lineOf } from './line.ts';
import type { Batch, BatchHead, Spool } from './spool.ts';

/** A bucket is computed this long after its end, when its points are in and delivered. */
const GRACE_MS = { '5m': 60_000, '1h': 420_000 } as const;
/** A tick begins no further buckets after this long. */
const TICK_MS = 1_000;
/** Lines per spooled batch. */
const BATCH_LINES = 5_000;
/** Buckets that follow each other are computed together, an hour or half a day at most: a query's cost is in its series. */
const MOST_BUCKETS = 12;
/** Roll-ups asked for at once, about 3 MB of answer; one bucket is asked for however many series it has. */
const MOST_LINES = 8_000;

/**
 * While more points than these wait, an outage is being made up for: roll-ups would slow that down by half, and most of them would
 * be computed twice. 10,000 links with SNMP leave some 500 waiting, and for seconds the roll-ups of a bucket.
 */
const BACKLOG_POINTS = 20_000;

const FUNCTIONS: Readonly<Record<Aggregate, (field: string) => string>> = {
  sum: (field) => `sum(${field})`,
  min: (field) => `min(${field})`,
  max: (field) => `max(${field})`,
  mean: (field) => `mean(${field})`,
  median: (field) => `median(${field})`,
  p95: (field) => `percentile(${field}, 95)`,
};

type RolledUp = '5m' | '1h';

/** Keeps the roll-ups up to date. */
export interface InfluxRollUps {
  /** A batch is in InfluxDB: its buckets are due; call in the transaction that removes it from the spool. */
  delivered(batch: Batch): void;
  /** Computes what is due, for about a second; rejects when InfluxDB does not answer. `wallMs` gives epoch ms. */
  some(wallMs: () => number): Promise<void>;
}

/**
 * Made on the spool's database, whose table `due` remembers over restarts what is to be computed. `kept` says how long each
 * resolution is kept, in ms.
 */
export function influxRollUps(
  db: DatabaseSync,
  spool: Spool,
  client: InfluxClient,
  kept: Readonly<Record<Resolution, number>>,
): InfluxRollUps {
  const mark = db.prepare('INSERT OR IGNORE INTO due (step_ms, end_ms) VALUES (?, ?)');
  const due = db.prepare('SELECT end_ms FROM due WHERE step_ms = ? AND end_ms <= ? ORDER BY end_ms LIMIT ?');
  const done = db.prepare('DELETE FROM due WHERE step_ms = ? AND end_ms = ?');
  /** Roll-ups of one bucket, as many as the last ones had. */
  let linesPerBucket = MOST_LINES;

  const compute = async (into: RolledUp, ends: readonly number[], now: number): Promise<void> => {
    const stepMs = STEP_MS[into];
    const measurements = (Object.keys(SCHEMA) as Measurement[]).filter((name) => SCHEMA[name].rolledUp);
    const answers = await client.query(measurements.map((name) => statementOf(name, into, ends)));
    const byEnd = new Map<number, string[]>(ends.map((end) => [end, []]));
    for (const [index, name] of measurements.entries()) collect(name, stepMs, answers[index] ?? [], byEnd);
    let most = 0;
    for (const [end, lines] of byEnd) {
      keep(into, end, lines, now);
      most = Math.max(most, lines.length);
    }
    linesPerBucket = Math.max(1, most);
  };

  const keep = (into: RolledUp, end: number, lines: readonly string[], now: number): void => {
    const ends = into === '5m' ? [bucketEnd(end, STEP_MS['1h'])] : [];
    const head: BatchHead = { policy: into, points: 0, oldestAt: end, newestAt: end, queuedAt: now, ends };
    if (lines.length === 0) done.run(STEP_MS[into], end);
    for (let index = 0; index < lines.length; index += BATCH_LINES) {
      const part = lines.slice(index, index + BATCH_LINES);
      const isLast = index + BATCH_LINES >= lines.length;
      spool.add({ ...head, points: part.length }, part.join(''), () => {
        if (isLast) done.run(STEP_MS[into], end);
      });
    }
  };

  /** The oldest buckets that are due and follow each other; those whose points are partly gone by now are given up. */
  const dueEnds = (into: RolledUp, now: number): readonly number[] => {
    const stepMs = STEP_MS[into];
    const atOnce = Math.max(1, Math.min(MOST_BUCKETS, Math.floor(MOST_LINES / linesPerBucket)));
    // Of what is left of such a bucket it would be computed wrong; the roll-up made in time stays.
    const floor = now - kept[into === '5m' ? '1m' : '5m'];
    const ends: number[] = [];
    for (const row of due.all(stepMs, now - GRACE_MS[into], atOnce)) {
      const end = integer(row, 'end_ms');
      if (end - stepMs < floor) done.run(stepMs, end);
      else if (ends.length === 0 || end === (ends.at(-1) ?? 0) + stepMs) ends.push(end);
      else break;
    }
    return ends;
  };

  return {
    delivered: (batch) => {
      const stepMs = batch.policy === '1m' ? STEP_MS['5m'] : STEP_MS['1h'];
      for (const end of batch.ends) mark.run(stepMs, end);
    },
    some: async (wallMs) => {
      if (spool.size().points > BACKLOG_POINTS) return;
      const began = wallMs();
      for (let now = began; now - began < TICK_MS; now = wallMs()) {
        const [into, ends] = next(now);
        if (ends.length === 0) return;
        await compute(into, ends, now);
      }
    },
  };

  /** What waits in the spool for a bucket would make it due again at once: it is left until that is delivered. */
  function next(now: number): readonly [RolledUp, readonly number[]] {
    for (const into of ['5m', '1h'] as const) {
      const ends = dueEnds(into, now);
      const blocked = ends.findIndex((end) => spool.waitsFor(into, end));
      const free = blocked < 0 ? ends : ends.slice(0, blocked);
      if (ends.length > 0) return [into, free];
    }
    return ['1h', []];
  }
}

/**
 * The query that computes buckets of all series of a measurement. A bucket begins 1 ms late: a point at its end belongs to it, one
 * at its begin to the bucket before.
 */
function statementOf(measurement: Measurement, into: RolledUp, ends: readonly number[]): string {
  const from = into === '5m' ? '1m' : '5m';
  const columns = Object.entries(SCHEMA[measurement].fields).flatMap(([name, { aggregate }]) =>
    aggregate ? [`${FUNCTIONS[aggregate](`"${name}"`)} AS "${name}"`] : [],
  );
  const begin = (ends[0] ?? 0) - STEP_MS[into];
  return (
    `SELECT ${columns.join(', ')} FROM "${from}"."${measurement}" ` +
    `WHERE time > ${begin}ms AND time <= ${ends.at(-1) ?? 0}ms GROUP BY time(${into}, 1ms), * fill(none)`
  );
}

/** The line of each bucket of each series, to those of the bucket's end. */
function collect(
  measurement: Measurement,
  stepMs: number,
  series: readonly ResultSeries[],
  byEnd: ReadonlyMap<number, string[]>,
): void {
  for (const { tags, columns, values } of series) {
    const time = columns.indexOf('time');
    for (const row of values) {
      const at = row[time];
      if (typeof at !== 'number') continue;
      const end = at - 1 + stepMs;
      const fields: Record<string, number> = {};
      for (const [index, column] of columns.entries()) {
        const value = row[index];
        if (index !== time && typeof value === 'number') fields[column] = value;
      }
      const clean = cleanPoint({ measurement, tags, fields, at: end });
      if (!('unfit' in clean)) byEnd.get(end)?.push(lineOf(clean));
    }
  }
}
