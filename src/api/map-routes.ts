// What lies under the map: coast and boundaries. The sites themselves come with the network.

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ApiError, replies } from './errors.ts';
import type { MapPort } from './map-port.ts';
import { errorReply } from './schemas.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

const place = z.tuple([z.number(), z.number()]).describe('Longitude and latitude in degrees');
const bounds = z.object({
  westDeg: z.number(),
  southDeg: z.number(),
  eastDeg: z.number().describe('Above 180 where the box crosses the antimeridian'),
  northDeg: z.number(),
});
const mapReply = z.object({
  bounds: bounds.optional().describe('Around all sites with a position; absent when none has'),
  box: bounds.optional().describe('Where the coast was cut off'),
  coast: z.array(z.array(z.array(place))).describe('Polygons of land: rings of places'),
  boundary: z
    .object({
      lines: z.array(z.array(place)),
      names: z.array(z.object({ name: z.string(), at: place })),
    })
    .optional()
    .describe("The office's own boundaries"),
});

/** Adds the route. */
export function addMap(server: FastifyInstance, map: MapPort): void {
  server.withTypeProvider<ZodTypeProvider>().get(
    '/api/v1/map',
    {
      schema: {
        summary: 'What lies under the map: coast (Natural Earth) and the configured boundaries',
        ...replies({ 200: mapReply, 503: errorReply }),
      },
    },
    async (request, reply) => {
      const { json, gzip, etag } = await map.bytes().catch((error: unknown) => {
        throw new ApiError(503, 'map', error instanceof Error ? error.message : String(error));
      });
      const zipped = takesGzip(request);
      const tag = zipped ? etag.replace(/"$/, '-gzip"') : etag;
      reply.header('etag', tag).header('vary', 'accept-encoding').header('cache-control', 'no-cache');
      if (isKnown(request, tag)) return reply.code(304).send(undefined as never);
      if (zipped) reply.header('content-encoding', 'gzip');
      return reply.type(JSON_TYPE).send((zipped ? gzip : json) as never);
    },
  );
}

/** Whether `Accept-Encoding` takes gzip (RFC 9110 §12.5.3). */
function takesGzip({ headers }: FastifyRequest): boolean {
  const asked = String(headers['accept-encoding'] ?? '');
  return asked.split(',').some((each) => {
    const [name = '', ...parameters] = each.split(';').map((part) => part.trim().toLowerCase());
    return (name === 'gzip' || name === '*') && !parameters.some((part) => /^q=0(?:\.0*)?$/.test(part));
  });
}

/** Whether `If-None-Match` names the tag (RFC 9110 §13.1.2). */
function isKnown({ headers }: FastifyRequest, tag: string): boolean {
  const asked = headers['if-none-match'];
  if (asked === undefined) return false;
  return asked.split(',').some((each) => each.trim() === '*' || each.trim().replace(/^W\//, '') === tag);
}
