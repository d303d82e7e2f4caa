// What operators did about alerts: kept for ever, a few rows a day.

import type { DatabaseSync } from 'node:sqlite';
import type { Act } from '../../domain/act.ts';
import { type Row, text } from '../sqlite/row.ts';

/** The act table. */
export interface ActTable {
  add(act: Act): void;
  /** Acts about an alert, oldest first. */
  of(alert: number): readonly Act[];
  /** Acts in [from, to), oldest first. */
  between(from: number, to: number, limit: number): readonly Act[];
}

/** Prepares the table's statements. */
export function actTable(db: DatabaseSync): ActTable {
  const add = db.prepare('INSERT INTO act (alert, at, body) VALUES (?, ?, ?)');
  const of = db.prepare('SELECT body FROM act WHERE alert = ? ORDER BY id');
  const between = db.prepare('SELECT body FROM act WHERE at >= ? AND at < ? ORDER BY id LIMIT ?');
  return {
    add: (act) => void add.run(act.alert, Math.round(act.at), JSON.stringify(act)),
    of: (alert) => of.all(alert).map(decode),
    between: (from, to, limit) => between.all(Math.round(from), Math.round(to), limit).map(decode),
  };
}

function decode(row: Row): Act {
  // This program wrote the body.
  return JSON.parse(text(row, 'body')) as Act;
}
