// Logging in with the token, for pages.

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { type Access, isOwnRequest, SESSION_COOKIE, SESSION_MS } from './access.ts';
import { BEAT_PATH } from './beat-path.ts';
import { ApiError, replies, sendError } from './errors.ts';
import { errorReply, sessionBody } from './schemas.ts';

/** Where sessions are made and ended. */
export const SESSION_PATH = '/api/v1/session';

/** Adds POST and DELETE of the session. */
export function addSession(server: FastifyInstance, access: Access): void {
  const app = server.withTypeProvider<ZodTypeProvider>();
  app.post(
    SESSION_PATH,
    {
      schema: {
        summary: 'Exchange the token for a cookie',
        security: [],
        body: sessionBody,
        ...replies({ 401: errorReply, 429: errorReply }),
      },
    },
    (request, reply) => {
      if (!access.guarded) return reply.code(204).send();
      const result = access.logIn(request.body.token, request.ip);
      if (result === 'wrong') return sendError(reply, 401, 'token', 'this is not the token');
      if (result === 'slow-down')
        return sendError(
          reply.header('retry-after', '60'),
          429,
          'slow-down',
          'too many wrong tokens; wait a minute',
        );
      reply.header(
        'set-cookie',
        `${SESSION_COOKIE}=${result.session}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${SESSION_MS / 1000}`,
      );
      return reply.code(204).send();
    },
  );
  app.delete(SESSION_PATH, { schema: { summary: 'End the session', security: [] } }, (request, reply) => {
    access.logOut(request.raw);
    reply.header('set-cookie', `${SESSION_COOKIE}=; HttpOnly; SameSite=Strict; Path=/; Max-Age=0`);
    return reply.code(204).send();
  });
}

/**
 * Lets requests in that may come in; the page's own files, the log-in and the health check are for everybody,
 * beats for whoever has a token of their own. The route
 * decides, never the text of the address: `/%61pi/…` and `http://host/api/…` reach the same routes.
 */
export function guard(app: FastifyInstance, access: Access): void {
  app.addHook('onRequest', (request, _, done) => {
    const route = request.routeOptions.url;
    if (route === undefined || !isGuarded(route) || access.allows(request.raw)) done();
    else done(new ApiError(401, 'token', 'an access token is wanted: Authorization: Bearer …, or a session'));
  });
}

/** Lets nothing be changed by a page of another site; beats come from devices, which send no such headers. */
export function guardChanges(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _, done) => {
    const harmless = ['GET', 'HEAD', 'OPTIONS'].includes(request.method);
    if (harmless || request.routeOptions.url === BEAT_PATH || isOwnRequest(request.raw)) done();
    else done(new ApiError(403, 'origin', 'a page of another site may not act here'));
  });
}

function isGuarded(route: string): boolean {
  if (route === SESSION_PATH || route === BEAT_PATH) return false;
  return route.startsWith('/api/') || ['/readyz', '/metrics', '/openapi.json'].includes(route);
}
