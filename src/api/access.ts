// Who may use the API: everybody on this machine, or whoever has the token. Tokens go in a header, or once into a session
// cookie that scripts cannot read.

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** Name of the session cookie. */
export const SESSION_COOKIE = 'jalur_session';
/** A wall screen logs in once a month. */
export const SESSION_MS = 31 * 86_400_000;
/** Sessions kept; beyond it the oldest ends and its screen asks for the token again. */
const MOST_SESSIONS = 1_000;
/** Wrong tokens from one address within {@link ATTEMPTS_MS} before it has to wait. */
const MOST_ATTEMPTS = 10;
const ATTEMPTS_MS = 60_000;
/** Addresses whose attempts are counted; beyond it the oldest are forgotten. */
const MOST_ADDRESSES = 10_000;

/** A host that may not be listened on. */
export class ListenRefused extends Error {
  readonly code = 'listen-refused';
}

/** Whether a host names this machine alone. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** Refuses an address that other machines reach while there is no token. */
export function assertListenAllowed(host: string, hasToken: boolean): void {
  if (hasToken || isLoopbackHost(host)) return;
  throw new ListenRefused(
    `cannot listen on "${host}" without an access token: everybody who reaches it could read everything; set ` +
      'monitor.token (as !env NAME or !file PATH), or listen on 127.0.0.1',
  );
}

/** Decides about requests. Without a token everything is allowed. */
export class Access {
  readonly #tokenHash: Buffer | undefined;
  readonly #nowMs: () => number;
  readonly #sessions = new Map<string, number>();
  readonly #attempts = new Map<string, { fromMs: number; count: number }>();

  constructor(token: string | undefined, nowMs: () => number) {
    this.#tokenHash = token === undefined ? undefined : sha256(token);
    this.#nowMs = nowMs;
  }

  /** Whether a token is wanted at all. */
  get guarded(): boolean {
    return this.#tokenHash !== undefined;
  }

  /** Whether a request carries the token or a session. */
  allows(request: Pick<IncomingMessage, 'headers'>): boolean {
    if (!this.#tokenHash) return true;
    const { authorization, cookie } = request.headers;
    if (authorization?.startsWith('Bearer ') && this.#isToken(authorization.slice('Bearer '.length)))
      return true;
    const session = sessionIn(cookie);
    return session !== undefined && (this.#sessions.get(session) ?? 0) > this.#nowMs();
  }

  /** Opens a session for the token; `slow-down` when an address has guessed too often. */
  logIn(token: string, address: string): { readonly session: string } | 'wrong' | 'slow-down' {
    if (this.#tooMany(address)) return 'slow-down';
    if (!this.#isToken(token)) {
      this.#countAttempt(address);
      return 'wrong';
    }
    const session = randomBytes(32).toString('base64url');
    this.#sessions.set(session, this.#nowMs() + SESSION_MS);
    dropOldest(this.#sessions, MOST_SESSIONS);
    return { session };
  }

  /** Ends the session a request carries. */
  logOut(request: Pick<IncomingMessage, 'headers'>): void {
    const session = sessionIn(request.headers.cookie);
    if (session !== undefined) this.#sessions.delete(session);
  }

  #isToken(text: string): boolean {
    return this.#tokenHash !== undefined && timingSafeEqual(sha256(text), this.#tokenHash);
  }

  #tooMany(address: string): boolean {
    const attempts = this.#attempts.get(address);
    return (
      attempts !== undefined &&
      this.#nowMs() - attempts.fromMs < ATTEMPTS_MS &&
      attempts.count >= MOST_ATTEMPTS
    );
  }

  #countAttempt(address: string): void {
    const attempts = this.#attempts.get(address);
    if (attempts && this.#nowMs() - attempts.fromMs < ATTEMPTS_MS) attempts.count++;
    else this.#attempts.set(address, { fromMs: this.#nowMs(), count: 1 });
    dropOldest(this.#attempts, MOST_ADDRESSES);
  }
}

/**
 * Whether the Host header names this server: a page of another site whose name was made to resolve to this address
 * (DNS rebinding) carries its own. Behind a token any name will do.
 */
export function isOwnHost(request: Pick<IncomingMessage, 'headers'>, guarded: boolean): boolean {
  if (guarded) return true;
  const { host } = request.headers;
  if (host === undefined) return false;
  const name = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
  return isLoopbackHost(name.replace(/^\[|\]$/g, ''));
}

/** Whether a request or WebSocket was made by a page of this server, or by no page at all. */
export function isOwnOrigin(request: Pick<IncomingMessage, 'headers'>): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}

/**
 * Whether a request that changes something comes from a page of this server, or from no page at all: a page of another
 * site could otherwise act in the name of whoever looks at it (CSRF). Browsers tell in Sec-Fetch-Site and Origin.
 */
export function isOwnRequest(request: Pick<IncomingMessage, 'headers'>): boolean {
  const site = request.headers['sec-fetch-site'];
  return isOwnOrigin(request) && (site === undefined || site === 'same-origin' || site === 'none');
}

function sessionIn(cookie: string | undefined): string | undefined {
  const pair = cookie?.split(/; */).find((each) => each.startsWith(`${SESSION_COOKIE}=`));
  return pair?.slice(SESSION_COOKIE.length + 1);
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function dropOldest<V>(map: Map<string, V>, most: number): void {
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}
