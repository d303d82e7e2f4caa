// Stop clocks, corrections and tickets, in the form of domain/sla/ledger.ts, kept for ever: nothing is changed or deleted. One
// that is withdrawn stays, with who withdrew it, when and why.

import type { DatabaseSync } from 'node:sqlite';
import type { LinkId } from '../../domain/ids.ts';
import type { Correction, LedgerEntry, StopClock, Ticket } from '../../domain/sla/ledger.ts';
import { transaction } from '../sqlite/database.ts';
import { storeError } from '../sqlite/fault.ts';
import { integer, type Row, text } from '../sqlite/row.ts';
import { StoreError } from './port.ts';

/**
 * Entries in all, of every kind and withdrawn ones included: two a month for 800 links over ten years. What would go beyond is not
 * taken (StoreError `full`), for nothing of it may be shed.
 */
export const MOST_LEDGER_ENTRIES = 200_000;

/** An entry before it has a number. */
export type NewLedgerEntry = Fresh<StopClock> | Fresh<Correction> | Fresh<Ticket>;
type Fresh<Entry> = Omit<Entry, 'id' | 'withdrawn'>;

/** Which entries to read: all conditions hold. Epoch ms. */
export interface LedgerQuery {
  readonly link?: LinkId;
  /** Of these links only, as somebody sees them who sees a part of the province. */
  readonly links?: ReadonlySet<LinkId>;
  /** With `to`: entries that overlap [from, to). */
  readonly from?: number;
  readonly to?: number;
  /** Entries with a smaller number: for paging. */
  readonly before?: number;
  /** At most this many, the newest. */
  readonly limit: number;
}

/** The ledger. All calls are synchronous; all may throw StoreError. */
export interface LedgerStore {
  /** Keeps entries, all or none, and gives them numbers in their order; on the disk when it returns. */
  add(entries: readonly NewLedgerEntry[]): readonly LedgerEntry[];
  /** Marks an entry as withdrawn; the entry as it is kept now, undefined where there is none. Withdrawn ones stay as they are. */
  withdraw(id: number, by: NonNullable<LedgerEntry['withdrawn']>): LedgerEntry | undefined;
  get(id: number): LedgerEntry | undefined;
  /** Withdrawn ones included, in the order in which they were entered. */
  find(query: LedgerQuery): readonly LedgerEntry[];
  /** How many there are; at most {@link MOST_LEDGER_ENTRIES}. */
  count(): number;
}

/** The part of it that only reads. */
export type LedgerReader = Omit<LedgerStore, 'add' | 'withdraw'>;

/** Prepares the statements that read. */
export function ledgerReader(db: DatabaseSync): LedgerReader {
  const get = db.prepare('SELECT body FROM ledger WHERE id = ?');
  const filter = `(?2 IS NULL OR to_ms > ?2) AND (?3 IS NULL OR from_ms < ?3) AND (?4 IS NULL OR id < ?4)
    AND (?5 IS NULL OR link IN (SELECT value FROM json_each(?5))) ORDER BY id DESC LIMIT ?6`;
  const ofLink = db.prepare(`SELECT body FROM ledger WHERE link = ?1 AND ${filter}`);
  const ofAll = db.prepare(`SELECT body FROM ledger WHERE ?1 IS NULL AND ${filter}`);
  const count = db.prepare('SELECT count(*) AS number FROM ledger');
  return {
    get: (id) =>
      attempt(`read ledger entry ${id}`, () => {
        const row = get.get(id);
        return row && decode(row);
      }),
    find: ({ link, links, from, to, before, limit }) =>
      attempt('read the ledger', () => {
        const seen = links === undefined ? null : JSON.stringify([...links]);
        const statement = link === undefined ? ofAll : ofLink;
        return statement
          .all(link ?? null, whole(from), whole(to), before ?? null, seen, limit)
          .map(decode)
          .reverse();
      }),
    count: () => attempt('count the ledger', () => integer(count.get() ?? {}, 'number')),
  };
}

/** Prepares the table's statements. */
export function ledgerTable(db: DatabaseSync): LedgerStore {
  const reader = ledgerReader(db);
  const insert = db.prepare(
    'INSERT INTO ledger (id, link, from_ms, to_ms, at, body) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const update = db.prepare('UPDATE ledger SET body = ? WHERE id = ?');
  // Nothing is ever deleted: the greatest number is that of the newest entry.
  const greatest = db.prepare('SELECT coalesce(max(id), 0) AS id FROM ledger');
  return {
    ...reader,
    add: (entries) =>
      attempt(`keep ${entries.length} ledger entries`, () =>
        transaction(db, () => {
          assertRoom(reader.count(), entries.length);
          const last = integer(greatest.get() ?? {}, 'id');
          return entries.map((entry, index): LedgerEntry => {
            const numbered = { id: last + 1 + index, ...entry };
            const { id, link, from, to, at } = numbered;
            insert.run(id, link, Math.round(from), Math.round(to), Math.round(at), JSON.stringify(numbered));
            return numbered;
          });
        }),
      ),
    withdraw: (id, by) =>
      attempt(`withdraw ledger entry ${id}`, () =>
        transaction(db, () => {
          const entry = reader.get(id);
          if (!entry || entry.withdrawn) return entry;
          const withdrawn: LedgerEntry = { ...entry, withdrawn: by };
          update.run(JSON.stringify(withdrawn), id);
          return withdrawn;
        }),
      ),
  };
}

/** Throws a StoreError where `more` entries have no room beside those there are. */
export function assertRoom(present: number, more: number): void {
  if (present + more <= MOST_LEDGER_ENTRIES) return;
  throw new StoreError(
    'full',
    `keep ${more} ledger entries: there are ${present} already, and the ledger holds ${MOST_LEDGER_ENTRIES}; ` +
      'begin another data directory, and keep this one for its reports',
  );
}

function attempt<T>(doing: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw storeError(doing, error);
  }
}

function whole(at: number | undefined): number | null {
  if (at === undefined) return null;
  return Math.round(Math.min(Number.MAX_SAFE_INTEGER, Math.max(Number.MIN_SAFE_INTEGER, at)));
}

function decode(row: Row): LedgerEntry {
  // This program wrote the body.
  return JSON.parse(text(row, 'body')) as LedgerEntry;
}
