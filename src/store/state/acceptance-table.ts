// Acceptance records, in the form of domain/acceptance.ts, kept for ever: what was signed is evidence. Only of those that
// were broken off, a link keeps its newest: one that comes and goes would fill the disk.

import type { DatabaseSync } from 'node:sqlite';
import type { AcceptanceRecord, AcceptanceState } from '../../domain/acceptance.ts';
import type { LinkId } from '../../domain/ids.ts';
import { transaction } from '../sqlite/database.ts';
import { storeError } from '../sqlite/fault.ts';
import { integer, type Row, text } from '../sqlite/row.ts';

/** Broken-off records that are kept of one link; the oldest beyond go when it begins another. */
export const MOST_BROKEN_OFF = 20;

/** Records to look for. */
export interface AcceptanceQuery {
  readonly state?: AcceptanceState;
  readonly link?: LinkId;
  /** Records with a smaller id: for paging. */
  readonly before?: number;
  /** 1 to 1,000. */
  readonly limit: number;
}

/** The newest record of a link. */
export interface LatestAcceptance {
  readonly link: LinkId;
  readonly id: number;
  readonly state: AcceptanceState;
}

/** The acceptance records. All calls are synchronous; all may throw StoreError. */
export interface AcceptanceStore {
  /** Keeps a record in its present form, in the place of the one with its id. */
  put(record: AcceptanceRecord): void;
  get(id: number): AcceptanceRecord | undefined;
  /** Newest first. */
  find(query: AcceptanceQuery): readonly AcceptanceRecord[];
  /** Of every link that ever had one. */
  latest(): readonly LatestAcceptance[];
  /** Greater than that of every record there is or was. */
  nextId(): number;
}

/** Prepares the table's statements. */
export function acceptanceTable(db: DatabaseSync): AcceptanceStore {
  const upsert = db.prepare(
    `INSERT INTO acceptance (id, link, begun_at, body) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET body = excluded.body`,
  );
  const shed = db.prepare(
    `DELETE FROM acceptance WHERE link = ?1 AND json_extract(body, '$.state') = 'broken-off' AND id NOT IN (
       SELECT id FROM acceptance WHERE link = ?1 AND json_extract(body, '$.state') = 'broken-off'
       ORDER BY id DESC LIMIT ${MOST_BROKEN_OFF})`,
  );
  const get = db.prepare('SELECT body FROM acceptance WHERE id = ?');
  const find = db.prepare(
    `SELECT body FROM acceptance WHERE (?1 IS NULL OR json_extract(body, '$.state') = ?1)
       AND (?2 IS NULL OR link = ?2) AND (?3 IS NULL OR id < ?3) ORDER BY id DESC LIMIT ?4`,
  );
  // SQLite takes the other columns from the row that has the greatest id.
  const latest = db.prepare('SELECT max(id) AS id, body FROM acceptance GROUP BY link ORDER BY id');
  const greatest = db.prepare('SELECT coalesce(max(id), 0) AS id FROM acceptance');
  return {
    put: (record) =>
      attempt(`keep the acceptance record ${record.id} of "${record.link}"`, () =>
        transaction(db, () => {
          upsert.run(record.id, record.link, Math.round(record.begunAt), JSON.stringify(record));
          shed.run(record.link);
        }),
      ),
    get: (id) =>
      attempt(`read the acceptance record ${id}`, () => {
        const row = get.get(id);
        return row && decode(row);
      }),
    find: ({ state, link, before, limit }) =>
      attempt('read acceptance records', () =>
        find.all(state ?? null, link ?? null, before ?? null, limit).map(decode),
      ),
    latest: () =>
      attempt('read the newest acceptance records', () =>
        latest.all().map((row) => {
          const { id, link, state } = decode(row);
          return { id, link, state };
        }),
      ),
    // The newest record of a link is never shed, and so never the greatest id of all.
    nextId: () =>
      attempt('number an acceptance record', () => integer(greatest.get() ?? { id: 0 }, 'id') + 1),
  };
}

function attempt<T>(doing: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw storeError(doing, error);
  }
}

function decode(row: Row): AcceptanceRecord {
  // This program wrote the body.
  return JSON.parse(text(row, 'body')) as AcceptanceRecord;
}
