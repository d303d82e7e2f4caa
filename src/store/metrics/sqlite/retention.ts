// Takes away what is older than its resolution is kept, a few series at a time.

import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { RetentionConfig } from '../../../config/config.ts';
import { keptMs } from '../backend.ts';
import { STEP_MS } from '../schema.ts';
import type { SeriesTable } from './series.ts';
import { MEASUREMENTS, resolutionsOf, tableOf } from './tables.ts';

/** 60,000 series at four ticks a second are gone through in 20 minutes. */
const SERIES_AT_ONCE = 12;

/** Retention of the embedded history. */
export interface Retention {
  /** Raw points at or before this epoch ms are refused and taken away. */
  rawFloor(now: number): number;
  /** Takes away what is too old of the next few series; call within a transaction. */
  some(series: SeriesTable, now: number): void;
}

/** Prepares the statements. */
export function retentionOf(db: DatabaseSync, config: RetentionConfig): Retention {
  const kept = keptMs(config);
  const removals = new Map<string, readonly { readonly statement: StatementSync; readonly ms: number }[]>();
  for (const measurement of MEASUREMENTS) {
    removals.set(
      measurement,
      resolutionsOf(measurement).map((resolution) => ({
        statement: db.prepare(
          `DELETE FROM "${tableOf(measurement, resolution)}" WHERE series = ? AND at <= ?`,
        ),
        ms: kept[resolution],
      })),
    );
  }
  let last = 0;
  return {
    rawFloor: (now) => floorOf(now, config.rawMs),
    some: (series, now) => {
      const next = series.after(last, SERIES_AT_ONCE);
      for (const { id, measurement } of next)
        for (const { statement, ms } of removals.get(measurement) ?? []) statement.run(id, floorOf(now, ms));
      last = next.length < SERIES_AT_ONCE ? 0 : (next.at(-1)?.id ?? 0);
    },
  };
}

/** Whole hours only are taken away, so that no roll-up is ever computed anew from a part of its points. */
function floorOf(now: number, ms: number): number {
  return Math.floor((now - ms) / STEP_MS['1h']) * STEP_MS['1h'];
}
