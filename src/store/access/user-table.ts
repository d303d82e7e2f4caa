// Rows of users. What may be changed together is decided by the store.

import type { DatabaseSync } from 'node:sqlite';
import { scopeKey } from '../../domain/access.ts';
import { integer, optionalInteger, type Row, text } from '../sqlite/row.ts';
import type { AccessStore, User } from './port.ts';
import { storedRole, storedScope } from './scope-text.ts';

/** What may be changed of a user. */
export type UserChange = Parameters<AccessStore['changeUser']>[1];

/** The user table. */
export interface UserTable {
  /** Whether there are users; asked with every request. */
  any(): boolean;
  count(): number;
  /** All, by name. */
  all(): readonly User[];
  get(name: string): User | undefined;
  passwordHash(name: string): string | undefined;
  /** False when the name is taken. */
  add(user: User, passwordHash: string): boolean;
  /** Changes what is given of a user that there is. */
  change(name: string, change: UserChange): void;
  remove(name: string): boolean;
}

/** Prepares the table's statements. */
export function userTable(db: DatabaseSync): UserTable {
  const columns = 'name, display_name, role, scope, disabled, created_at, last_login_at';
  const any = db.prepare('SELECT 1 FROM user LIMIT 1');
  const count = db.prepare('SELECT count(*) AS count FROM user');
  const all = db.prepare(`SELECT ${columns} FROM user ORDER BY name`);
  const get = db.prepare(`SELECT ${columns} FROM user WHERE name = ?`);
  const hash = db.prepare('SELECT password_hash FROM user WHERE name = ?');
  const add = db.prepare(
    `INSERT INTO user (${columns}, password_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING`,
  );
  const change = db.prepare(
    `UPDATE user SET display_name = coalesce(?, display_name), role = coalesce(?, role), scope = coalesce(?, scope),
       disabled = coalesce(?, disabled), last_login_at = coalesce(?, last_login_at),
       password_hash = coalesce(?, password_hash) WHERE name = ?`,
  );
  const remove = db.prepare('DELETE FROM user WHERE name = ?');
  return {
    any: () => any.get() !== undefined,
    count: () => integer(count.get() ?? {}, 'count'),
    all: () => all.all().map(userOf),
    get: (name) => {
      const row = get.get(name);
      return row && userOf(row);
    },
    passwordHash: (name) => {
      const row = hash.get(name);
      return row && text(row, 'password_hash');
    },
    add: (user, passwordHash) => {
      const { name, displayName, role, scope, disabled, createdAt, lastLoginAt } = user;
      const times = [Math.round(createdAt), rounded(lastLoginAt)] as const;
      const cells = [name, displayName, role, scopeKey(scope), Number(disabled), ...times, passwordHash];
      return add.run(...cells).changes === 1;
    },
    change: (name, { displayName, role, scope, disabled, lastLoginAt, passwordHash }) => {
      change.run(
        displayName ?? null,
        role ?? null,
        scope ? scopeKey(scope) : null,
        disabled === undefined ? null : Number(disabled),
        rounded(lastLoginAt),
        passwordHash ?? null,
        name,
      );
    },
    remove: (name) => remove.run(name).changes === 1,
  };
}

function rounded(at: number | undefined): number | null {
  return at === undefined ? null : Math.round(at);
}

function userOf(row: Row): User {
  const lastLoginAt = optionalInteger(row, 'last_login_at');
  return {
    name: text(row, 'name'),
    displayName: text(row, 'display_name'),
    role: storedRole(text(row, 'role')),
    scope: storedScope(text(row, 'scope')),
    disabled: integer(row, 'disabled') === 1,
    createdAt: integer(row, 'created_at'),
    ...(lastLoginAt !== undefined && { lastLoginAt }),
  };
}
