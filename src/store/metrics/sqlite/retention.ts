// Takes away what is older than its resolution is kept, a few series and rows at a time.

import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { RetentionConfig } from '../../../config/config.ts';
import { integer } from '../../sqlite/row.ts';
import { keptMs } from '../backend.ts';
import { STEP_MS } from '../schema.ts';
import { DAY_MS } from './rate-days.ts';
import type { SeriesTable } from './series.ts';
import { MEASUREMENTS, resolutionsOf, tableOf } from './tables.ts';

/** 60,000 series at four ticks a second are gone through in 20 minutes. */
const SERIES_AT_ONCE = 12;
/** Rows taken away per call, about 10 ms: a retention that was made shorter leaves hundreds of thousands in each series. */
const ROWS_AT_ONCE = 4_000;

/** Retention of the embedded history. */
export interface Retention {
  /** Raw points at or before this epoch ms are refused and taken away. */
  rawFloor(now: number): number;
  /** Takes away what is too old of the next few series; call within a transaction. */
  some(series: SeriesTable, now: number): void;
}

interface Removal {
  /** The time of the last row but so many that is to go; no row where fewer are left. */
  readonly bound: StatementSync;
  readonly remove: StatementSync;
  readonly ms: number;
}

/** Prepares the statements. */
export function retentionOf(db: DatabaseSync, config: RetentionConfig): Retention {
  const kept = keptMs(config);
  const removals = new Map<string, readonly Removal[]>();
  for (const measurement of MEASUREMENTS) {
    removals.set(
      measurement,
      resolutionsOf(measurement).map((resolution) => {
        const table = `"${tableOf(measurement, resolution)}" WHERE series = ? AND at <= ?`;
        return {
          bound: db.prepare(`SELECT at FROM ${table} ORDER BY at LIMIT 1 OFFSET ?`),
          remove: db.prepare(`DELETE FROM ${table}`),
          ms: kept[resolution],
        };
      }),
    );
  }
  const removeDays = db.prepare('DELETE FROM rate_day WHERE series = ? AND end_ms < ?');
  let last = 0;
  return {
    rawFloor: (now) => floorOf(now, config.rawMs),
    some: (series, now) => {
      const next = series.after(last, SERIES_AT_ONCE);
      let rows = ROWS_AT_ONCE;
      for (const { id, measurement } of next) {
        // A day of which rows go is read from those that are left.
        if (measurement === 'iface') removeDays.run(id, floorOf(now, kept['5m']) + DAY_MS);
        for (const { bound, remove, ms } of removals.get(measurement) ?? []) {
          const floor = floorOf(now, ms);
          const row = bound.get(id, floor, rows);
          rows -= Number(remove.run(id, row ? integer(row, 'at') : floor).changes);
          // The rest of this series goes with the next call.
          if (row || rows <= 0) return;
        }
        last = id;
      }
      if (next.length < SERIES_AT_ONCE) last = 0;
    },
  };
}

/** Whole hours only are taken away, so that no roll-up is ever computed anew from a part of its points. */
function floorOf(now: number, ms: number): number {
  return Math.floor((now - ms) / STEP_MS['1h']) * STEP_MS['1h'];
}
