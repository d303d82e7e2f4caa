// What is known of a request beside what it asks for: from where, by whom, and what the audit trail will say of it.

import type { FastifyRequest } from 'fastify';
import { type Principal, type Scope, signsActs, WHOLE_PROVINCE } from '../domain/access.ts';
import type { ScopeView } from '../domain/scope-view.ts';
import type { Entry } from './access.ts';
import type { RemoteEnd } from './access-client.ts';
import type { RouteRule } from './access-rules.ts';
import type { ApiDeps } from './deps.ts';
import { ApiError } from './errors.ts';

/** Facts for the audit trail that the route's rule does not give. */
export interface AuditNote {
  /** Another action than the rule's. */
  action?: string;
  target?: string;
  /** Who tried, where nobody has come in. */
  who?: string;
  via?: string;
  /** Plain JSON; never a secret. */
  detail?: object;
  /** Nothing was changed by nobody after all, which is no act: strangers could fill the trail with it. */
  noAct?: true;
}

/** One request. */
export interface Visit {
  readonly end: RemoteEnd;
  readonly rule: RouteRule;
  /** Who makes it; absent on public routes. */
  entry?: Entry;
  /** What he is answered from; absent: from the whole province. */
  seen?: ApiDeps;
  /** The part of the province he sees; absent: all of it. */
  view?: ScopeView;
  readonly note: AuditNote;
  /** Code of the refusal, once there is one. */
  refusal?: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null before the first hook has run. */
    visit: Visit | null;
  }
  interface FastifyContextConfig {
    /** A file of the page. */
    page?: true;
  }
}

/** The visit of a request that has been let in. */
export function visitOf(request: FastifyRequest): Visit {
  if (!request.visit) throw new Error('a request was handled that no hook has looked at');
  return request.visit;
}

/** Who makes a request; a bug where the route is public. */
export function principalOf(request: FastifyRequest): Principal {
  const { entry } = visitOf(request);
  if (!entry) throw new Error('a route asks who makes a request, and lets everybody in');
  return entry.principal;
}

/** Tells the audit trail more about a request. */
export function noteForAudit(request: FastifyRequest, note: AuditNote): void {
  Object.assign(visitOf(request).note, note);
}

/** The name an act is signed with: that of whoever is logged in, else the one given. Throws an ApiError for none. */
export function signatureOf(request: FastifyRequest, given: string | undefined): string {
  const principal = principalOf(request);
  if (signsActs(principal)) return principal.displayName;
  if (given !== undefined) return given;
  throw new ApiError(
    400,
    'invalid',
    'who: nobody is logged in by name, so that the body has to say who does this',
  );
}

/** What whoever makes a request sees. */
export function scopeOf(request: FastifyRequest): Scope {
  return request.visit?.entry?.principal.scope ?? WHOLE_PROVINCE;
}

/** What whoever makes a request is answered from: the parts of the whole province, or of what he sees of it. */
export function seenBy(request: FastifyRequest, deps: ApiDeps): ApiDeps {
  return visitOf(request).seen ?? deps;
}
