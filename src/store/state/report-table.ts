// The register of reports, in the form of domain/kept-report.ts, kept for ever; their files lie beside the database.

import type { DatabaseSync } from 'node:sqlite';
import type { KeptReport } from '../../domain/kept-report.ts';
import { storeError } from '../sqlite/fault.ts';
import { integer, type Row, text } from '../sqlite/row.ts';

/** Reports to look for. */
export interface KeptReportQuery {
  readonly kind?: KeptReport['kind'];
  /** Reports with a smaller id: for paging. */
  readonly before?: number;
  readonly limit: number;
}

/** The register's table. All calls are synchronous; all may throw StoreError. */
export interface ReportStore {
  /** Keeps a report in its present form, in the place of the one with its id. */
  put(report: KeptReport): void;
  get(id: number): KeptReport | undefined;
  /** Newest first. */
  find(query: KeptReportQuery): readonly KeptReport[];
  /** All of one thing, in every language, oldest first. */
  ofAbout(about: string): readonly KeptReport[];
  /** Those whose data have this hash, newest first. */
  byHash(hash: string): readonly KeptReport[];
  /** Greater than that of every report there is. */
  nextId(): number;
}

/** Prepares the table's statements. */
export function reportTable(db: DatabaseSync): ReportStore {
  const upsert = db.prepare(
    `INSERT INTO report (id, about, made_at, body) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET body = excluded.body`,
  );
  const get = db.prepare('SELECT body FROM report WHERE id = ?');
  const find = db.prepare(
    `SELECT body FROM report WHERE (?1 IS NULL OR json_extract(body, '$.kind') = ?1)
       AND (?2 IS NULL OR id < ?2) ORDER BY id DESC LIMIT ?3`,
  );
  const ofAbout = db.prepare('SELECT body FROM report WHERE about = ? ORDER BY id');
  const byHash = db.prepare(
    "SELECT body FROM report WHERE json_extract(body, '$.hash') = ? ORDER BY id DESC",
  );
  const greatest = db.prepare('SELECT coalesce(max(id), 0) AS id FROM report');
  return {
    put: (report) =>
      attempt(`keep report ${report.id} in the register`, () => {
        upsert.run(report.id, report.about, Math.round(report.madeAt), JSON.stringify(report));
      }),
    get: (id) =>
      attempt(`read report ${id} in the register`, () => {
        const row = get.get(id);
        return row && decode(row);
      }),
    find: ({ kind, before, limit }) =>
      attempt('read the register of reports', () =>
        find.all(kind ?? null, before ?? null, limit).map(decode),
      ),
    ofAbout: (about) => attempt('read the register of reports', () => ofAbout.all(about).map(decode)),
    byHash: (hash) => attempt('look for a report by its hash', () => byHash.all(hash).map(decode)),
    nextId: () => attempt('number a report', () => integer(greatest.get() ?? { id: 0 }, 'id') + 1),
  };
}

function attempt<T>(doing: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw storeError(doing, error);
  }
}

function decode(row: Row): KeptReport {
  // This program wrote the body.
  return JSON.parse(text(row, 'body')) as KeptReport;
}
