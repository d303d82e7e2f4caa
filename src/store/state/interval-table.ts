// Keeps every link's time tiled: a new interval ends the one before it, at the moment it begins.

import type { DatabaseSync } from 'node:sqlite';
import type { LinkStateEvent } from '../../domain/event.ts';
import { type LinkId, linkId } from '../../domain/ids.ts';
import type { Interval, LinkState, Reason } from '../../domain/state.ts';
import { integer, optionalInteger, type Row, text } from '../sqlite/row.ts';

/** The interval table. */
export interface IntervalTable {
  /**
   * Begins the event's interval and ends the open one there. The start may lie in the past, but not before the start of
   * the open interval (the event's contract; clamped to it): that one is then replaced. A link that had been taken out
   * of the plan begins no earlier than its last interval ended.
   */
  begin(event: LinkStateEvent): void;
  /** Ends a link's open interval without a successor: the link has left the plan. */
  end(link: LinkId, at: number): void;
  open(): readonly Interval[];
  /** Those that overlap [from, to), oldest first, not clipped. */
  overlapping(link: LinkId, from: number, to: number): readonly Interval[];
}

/** Prepares the table's statements. */
export function intervalTable(db: DatabaseSync): IntervalTable {
  const last = db.prepare('SELECT from_ms, to_ms FROM interval WHERE link = ? ORDER BY from_ms DESC LIMIT 1');
  const remove = db.prepare('DELETE FROM interval WHERE link = ? AND from_ms = ?');
  const close = db.prepare('UPDATE interval SET to_ms = ? WHERE link = ? AND from_ms = ?');
  const insert = db.prepare('INSERT INTO interval (link, from_ms, state, reason) VALUES (?, ?, ?, ?)');
  const open = db.prepare('SELECT * FROM interval WHERE to_ms IS NULL ORDER BY link');
  // Intervals of a link follow one another, so that the range starts at the last one that began by `from`.
  const overlapping = db.prepare(
    `SELECT * FROM interval WHERE link = ?1 AND from_ms < ?3 AND (to_ms IS NULL OR to_ms > ?2) AND from_ms >=
       coalesce((SELECT max(from_ms) FROM interval WHERE link = ?1 AND from_ms <= ?2), ?2)
     ORDER BY from_ms`,
  );
  const endAt = (link: LinkId, previous: Row, at: number): void => {
    const from = integer(previous, 'from_ms');
    if (at <= from) remove.run(link, from);
    else close.run(at, link, from);
  };
  return {
    begin: (event) => {
      const previous = last.get(event.link);
      let from = Math.round(event.from);
      if (previous) {
        const endedAt = optionalInteger(previous, 'to_ms');
        from = Math.max(from, endedAt ?? integer(previous, 'from_ms'));
        if (endedAt === undefined) endAt(event.link, previous, from);
      }
      insert.run(event.link, from, event.state, JSON.stringify(event.reason));
    },
    end: (link, at) => {
      const previous = last.get(link);
      if (previous && previous['to_ms'] === null) endAt(link, previous, Math.round(at));
    },
    open: () => open.all().map(decode),
    overlapping: (link, from, to) => overlapping.all(link, from, to).map(decode),
  };
}

function decode(row: Row): Interval {
  const to = optionalInteger(row, 'to_ms');
  return {
    link: linkId(text(row, 'link')),
    // This program wrote state and reason.
    state: text(row, 'state') as LinkState,
    from: integer(row, 'from_ms'),
    ...(to !== undefined && { to }),
    reason: JSON.parse(text(row, 'reason')) as Reason,
  };
}
