// The port of the access store: users, their sessions, machines' tokens, and the audit trail. In a file of its own
// (`access.db`), which the command line may change while the daemon runs.

import type { Role, Scope } from '../../domain/access.ts';

/** Somebody who may log in. */
export interface User {
  /** What he logs in with: 1 to 64 characters of `a-z 0-9 . _ - @`, unique. */
  readonly name: string;
  /** As people read it, 1 to 100 characters; acts are signed with it. */
  readonly displayName: string;
  readonly role: Role;
  readonly scope: Scope;
  /** A disabled user cannot log in, and his sessions are over. */
  readonly disabled: boolean;
  /** Epoch ms. */
  readonly createdAt: number;
  /** Absent: never. */
  readonly lastLoginAt?: number;
}

/** A machine that may come in. */
export interface MachineToken {
  /** Unique; 1 to 64 characters as user names have. */
  readonly name: string;
  readonly role: Role;
  readonly scope: Scope;
  readonly createdAt: number;
  /** Epoch ms; absent: it does not expire. */
  readonly expiresAt?: number;
  /** To the hour; absent: never. */
  readonly lastUsedAt?: number;
}

/** A log-in that holds. Its secret is in the cookie alone; here is its SHA-256. */
export interface Session {
  /** Lower-case hex SHA-256 of the secret. */
  readonly hash: string;
  /** Name of the user; absent: a session of the shared token, or of a kiosk link. */
  readonly user?: string;
  readonly kind: 'user' | 'shared' | 'kiosk';
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly address: string;
}

/** Something somebody did, or tried. */
export interface AuditEntry {
  readonly id: number;
  /** Epoch ms. */
  readonly at: number;
  /** Name of the principal; a failed log-in's name as it was given, at most 64 characters. */
  readonly who: string;
  /** How he proved it, `cli` for the command line, `none` where he did not. */
  readonly via: string;
  /** Address the request came from; absent for the command line. */
  readonly address?: string;
  /** What was done, dotted: `session.login`, `user.add`, `alert.ack`, `link.echo`, `maintenance.create`, … */
  readonly action: string;
  /** On what: a user's name, an alert's number, a link's id. */
  readonly target?: string;
  /** Whether it was done; else the code of the refusal. */
  readonly outcome: 'done' | (string & {});
  /** Further facts as JSON, at most 2,000 characters; never a secret. */
  readonly detail?: string;
}

/** What of the audit trail is asked for, newest first. */
export interface AuditQuery {
  /** Entries with from ≤ at < to, epoch ms. */
  readonly from?: number;
  readonly to?: number;
  /** Part of who, action or target, whatever the case. */
  readonly text?: string;
  /** Entries with a smaller id: for paging. */
  readonly before?: number;
  /** 1 to 1,000. */
  readonly limit: number;
}

/** Sessions kept; beyond it the one that began first ends. */
export const MOST_SESSIONS = 1_000;
/** Sessions kept of one user, of the kiosk link, and of the shared token, so that nobody ends those of others by his own. */
export const MOST_SESSIONS_EACH = 100;
/** Users, and tokens, that can be made. */
export const MOST_USERS = 10_000;
/** Entries of the audit trail kept; `prune` drops the oldest beyond. */
export const MOST_AUDIT_ENTRIES = 1_000_000;
/** Entries older than this are dropped by `prune`: five years. */
export const AUDIT_KEPT_MS = 5 * 366 * 86_400_000;

/** All calls are synchronous; all may throw StoreError. What another process wrote is seen by the next call. */
export interface AccessStore {
  /**
   * Whether there are users, disabled ones too, or there were until their file was damaged: then nobody comes in without
   * logging in.
   */
  hasUsers(): boolean;
  users(): readonly User[];
  user(name: string): User | undefined;
  /** Hash of the password as hashPassword() made it; undefined for an unknown user. */
  passwordHash(name: string): string | undefined;
  /** Adds a user; false when the name is taken or there are MOST_USERS. */
  addUser(user: User, passwordHash: string): boolean;
  /** Changes what is given; false when there is no such user. A new password, role, scope or disabling ends his sessions. */
  changeUser(
    name: string,
    change: Partial<Pick<User, 'displayName' | 'role' | 'scope' | 'disabled' | 'lastLoginAt'>> & {
      readonly passwordHash?: string;
    },
  ): boolean;
  /** Removes a user with his sessions; false when there is none. What he did stays. */
  removeUser(name: string): boolean;
  tokens(): readonly MachineToken[];
  /** `hash`: lower-case hex SHA-256 of the secret. False when the name is taken. */
  addToken(token: MachineToken, hash: string): boolean;
  removeToken(name: string): boolean;
  /** The token with a hash, expired or not. */
  tokenOf(hash: string): MachineToken | undefined;
  usedToken(name: string, at: number): void;
  /** Adds a session; that of a user who has been removed or disabled meanwhile is not. */
  addSession(session: Session): void;
  /** The session with a hash, expired or not. */
  session(hash: string): Session | undefined;
  /** Sets when a session ends by itself; nothing happens where it has ended already, in this process or another. */
  prolongSession(hash: string, expiresAt: number): void;
  removeSession(hash: string): void;
  audit(entry: Omit<AuditEntry, 'id'>): void;
  auditTrail(query: AuditQuery): readonly AuditEntry[];
  /** Drops expired sessions, and entries beyond the bounds. */
  prune(now: number): void;
  close(): void;
}
