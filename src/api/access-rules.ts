// Who may call which route, in one table. A route that is not in it may be looked at by viewers of the whole province and
// changes things for operators only; a test asks for a line about every route there is.

import { hasRole, type Principal, type Role, scopeKey } from '../domain/access.ts';
import { ApiError } from './errors.ts';

/** What is said of a route. */
export interface RouteRule {
  /** The least role; `public`: nobody has to prove who he is. */
  readonly role: Role | 'public';
  /** Whether those who see a part only are answered from that part; otherwise they are refused. */
  readonly scoped?: true;
  /** What the audit trail calls a request that changes something. */
  readonly action?: string;
  /** Parameter of the path that tells on what. */
  readonly target?: string;
}

const PUBLIC: RouteRule = { role: 'public' };
const SCOPED: RouteRule = { role: 'viewer', scoped: true };
const PROVINCE: RouteRule = { role: 'viewer' };
const ADMIN: RouteRule = { role: 'admin' };

/** By method and path as the route was added; HEAD goes by GET. */
export const ROUTE_RULES: Readonly<Record<string, RouteRule>> = {
  'GET /healthz': PUBLIC,
  'GET /readyz': PROVINCE,
  'GET /metrics': PROVINCE,
  'GET /openapi.json': SCOPED,
  // The token in the address is the secret, and it tells nothing; a device's beats are no acts.
  'GET /api/v1/beat/:token': PUBLIC,
  'POST /api/v1/beat/:token': PUBLIC,

  'POST /api/v1/session': { role: 'public', action: 'session.login' },
  'DELETE /api/v1/session': { role: 'public', action: 'session.logout' },
  'GET /kiosk/:secret': { role: 'public', action: 'session.kiosk' },
  'GET /api/v1/me': SCOPED,
  'PUT /api/v1/me/password': { role: 'viewer', scoped: true, action: 'user.password' },

  'GET /api/v1/network': SCOPED,
  'GET /api/v1/availability': SCOPED,
  'GET /api/v1/links/:id': SCOPED,
  'GET /api/v1/links/:id/intervals': SCOPED,
  'GET /api/v1/links/:id/history': SCOPED,
  'GET /api/v1/links/:id/explain': SCOPED,
  'GET /api/v1/links/:id/device': SCOPED,
  'GET /api/v1/links/:id/metrics': SCOPED,
  'GET /api/v1/links/:id/interfaces': SCOPED,
  'GET /api/v1/links/:id/strip': SCOPED,
  'GET /api/v1/links/:id/acts': SCOPED,
  'GET /api/v1/sparks': SCOPED,
  'GET /api/v1/causes': SCOPED,
  'GET /api/v1/alerts': SCOPED,
  'GET /api/v1/alerts/:id': SCOPED,
  'GET /api/v1/incidents/:id': SCOPED,
  'GET /api/v1/maintenance': SCOPED,
  // Coast and boundaries are everybody's; whose links lie upon them the network tells.
  'GET /api/v1/map': SCOPED,

  'GET /api/v1/vicon': SCOPED,
  'GET /api/v1/vicon/events': SCOPED,
  'GET /api/v1/vicon/events/:id': SCOPED,

  'GET /api/v1/rollout': SCOPED,
  'GET /api/v1/acceptance': SCOPED,
  'GET /api/v1/acceptance/:id': SCOPED,
  'GET /api/v1/ledger': SCOPED,

  // Made of what he sees; what was kept is of the whole province.
  'GET /api/v1/reports/sla': SCOPED,
  'GET /api/v1/reports/incident/:id': SCOPED,
  'GET /api/v1/reports/acceptance/:id': SCOPED,
  'GET /api/v1/reports/rollout': SCOPED,
  'GET /api/v1/reports/evidence': SCOPED,
  'GET /api/v1/reports/executive': SCOPED,
  'GET /api/v1/reports': PROVINCE,
  'GET /api/v1/reports/:id': PROVINCE,
  'GET /api/v1/reports/:id/files/:name': PROVINCE,
  // Whoever holds a printed report knows its hash, and learns only that it is genuine.
  'GET /api/v1/reports/verify': SCOPED,
  'GET /api/v1/reports/subjects': SCOPED,
  'POST /api/v1/reports': { role: 'operator', action: 'report.make' },

  'POST /api/v1/alerts/:id/ack': act('alert.ack'),
  'POST /api/v1/alerts/:id/note': act('alert.note'),
  'POST /api/v1/alerts/:id/shelve': act('alert.shelve'),
  'POST /api/v1/alerts/:id/unshelve': act('alert.unshelve'),
  'POST /api/v1/alerts/:id/cause': act('alert.cause'),
  'POST /api/v1/alerts/:id/reset': act('alert.reset'),
  'POST /api/v1/alerts/ack': { role: 'operator', action: 'alert.ack-many' },
  'POST /api/v1/links/:id/echo': act('link.echo'),
  'POST /api/v1/links/:id/poll': act('link.poll'),
  'POST /api/v1/links/:id/acceptance': act('acceptance.begin'),
  'POST /api/v1/acceptance/:id/sign': act('acceptance.sign'),
  'POST /api/v1/ledger': { role: 'operator', action: 'ledger.add' },
  'POST /api/v1/ledger/:id/withdraw': act('ledger.withdraw'),
  'POST /api/v1/vicon/events': { role: 'operator', action: 'vicon.create' },
  'DELETE /api/v1/vicon/events/:id': act('vicon.remove'),
  // Tells what a window would cover: asked for with every letter somebody types, and nothing comes of it.
  'POST /api/v1/maintenance/check': { role: 'operator' },
  'POST /api/v1/maintenance': { role: 'operator', action: 'maintenance.create' },
  'DELETE /api/v1/maintenance/:id': act('maintenance.end'),

  'GET /api/v1/users': ADMIN,
  'POST /api/v1/users': { role: 'admin', action: 'user.add' },
  'PATCH /api/v1/users/:name': { role: 'admin', action: 'user.change', target: 'name' },
  'DELETE /api/v1/users/:name': { role: 'admin', action: 'user.remove', target: 'name' },
  'GET /api/v1/tokens': ADMIN,
  'POST /api/v1/tokens': { role: 'admin', action: 'token.add' },
  'DELETE /api/v1/tokens/:name': { role: 'admin', action: 'token.remove', target: 'name' },
  'GET /api/v1/audit': ADMIN,
};

