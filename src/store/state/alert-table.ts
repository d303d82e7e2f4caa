// Alerts as they stand. Their history is in the events.

import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Alert } from '../../domain/alert.ts';
import { isWished, MOST_SEARCHED } from '../../domain/alert-search.ts';
import { integer, type Row, text } from '../sqlite/row.ts';
import type { StateStore } from './port.ts';

/** What alerts() may be asked. */
export type AlertQuery = Parameters<StateStore['alerts']>[0];

/** The alert table. */
export interface AlertTable {
  upsert(alert: Alert): void;
  /** Those that are not closed. */
  active(): readonly Alert[];
  /** Newest first; `from` and `to` select those whose time overlaps [from, to). */
  find(query: AlertQuery): readonly Alert[];
  get(number: number): Alert | undefined;
  /** Alerts of an incident, the oldest first. */
  incident(number: number, limit: number): readonly Alert[];
  lastNumber(): number;
}

/** Prepares the table's statements. */
export function alertTable(db: DatabaseSync): AlertTable {
  const upsert = db.prepare(
    `INSERT INTO alert (number, subject, status, since, closed_at, body) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (number) DO UPDATE SET subject = excluded.subject, status = excluded.status,
       since = excluded.since, closed_at = excluded.closed_at, body = excluded.body`,
  );
  const active = db.prepare(`SELECT body FROM alert WHERE status <> 'closed' ORDER BY number DESC`);
  const get = db.prepare('SELECT body FROM alert WHERE number = ?');
  const incident = db.prepare(
    `SELECT body FROM alert WHERE json_extract(body, '$.incident') = ? ORDER BY number LIMIT ?`,
  );
  const last = db.prepare('SELECT coalesce(max(number), 0) AS number FROM alert');
  // One statement for every combination of conditions: 64 at most.
  const finds = new Map<string, StatementSync>();
  return {
    upsert: (alert) => {
      const { number, subject, status, since, closedAt } = alert;
      const closed = closedAt === undefined ? null : Math.round(closedAt);
      upsert.run(number, subject, status, Math.round(since), closed, JSON.stringify(alert));
    },
    active: () => active.all().map(decode),
    find: (query) => {
      const { where, values } = conditions(query);
      const sql = `SELECT body FROM alert ${where} ORDER BY number DESC LIMIT ?`;
      const statement = finds.get(sql) ?? db.prepare(sql);
      finds.set(sql, statement);
      const { wish, limit } = query;
      if (!wish) return statement.all(...values, limit).map(decode);
      const found: Alert[] = [];
      for (const row of statement.iterate(...values, MOST_SEARCHED)) {
        const alert = decode(row);
        if (isWished(alert, wish)) found.push(alert);
        if (found.length >= limit) break;
      }
      return found;
    },
    get: (number) => {
      const row = get.get(number);
      return row && decode(row);
    },
    incident: (number, limit) => incident.all(number, limit).map(decode),
    lastNumber: () => integer(last.get() ?? {}, 'number'),
  };
}

function conditions(query: AlertQuery): {
  readonly where: string;
  readonly values: readonly SQLInputValue[];
} {
  const parts: string[] = [];
  const values: SQLInputValue[] = [];
  if (query.status !== undefined)
    parts.push(query.status === 'active' ? `status <> 'closed'` : `status = 'closed'`);
  if (query.link !== undefined) {
    parts.push('subject = ?');
    values.push(query.link);
  }
  if (query.subjects !== undefined) {
    // With `+` along the numbers: by the index of subjects all of them would have to be sorted.
    parts.push('+subject IN (SELECT value FROM json_each(?))');
    values.push(JSON.stringify([...query.subjects]));
  }
  if (query.from !== undefined) {
    parts.push('(closed_at IS NULL OR closed_at > ?)');
    values.push(query.from);
  }
  if (query.to !== undefined) {
    parts.push('since < ?');
    values.push(query.to);
  }
  if (query.before !== undefined) {
    parts.push('number < ?');
    values.push(query.before);
  }
  return { where: parts.length > 0 ? `WHERE ${parts.join(' AND ')}` : '', values };
}

function decode(row: Row): Alert {
  // This program wrote the body; fields are only ever added to alerts, and those of earlier versions lack the newer ones.
  const body = JSON.parse(text(row, 'body')) as Alert;
  return { ...body, occurrences: body.occurrences ?? 1, incident: body.incident ?? body.number };
}
