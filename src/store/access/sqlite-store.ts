// The access store on SQLite. The daemon and the command line have the same file open, so nothing is remembered here: every
// question is asked of the file.

import type { DatabaseSync } from 'node:sqlite';
import { isAllowedScope, scopeKey } from '../../domain/access.ts';
import { transaction } from '../sqlite/database.ts';
import { storeError } from '../sqlite/fault.ts';
import { type AuditTable, auditTable } from './audit-table.ts';
import {
  type AccessStore,
  type AuditEntry,
  type AuditQuery,
  type MachineToken,
  MOST_USERS,
  type Session,
  type User,
} from './port.ts';
import { type SessionTable, sessionTable } from './session-table.ts';
import { type TokenTable, tokenTable } from './token-table.ts';
import { type UserChange, type UserTable, userTable } from './user-table.ts';

/** {@link AccessStore} on an open database; made by openAccessStore. */
export class SqliteAccessStore implements AccessStore {
  readonly #db: DatabaseSync;
  readonly #users: UserTable;
  readonly #tokens: TokenTable;
  readonly #sessions: SessionTable;
  readonly #audit: AuditTable;
  readonly #lost: () => boolean;
  readonly #found: () => void;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#users = userTable(db);
    this.#tokens = tokenTable(db);
    this.#sessions = sessionTable(db);
    this.#audit = auditTable(db);
    const lost = db.prepare('SELECT since FROM lost LIMIT 1');
    const found = db.prepare('DELETE FROM lost');
    this.#lost = () => lost.get() !== undefined;
    this.#found = () => void found.run();
  }

  hasUsers(): boolean {
    return this.#attempt('look for users', () => this.#users.any() || this.#lost());
  }

  /** Whether users were lost with a damaged file and none has been made since: nobody can log in, and nobody comes in without. */
  hasLostUsers(): boolean {
    return this.#attempt('look for lost users', () => this.#lost());
  }

  users(): readonly User[] {
    return this.#attempt('read the users', () => this.#users.all());
  }

  user(name: string): User | undefined {
    return this.#attempt('read a user', () => this.#users.get(name));
  }

  passwordHash(name: string): string | undefined {
    return this.#attempt('read a password hash', () => this.#users.passwordHash(name));
  }

  addUser(user: User, passwordHash: string): boolean {
    assertAllowed(user);
    return this.#change(`add user "${user.name}"`, () => {
      if (this.#users.count() >= MOST_USERS) return false;
      const added = this.#users.add(user, passwordHash);
      if (added) this.#found();
      return added;
    });
  }

  changeUser(name: string, change: UserChange): boolean {
    return this.#change(`change user "${name}"`, () => {
      const user = this.#users.get(name);
      if (!user) return false;
      const changed = { ...user, role: change.role ?? user.role, scope: change.scope ?? user.scope };
      assertAllowed(changed);
      this.#users.change(name, change);
      const endsSessions =
        change.passwordHash !== undefined ||
        change.disabled === true ||
        changed.role !== user.role ||
        scopeKey(changed.scope) !== scopeKey(user.scope);
      if (endsSessions) this.#sessions.removeOf(name);
      return true;
    });
  }

  removeUser(name: string): boolean {
    return this.#change(`remove user "${name}"`, () => {
      this.#sessions.removeOf(name);
      return this.#users.remove(name);
    });
  }

  tokens(): readonly MachineToken[] {
    return this.#attempt('read the tokens', () => this.#tokens.all());
  }

  addToken(token: MachineToken, hash: string): boolean {
    assertAllowed(token);
    return this.#change(
      `add token "${token.name}"`,
      () => this.#tokens.count() < MOST_USERS && this.#tokens.add(token, hash),
    );
  }

  removeToken(name: string): boolean {
    return this.#change(`remove token "${name}"`, () => this.#tokens.remove(name));
  }

  tokenOf(hash: string): MachineToken | undefined {
    return this.#attempt('read a token', () => this.#tokens.byHash(hash));
  }

  usedToken(name: string, at: number): void {
    this.#attempt(`note a use of token "${name}"`, () => this.#tokens.used(name, at));
  }

  addSession(session: Session): void {
    this.#change('begin a session', () => {
      // The password may have been right before the user was removed or disabled a moment ago.
      const { user } = session;
      if (user !== undefined && this.#users.get(user)?.disabled !== false) return;
      this.#sessions.removeExpired(session.createdAt);
      this.#sessions.add(session);
    });
  }

  session(hash: string): Session | undefined {
    return this.#attempt('read a session', () => this.#sessions.get(hash));
  }

  prolongSession(hash: string, expiresAt: number): void {
    this.#attempt('prolong a session', () => this.#sessions.prolong(hash, expiresAt));
  }

  removeSession(hash: string): void {
    this.#attempt('end a session', () => this.#sessions.remove(hash));
  }

  audit(entry: Omit<AuditEntry, 'id'>): void {
    this.#attempt('write the audit trail', () => this.#audit.add(entry));
  }

  auditTrail(query: AuditQuery): readonly AuditEntry[] {
    return this.#attempt('read the audit trail', () => this.#audit.find(query));
  }

  prune(now: number): void {
    this.#change('prune sessions and the audit trail', () => {
      this.#sessions.removeExpired(now);
      this.#audit.prune(now);
    });
  }

  /** Runs several calls as one: no other process comes between them, and all are kept or none. */
  atomically<T>(work: () => T): T {
    return this.#change('change users', work);
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close();
  }

  #change<T>(doing: string, work: () => T): T {
    return this.#attempt(doing, () => (this.#db.isTransaction ? work() : transaction(this.#db, work)));
  }

  #attempt<T>(doing: string, work: () => T): T {
    try {
      return work();
    } catch (error) {
      // What SQLite throws has its number; anything else is the caller's own.
      throw error instanceof Error && 'errcode' in error ? storeError(doing, error) : error;
    }
  }
}

function assertAllowed({ name, role, scope }: Pick<User, 'name' | 'role' | 'scope'>): void {
  if (!isAllowedScope(role, scope))
    throw new RangeError(`"${name}" cannot be ${role} of ${scopeKey(scope)}: only viewers have a part`);
}
