// The roll-out board: villages by year, programme and regency, declared and measured, against targets.

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { toJson } from '../stream/encode.ts';
import { scopeOf } from './access-visit.ts';
import { replies } from './errors.ts';
import type { RolloutPort } from './rollout-port.ts';
import { rolloutQuery, rolloutReply } from './rollout-schemas.ts';
import { errorReply } from './schemas.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

/** Adds the route. */
export function addRollout(server: FastifyInstance, board: RolloutPort): void {
  const app = server.withTypeProvider<ZodTypeProvider>();
  app.get(
    '/api/v1/rollout',
    {
      schema: {
        summary: 'The roll-out of village links, at most half a minute old',
        querystring: rolloutQuery,
        ...replies({ 200: rolloutReply, 400: errorReply }),
      },
    },
    async (request, reply) => {
      const { year, programme, regency } = request.query;
      const query = {
        ...(year !== undefined && { year }),
        ...(programme !== undefined && { programme }),
        ...(regency !== undefined && { regency }),
      };
      return reply.type(JSON_TYPE).send(toJson(await board.board(query, scopeOf(request))) as never);
    },
  );
}
