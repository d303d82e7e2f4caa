// Rows of sessions: log-ins that hold over restarts of the daemon.

import type { DatabaseSync } from 'node:sqlite';
import { integer, type Row, text } from '../sqlite/row.ts';
import { StoreError } from '../state/port.ts';
import { MOST_SESSIONS, MOST_SESSIONS_EACH, type Session } from './port.ts';

/** The session table. */
export interface SessionTable {
  /** Adds a session, and ends those that began first beyond MOST_SESSIONS_EACH and MOST_SESSIONS. */
  add(session: Session): void;
  get(hash: string): Session | undefined;
  /** Nothing happens for one that there is not. */
  prolong(hash: string, expiresAt: number): void;
  remove(hash: string): void;
  /** Ends all sessions of a user. */
  removeOf(user: string): void;
  removeExpired(now: number): void;
}

/** Prepares the table's statements. */
export function sessionTable(db: DatabaseSync): SessionTable {
  const columns = 'hash, user, kind, created_at, expires_at, address';
  const add = db.prepare(`INSERT INTO session (${columns}) VALUES (?, ?, ?, ?, ?, ?)`);
  const bound = db.prepare(
    'DELETE FROM session WHERE number <= (SELECT number FROM session ORDER BY number DESC LIMIT 1 OFFSET ?)',
  );
  const boundEach = db.prepare(
    `DELETE FROM session WHERE kind = ?1 AND user IS ?2 AND number <=
       (SELECT number FROM session WHERE kind = ?1 AND user IS ?2 ORDER BY number DESC LIMIT 1 OFFSET ?3)`,
  );
  const get = db.prepare(`SELECT ${columns} FROM session WHERE hash = ?`);
  const prolong = db.prepare('UPDATE session SET expires_at = ? WHERE hash = ?');
  const remove = db.prepare('DELETE FROM session WHERE hash = ?');
  const removeOf = db.prepare('DELETE FROM session WHERE user = ?');
  const removeExpired = db.prepare('DELETE FROM session WHERE expires_at <= ?');
  return {
    add: ({ hash, user, kind, createdAt, expiresAt, address }) => {
      add.run(hash, user ?? null, kind, Math.round(createdAt), Math.round(expiresAt), address);
      boundEach.run(kind, user ?? null, MOST_SESSIONS_EACH);
      bound.run(MOST_SESSIONS);
    },
    get: (hash) => {
      const row = get.get(hash);
      return row && sessionOf(row);
    },
    prolong: (hash, expiresAt) => void prolong.run(Math.round(expiresAt), hash),
    remove: (hash) => void remove.run(hash),
    removeOf: (user) => void removeOf.run(user),
    removeExpired: (now) => void removeExpired.run(Math.round(now)),
  };
}

function sessionOf(row: Row): Session {
  const user = row['user'] === null ? undefined : text(row, 'user');
  return {
    hash: text(row, 'hash'),
    ...(user !== undefined && { user }),
    kind: kindOf(text(row, 'kind')),
    createdAt: integer(row, 'created_at'),
    expiresAt: integer(row, 'expires_at'),
    address: text(row, 'address'),
  };
}

function kindOf(kind: string): Session['kind'] {
  if (kind === 'user' || kind === 'shared' || kind === 'kiosk') return kind;
  throw new StoreError('corrupt', `read a session: found kind "${kind}", which is none`);
}
