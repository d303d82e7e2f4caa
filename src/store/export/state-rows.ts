// Intervals and alerts of state.db as CSV.

import { join } from 'node:path';
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { Alert } from '../../domain/alert.ts';
import type { LinkId } from '../../domain/ids.ts';
import { storeError } from '../sqlite/fault.ts';
import { openReadOnly } from '../sqlite/read-only.ts';
import { integer, optionalInteger, type Row, text } from '../sqlite/row.ts';
import { STATE_MIGRATIONS } from '../state/schema.ts';
import { csvLine } from './write.ts';

/** Which rows are wanted: those whose time overlaps [from, to), epoch ms. */
export interface StateQuery {
  readonly from: number;
  readonly to: number;
  /** Absent: all. */
  readonly links?: ReadonlySet<LinkId>;
}

const ROWS_AT_ONCE = 1_000;
const INTERVAL_COLUMNS = ['link', 'from', 'from_ms', 'to', 'to_ms', 'seconds', 'state', 'reason', 'detail'];
const ALERT_COLUMNS = [
  ...[
    'number',
    'incident',
    'rule',
    'subject',
    'severity',
    'status',
    'since',
    'since_ms',
    'raised',
    'raised_ms',
  ],
  ...['closed', 'closed_ms', 'occurrences', 'data'],
];

/** Intervals, not clipped, link by link; the open one lacks its end. */
export function intervalsCsv(directory: string, query: StateQuery): Generator<string> {
  const sql =
    'SELECT link, from_ms, to_ms, state, reason FROM interval WHERE from_ms < ? AND ifnull(to_ms, 9e15) > ? ORDER BY link, from_ms';
  return rows(directory, { ...query, sql, columns: INTERVAL_COLUMNS }, (row) => {
    const [from, to] = [integer(row, 'from_ms'), optionalInteger(row, 'to_ms')];
    // This program wrote the reason.
    const { kind, ...detail } = JSON.parse(text(row, 'reason')) as { readonly kind: string };
    return {
      subject: text(row, 'link'),
      cells: [
        ...[text(row, 'link'), iso(from), from, iso(to), to],
        ...[to === undefined ? undefined : (to - from) / 1_000, text(row, 'state'), kind],
        Object.keys(detail).length === 0 ? undefined : JSON.stringify(detail),
      ],
    };
  });
}

/** Alerts in the order of their numbers. */
export function alertsCsv(directory: string, query: StateQuery): Generator<string> {
  const sql = 'SELECT body FROM alert WHERE since < ? AND ifnull(closed_at, 9e15) > ? ORDER BY number';
  return rows(directory, { ...query, sql, columns: ALERT_COLUMNS }, (row) => {
    const alert = JSON.parse(text(row, 'body')) as Alert;
    const { number, incident, rule, subject, severity, status, since, raisedAt, closedAt } = alert;
    return {
      subject,
      cells: [
        ...[number, incident, rule, subject, severity, status, iso(since), since, iso(raisedAt), raisedAt],
        ...[iso(closedAt), closedAt, alert.occurrences, JSON.stringify(alert.data)],
      ],
    };
  });
}

function* rows(
  directory: string,
  query: StateQuery & { readonly sql: string; readonly columns: readonly string[] },
  decode: (row: Row) => { readonly subject: string; readonly cells: Parameters<typeof csvLine>[0] },
): Generator<string> {
  const db = openReadOnly(join(directory, 'state.db'), STATE_MIGRATIONS);
  try {
    yield csvLine(query.columns);
    const links: ReadonlySet<string> | undefined = query.links;
    let lines: string[] = [];
    for (const row of iterate(db, query.sql, [query.to, query.from])) {
      const { subject, cells } = decode(row);
      if (links && !links.has(subject)) continue;
      lines.push(csvLine(cells));
      if (lines.length < ROWS_AT_ONCE) continue;
      yield lines.join('');
      lines = [];
    }
    yield lines.join('');
  } catch (error) {
    throw storeError('export the state', error);
  } finally {
    db.close();
  }
}

function iterate(db: DatabaseSync, sql: string, parameters: readonly SQLInputValue[]): Iterable<Row> {
  return db.prepare(sql).iterate(...parameters);
}

function iso(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(Math.floor(at)).toISOString();
}
