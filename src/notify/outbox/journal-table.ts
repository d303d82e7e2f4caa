// What became of the last 10,000 messages.

import type { DatabaseSync } from 'node:sqlite';
import { integer, type Row, text } from '../../store/sqlite/row.ts';
import type { JournalEntry, JournalQuery, Outcome } from './port.ts';

/** Months of a quiet province, the last storm of a loud one; the oldest go. */
export const KEEP_ENTRIES = 10_000;

/** The journal table. */
export interface JournalTable {
  add(entry: JournalEntry): void;
  /** Deletes what is beyond the last {@link KEEP_ENTRIES} of those up to `last`. */
  prune(last: number): void;
  lastId(): number;
  /** Newest first. */
  find(query: JournalQuery): readonly JournalEntry[];
  /** How the last message of this id ended. */
  outcomeOf(message: string): Outcome | undefined;
}

/** Prepares the table's statements. */
export function journalTable(db: DatabaseSync): JournalTable {
  const add = db.prepare(
    'INSERT INTO journal (id, message, alert, incident, outcome, digest, body) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const prune = db.prepare('DELETE FROM journal WHERE id <= ?');
  const last = db.prepare('SELECT coalesce(max(id), 0) AS id FROM journal');
  const outcome = db.prepare('SELECT body FROM journal WHERE message = ? ORDER BY id DESC LIMIT 1');
  const newest = 'id < ? ORDER BY id DESC LIMIT ?';
  const every = db.prepare(`SELECT body FROM journal WHERE ${newest}`);
  const ofAlert = db.prepare(`SELECT body FROM journal WHERE alert = ? AND ${newest}`);
  const ofIncident = db.prepare(`SELECT body FROM journal WHERE incident = ? AND ${newest}`);
  return {
    add: (entry) => {
      const { id, message, alert, incident, outcome: how, digest } = entry;
      add.run(id, message, alert ?? null, incident, how, digest ?? null, JSON.stringify(entry));
    },
    prune: (lastId) => {
      prune.run(lastId - KEEP_ENTRIES);
    },
    lastId: () => integer(last.get() ?? {}, 'id'),
    find: ({ alert, incident, before = Number.MAX_SAFE_INTEGER, limit }) => {
      if (alert !== undefined)
        return ofAlert
          .all(alert, before, limit)
          .map(decode)
          .filter((entry) => incident === undefined || entry.incident === incident);
      if (incident !== undefined) return ofIncident.all(incident, before, limit).map(decode);
      return every.all(before, limit).map(decode);
    },
    outcomeOf: (message) => {
      const row = outcome.get(message);
      return row && decode(row).outcome;
    },
  };
}

/** Whether a query selects an entry, for those that are not in the file yet. */
export function selects(query: JournalQuery, entry: JournalEntry): boolean {
  return (
    (query.alert === undefined || entry.alert === query.alert) &&
    (query.incident === undefined || entry.incident === query.incident) &&
    (query.before === undefined || entry.id < query.before)
  );
}

function decode(row: Row): JournalEntry {
  // This program wrote the body; fields are only ever added to entries.
  return JSON.parse(text(row, 'body')) as JournalEntry;
}
