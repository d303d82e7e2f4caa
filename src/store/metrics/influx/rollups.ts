// Roll-ups in InfluxDB: computed by InfluxDB from the points it has, written back as points of the coarser policy. A
// bucket becomes due when points of it are delivered, so that late and replayed ones are in it too.

import type { DatabaseSync } from 'node:sqlite';
import { integer } from '../../sqlite/row.ts';
import { cleanPoint } from '../clean.ts';
import { type Aggregate, bucketEnd, type Measurement, SCHEMA, STEP_MS } from '../schema.ts';
import type { InfluxClient, ResultSeries } from './client.ts';
import { lineOf } from './line.ts';
import type { Batch, BatchHead, Spool } from './spool.ts';

/** A bucket is computed this long after its end, when its points are in and delivered. */
const GRACE_MS = { '5m': 60_000, '1h': 420_000 } as const;
/** A tick begins no further bucket after this long; each covers all links. */
const TICK_MS = 1_000;
/** Lines per spooled batch. */
const BATCH_LINES = 5_000;

const FUNCTIONS: Readonly<Record<Aggregate, (field: string) => string>> = {
  sum: (field) => `sum(${field})`,
  min: (field) => `min(${field})`,
  max: (field) => `max(${field})`,
  mean: (field) => `mean(${field})`,
  median: (field) => `median(${field})`,
  p95: (field) => `percentile(${field}, 95)`,
};

/** Keeps the roll-ups up to date. */
export interface InfluxRollUps {
  /** A batch is in InfluxDB: its buckets are due; call in the transaction that removes it from the spool. */
  delivered(batch: Batch): void;
  /** Computes what is due, for about a second; rejects when InfluxDB does not answer. `wallMs` gives epoch ms. */
  some(wallMs: () => number): Promise<void>;
}

/** Made on the spool's database, whose table `due` remembers over restarts what is to be computed. */
export function influxRollUps(db: DatabaseSync, spool: Spool, client: InfluxClient): InfluxRollUps {
  const mark = db.prepare('INSERT OR IGNORE INTO due (step_ms, end_ms) VALUES (?, ?)');
  const due = db.prepare('SELECT end_ms FROM due WHERE step_ms = ? AND end_ms <= ? ORDER BY end_ms LIMIT 1');
  const done = db.prepare('DELETE FROM due WHERE step_ms = ? AND end_ms = ?');
  const compute = async (into: '5m' | '1h', end: number, now: number): Promise<void> => {
    const measurements = (Object.keys(SCHEMA) as Measurement[]).filter((name) => SCHEMA[name].rolledUp);
    const answers = await client.query(measurements.map((name) => statementOf(name, into, end)));
    const lines = measurements.flatMap((name, index) => linesOf(name, end, answers[index] ?? []));
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
  return {
    delivered: (batch) => {
      const stepMs = batch.policy === '1m' ? STEP_MS['5m'] : STEP_MS['1h'];
      for (const end of batch.ends) mark.run(stepMs, end);
    },
    some: async (wallMs) => {
      const began = wallMs();
      for (let now = began; now - began < TICK_MS; now = wallMs()) {
        const [into, end] = nextDue(now) ?? [];
        // What waits in the spool for this bucket would make it due again at once.
        if (into === undefined || end === undefined || spool.waitsFor(into, end)) return;
        await compute(into, end, now);
      }
    },
  };

  function nextDue(now: number): readonly ['5m' | '1h', number] | undefined {
    for (const into of ['5m', '1h'] as const) {
      const row = due.get(STEP_MS[into], now - GRACE_MS[into]);
      if (row) return [into, integer(row, 'end_ms')];
    }
    return undefined;
  }
}

/** The query that computes a bucket of all series of a measurement. */
function statementOf(measurement: Measurement, into: '5m' | '1h', end: number): string {
  const from = into === '5m' ? '1m' : '5m';
  const columns = Object.entries(SCHEMA[measurement].fields).flatMap(([name, { aggregate }]) =>
    aggregate ? [`${FUNCTIONS[aggregate](`"${name}"`)} AS "${name}"`] : [],
  );
  return (
    `SELECT ${columns.join(', ')} FROM "${from}"."${measurement}" ` +
    `WHERE time > ${end - STEP_MS[into]}ms AND time <= ${end}ms GROUP BY *`
  );
}

function linesOf(measurement: Measurement, end: number, series: readonly ResultSeries[]): readonly string[] {
  return series.flatMap(({ tags, columns, values }) => {
    const fields: Record<string, number> = {};
    for (const [index, column] of columns.entries()) {
      const value = values[0]?.[index];
      if (column !== 'time' && typeof value === 'number') fields[column] = value;
    }
    const clean = cleanPoint({ measurement, tags, fields, at: end });
    return 'unfit' in clean ? [] : [lineOf(clean)];
  });
}
