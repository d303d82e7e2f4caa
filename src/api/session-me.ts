// Who is logged in, and his own password.

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { signsActs } from '../domain/access.ts';
import { passwordFault, passwordFaultText } from '../store/access/password-rules.ts';
import type { AccessStore } from '../store/access/port.ts';
import { logInHints } from './access-guard.ts';
import type { Passwords } from './access-passwords.ts';
import { noteForAudit, principalOf, visitOf } from './access-visit.ts';
import { ApiError, replies } from './errors.ts';
import { errorReply } from './schemas.ts';
import { letIn, type SessionDeps } from './session.ts';
import * as schemas from './session-schemas.ts';

/** What the routes need. */
export interface MeDeps extends SessionDeps {
  readonly store: AccessStore;
  readonly passwords: Passwords;
}

/** Adds the routes. */
export function addMe(server: FastifyInstance, deps: MeDeps): void {
  const { access, logIns, store, passwords } = deps;
  const app = server.withTypeProvider<ZodTypeProvider>();
  app.get(
    '/api/v1/me',
    {
      schema: {
        summary: 'Who is logged in, and how people log in',
        ...replies({ 200: schemas.meReply, 401: schemas.nobodyReply }),
      },
    },
    (request, reply) => {
      const principal = principalOf(request);
      return reply.send({ principal, ...logInHints(access), signs: signsActs(principal) } as never);
    },
  );
  app.put(
    '/api/v1/me/password',
    {
      schema: {
        summary: 'Another password for oneself; other sessions of the user end',
        body: schemas.passwordBody,
        ...replies({ 400: errorReply, 401: errorReply, 403: errorReply, 409: errorReply, 429: errorReply }),
      },
    },
    async (request, reply) => {
      const { kind, name } = principalOf(request);
      const { address } = visitOf(request).end;
      noteForAudit(request, { target: name });
      if (kind !== 'user')
        throw new ApiError(409, 'no-password', 'you are not logged in with a password that could be changed');
      const verified = await logIns.verify(name, request.body.old, address);
      if (verified === 'wrong') throw new ApiError(403, 'password', 'the old password is wrong');
      if (verified !== 'right') letIn(request, reply, { deps, result: { kind: verified }, via: 'user' });
      const passwordHash = await hashed(passwords, request.body.new, name);
      if (!store.changeUser(name, { passwordHash }))
        throw new ApiError(404, 'not-found', 'you are no user any more');
      // All sessions have ended by that, this one too.
      letIn(request, reply, { deps, result: logIns.beginUser(name, address), via: 'user' });
      return reply.code(204).send();
    },
  );
}

/** The hash of a new password; throws an ApiError for one that will not do. */
export function hashed(passwords: Passwords, password: string, name: string): Promise<string> {
  const fault = passwordFault(password, name);
  if (fault) throw new ApiError(400, 'weak-password', passwordFaultText(fault));
  const hashing = passwords.hash(password);
  if (hashing) return hashing;
  throw new ApiError(429, 'busy', 'too many log in at this moment; try again in some seconds');
}
