// A day's rates of 5 minutes in one piece, beside their rows: a month of 600 links has five million of them, and their
// percentile needs each. Reading rows takes seconds, reading days some hundredths of one. A day is computed once it is over,
// and anew when one of its rows is.

import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { STEP_MS } from '../schema.ts';
import { tableOf } from './tables.ts';

/** Days are of UTC; a day that ends at E holds the rows of (E − day, E]. Also its step in the table `dirty`. */
export const DAY_MS = 86_400_000;
/** Rates in a day, of each direction. */
export const SLOTS = DAY_MS / STEP_MS['5m'];

/** A row of rates as it is read: its time, what came in, what went out. */
export type RateRow = readonly [at: number, inBps: number | null, outBps: number | null];

/** The rows of a series in (from, to]. */
export type RateRows = (series: number, from: number, to: number) => readonly RateRow[];

/** Prepares the statement. */
export function rateRows(db: DatabaseSync): RateRows {
  const statement = db.prepare(
    `SELECT at, in_bps, out_bps FROM "${tableOf('iface', '5m')}" WHERE series = ? AND at > ? AND at <= ?`,
  );
  statement.setReturnArrays(true);
  // With setReturnArrays a row is a list, which the typing does not know; the columns are numbers or NULL in a strict table.
  return (series, from, to) => statement.all(series, from, to) as unknown as readonly RateRow[];
}

/** Computes the day of a series that ends at `endMs`, epoch ms; call within a transaction. */
export function rateDayMaker(db: DatabaseSync): (series: number, endMs: number) => void {
  const rowsOf = rateRows(db);
  const put = db.prepare('INSERT OR REPLACE INTO rate_day (series, end_ms, rates) VALUES (?, ?, ?)');
  const remove = db.prepare('DELETE FROM rate_day WHERE series = ? AND end_ms = ?');
  return (series, endMs) => {
    const rows = rowsOf(series, endMs - DAY_MS, endMs);
    if (rows.length === 0) {
      remove.run(series, endMs);
      return;
    }
    const rates = new Float64Array(2 * SLOTS).fill(Number.NaN);
    for (const [at, inBps, outBps] of rows) {
      const slot = (at - endMs + DAY_MS) / STEP_MS['5m'] - 1;
      rates[slot] = inBps ?? Number.NaN;
      rates[SLOTS + slot] = outBps ?? Number.NaN;
    }
    put.run(series, endMs, new Uint8Array(rates.buffer));
  };
}

/** Gives days of a series that touch (from, to], oldest first; those whose rows have changed since are left out. */
export type RateDays = (
  series: number,
  from: number,
  to: number,
  use: (endMs: number, rates: Float64Array) => void,
) => void;

/** Prepares the statement. `rates` is the same array each time: first what came in, then what went out, NaN where nothing. */
export function rateDays(db: DatabaseSync): RateDays {
  const statement = db.prepare(
    `SELECT end_ms, rates FROM rate_day WHERE series = ?1 AND end_ms > ?2 AND end_ms < ?3 AND NOT EXISTS (
       SELECT 1 FROM dirty WHERE step_ms = ${DAY_MS} AND dirty.end_ms = rate_day.end_ms AND dirty.series = ?1)
     ORDER BY end_ms`,
  );
  statement.setReturnArrays(true);
  const rates = new Float64Array(2 * SLOTS);
  const bytes = new Uint8Array(rates.buffer);
  return (series, from, to, use) => {
    // With setReturnArrays a row is a list, which the typing does not know.
    const rows = statement.all(series, from, to + DAY_MS) as unknown as readonly SQLOutputValue[][];
    for (const [endMs, stored] of rows) {
      if (!(stored instanceof Uint8Array) || stored.length !== bytes.length) continue;
      bytes.set(stored);
      use(Number(endMs), rates);
    }
  };
}
