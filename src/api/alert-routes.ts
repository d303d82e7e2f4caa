// Alerts, and the incidents they belong to.

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { AlertWish } from '../domain/alert-search.ts';
import { linkId } from '../domain/ids.ts';
import { toJson } from '../stream/encode.ts';
import { seenBy } from './access-visit.ts';
import type { ApiDeps } from './deps.ts';
import { ApiError, replies } from './errors.ts';
import * as schemas from './schemas.ts';

const { errorReply } = schemas;
const JSON_TYPE = 'application/json; charset=utf-8';

/** Adds the routes. */
export function addAlerts(server: FastifyInstance, all: ApiDeps): void {
  const app = server.withTypeProvider<ZodTypeProvider>();
  app.get(
    '/api/v1/alerts',
    {
      schema: {
        summary: 'Alerts, newest first',
        querystring: schemas.alertsQuery,
        ...replies({ 200: schemas.alertsReply, 400: errorReply, 404: errorReply }),
      },
    },
    (request, reply) => {
      const deps = seenBy(request, all);
      const { state, from, to, link, before, limit } = request.query;
      const wish = wishOf(request.query);
      if (link !== undefined && !deps.link(link))
        throw new ApiError(404, 'not-found', `there is no link "${link}"`);
      const alerts = deps.alerts({
        limit,
        statuses: state,
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        ...(link !== undefined && { link: linkId(link) }),
        ...(before !== undefined && { before }),
        ...(wish && { wish }),
      });
      return reply.type(JSON_TYPE).send(toJson({ alerts }) as never);
    },
  );
  app.get(
    '/api/v1/causes',
    {
      schema: {
        summary: 'What devices let suppose about outages: proposals for the cause that an operator confirms',
        querystring: schemas.causesQuery,
        ...replies({ 200: schemas.causesReply, 400: errorReply }),
      },
    },
    (request, reply) => {
      const deps = seenBy(request, all);
      const causes = deps
        .causes(request.query.from)
        .map(({ link, at, outageFrom, proposal, uptimeS }) => ({ link, at, outageFrom, proposal, uptimeS }));
      return reply.type(JSON_TYPE).send(toJson({ causes }) as never);
    },
  );
  app.get(
    '/api/v1/alerts/:id',
    {
      schema: {
        summary: 'One alert, what was done about it, and what became of messages about it',
        params: schemas.alertParams,
        ...replies({ 200: schemas.alertDetailReply, 404: errorReply }),
      },
    },
    (request, reply) => {
      const deps = seenBy(request, all);
      const { id } = request.params;
      const alert = deps.alert(id);
      if (!alert) throw new ApiError(404, 'not-found', `there is no alert ${id}`);
      return reply
        .type(JSON_TYPE)
        .send(toJson({ ...alert, acts: deps.acts(id), messages: deps.messages(id) }) as never);
    },
  );
  app.get(
    '/api/v1/incidents/:id',
    {
      schema: {
        summary: 'One incident: its root alert, and all that it took along, counted by kind of site',
        params: schemas.incidentParams,
        querystring: schemas.incidentQuery,
        ...replies({ 200: schemas.incidentReply, 404: errorReply }),
      },
    },
    (request, reply) => {
      const deps = seenBy(request, all);
      const { id } = request.params;
      const found = deps.incident(id, request.query.limit);
      if (!found) throw new ApiError(404, 'not-found', `there is no incident ${id}`);
      if ('belongsTo' in found)
        throw new ApiError(404, 'not-found', `alert ${id} belongs to incident ${found.belongsTo}`);
      return reply.type(JSON_TYPE).send(toJson(found) as never);
    },
  );
}

function wishOf({ text, rule, uncaused }: z.output<typeof schemas.alertsQuery>): AlertWish | undefined {
  if (text === undefined && rule === undefined && uncaused !== 'true') return undefined;
  return {
    ...(text !== undefined && { text }),
    ...(rule !== undefined && { rule }),
    ...(uncaused === 'true' && { uncaused: true }),
  };
}
