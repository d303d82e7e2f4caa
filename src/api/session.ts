// Logging in and out, for pages: the token or a password is exchanged for a cookie.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Access } from './access.ts';
import { setCookie } from './access-cookie.ts';
import { logInHints } from './access-guard.ts';
import type { Guests } from './access-guests.ts';
import { type AuditNote, noteForAudit, visitOf } from './access-visit.ts';
import { KIOSK_PATH } from './beat-path.ts';
import { ApiError, replies } from './errors.ts';
import { errorReply } from './schemas.ts';
import type { LogInResult, LogIns } from './session-login.ts';
import * as schemas from './session-schemas.ts';

/** Where sessions are made and ended. */
export const SESSION_PATH = '/api/v1/session';
/** Where a kiosk link leads. */
const WALL = '/#/wall?kiosk=1';

/** What the routes need. */
export interface SessionDeps {
  readonly access: Access;
  readonly logIns: LogIns;
  readonly guests: Guests;
}

/** Adds POST and DELETE of the session, and the kiosk link. */
export function addSession(server: FastifyInstance, deps: SessionDeps): void {
  const { access, logIns, guests } = deps;
  const app = server.withTypeProvider<ZodTypeProvider>();
  app.post(
    SESSION_PATH,
    {
      schema: {
        summary: "Exchange the token, or a user's name and password, for a cookie",
        security: [],
        body: schemas.sessionBody,
        ...replies({ 401: schemas.nobodyReply, 403: errorReply, 429: errorReply }),
      },
    },
    async (request, reply) => {
      const { body } = request;
      if (!access.guarded) return reply.code(204).send();
      const { address } = visitOf(request).end;
      if ('token' in body) {
        noteForAudit(request, { who: 'shared' });
        letIn(request, reply, { deps, result: logIns.byToken(body.token, address), via: 'shared' });
      } else {
        const name = body.user.trim().toLowerCase();
        noteForAudit(request, { who: name });
        const result = await logIns.byPassword(name, body.password, address);
        letIn(request, reply, { deps, result, via: 'user' });
      }
      return reply.code(204).send();
    },
  );
  app.delete(SESSION_PATH, { schema: { summary: 'End the session', security: [] } }, (request, reply) => {
    const { secure } = visitOf(request).end;
    noteForAudit(request, leaving(access, request));
    endSession(access, request);
    guests.check();
    reply.header('set-cookie', setCookie('', { maxAgeMs: 0, secure }));
    return reply.code(204).send();
  });
  app.get(
    KIOSK_PATH,
    { exposeHeadRoute: false, schema: { hide: true, params: schemas.kioskParams } },
    (request, reply) => {
      const { address } = visitOf(request).end;
      noteForAudit(request, { who: 'kiosk' });
      const result = logIns.byKiosk(request.params.secret, address);
      if (result.kind === 'wrong') throw new ApiError(404, 'kiosk', 'this is not the kiosk link');
      letIn(request, reply, { deps, result, via: 'kiosk' });
      return reply.redirect(WALL, 303);
    },
  );
}

/** Hands the cookie over, or throws why not. */
export function letIn(
  request: FastifyRequest,
  reply: FastifyReply,
  {
    deps: { access, guests },
    result,
    via,
  }: {
    readonly deps: Pick<SessionDeps, 'access' | 'guests'>;
    readonly result: LogInResult;
    readonly via: string;
  },
): void {
  switch (result.kind) {
    case 'wrong': {
      const what = via === 'user' ? 'the name or the password is wrong' : 'this is not the token';
      throw new ApiError(401, via === 'user' ? 'password' : 'token', what, logInHints(access));
    }
    case 'slow-down':
      throw new ApiError(429, 'slow-down', 'too many wrong attempts; wait a minute');
    case 'busy':
      throw new ApiError(429, 'busy', 'too many log in at this moment; try again in some seconds');
    case 'in': {
      const { secure } = visitOf(request).end;
      endSession(access, request);
      guests.check();
      noteForAudit(request, { via });
      reply.header('set-cookie', setCookie(result.secret, { maxAgeMs: result.maxAgeMs, secure }));
    }
  }
}

function endSession(access: Access, request: FastifyRequest): void {
  const secret = access.secretIn(request.raw);
  if (secret !== undefined) access.sessions.end(secret);
}

function leaving(access: Access, request: FastifyRequest): AuditNote {
  const entry = access.enter(request.raw);
  return entry ? { who: entry.principal.name, via: entry.principal.kind } : { noAct: true };
}
