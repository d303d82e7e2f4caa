// Every route there is: who may call it. A new one needs a line in src/api/access-rules.ts.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROUTE_RULES, ruleOf } from '../../src/api/access-rules.ts';
import { ROLES, type Role } from '../../src/domain/access.ts';
import { hashSecret } from '../../src/store/access/secret-hash.ts';
import { token } from '../store/access/support.ts';
import { type FakeApi, startApi } from './support/api.ts';

const SCOPED = 'scoped';
const AS: readonly (Role | typeof SCOPED)[] = [...ROLES, SCOPED];

let api: FakeApi;
beforeAll(async () => {
  api = await startApi({ token: 'shared-token' });
  for (const who of AS) {
    const other =
      who === SCOPED ? { scope: { kind: 'provider', provider: 'ICON+' } as const } : { role: who };
    api.accounts.addToken(token(who, other), hashSecret(who));
  }
});
afterAll(() => api.close());

describe('every route', () => {
  it('has a line in the table, or is a file of the page', () => {
    const unruled = api.server.routes
      .filter(({ ruled }) => !ruled)
      .map(({ method, url }) => `${method} ${url}`);
    expect(unruled.sort()).toEqual([
      'GET /',
      'GET /assets/main-1a2b.js',
      'GET /index.html',
      'HEAD /',
      'HEAD /assets/main-1a2b.js',
      'HEAD /index.html',
    ]);
    expect(api.server.routes.filter(({ ruled, page }) => !ruled && !page)).toEqual([]);
    expect(api.server.routes.length).toBeGreaterThan(40);
  });

  it('that changes something is for operators, but for what somebody does about himself, or an admin about others', () => {
    const others = Object.entries(ROUTE_RULES)
      .filter(([route, { role }]) => !/^(GET|HEAD) /.test(route) && role !== 'operator')
      .map(([route, { role }]) => `${route}: ${role}`);
    expect(others.sort()).toEqual([
      'DELETE /api/v1/session: public',
      'DELETE /api/v1/tokens/:name: admin',
      'DELETE /api/v1/users/:name: admin',
      'PATCH /api/v1/users/:name: admin',
      'POST /api/v1/beat/:token: public',
      'POST /api/v1/session: public',
      'POST /api/v1/tokens: admin',
      'POST /api/v1/users: admin',
      'PUT /api/v1/me/password: viewer',
    ]);
  });

  it('that changes something is in the audit trail, but for beats and what is only asked', () => {
    const silent = Object.entries(ROUTE_RULES)
      .filter(([route, { action }]) => !/^(GET|HEAD) /.test(route) && action === undefined)
      .map(([route]) => route);
    expect(silent.sort()).toEqual(['POST /api/v1/beat/:token', 'POST /api/v1/maintenance/check']);
  });

  it.each([
    ['GET', '/api/v1/new', 'viewer'],
    ['HEAD', '/new', 'viewer'],
    ['POST', '/api/v1/new', 'operator'],
    ['DELETE', '/api/v1/new/:id', 'operator'],
  ])('that nobody has thought of, %s %s, is for a %s of the whole province', (method, url, role) => {
    const rule = ruleOf({ method, url, page: false });
    expect(rule.role).toBe(role);
    expect(rule.scoped).toBeUndefined();
  });

  it('asks for its role, and for the whole province where it is about that', async () => {
    const wrong: string[] = [];
    for (const { method, url, page } of api.server.routes) {
      const rule = ruleOf({ method, url, page });
      if (rule.role === 'public' || method === 'OPTIONS') continue;
      const path = url.replace(/:\w+/g, '7');
      // Nothing is said in the bodies: who may come in is refused nothing but these.
      const nobody = await api.ask(method, path);
      if (nobody.status !== 401) wrong.push(`${method} ${url} lets nobody in: ${nobody.status}`);
      for (const who of AS) {
        const { status, body } = await api.ask(method, path, { authorization: `Bearer ${who}` });
        const code =
          status === 403 && method !== 'HEAD'
            ? (JSON.parse(body) as { error: { code: string } }).error.code
            : '';
        const role = who === SCOPED ? 'viewer' : who;
        const may =
          ROLES.indexOf(role) >= ROLES.indexOf(rule.role) && (who !== SCOPED || rule.scoped === true);
        const refused = status === 403 && (method === 'HEAD' || ['role', 'scope'].includes(code));
        if (status === 401 || refused === may) wrong.push(`${method} ${url} as ${who}: ${status} ${code}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
