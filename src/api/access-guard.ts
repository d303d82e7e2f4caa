// The hooks that every request passes before its route: a name of this server, no page of another site, somebody who may.
// The route decides, never the text of the address: `/%61pi/…` and `http://host/api/…` reach the same routes.

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Scope } from '../domain/access.ts';
import type { ScopeView } from '../domain/scope-view.ts';
import type { Access } from './access.ts';
import { isOwnHost, isOwnRequest } from './access-origin.ts';
import { isSafe, type RouteRule, refusalOf, ruleOf } from './access-rules.ts';
import { BEAT_PATH } from './beat-path.ts';
import type { ApiDeps } from './deps.ts';
import { ApiError } from './errors.ts';

/** The parts of the province that people may see. */
export interface Scopes {
  of(scope: Scope): ApiDeps;
  view(scope: Scope): ScopeView;
}

/** What goes for an address where there is nothing: everybody is told so, and it is no act. */
const NOWHERE: RouteRule = { role: 'public' };

/** Adds the hooks; they go for routes that are added afterwards. */
export function guardRoutes(app: FastifyInstance, access: Access, scopes: Scopes): void {
  app.decorateRequest('visit', null);
  app.addHook('onRequest', (request, _, done) => {
    const { url, config } = request.routeOptions;
    const rule =
      url === undefined ? NOWHERE : ruleOf({ method: request.method, url, page: config.page === true });
    request.visit = { end: access.ends.of(request.raw), rule, note: {} };
    done(refusalTo(request, access, scopes));
  });
}

/** What an answer of 401 says beside the error, so that the page knows which form to show. */
export function logInHints(access: Access): { readonly logInBy: string; readonly takesToken: boolean } {
  return { logInBy: access.logInBy, takesToken: access.takesToken };
}

function refusalTo(request: FastifyRequest, access: Access, scopes: Scopes): Error | undefined {
  const { visit, routeOptions, raw } = request;
  // A device calls by whatever name leads it here, and is told no secret.
  if (!visit || routeOptions.url === BEAT_PATH) return undefined;
  if (!isOwnHost(raw, access.guarded))
    return new ApiError(403, 'host', 'this name is not one of this server; use the address it listens on');
  if (!isSafe(request.method) && !isOwnRequest(raw, visit.end))
    return new ApiError(403, 'origin', 'a page of another site may not act here');
  if (visit.rule.role === 'public') return undefined;
  const entry = access.enter(raw);
  if (!entry)
    return new ApiError(
      401,
      'token',
      'a log-in is wanted: a session, or Authorization: Bearer with an access token',
      logInHints(access),
    );
  visit.entry = entry;
  const { scope } = entry.principal;
  if (scope.kind !== 'province') {
    visit.seen = scopes.of(scope);
    visit.view = scopes.view(scope);
  }
  return refusalOf(visit.rule, entry.principal);
}
