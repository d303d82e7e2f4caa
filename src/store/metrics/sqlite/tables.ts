// The tables of metrics.db follow the schema: one per measurement and resolution, one column per field.

import type { DatabaseSync } from 'node:sqlite';
import { text } from '../../sqlite/row.ts';
import { type FieldKind, type Measurement, type Resolution, SCHEMA } from '../schema.ts';

/** Scripts from schema version i to i + 1, of the tables that do not follow from the schema of the history. */
export const METRIC_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    measurement TEXT NOT NULL,
    link TEXT NOT NULL,
    tags TEXT NOT NULL,
    UNIQUE (measurement, tags)
  ) STRICT;
  CREATE INDEX series_link ON series (link, measurement);

  -- Roll-up buckets whose points have changed since they were last computed.
  CREATE TABLE dirty (
    step_ms INTEGER NOT NULL,
    end_ms INTEGER NOT NULL,
    series INTEGER NOT NULL,
    PRIMARY KEY (step_ms, end_ms, series)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX dirty_series ON dirty (series);
  `,
  `
  -- The 5-minute rates of a day of UTC in one piece: 288 in_bps, then 288 out_bps, as 64-bit floats of a little-endian machine,
  -- NaN where there is none. Made from iface_5m; a day that is missing here, or dirty, is read from there.
  CREATE TABLE rate_day (
    series INTEGER NOT NULL,
    end_ms INTEGER NOT NULL,
    rates BLOB NOT NULL,
    PRIMARY KEY (series, end_ms)
  ) STRICT;
  -- Two months of a file from before are made in the background: last month's report is asked for first. What is dirty
  -- ends about where the file does.
  INSERT OR IGNORE INTO dirty (step_ms, end_ms, series)
    WITH RECURSIVE past (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM past WHERE n < 62)
    SELECT 86400000, (newest / 86400000 - n) * 86400000, id
    FROM series, past, (SELECT max(end_ms) AS newest FROM dirty)
    WHERE measurement = 'iface' AND newest IS NOT NULL;
  `,
];

const COLUMN_TYPES: Readonly<Record<FieldKind, string>> = { integer: 'INTEGER', float: 'REAL', text: 'TEXT' };

/** Name of a table. */
export function tableOf(measurement: Measurement, resolution: Resolution): string {
  return `${measurement}_${resolution}`;
}

/** Measurements of the schema. */
export const MEASUREMENTS = Object.keys(SCHEMA) as readonly Measurement[];

/** Resolutions kept of a measurement. */
export function resolutionsOf(measurement: Measurement): readonly Resolution[] {
  return SCHEMA[measurement].rolledUp ? ['1m', '5m', '1h'] : ['1m'];
}

/** Fields a table of this resolution has: all of them, or those with an aggregate. */
export function columnsOf(measurement: Measurement, resolution: Resolution): readonly string[] {
  return Object.entries(SCHEMA[measurement].fields)
    .filter(([, field]) => resolution === '1m' || field.aggregate !== undefined)
    .map(([name]) => name);
}

/** Makes the tables and columns that a file from an earlier version lacks. Columns are never taken away. */
export function ensureTables(db: DatabaseSync): void {
  for (const measurement of MEASUREMENTS) {
    for (const resolution of resolutionsOf(measurement)) {
      const table = tableOf(measurement, resolution);
      db.exec(`CREATE TABLE IF NOT EXISTS "${table}" (series INTEGER NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY (series, at)) STRICT, WITHOUT ROWID`);
      const present = db.prepare('SELECT name FROM pragma_table_info(?)').all(table);
      const names = new Set(present.map((row) => text(row, 'name')));
      for (const column of columnsOf(measurement, resolution)) {
        if (names.has(column)) continue;
        const kind = SCHEMA[measurement].fields[column]?.kind ?? 'float';
        db.exec(`ALTER TABLE "${table}" ADD COLUMN "${column}" ${COLUMN_TYPES[kind]}`);
      }
    }
  }
}
