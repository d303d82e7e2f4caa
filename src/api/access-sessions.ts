// Sessions: made by a log-in, kept by hash so that a restart logs nobody out, ended by time. A secret tells by its first
// letter whose session it is; those of the shared token and of the kiosk link end when that secret is another.

import { randomBytes } from 'node:crypto';
import type { AccessStore, Session } from '../store/access/port.ts';
import { hashSecret, SECRET_OCTETS, secretOf } from '../store/access/secret-hash.ts';

const DAY_MS = 86_400_000;
/** A session is prolonged at most so often. */
const RENEW_MS = 3_600_000;
/** A session that began later than this from now began by another clock. */
const SKEW_MS = 300_000;

/** How long sessions hold. */
export interface SessionLife {
  /** After its last use, ms. */
  readonly idleMs: number;
  /** After its begin whatever happens, ms. */
  readonly mostMs: number;
}

/** Secrets that sessions are bound to. */
export interface SessionOptions {
  readonly sessionMs: number;
  readonly token?: string;
  readonly kiosk?: string;
}

const LETTERS = { user: 'u', shared: 's', kiosk: 'k' } as const;

/** Makes, finds, prolongs and ends sessions. */
export class Sessions {
  readonly #options: SessionOptions;
  readonly #store: AccessStore;
  readonly #now: () => number;

  /** `now`: epoch ms. */
  constructor(options: SessionOptions, deps: { readonly store: AccessStore; readonly now: () => number }) {
    this.#options = options;
    this.#store = deps.store;
    this.#now = deps.now;
  }

  /** How long a session of a kind holds: people log in anew after a shift, screens on walls stay. */
  life(kind: Session['kind']): SessionLife {
    const { sessionMs } = this.#options;
    switch (kind) {
      case 'user':
        return { idleMs: sessionMs, mostMs: Math.max(sessionMs, 31 * DAY_MS) };
      case 'shared':
        return { idleMs: 31 * DAY_MS, mostMs: 31 * DAY_MS };
      case 'kiosk':
        // Browsers keep no cookie longer (RFC 6265bis §5.5).
        return { idleMs: 31 * DAY_MS, mostMs: 400 * DAY_MS };
    }
  }

  /** Begins a session; its secret is for the cookie. */
  begin(
    kind: Session['kind'],
    { user, address }: { readonly user?: string; readonly address: string },
  ): string {
    const secret = `${LETTERS[kind]}${secretOf(randomBytes(SECRET_OCTETS))}`;
    const hash = this.hashOf(secret);
    if (hash === undefined) throw new Error(`a session of kind ${kind} without what it is bound to`);
    const createdAt = this.#now();
    const expiresAt = createdAt + this.life(kind).idleMs;
    this.#store.addSession({
      hash,
      kind,
      createdAt,
      expiresAt,
      address,
      ...(user !== undefined && { user }),
    });
    return secret;
  }

  /** What is kept of a secret; undefined for one that can be none. */
  hashOf(secret: string): string | undefined {
    const { token, kiosk } = this.#options;
    switch (secret[0]) {
      case LETTERS.user:
        return hashSecret(secret);
      case LETTERS.shared:
        return token === undefined ? undefined : hashSecret(`${secret} ${token}`);
      case LETTERS.kiosk:
        return kiosk === undefined ? undefined : hashSecret(`${secret} ${kiosk}`);
      default:
        return undefined;
    }
  }

  /** The session of a hash while it holds. A clock that was set back makes none immortal: it has not begun yet. */
  find(hash: string): Session | undefined {
    const session = this.#store.session(hash);
    if (!session) return undefined;
    const now = this.#now();
    const ends = Math.min(session.expiresAt, session.createdAt + this.life(session.kind).mostMs);
    return session.createdAt - SKEW_MS <= now && now < ends ? session : undefined;
  }

  /** Notes that a session was used: it holds for its time from now. */
  renew(session: Session): void {
    const { idleMs, mostMs } = this.life(session.kind);
    const expiresAt = Math.min(this.#now() + idleMs, session.createdAt + mostMs);
    if (expiresAt - session.expiresAt < RENEW_MS) return;
    this.#store.prolongSession(session.hash, expiresAt);
  }

  /** Ends the session of a secret. Of one that there is not nothing is written: anybody can send one. */
  end(secret: string): void {
    const hash = this.hashOf(secret);
    if (hash !== undefined && this.#store.session(hash)) this.#store.removeSession(hash);
  }
}
