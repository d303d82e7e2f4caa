// Video conferences in the calendar, and every change of the verdict about their sites: kept for ever, removed ones marked.

import type { DatabaseSync } from 'node:sqlite';
import type { ViconChange, ViconEvent } from '../../domain/vicon-event.ts';
import { transaction } from '../sqlite/database.ts';
import { storeError } from '../sqlite/fault.ts';
import { integer, type Row, text } from '../sqlite/row.ts';

/** Which events to read. */
export interface ViconEventQuery {
  /** Epoch ms: events that end after this moment; absent: all there ever were. */
  readonly endsAfter?: number;
  /** At most this many, those that start last. */
  readonly limit: number;
}

/** The calendar of video conferences. All calls may throw StoreError. */
export interface ViconStore {
  /** Keeps a new event, and gives its number. */
  add(event: Omit<ViconEvent, 'id'>): number;
  /** Keeps an event in its present form. */
  change(event: ViconEvent): void;
  event(id: number): ViconEvent | undefined;
  /** Those that start first come first. */
  events(query: ViconEventQuery): readonly ViconEvent[];
  /** Keeps changes, all or none; one of the same site at the same moment takes the place of the other. */
  addChanges(event: number, changes: readonly ViconChange[]): void;
  /** Oldest first. */
  changes(event: number): readonly ViconChange[];
}

/** Prepares the tables' statements. */
export function viconTable(db: DatabaseSync): ViconStore {
  const insert = db.prepare('INSERT INTO vicon_event (id, starts_at, ends_at, body) VALUES (?, ?, ?, ?)');
  const highest = db.prepare('SELECT coalesce(max(id), 0) AS id FROM vicon_event');
  const update = db.prepare('UPDATE vicon_event SET starts_at = ?, ends_at = ?, body = ? WHERE id = ?');
  const one = db.prepare('SELECT body FROM vicon_event WHERE id = ?');
  const many = db.prepare(
    'SELECT body FROM vicon_event WHERE ends_at > ? ORDER BY starts_at DESC, id DESC LIMIT ?',
  );
  const look = db.prepare('INSERT OR REPLACE INTO vicon_look (event, at, site, body) VALUES (?, ?, ?, ?)');
  const looks = db.prepare('SELECT body FROM vicon_look WHERE event = ? ORDER BY at, site');
  return {
    add: (event) =>
      attempt(`keep the event "${event.title}"`, () => {
        const row = highest.get();
        const id = (row ? integer(row, 'id') : 0) + 1;
        const body = JSON.stringify({ id, ...event });
        insert.run(id, Math.round(event.startsAt), Math.round(event.endsAt), body);
        return id;
      }),
    change: (event) =>
      attempt(`keep the event "${event.title}"`, () => {
        update.run(Math.round(event.startsAt), Math.round(event.endsAt), JSON.stringify(event), event.id);
      }),
    event: (id) =>
      attempt(`read event ${id}`, () => {
        const row = one.get(id);
        return row && decodeEvent(row);
      }),
    events: ({ endsAfter, limit }) =>
      attempt('read the calendar of video conferences', () =>
        many
          .all(Math.floor(endsAfter ?? Number.MIN_SAFE_INTEGER), limit)
          .map(decodeEvent)
          .reverse(),
      ),
    addChanges: (event, changes) =>
      attempt(`keep what was seen of event ${event}`, () =>
        transaction(db, () => {
          for (const change of changes)
            look.run(event, Math.round(change.at), change.site, JSON.stringify(change));
        }),
      ),
    changes: (event) =>
      attempt(`read what was seen of event ${event}`, () => looks.all(event).map(decodeChange)),
  };
}

function attempt<T>(doing: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw storeError(doing, error);
  }
}

function decodeEvent(row: Row): ViconEvent {
  // This program wrote the body.
  return JSON.parse(text(row, 'body')) as ViconEvent;
}

function decodeChange(row: Row): ViconChange {
  // This program wrote the body.
  return JSON.parse(text(row, 'body')) as ViconChange;
}
