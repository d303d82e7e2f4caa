// Who stands behind a request: by a token, a trusted proxy's word, or a session; or nobody. What he may do is for
// access-rules.ts to say.

import { timingSafeEqual } from 'node:crypto';
import type { ProxyConfig } from '../config/access-config.ts';
import { isAllowedScope, type Principal, type Role, type Scope, WHOLE_PROVINCE } from '../domain/access.ts';
import { isAccessName } from '../store/access/names.ts';
import type { AccessStore, Session, User } from '../store/access/port.ts';
import { hashSecret } from '../store/access/secret-hash.ts';
import { StoreError } from '../store/state/port.ts';
import { type Incoming, type RemoteEnd, RemoteEnds } from './access-client.ts';
import { cookieIn } from './access-cookie.ts';
import { isLoopbackHost } from './access-origin.ts';
import { Sessions } from './access-sessions.ts';

/** A machine token's last use is noted to the hour. */
const USED_EVERY_MS = 3_600_000;
/** After a use that could not be written down none is for so long: a try at a locked file holds up everything else. */
const NOTE_AGAIN_MS = 60_000;

/** A host that may not be listened on. */
export class ListenRefused extends Error {
  readonly code = 'listen-refused';
}

/** How people log in; `open`: nobody has to. */
export type LogInBy = 'open' | 'token' | 'password';

/** What is configured. */
export interface AccessOptions {
  /** Where the server listens: without anything that guards it, only this machine comes in. */
  readonly host: string;
  /** The shared token. */
  readonly token?: string;
  /** Secret of the kiosk link. */
  readonly kiosk?: string;
  readonly proxy?: ProxyConfig;
  readonly sessionMs: number;
  /** Whether this server encrypts. */
  readonly tls: boolean;
}

/** What deciding needs. */
export interface AccessDeps {
  readonly store: AccessStore;
  /** Epoch ms. */
  readonly now: () => number;
}

/** How somebody proved who he is, so that it can be looked at again while his stream is open. */
export type Proof =
  | { readonly kind: 'open' | 'shared' }
  | { readonly kind: 'token' | 'session'; readonly hash: string }
  | { readonly kind: 'proxy'; readonly user: string };

/** Somebody who came in. */
export interface Entry {
  readonly principal: Principal;
  readonly proof: Proof;
}

/** Decides who comes in. Every answer is of this moment: what the command line changes holds for the next request. */
export class Access {
  readonly sessions: Sessions;
  readonly ends: RemoteEnds;
  readonly #options: AccessOptions;
  readonly #deps: AccessDeps;
  readonly #tokenHash: string | undefined;
  readonly #kioskHash: string | undefined;
  #noteFailedAt = Number.NEGATIVE_INFINITY;

  constructor(options: AccessOptions, deps: AccessDeps) {
    this.#options = options;
    this.#deps = deps;
    this.sessions = new Sessions(options, deps);
    this.ends = new RemoteEnds(options.proxy, options.tls);
    this.#tokenHash = options.token === undefined ? undefined : hashSecret(options.token);
    this.#kioskHash = options.kiosk === undefined ? undefined : hashSecret(options.kiosk);
  }

  /** Whether somebody has to prove who he is. A machine's token alone guards nothing: people could not log in. */
  get guarded(): boolean {
    return !isLoopbackHost(this.#options.host) || this.hasWayIn;
  }

  /** Whether there is any way to prove it. */
  get hasWayIn(): boolean {
    const { token, kiosk, proxy } = this.#options;
    const configured = token !== undefined || kiosk !== undefined || proxy !== undefined;
    return configured || this.#deps.store.hasUsers();
  }

  /** How people log in now. */
  get logInBy(): LogInBy {
    if (!this.guarded) return 'open';
    return this.#options.token !== undefined && !this.#deps.store.hasUsers() ? 'token' : 'password';
  }

  /** Whether the shared token is taken at the log-in. */
  get takesToken(): boolean {
    return this.#tokenHash !== undefined;
  }

  /** Who makes a request; undefined for nobody. */
  enter(request: Incoming): Entry | undefined {
    const end = this.ends.of(request);
    const proof = this.#bearer(request) ?? this.#vouched(end) ?? this.#session(request, end);
    const principal = proof && this.again(proof, { uses: true });
    if (principal) return { principal, proof };
    return this.guarded ? undefined : { principal: OPEN, proof: { kind: 'open' } };
  }

  /** Whom a proof stands for now; undefined when it holds no more. `uses`: counts as use, which prolongs a session. */
  again(proof: Proof, { uses = false } = {}): Principal | undefined {
    switch (proof.kind) {
      case 'open':
        return this.guarded ? undefined : OPEN;
      case 'shared':
        return SHARED;
      case 'token':
        return this.#machine(proof.hash, uses);
      case 'proxy':
        return this.#named(proof.user);
      case 'session': {
        const session = this.sessions.find(proof.hash);
        const principal = session && this.#ofSession(session);
        // A screen on a wall asks for nothing more once its stream is open: that is its use.
        if (principal && (uses || session.kind === 'kiosk')) this.#note(() => this.sessions.renew(session));
        return principal;
      }
    }
  }

  /** The secret of a session in a request's cookie. */
  secretIn(request: Incoming): string | undefined {
    return cookieIn(request.headers.cookie, this.ends.of(request).secure);
  }

  /** Whether a text is the shared token. */
  isToken(text: string): boolean {
    return isSame(this.#tokenHash, text);
  }

  /** Whether a text is the secret of the kiosk link. */
  isKiosk(text: string): boolean {
    return isSame(this.#kioskHash, text);
  }

  #bearer({ headers }: Incoming): Proof | undefined {
    const [, secret] = /^Bearer (.+)$/i.exec(headers.authorization ?? '') ?? [];
    if (secret === undefined) return undefined;
    return this.isToken(secret)
      ? { kind: 'shared' }
      : this.#known({ kind: 'token', hash: hashSecret(secret) });
  }

  /** A proof of nobody is none, so that the next one is looked at: proxies send Bearer headers of their own along. */
  #known(proof: Proof): Proof | undefined {
    return this.again(proof) && proof;
  }

  #vouched({ user }: RemoteEnd): Proof | undefined {
    return user === undefined ? undefined : { kind: 'proxy', user: user.toLowerCase() };
  }

