// Machines' tokens, for admins. A secret is shown when it is made, and never again.

import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { scopeKey } from '../domain/access.ts';
import type { MachineToken } from '../store/access/port.ts';
import { hashSecret, SECRET_OCTETS, secretOf, TOKEN_PREFIX } from '../store/access/secret-hash.ts';
import { noteForAudit } from './access-visit.ts';
import { ApiError, replies } from './errors.ts';
import { errorReply } from './schemas.ts';
import { checkScope, taken, type UserDeps } from './user-routes.ts';
import * as schemas from './user-schemas.ts';

/** Adds the routes. */
export function addTokens(server: FastifyInstance, deps: Omit<UserDeps, 'passwords'>): void {
  const { store, guests, now } = deps;
  const app = server.withTypeProvider<ZodTypeProvider>();
  app.get(
    '/api/v1/tokens',
    { schema: { summary: "Machines' tokens", ...replies({ 200: schemas.tokensReply, 403: errorReply }) } },
    (_, reply) => reply.send({ tokens: store.tokens() } as never),
  );
  app.post(
    '/api/v1/tokens',
    {
      schema: {
        summary: 'Make a token; its secret is in the answer, and nowhere else',
        body: schemas.tokenBody,
        ...replies({ 200: schemas.newTokenReply, 400: errorReply, 403: errorReply, 409: errorReply }),
      },
    },
    (request, reply) => {
      const { name, role, scope, expiresAt } = request.body;
      noteForAudit(request, { target: name, detail: { role, scope: scopeKey(scope), expiresAt } });
      checkScope(deps, role, scope);
      if (expiresAt !== undefined && expiresAt <= now())
        throw new ApiError(400, 'expired', 'expiresAt: lies in the past');
      const token: MachineToken = {
        name,
        role,
        scope,
        createdAt: now(),
        ...(expiresAt !== undefined && { expiresAt }),
      };
      const secret = secretOf(randomBytes(SECRET_OCTETS), TOKEN_PREFIX);
      if (!store.addToken(token, hashSecret(secret))) throw taken('token', name);
      return reply.send({ token, secret } as never);
    },
  );
  app.delete(
    '/api/v1/tokens/:name',
    {
      schema: {
        summary: 'Remove a token; its machine is out at once',
        params: schemas.nameParams,
        ...replies({ 403: errorReply, 404: errorReply }),
      },
    },
    (request, reply) => {
      const { name } = request.params;
      if (!store.removeToken(name)) throw new ApiError(404, 'not-found', `there is no token "${name}"`);
      guests.check();
      return reply.code(204).send();
    },
  );
}
