// The audit trail, for admins.

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { AccessStore } from '../store/access/port.ts';
import { replies } from './errors.ts';
import { errorReply } from './schemas.ts';
import { auditQuery, auditReply } from './user-schemas.ts';

/** Adds the route. */
export function addAudit(server: FastifyInstance, { store }: { readonly store: AccessStore }): void {
  server.withTypeProvider<ZodTypeProvider>().get(
    '/api/v1/audit',
    {
      schema: {
        summary: 'Who did what, or tried, newest first',
        querystring: auditQuery,
        ...replies({ 200: auditReply, 400: errorReply, 403: errorReply }),
      },
    },
    (request, reply) => {
      const { from, to, text, before, limit } = request.query;
      const entries = store.auditTrail({
        limit,
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        ...(text !== undefined && { text }),
        ...(before !== undefined && { before }),
      });
      return reply.send({ entries } as never);
    },
  );
}
