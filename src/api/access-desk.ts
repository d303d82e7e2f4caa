// The parts that decide who comes in, put together, and the routes about them.

import type { FastifyInstance } from 'fastify';
import { Access } from './access.ts';
import { Guests } from './access-guests.ts';
import { Passwords } from './access-passwords.ts';
import { addTokens } from './access-tokens.ts';
import { AuditTrail } from './audit.ts';
import { addAudit } from './audit-routes.ts';
import type { ServerDeps, ServerOptions } from './server.ts';
import { addSession } from './session.ts';
import { LogIns } from './session-login.ts';
import { addMe } from './session-me.ts';
import { addUsers } from './user-routes.ts';

/** How long a log-in holds where nothing is configured: a shift. */
const SESSION_MS = 12 * 3_600_000;

/** The parts. */
export interface AccessDesk {
  readonly access: Access;
  readonly guests: Guests;
  readonly logIns: LogIns;
  readonly passwords: Passwords;
  readonly trail: AuditTrail;
}

/** Puts the parts together. */
export function openAccess(options: ServerOptions, deps: ServerDeps): AccessDesk {
  const { host, token, access: config } = options;
  const { accessStore: store, now, monoMs, log, passwordHasher } = deps;
  const access = new Access(
    {
      host,
      sessionMs: config?.sessionMs ?? SESSION_MS,
      tls: options.tls !== undefined,
      ...(token !== undefined && { token }),
      ...(config?.kiosk && { kiosk: config.kiosk.reveal() }),
      ...(config?.proxy && { proxy: config.proxy }),
    },
    { store, now },
  );
  const passwords = new Passwords(passwordHasher);
  return {
    access,
    passwords,
    guests: new Guests(access),
    logIns: new LogIns({ access, store, passwords, now, monoMs }),
    trail: new AuditTrail({ store, now, monoMs, log }),
  };
}

/** Adds the routes. */
export function addAccess(app: FastifyInstance, desk: AccessDesk, deps: ServerDeps): void {
  const { access, guests, logIns, passwords } = desk;
  const { accessStore: store, now, network } = deps;
  addSession(app, { access, logIns, guests });
  addMe(app, { access, logIns, guests, store, passwords });
  addUsers(app, { store, passwords, guests, now, network });
  addTokens(app, { store, guests, now, network });
  addAudit(app, { store });
}
