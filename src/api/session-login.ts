// Logging in: the shared token, a user's password, or the secret of the kiosk link. Guesses are counted by where they come
// from, and at whom they are aimed.

import type { AccessStore, Session } from '../store/access/port.ts';
import type { Access } from './access.ts';
import { Attempts } from './access-attempts.ts';
import { limitKey } from './access-client.ts';
import type { Passwords } from './access-passwords.ts';

/** Wrong tokens and passwords from one address. */
const FROM_ADDRESS = { most: 10, withinMs: 60_000 };
/** Wrong passwords of one user, wherever they come from: enough for a person, and for nobody else's patience. */
const AT_USER = { most: 30, withinMs: 600_000 };

/** How an attempt ended; `slow-down`: too many guesses, `busy`: too many log-ins at once. */
export type LogInResult =
  | { readonly kind: 'in'; readonly secret: string; readonly maxAgeMs: number }
  | { readonly kind: 'wrong' | 'slow-down' | 'busy' };

/** Sessions that a secret begins which needs no thought, from one address: a hall full of screens that start at once. */
const BY_SECRET = { most: 120, withinMs: 60_000 };

/** What logging in needs. */
export interface LogInDeps {
  readonly access: Access;
  readonly store: AccessStore;
  readonly passwords: Passwords;
  readonly now: () => number;
  readonly monoMs: () => number;
}

/** Takes attempts to log in. */
export class LogIns {
  readonly #deps: LogInDeps;
  readonly #fromAddress: Attempts;
  readonly #atUser: Attempts;
  readonly #bySecretFrom: Attempts;

  constructor(deps: LogInDeps) {
    this.#deps = deps;
    this.#fromAddress = new Attempts(FROM_ADDRESS, deps.monoMs);
    this.#atUser = new Attempts(AT_USER, deps.monoMs);
    this.#bySecretFrom = new Attempts(BY_SECRET, deps.monoMs);
  }

  /** By the shared token. */
  byToken(token: string, address: string): LogInResult {
    return this.#bySecret('shared', this.#deps.access.isToken(token), address);
  }

  /** By the secret of the kiosk link. */
  byKiosk(secret: string, address: string): LogInResult {
    return this.#bySecret('kiosk', this.#deps.access.isKiosk(secret), address);
  }

  /** By a user's password. */
  async byPassword(name: string, password: string, address: string): Promise<LogInResult> {
    const { store, now } = this.#deps;
    const verified = await this.verify(name, password, address);
    if (verified !== 'right') return { kind: verified };
    await this.#refresh(name, password);
    store.changeUser(name, { lastLoginAt: now() });
    return this.#begin('user', { user: name, address });
  }

  /** Whether a password is that of a user who may log in. */
  async verify(
    name: string,
    password: string,
    address: string,
  ): Promise<'right' | 'wrong' | 'slow-down' | 'busy'> {
    const { store, passwords } = this.#deps;
    const from = limitKey(address);
    if (!this.#fromAddress.take(from) || !this.#atUser.take(name)) return 'slow-down';
    const hash = store.passwordHash(name);
    const verifying = passwords.verify(password, hash);
    if (verifying) {
      // Looked at again after the wait: the user may have been removed, disabled, or given another password.
      const right =
        (await verifying) && store.user(name)?.disabled === false && store.passwordHash(name) === hash;
      if (!right) return 'wrong';
    }
    this.#fromAddress.giveBack(from);
    this.#atUser.giveBack(name);
    return verifying ? 'right' : 'busy';
  }

  /** Begins a session of a user whose password has just been verified, or made. */
  beginUser(user: string, address: string): LogInResult {
    return this.#begin('user', { user, address });
  }

  /** A hash of yesterday's cost is made anew while the password is at hand; other sessions of the user end by that, once. */
  async #refresh(name: string, password: string): Promise<void> {
    const { store, passwords } = this.#deps;
    const before = store.passwordHash(name);
    if (before === undefined || !passwords.isOutdated(before)) return;
    const passwordHash = await passwords.hash(password);
    if (passwordHash !== undefined && store.passwordHash(name) === before)
      store.changeUser(name, { passwordHash });
  }

  #bySecret(kind: 'shared' | 'kiosk', isRight: boolean, address: string): LogInResult {
    const from = limitKey(address);
    if (!this.#fromAddress.take(from)) return { kind: 'slow-down' };
    if (!isRight) return { kind: 'wrong' };
    this.#fromAddress.giveBack(from);
    if (!this.#bySecretFrom.take(from)) return { kind: 'slow-down' };
    return this.#begin(kind, { address });
  }

  #begin(kind: Session['kind'], whose: { readonly user?: string; readonly address: string }): LogInResult {
    const { sessions } = this.#deps.access;
    return { kind: 'in', secret: sessions.begin(kind, whose), maxAgeMs: sessions.life(kind).mostMs };
  }
}
