// Routes about the device of a link: what it is, what it measures, what all its interfaces do.

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { linkId } from '../domain/ids.ts';
import { toJson } from '../stream/encode.ts';
import { seenBy } from './access-visit.ts';
import type { ApiDeps } from './deps.ts';
import { ApiError, replies } from './errors.ts';
import * as schemas from './schemas.ts';

const { errorReply } = schemas;
const JSON_TYPE = 'application/json; charset=utf-8';
/** Reading all interfaces takes a device many requests: each device at most so often, and so many devices at once. */
const INTERFACES_EVERY_MS = 10_000;
const INTERFACES_AT_ONCE = 2;
/** Links whose last reading is remembered. */
const MOST_REMEMBERED = 1_000;

/** Adds the routes. */
export function addDevices(server: FastifyInstance, all: ApiDeps): void {
  const app = server.withTypeProvider<ZodTypeProvider>();
  const params = schemas.linkParams;
  app.get(
    '/api/v1/links/:id/device',
    {
      schema: {
        summary: "What a link's device is, measures and costs",
        params,
        ...replies({ 200: schemas.deviceReply, 404: errorReply }),
      },
    },
    (request, reply) => {
      const deps = seenBy(request, all);
      const { id } = request.params;
      const detail = deps.link(id) && deps.device(linkId(id));
      if (!detail) throw noLink(id);
      return reply.type(JSON_TYPE).send(toJson(detail) as never);
    },
  );
  app.get(
    '/api/v1/links/:id/metrics',
    {
      schema: {
        summary: 'One metric of the device over time',
        params,
        querystring: schemas.metricQuery,
        ...replies({ 200: schemas.metricReply, 400: errorReply, 404: errorReply, 503: errorReply }),
      },
    },
    async (request, reply) => {
      const deps = seenBy(request, all);
      const { id } = request.params;
      if (!deps.link(id)) throw noLink(id);
      const { metric, instance, from, to, points } = request.query;
      const query = {
        link: linkId(id),
        metric,
        from,
        to,
        points,
        ...(instance !== undefined && { instance }),
      };
      try {
        return await reply.type(JSON_TYPE).send(toJson(await deps.metricHistory(query)) as never);
      } catch (error) {
        throw new ApiError(503, 'history', error instanceof Error ? error.message : String(error));
      }
    },
  );
  addInterfaces(app, all);
}

function addInterfaces(
  app: ReturnType<FastifyInstance['withTypeProvider']> & FastifyInstance,
  all: ApiDeps,
): void {
  const lastMs = new Map<string, number>();
  let underWay = 0;
  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/v1/links/:id/interfaces',
    {
      schema: {
        summary: 'All interfaces of the device, read now',
        params: schemas.linkParams,
        ...replies({ 200: schemas.interfacesReply, 404: errorReply, 429: errorReply, 503: errorReply }),
      },
    },
    async (request, reply) => {
      const deps = seenBy(request, all);
      const { id } = request.params;
      if (!deps.link(id)) throw noLink(id);
      const nowMs = deps.monoMs();
      const waitMs = (lastMs.get(id) ?? Number.NEGATIVE_INFINITY) + INTERFACES_EVERY_MS - nowMs;
      if (waitMs > 0)
        throw new ApiError(
          429,
          'too-often',
          `the device was read just now; again in ${Math.ceil(waitMs / 1000)} s`,
        );
      if (underWay >= INTERFACES_AT_ONCE)
        throw new ApiError(429, 'busy', 'other devices are being read; try again in some seconds');
      remember(lastMs, id, nowMs);
      underWay++;
      try {
        const read = await deps.interfaces(linkId(id));
        if (read.kind === 'failed')
          throw new ApiError(503, read.failure, `the device does not tell its interfaces: ${read.detail}`);
        return await reply.type(JSON_TYPE).send(toJson({ link: id, interfaces: read.interfaces }) as never);
      } finally {
        underWay--;
      }
    },
  );
}

function remember(lastMs: Map<string, number>, id: string, nowMs: number): void {
  lastMs.delete(id);
  const oldest = lastMs.keys().next();
  if (lastMs.size >= MOST_REMEMBERED && oldest.done !== true) lastMs.delete(oldest.value);
  lastMs.set(id, nowMs);
}

function noLink(id: string): ApiError {
  return new ApiError(404, 'not-found', `there is no link "${id}"`);
}
