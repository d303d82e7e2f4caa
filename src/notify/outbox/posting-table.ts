// Postings that wait, in the file.

import type { DatabaseSync } from 'node:sqlite';
import { integer, type Row, text } from '../../store/sqlite/row.ts';
import { StoreError } from '../../store/state/port.ts';
import type { Message } from '../port.ts';
import type { Posting } from '../posting.ts';
import type { Waiting } from './port.ts';

/** A posting as an earlier run left it. */
export interface KeptPosting {
  readonly seq: number;
  readonly posting: Posting;
  readonly attempts: number;
  readonly unproven: number;
  /** An attempt was begun, and its receipt is not known. */
  readonly attempting: boolean;
}

/** The posting table. */
export interface PostingTable {
  insert(waiting: Waiting, attempting: boolean, body: string): void;
  mark(waiting: Waiting, attempting: boolean): void;
  remove(seq: number): void;
  message(seq: number): Message;
  /** Every posting, in order, one at a time: their texts together may be large. */
  all(): Iterable<KeptPosting>;
}

/** Prepares the table's statements. */
export function postingTable(db: DatabaseSync): PostingTable {
  const insert = db.prepare(
    `INSERT INTO posting (seq, channel, born_at, expires_at, attempts, unproven, attempting, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const mark = db.prepare('UPDATE posting SET attempts = ?, unproven = ?, attempting = ? WHERE seq = ?');
  const remove = db.prepare('DELETE FROM posting WHERE seq = ?');
  const message = db.prepare('SELECT body FROM posting WHERE seq = ?');
  const all = db.prepare('SELECT * FROM posting ORDER BY seq');
  return {
    insert: (waiting, attempting, body) => {
      const { seq, channel, bornAt, expiresAt, attempts, unproven } = waiting;
      insert.run(seq, channel, bornAt, expiresAt, attempts, unproven, attempting ? 1 : 0, body);
    },
    mark: ({ seq, attempts, unproven }, attempting) => {
      mark.run(attempts, unproven, attempting ? 1 : 0, seq);
    },
    remove: (seq) => {
      remove.run(seq);
    },
    message: (seq) => {
      const row = message.get(seq);
      if (!row) throw new StoreError('corrupt', `read message ${seq}: it is not in the outbox any more`);
      return decode(row);
    },
    *all() {
      for (const row of all.iterate()) yield kept(row);
    },
  };
}

function kept(row: Row): KeptPosting {
  return {
    seq: integer(row, 'seq'),
    posting: {
      channel: text(row, 'channel'),
      message: decode(row),
      bornAt: integer(row, 'born_at'),
      expiresAt: integer(row, 'expires_at'),
    },
    attempts: integer(row, 'attempts'),
    unproven: integer(row, 'unproven'),
    attempting: integer(row, 'attempting') === 1,
  };
}

function decode(row: Row): Message {
  // This program wrote the body; fields are only ever added to messages.
  return JSON.parse(text(row, 'body')) as Message;
}
