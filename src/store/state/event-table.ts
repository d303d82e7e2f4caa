// The events that can be resumed from, in their order.

import type { DatabaseSync } from 'node:sqlite';
import type { EngineEvent, LinkCauseEvent, NumberedEvent } from '../../domain/event.ts';
import { integer, type Row, text } from '../sqlite/row.ts';

/** What resuming promises: so many events, or those of so many days, whichever holds more (port.ts). */
const KEEP_EVENTS = 100_000;
const KEEP_MS = 7 * 86_400_000;
/** Deleting more than this at once would hold up the loop (about 5 ms); the rest goes with the next call. */
const PRUNE_AT_ONCE = 10_000;

/** The event table. */
export interface EventTable {
  insert(seq: number, event: EngineEvent): void;
  after(seq: number, limit: number): readonly NumberedEvent[];
  /** What devices let suppose about outages since a moment, oldest first; at most 10,000. */
  causes(from: number): readonly LinkCauseEvent[];
  lastSeq(): number;
  lastAt(): number | undefined;
  /** Deletes old events; returns the highest number deleted, if any was. */
  prune(now: number): number | undefined;
}

/** Prepares the table's statements. */
export function eventTable(db: DatabaseSync): EventTable {
  const insert = db.prepare('INSERT INTO event (seq, at, body) VALUES (?, ?, ?)');
  const after = db.prepare('SELECT seq, body FROM event WHERE seq > ? ORDER BY seq LIMIT ?');
  // Every event is written with its kind first.
  const causes = db.prepare(
    `SELECT body FROM event WHERE at >= ? AND body LIKE '{"kind":"link.cause",%' ORDER BY seq LIMIT 10000`,
  );
  const last = db.prepare('SELECT seq, at FROM event ORDER BY seq DESC LIMIT 1');
  const keepFrom = db.prepare(`SELECT seq FROM event ORDER BY seq DESC LIMIT 1 OFFSET ${KEEP_EVENTS - 1}`);
  const doomed = db.prepare(
    `SELECT max(seq) AS seq FROM
       (SELECT seq FROM (SELECT seq, at FROM event WHERE seq < ? ORDER BY seq LIMIT ${PRUNE_AT_ONCE}) WHERE at < ?)`,
  );
  const remove = db.prepare('DELETE FROM event WHERE seq <= ?');
  return {
    insert: (seq, event) => {
      insert.run(seq, Math.round(event.at), JSON.stringify(event));
    },
    after: (seq, limit) => after.all(seq, limit).map(decode),
    causes: (from) => causes.all(from).map((row) => JSON.parse(text(row, 'body')) as LinkCauseEvent),
    lastSeq: () => {
      const row = last.get();
      return row ? integer(row, 'seq') : 0;
    },
    lastAt: () => {
      const row = last.get();
      return row && integer(row, 'at');
    },
    prune: (now) => {
      const kept = keepFrom.get();
      const row = kept && doomed.get(integer(kept, 'seq'), now - KEEP_MS);
      if (!row || row['seq'] === null) return undefined;
      const through = integer(row, 'seq');
      remove.run(through);
      return through;
    },
  };
}

function decode(row: Row): NumberedEvent {
  // This program wrote the body; fields are only ever added to events.
  return { seq: integer(row, 'seq'), event: JSON.parse(text(row, 'body')) as EngineEvent, durable: true };
}
