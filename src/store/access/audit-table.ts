// Rows of the audit trail: added, read and pruned, never changed.

import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { integer, type Row, text } from '../sqlite/row.ts';
import { AUDIT_KEPT_MS, type AuditEntry, type AuditQuery, MOST_AUDIT_ENTRIES } from './port.ts';

/** Characters kept of each part: what strangers type into a log-in must not fill the disk. */
const MOST_NAME = 64;
const MOST_TARGET = 200;
const MOST_DETAIL = 2_000;
const MOST_ANSWER = 1_000;

/** The audit table. */
export interface AuditTable {
  /** Adds an entry; parts that are too long are cut, and a detail that is says so. */
  add(entry: Omit<AuditEntry, 'id'>): void;
  find(query: AuditQuery): readonly AuditEntry[];
  /** Drops what is older than five years, and the oldest beyond a million. */
  prune(now: number): void;
}

/** Prepares the table's statements. */
export function auditTable(db: DatabaseSync): AuditTable {
  const columns = 'at, who, via, address, action, target, outcome, detail';
  const add = db.prepare(`INSERT INTO audit (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const dropOld = db.prepare('DELETE FROM audit WHERE at < ?');
  const bound = db.prepare('DELETE FROM audit WHERE id <= (SELECT max(id) FROM audit) - ?');
  return {
    add: ({ at, who, via, address, action, target, outcome, detail }) => {
      add.run(
        Math.round(at),
        who.slice(0, MOST_NAME),
        via.slice(0, MOST_NAME),
        address?.slice(0, MOST_NAME) ?? null,
        action.slice(0, MOST_NAME),
        target?.slice(0, MOST_TARGET) ?? null,
        outcome.slice(0, MOST_NAME),
        detail === undefined ? null : cut(detail),
      );
    },
    find: (query) => {
      const { where, values } = conditionsOf(query);
      const limit = Math.min(Math.max(1, Math.trunc(query.limit)), MOST_ANSWER);
      // The way along the ids, newest first: an index of times would have to be sorted.
      const sql = `SELECT id, ${columns} FROM audit WHERE ${where} ORDER BY id DESC LIMIT ?`;
      return db
        .prepare(sql)
        .all(...values, limit)
        .map(entryOf);
    },
    prune: (now) => {
      dropOld.run(Math.round(now - AUDIT_KEPT_MS));
      bound.run(MOST_AUDIT_ENTRIES);
    },
  };
}

function conditionsOf({ from, to, before, text: part }: AuditQuery): {
  readonly where: string;
  readonly values: readonly SQLInputValue[];
} {
  const conditions: readonly (readonly [condition: string, values: readonly SQLInputValue[]])[] = [
    ...(before === undefined ? [] : ([['id < ?', [Math.round(before)]]] as const)),
    ...(from === undefined ? [] : ([['at >= ?', [Math.round(from)]]] as const)),
    ...(to === undefined ? [] : ([['at < ?', [Math.round(to)]]] as const)),
    ...(part === undefined || part === '' ? [] : [containing(part)]),
  ];
  const parts = conditions.map(([condition]) => condition);
  return {
    where: parts.length === 0 ? 'TRUE' : parts.join(' AND '),
    values: conditions.flatMap(([, values]) => values),
  };
}

/** LIKE takes no notice of the case of ASCII letters, of which names and actions consist. */
function containing(part: string): readonly [condition: string, values: readonly SQLInputValue[]] {
  const pattern = `%${part.replace(/[\\%_]/g, '\\$&')}%`;
  const like = ['who', 'action', 'target'].map((column) => `${column} LIKE ? ESCAPE '\\'`);
  return [`(${like.join(' OR ')})`, like.map(() => pattern)];
}

function cut(detail: string): string {
  if (detail.length <= MOST_DETAIL) return detail;
  // Twice as long at most once quoted.
  return JSON.stringify({ cut: detail.slice(0, MOST_DETAIL / 2 - 20) }).slice(0, MOST_DETAIL);
}

function entryOf(row: Row): AuditEntry {
  const optional = (column: 'address' | 'target' | 'detail') =>
    row[column] === null ? {} : { [column]: text(row, column) };
  return {
    id: integer(row, 'id'),
    at: integer(row, 'at'),
    who: text(row, 'who'),
    via: text(row, 'via'),
    ...optional('address'),
    action: text(row, 'action'),
    ...optional('target'),
    outcome: text(row, 'outcome'),
    ...optional('detail'),
  };
}
