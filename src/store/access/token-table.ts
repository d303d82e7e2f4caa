// Rows of machines' tokens: their hashes, never they themselves.

import type { DatabaseSync } from 'node:sqlite';
import { scopeKey } from '../../domain/access.ts';
import { integer, optionalInteger, type Row, text } from '../sqlite/row.ts';
import type { MachineToken } from './port.ts';
import { storedRole, storedScope } from './scope-text.ts';

/** When a token was last used is kept to the hour: it is asked for with every request. */
const USED_STEP_MS = 3_600_000;

/** The token table. */
export interface TokenTable {
  count(): number;
  /** All, by name. */
  all(): readonly MachineToken[];
  byHash(hash: string): MachineToken | undefined;
  /** False when the name, or the secret, is taken. */
  add(token: MachineToken, hash: string): boolean;
  remove(name: string): boolean;
  /** Notes a use; writes once an hour at most. */
  used(name: string, at: number): void;
}

/** Prepares the table's statements. */
export function tokenTable(db: DatabaseSync): TokenTable {
  const columns = 'name, role, scope, created_at, expires_at, last_used_at';
  const count = db.prepare('SELECT count(*) AS count FROM token');
  const all = db.prepare(`SELECT ${columns} FROM token ORDER BY name`);
  const byHash = db.prepare(`SELECT ${columns} FROM token WHERE hash = ?`);
  const add = db.prepare(
    `INSERT INTO token (${columns}, hash) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const remove = db.prepare('DELETE FROM token WHERE name = ?');
  const lastUsed = db.prepare('SELECT last_used_at FROM token WHERE name = ?');
  const use = db.prepare('UPDATE token SET last_used_at = ? WHERE name = ?');
  return {
    count: () => integer(count.get() ?? {}, 'count'),
    all: () => all.all().map(tokenOf),
    byHash: (hash) => {
      const row = byHash.get(hash);
      return row && tokenOf(row);
    },
    add: ({ name, role, scope, createdAt, expiresAt, lastUsedAt }, hash) => {
      const times = [createdAt, expiresAt, lastUsedAt].map((at) =>
        at === undefined ? null : Math.round(at),
      );
      return add.run(name, role, scopeKey(scope), ...times, hash).changes === 1;
    },
    remove: (name) => remove.run(name).changes === 1,
    used: (name, at) => {
      const hour = Math.floor(at / USED_STEP_MS) * USED_STEP_MS;
      const row = lastUsed.get(name);
      if (row && optionalInteger(row, 'last_used_at') !== hour) use.run(hour, name);
    },
  };
}

function tokenOf(row: Row): MachineToken {
  const expiresAt = optionalInteger(row, 'expires_at');
  const lastUsedAt = optionalInteger(row, 'last_used_at');
  return {
    name: text(row, 'name'),
    role: storedRole(text(row, 'role')),
    scope: storedScope(text(row, 'scope')),
    createdAt: integer(row, 'created_at'),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(lastUsedAt !== undefined && { lastUsedAt }),
  };
}