  #session({ headers }: Incoming, { secure }: RemoteEnd): Proof | undefined {
    const secret = cookieIn(headers.cookie, secure);
    const hash = secret === undefined ? undefined : this.sessions.hashOf(secret);
    return hash === undefined ? undefined : { kind: 'session', hash };
  }

  #machine(hash: string, uses: boolean): Principal | undefined {
    const { store, now } = this.#deps;
    const token = store.tokenOf(hash);
    const at = now();
    if (!token || (token.expiresAt !== undefined && token.expiresAt <= at)) return undefined;
    if (uses && at - (token.lastUsedAt ?? 0) >= USED_EVERY_MS)
      this.#note(() => store.usedToken(token.name, at));
    const { name, role, scope } = token;
    return { kind: 'token', name, displayName: name, ...allowed(role, scope) };
  }

  /** Writes a use down. Where that cannot be, on a full disk say, people come in all the same: the audit trail tells of it. */
  #note(write: () => void): void {
    const at = this.#deps.now();
    if (Math.abs(at - this.#noteFailedAt) < NOTE_AGAIN_MS) return;
    try {
      write();
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      this.#noteFailedAt = at;
    }
  }

  /** Whom a proxy names: a user here, or a stranger with the role that strangers have. */
  #named(name: string): Principal | undefined {
    if (!isAccessName(name)) return undefined;
    const user = this.#deps.store.user(name);
    if (user) return ofUser('proxy', user);
    const role = this.#options.proxy?.unknownRole;
    return role && { kind: 'proxy', name, displayName: name, role, scope: WHOLE_PROVINCE };
  }

  #ofSession({ kind, user }: Session): Principal | undefined {
    switch (kind) {
      case 'user': {
        const known = user === undefined ? undefined : this.#deps.store.user(user);
        return known && ofUser('user', known);
      }
      case 'shared':
        return SHARED;
      case 'kiosk':
        return KIOSK;
    }
  }
}

const OPEN = fixed('open', 'operator');
const SHARED = fixed('shared', 'operator');
const KIOSK = fixed('kiosk', 'viewer');

function fixed(kind: 'open' | 'shared' | 'kiosk', role: Role): Principal {
  return { kind, name: kind, displayName: kind, role, scope: WHOLE_PROVINCE };
}

function ofUser(
  kind: 'user' | 'proxy',
  { name, displayName, role, scope, disabled }: User,
): Principal | undefined {
  return disabled ? undefined : { kind, name, displayName, ...allowed(role, scope) };
}

/** Whoever sees a part only may act on nothing, whatever the file says. */
function allowed(role: Role, scope: Scope): { readonly role: Role; readonly scope: Scope } {
  return { role: isAllowedScope(role, scope) ? role : 'viewer', scope };
}

function isSame(hash: string | undefined, text: string): boolean {
  return hash !== undefined && timingSafeEqual(Buffer.from(hash), Buffer.from(hashSecret(text)));
}

/** Refuses an address that other machines reach while everybody who reaches it would come in. */
export function assertListenAllowed(host: string, hasWayIn: boolean): void {
  if (hasWayIn || isLoopbackHost(host)) return;
  throw new ListenRefused(
    `cannot listen on "${host}" without anybody who may log in: everybody who reaches it could read everything; make a ` +
      'user (jalur user add), or set monitor.token (as !env NAME or !file PATH), or listen on 127.0.0.1',
  );
}
