// The last hour of many links at once, for the sparklines of a table.

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { linkId } from '../domain/ids.ts';
import { MOST_SPARKS, type SparksReply } from '../stream/spark.ts';
import { seenBy } from './access-visit.ts';
import type { ApiDeps } from './deps.ts';
import { ApiError, replies } from './errors.ts';
import { errorReply } from './schemas.ts';
import { SparkDesk } from './spark-desk.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
const TOO_MANY = `at most ${MOST_SPARKS} links, parted by commas`;

const sparksQuery = z.strictObject({
  links: z
    .string()
    .max(MOST_SPARKS * 65, TOO_MANY)
    .transform((text) => [...new Set(text.split(',').filter((id) => id !== ''))])
    .pipe(z.array(z.string().max(64)).min(1, 'ids of links, parted by commas').max(MOST_SPARKS, TOO_MANY))
    .describe(`Ids of links, parted by commas; ${MOST_SPARKS} at most.`),
});

const figures = z.array(z.number().nullable());
const sparksReply = z.object({
  sparks: z
    .array(
      z.object({
        link: z.string(),
        from: z.number().describe('Start of the first step, epoch ms.'),
        stepMs: z.number(),
        rttMedianMs: figures,
        lossPct: figures,
        downPct: figures.describe('Share of the known time in which the link was down or unreachable.'),
      }),
    )
    .describe('Links that there are not, or that may not be seen, are left out.'),
});

/** Adds the route. */
export function addSparks(server: FastifyInstance, deps: ApiDeps): void {
  const desk = new SparkDesk(deps);
  server.withTypeProvider<ZodTypeProvider>().get(
    '/api/v1/sparks',
    {
      schema: {
        summary: 'RTT, loss and outages of the last hour by minute, of many links',
        querystring: sparksQuery,
        ...replies({ 200: sparksReply, 400: errorReply, 503: errorReply }),
      },
    },
    async (request, reply) => {
      const seen = seenBy(request, deps);
      const known = request.query.links.filter((id) => seen.link(id) !== undefined).map(linkId);
      try {
        const body: SparksReply = { sparks: await desk.read(known) };
        return reply.type(JSON_TYPE).send(JSON.stringify(body) as never);
      } catch (error) {
        throw new ApiError(503, 'history', error instanceof Error ? error.message : String(error));
      }
    },
  );
}