function act(action: string): RouteRule {
  return { role: 'operator', action, target: 'id' };
}

/** What is asked about a route. */
export interface RouteOf {
  readonly method: string;
  /** Path as the route was added. */
  readonly url: string;
  /** Whether it is a file of the page. */
  readonly page: boolean;
}

/** Whether a method changes nothing (RFC 9110 §9.2.1). */
export function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}

/** What is said of a route, or what goes for all of which nothing is said. */
export function ruleOf({ method, url, page }: RouteOf): RouteRule {
  const known = ROUTE_RULES[keyOf(method, url)];
  if (known) return known;
  if (page) return PUBLIC;
  return isSafe(method) ? PROVINCE : { role: 'operator', action: unnamedAction(method, url) };
}

/** Whether the table has a line about a route. */
export function isRuled({ method, url }: Pick<RouteOf, 'method' | 'url'>): boolean {
  return ROUTE_RULES[keyOf(method, url)] !== undefined;
}

/** Why somebody may not call a route; undefined when he may. */
export function refusalOf(rule: RouteRule, { kind, name, role, scope }: Principal): ApiError | undefined {
  if (rule.role !== 'public' && !hasRole(role, rule.role)) {
    const who = kind === 'user' || kind === 'proxy' || kind === 'token' ? `"${name}" is` : 'you come in as';
    return new ApiError(403, 'role', `only a role of ${rule.role} may do this; ${who} ${role}`);
  }
  if (scope.kind === 'province' || rule.scoped || rule.role === 'public') return undefined;
  return new ApiError(
    403,
    'scope',
    `this is about the whole province or jalur itself; you see ${scopeKey(scope)} only`,
  );
}

function keyOf(method: string, url: string): string {
  return `${method === 'HEAD' ? 'GET' : method} ${url}`;
}

function unnamedAction(method: string, url: string): string {
  const words = url
    .split('/')
    .filter((part) => part !== '' && part !== 'api' && part !== 'v1' && part[0] !== ':');
  return [...words, method.toLowerCase()].join('.');
}
