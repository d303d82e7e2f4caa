// Reads typed values out of SQLite's rows. A value of another type means that the file is not what we wrote.

import type { SQLOutputValue } from 'node:sqlite';
import { StoreError } from '../state/port.ts';

/** A row as node:sqlite returns it. */
export type Row = Readonly<Record<string, SQLOutputValue>>;

/** An integer column. */
export function integer(row: Row, column: string): number {
  const value = row[column];
  if (typeof value === 'number') return value;
  throw unexpected(column, value, 'a number');
}

/** An integer column that may be NULL. */
export function optionalInteger(row: Row, column: string): number | undefined {
  return row[column] === null ? undefined : integer(row, column);
}

/** A text column. */
export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value === 'string') return value;
  throw unexpected(column, value, 'a text');
}

/** A column of bytes. */
export function bytes(row: Row, column: string): Uint8Array {
  const value = row[column];
  if (value instanceof Uint8Array) return value;
  throw unexpected(column, value, 'bytes');
}

function unexpected(column: string, value: SQLOutputValue | undefined, wanted: string): StoreError {
  return new StoreError('corrupt', `read column "${column}": found ${typeof value}, wanted ${wanted}`);
}
