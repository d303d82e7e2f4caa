// Computes roll-ups: a bucket whose points changed is computed anew from all of them, so that late points and replays
// need no care. 5-minute buckets come from raw points, hours from 5-minute buckets, and so do the days of rates.

import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { integer, type Row } from '../../sqlite/row.ts';
import { p95 } from '../history-fold.ts';
import { type Aggregate, bucketEnd, type Measurement, SCHEMA, STEP_MS } from '../schema.ts';
import { DAY_MS, rateDayMaker } from './rate-days.ts';
import type { SeriesTable } from './series.ts';
import { columnsOf, MEASUREMENTS, tableOf } from './tables.ts';

/** A day is made of 288 rows, a bucket of at most 60: so many fewer are computed at once. */
const BUCKETS_PER_DAY = 20;

/** Computes roll-ups; call within a transaction. */
export interface RollUps {
  /** Computes up to `limit` changed buckets that ended by `before`; returns how many there were. */
  some(before: number, limit: number): number;
  /** Computes all changed buckets of a series, open ones too; its days wait: who reads knows which of them are not ready. */
  ofSeries(series: number): void;
}

const SQL: Readonly<Record<Aggregate, string>> = {
  sum: 'sum',
  min: 'min',
  max: 'max',
  mean: 'avg',
  median: 'median',
  p95: 'p95_rank',
};

/** Prepares the statements and SQLite's missing aggregate. */
export function rollUps(db: DatabaseSync, series: SeriesTable): RollUps {
  db.aggregate('p95_rank', {
    start: () => new Float64Array(),
    step: (values: Float64Array, value) =>
      typeof value === 'number' ? Float64Array.of(...values, value) : values,
    result: (values: Float64Array) => p95([...values]) ?? null,
  });
  const compute = new Map<string, StatementSync>();
  for (const measurement of MEASUREMENTS.filter((name) => SCHEMA[name].rolledUp)) {
    compute.set(`${measurement} ${STEP_MS['5m']}`, prepareOne(db, measurement, '5m', '1m'));
    compute.set(`${measurement} ${STEP_MS['1h']}`, prepareOne(db, measurement, '1h', '5m'));
  }
  const due = db.prepare(
    'SELECT step_ms, end_ms, series FROM dirty WHERE step_ms = ? AND end_ms <= ? ORDER BY end_ms LIMIT ?',
  );
  const own = db.prepare('SELECT step_ms, end_ms, series FROM dirty WHERE series = ? AND step_ms = ?');
  const mark = db.prepare('INSERT OR IGNORE INTO dirty (step_ms, end_ms, series) VALUES (?, ?, ?)');
  const done = db.prepare('DELETE FROM dirty WHERE step_ms = ? AND end_ms = ? AND series = ?');
  const makeDay = rateDayMaker(db);
  const settle = (row: Row): void => {
    const stepMs = integer(row, 'step_ms');
    const end = integer(row, 'end_ms');
    const id = integer(row, 'series');
    const measurement = series.measurementOf(id);
    if (stepMs === DAY_MS) makeDay(id, end);
    else compute.get(`${measurement} ${stepMs}`)?.run(id, end - stepMs, end);
    done.run(stepMs, end, id);
    if (stepMs !== STEP_MS['5m']) return;
    mark.run(STEP_MS['1h'], bucketEnd(end, STEP_MS['1h']), id);
    if (measurement === 'iface') mark.run(DAY_MS, bucketEnd(end, DAY_MS), id);
  };
  const dueRows = (before: number, limit: number): readonly Row[] => {
    for (const stepMs of [STEP_MS['5m'], STEP_MS['1h']]) {
      const rows = due.all(stepMs, before, limit);
      if (rows.length > 0) return rows;
    }
    return due.all(DAY_MS, before, Math.ceil(limit / BUCKETS_PER_DAY));
  };
  return {
    some: (before, limit) => {
      const rows = dueRows(before, limit);
      for (const row of rows) settle(row);
      return rows.length;
    },
    ofSeries: (id) => {
      for (const stepMs of [STEP_MS['5m'], STEP_MS['1h']]) for (const row of own.all(id, stepMs)) settle(row);
    },
  };
}

function prepareOne(
  db: DatabaseSync,
  measurement: Measurement,
  into: '5m' | '1h',
  outOf: '1m' | '5m',
): StatementSync {
  const columns = columnsOf(measurement, into);
  const values = columns.map(
    (name) => `${SQL[SCHEMA[measurement].fields[name]?.aggregate ?? 'max']}("${name}")`,
  );
  return db.prepare(
    `INSERT OR REPLACE INTO "${tableOf(measurement, into)}" (series, at, ${columns.map((name) => `"${name}"`).join(', ')})
     SELECT ?1, ?3, ${values.join(', ')} FROM "${tableOf(measurement, outOf)}"
     WHERE series = ?1 AND at > ?2 AND at <= ?3 HAVING count(*) > 0`,
  );
}
