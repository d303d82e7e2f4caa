// Writes points as they were measured, and notes which roll-ups they change. Fields of the same point merge, as in
// InfluxDB, so that a replay changes nothing.

import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { CleanPoint } from '../clean.ts';
import { bucketEnd, type Measurement, SCHEMA, STEP_MS } from '../schema.ts';
import { columnsOf, MEASUREMENTS, tableOf } from './tables.ts';

/** Writes a point of a series. */
export type RowWriter = (series: number, point: CleanPoint) => void;

/** Prepares one statement per measurement. */
export function rowWriter(db: DatabaseSync): RowWriter {
  const writers = new Map<
    Measurement,
    { readonly statement: StatementSync; readonly slots: ReadonlyMap<string, number> }
  >();
  for (const measurement of MEASUREMENTS) {
    const columns = columnsOf(measurement, '1m');
    const names = columns.map((name) => `"${name}"`);
    const merged = names.map((name) => `${name} = coalesce(excluded.${name}, ${name})`);
    const statement = db.prepare(
      `INSERT INTO "${tableOf(measurement, '1m')}" (series, at, ${names.join(', ')})
       VALUES (?, ?${', ?'.repeat(columns.length)})
       ON CONFLICT (series, at) DO UPDATE SET ${merged.join(', ')}`,
    );
    writers.set(measurement, { statement, slots: new Map(columns.map((name, index) => [name, index + 2])) });
  }
  const mark = db.prepare('INSERT OR IGNORE INTO dirty (step_ms, end_ms, series) VALUES (?, ?, ?)');
  return (series, point) => {
    const writer = writers.get(point.measurement);
    if (!writer) throw new Error(`no table for measurement "${point.measurement}"`);
    const values: SQLInputValue[] = new Array(writer.slots.size + 2).fill(null);
    values[0] = series;
    values[1] = point.at;
    for (const [name, , value] of point.fields) {
      const slot = writer.slots.get(name);
      if (slot !== undefined) values[slot] = value;
    }
    writer.statement.run(...values);
    if (SCHEMA[point.measurement].rolledUp)
      mark.run(STEP_MS['5m'], bucketEnd(point.at, STEP_MS['5m']), series);
  };
}
