// Users, for admins: who may log in, as what, and what he sees. Somebody who may make others always remains.

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { isAllowedScope, type Role, type Scope, scopeKey } from '../domain/access.ts';
import { isLastAdmin } from '../store/access/names.ts';
import { type AccessStore, MOST_USERS, type User } from '../store/access/port.ts';
import type { NetworkView } from '../stream/protocol.ts';
import type { Guests } from './access-guests.ts';
import type { Passwords } from './access-passwords.ts';
import { noteForAudit } from './access-visit.ts';
import { ApiError, replies } from './errors.ts';
import { errorReply } from './schemas.ts';
import { hashed } from './session-me.ts';
import * as schemas from './user-schemas.ts';

/** What the routes need. */
export interface UserDeps {
  readonly store: AccessStore;
  readonly passwords: Passwords;
  readonly guests: Guests;
  /** Epoch ms. */
  readonly now: () => number;
  /** The network, for which regencies and providers there are. */
  readonly network: () => Pick<NetworkView, 'sites' | 'links'>;
}

/** Adds the routes. */
export function addUsers(server: FastifyInstance, deps: UserDeps): void {
  const { store, passwords, guests, now } = deps;
  const app = server.withTypeProvider<ZodTypeProvider>();
  const path = '/api/v1/users/:name';
  const params = schemas.nameParams;
  app.get(
    '/api/v1/users',
    { schema: { summary: 'Those who may log in', ...replies({ 200: schemas.usersReply, 403: errorReply }) } },
    (_, reply) => reply.send({ users: store.users() } as never),
  );
  app.post(
    '/api/v1/users',
    {
      schema: {
        summary: 'Add a user',
        body: schemas.userBody,
        ...replies({
          200: schemas.userReply,
          400: errorReply,
          403: errorReply,
          409: errorReply,
          429: errorReply,
        }),
      },
    },
    async (request, reply) => {
      const { password, ...rest } = request.body;
      const user: User = { ...rest, disabled: false, createdAt: now() };
      noteForAudit(request, { target: user.name, detail: { role: user.role, scope: scopeKey(user.scope) } });
      checkScope(deps, user.role, user.scope);
      if (store.user(user.name)) throw taken('user', user.name);
      const hash = await hashed(passwords, password, user.name);
      if (!store.addUser(user, hash)) throw taken('user', user.name);
      return reply.send(user as never);
    },
  );
  app.patch(
    path,
    {
      schema: {
        summary: 'Change a user; another password, role or scope, and disabling, end his sessions',
        params,
        body: schemas.userChange,
        ...replies({
          200: schemas.userReply,
          400: errorReply,
          403: errorReply,
          404: errorReply,
          409: errorReply,
          429: errorReply,
        }),
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      const { password, ...change } = given(request.body);
      noteChange(request, { ...change, ...(password !== undefined && { password }) });
      const passwordHash = password === undefined ? undefined : await hashed(passwords, password, name);
      const before = known(store, name);
      const after = { ...before, ...change };
      checkScope(deps, after.role, after.scope);
      if (after.role !== 'admin' || after.disabled) keepAnAdmin(store, name);
      store.changeUser(name, { ...change, ...(passwordHash !== undefined && { passwordHash }) });
      guests.check();
      return reply.send(known(store, name) as never);
    },
  );
  app.delete(
    path,
    {
      schema: {
        summary: 'Remove a user; what he did stays',
        params,
        ...replies({ 403: errorReply, 404: errorReply, 409: errorReply }),
      },
    },
    (request, reply) => {
      const { name } = known(store, request.params.name);
      keepAnAdmin(store, name);
      store.removeUser(name);
      guests.check();
      return reply.code(204).send();
    },
  );
}

/** Throws an ApiError for a scope that the role may not have, or of which there is nothing. */
export function checkScope({ network }: Pick<UserDeps, 'network'>, role: Role, scope: Scope): void {
  if (!isAllowedScope(role, scope))
    throw new ApiError(
      400,
      'scope',
      `scope: who sees ${scopeKey(scope)} only must be a viewer, for acts reach beyond it; found the role ${role}`,
    );
  const { sites, links } = network();
  if (scope.kind === 'regency' && !sites.some(({ id, kind }) => id === scope.regency && kind === 'regency'))
    throw new ApiError(400, 'scope', `scope: there is no regency "${scope.regency}"`);
  if (scope.kind === 'provider' && !links.some(({ provider }) => provider === scope.provider))
    throw new ApiError(400, 'scope', `scope: no link is rented from "${scope.provider}"`);
}

/** A name that is taken, or one name too many. */
export function taken(what: 'user' | 'token', name: string): ApiError {
  return new ApiError(409, 'taken', `there is a ${what} "${name}" already, or there are ${MOST_USERS}`);
}

function known(store: AccessStore, name: string): User {
  const user = store.user(name);
  if (!user) throw new ApiError(404, 'not-found', `there is no user "${name}"`);
  return user;
}

function keepAnAdmin(store: AccessStore, name: string): void {
  if (isLastAdmin(store.users(), name))
    throw new ApiError(
      409,
      'last-admin',
      `"${name}" is the last admin; make another one first, or nobody could change anything here`,
    );
}

/** What is there of a body; exactOptionalPropertyTypes tells absent from undefined. */
function given<Body extends object>(body: Body): { [Name in keyof Body]: Exclude<Body[Name], undefined> } {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as never;
}

/** What was changed is told, the password only that it was. */
function noteChange(
  request: FastifyRequest,
  change: { readonly scope?: Scope; readonly password?: string; readonly [name: string]: unknown },
): void {
  const { scope, password, ...rest } = change;
  noteForAudit(request, {
    detail: {
      ...rest,
      ...(scope && { scope: scopeKey(scope) }),
      ...(password !== undefined && { password: 'changed' }),
    },
  });
}
