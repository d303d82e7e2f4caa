// What is told of one link's past beyond its history: its states as a strip, and what operators did about its alerts.

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { ALERT_STATUSES } from '../domain/alert.ts';
import { type LinkId, linkId } from '../domain/ids.ts';
import { stripOf } from '../domain/state-strip.ts';
import { toJson } from '../stream/encode.ts';
import { seenBy } from './access-visit.ts';
import { tile } from './availability.ts';
import type { ApiDeps } from './deps.ts';
import { ApiError, replies } from './errors.ts';
import { linkActsReply, stripReply } from './link-act-schemas.ts';
import { errorReply, linkParams, stripQuery } from './schemas.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
/** Newest alerts whose acts are read, and newest acts that are told: what people did about a link lately. */
const MOST_ALERTS = 30;
const MOST_ACTS = 100;

/** Adds the routes. */
export function addLinkFacts(server: FastifyInstance, all: ApiDeps): void {
  const app = server.withTypeProvider<ZodTypeProvider>();
  app.get(
    '/api/v1/links/:id/strip',
    {
      schema: {
        summary: 'The states of a window, up to the present, in as many cells as a screen has pixels',
        params: linkParams,
        querystring: stripQuery,
        ...replies({ 200: stripReply, 400: errorReply, 404: errorReply }),
      },
    },
    (request, reply) => {
      const deps = seenBy(request, all);
      const link = known(deps, request.params.id);
      const { from, points } = request.query;
      const now = deps.now();
      // What lies ahead is no part of a link's past: it would be drawn as unknown, and counted as not measured.
      const to = Math.max(from, Math.min(request.query.to, Math.floor(now)));
      const tiles = tile(link, deps.intervals(link, from, to), { from, to, now });
      const runs = stripOf(tiles, { from, to, cells: points });
      return reply.type(JSON_TYPE).send(toJson({ link, from, to, runs }) as never);
    },
  );
  app.get(
    '/api/v1/links/:id/acts',
    {
      schema: {
        summary: `What operators did about the newest ${MOST_ALERTS} alerts of the link, newest first`,
        params: linkParams,
        ...replies({ 200: linkActsReply, 404: errorReply }),
      },
    },
    (request, reply) => {
      const deps = seenBy(request, all);
      const link = known(deps, request.params.id);
      const alerts = deps.alerts({ statuses: ALERT_STATUSES, link, limit: MOST_ALERTS });
      const acts = alerts
        .flatMap(({ number }) => deps.acts(number))
        .sort((a, b) => b.at - a.at)
        .slice(0, MOST_ACTS);
      return reply.type(JSON_TYPE).send(toJson({ acts }) as never);
    },
  );
}

function known(deps: Pick<ApiDeps, 'link'>, id: string): LinkId {
  if (!deps.link(id)) throw new ApiError(404, 'not-found', `there is no link "${id}"`);
  return linkId(id);
}
