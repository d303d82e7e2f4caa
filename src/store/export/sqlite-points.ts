// Points out of metrics.db, series by series.

import { join } from 'node:path';
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { linkId } from '../../domain/ids.ts';
import type { CleanPoint, CleanValue } from '../metrics/clean.ts';
import { type FieldKind, type Measurement, type Resolution, SCHEMA } from '../metrics/schema.ts';
import { columnsOf, METRIC_MIGRATIONS, tableOf } from '../metrics/sqlite/tables.ts';
import { storeError } from '../sqlite/fault.ts';
import { openReadOnly } from '../sqlite/read-only.ts';
import { integer, text } from '../sqlite/row.ts';
import type { PointQuery, PointSource } from './source.ts';

const POINTS_AT_ONCE = 2_000;

/** One series of the file. */
export interface SqliteSeries {
  readonly id: number;
  readonly link: string;
  readonly tags: CleanPoint['tags'];
}

/** Series of a measurement in the order of their numbers, from after one of them on. */
export function seriesOf(db: DatabaseSync, measurement: Measurement, after = 0): readonly SqliteSeries[] {
  return db
    .prepare('SELECT id, link, tags FROM series WHERE measurement = ? AND id > ? ORDER BY id')
    .all(measurement, after)
    .map((row) => ({
      id: integer(row, 'id'),
      link: text(row, 'link'),
      // This program wrote the tags.
      tags: JSON.parse(text(row, 'tags')) as CleanPoint['tags'],
    }));
}

/** Reads the points of a series, oldest first. */
export type SeriesReader = (series: SqliteSeries, from: number, to: number) => Iterable<CleanPoint>;

/** Prepares the reading of one measurement at one resolution; columns that an earlier version lacked are absent. */
export function seriesReader(
  db: DatabaseSync,
  measurement: Measurement,
  resolution: Resolution,
): SeriesReader {
  const table = tableOf(measurement, resolution);
  const present = new Set(
    db
      .prepare('SELECT name FROM pragma_table_info(?)')
      .all(table)
      .map((row) => text(row, 'name')),
  );
  const fields = columnsOf(measurement, resolution).filter((name) => present.has(name));
  const kinds = fields.map((name) => SCHEMA[measurement].fields[name]?.kind ?? 'float');
  const columns = fields.map((name) => `"${name}"`).join(', ');
  return function* read(series, from, to) {
    // One statement per series: two that are read at the same time must not share one.
    const statement = db.prepare(
      `SELECT at, ${columns} FROM "${table}" WHERE series = ? AND at > ? AND at <= ? ORDER BY at`,
    );
    // Counters have up to 64 bits.
    statement.setReadBigInts(true);
    statement.setReturnArrays(true);
    // With setReturnArrays a row is a list, which the typing does not know.
    for (const row of statement.iterate(series.id, from, to) as unknown as Iterable<SQLOutputValue[]>) {
      const found: [string, FieldKind, CleanValue][] = [];
      for (const [index, name] of fields.entries()) {
        const kind = kinds[index] ?? 'float';
        const value = figureOf(row[index + 1], kind);
        if (value !== undefined) found.push([name, kind, value]);
      }
      if (found.length > 0) yield { measurement, tags: series.tags, fields: found, at: Number(row[0]) };
    }
  };
}

/** Opens `directory`/metrics.db for exporting, also beside a running daemon; throws StoreError. */
export function openSqlitePoints(directory: string): PointSource {
  const db = openReadOnly(join(directory, 'metrics.db'), METRIC_MIGRATIONS);
  return {
    kind: 'sqlite',
    points: (query) => batches(db, query),
    close: () => db.close(),
  };
}

async function* batches(db: DatabaseSync, query: PointQuery): AsyncGenerator<readonly CleanPoint[]> {
  const { measurement, resolution, from, to, links } = query;
  try {
    const read = seriesReader(db, measurement, resolution);
    let batch: CleanPoint[] = [];
    for (const series of seriesOf(db, measurement)) {
      if (links && !links.has(linkId(series.link))) continue;
      for (const point of read(series, from, to)) {
        batch.push(point);
        if (batch.length < POINTS_AT_ONCE) continue;
        yield batch;
        batch = [];
        await setImmediate();
      }
    }
    if (batch.length > 0) yield batch;
  } catch (error) {
    throw storeError('export the history', error);
  }
}

function figureOf(value: SQLOutputValue | undefined, kind: FieldKind): CleanValue | undefined {
  if (value === null || value === undefined || value instanceof Uint8Array) return undefined;
  return kind === 'float' ? Number(value) : value;
}
