// Acceptance records of new links: reading them, putting one's name to one, and beginning one anew.

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { isId, linkId } from '../domain/ids.ts';
import { toJson } from '../stream/encode.ts';
import type { AcceptanceOutcome, AcceptancePort, AcceptanceRefusal } from './acceptance-port.ts';
import * as schemas from './acceptance-schemas.ts';
import { scopeOf } from './access-visit.ts';
import { actorOf } from './act-routes.ts';
import { refusalReply } from './act-schemas.ts';
import type { ActThrottle } from './act-throttle.ts';
import { ApiError, replies } from './errors.ts';
import { errorReply, linkParams } from './schemas.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

const STATUSES: Readonly<Record<AcceptanceRefusal['code'], number>> = {
  'no-record': 404,
  'no-link': 404,
  'not-probed': 409,
  'not-answering': 409,
  running: 409,
  'broken-off': 409,
  signed: 409,
  superseded: 409,
  note: 400,
  store: 503,
};

const ACT_FAILURES = {
  400: errorReply,
  403: errorReply,
  404: errorReply,
  409: refusalReply,
  429: errorReply,
  503: errorReply,
};

/** Adds the routes. */
export function addAcceptance(server: FastifyInstance, desk: AcceptancePort, throttle: ActThrottle): void {
  const app = server.withTypeProvider<ZodTypeProvider>();
  app.get(
    '/api/v1/acceptance',
    {
      schema: {
        summary: 'Acceptance records of links, newest first',
        querystring: schemas.acceptanceQuery,
        ...replies({ 200: schemas.acceptanceListReply, 400: errorReply }),
      },
    },
    (request, reply) => {
      const { state, link, before, limit } = request.query;
      const query = {
        limit,
        ...(state && { state }),
        ...(before !== undefined && { before }),
      };
      if (link !== undefined && !isId(link))
        return reply.type(JSON_TYPE).send(toJson({ records: [], more: false }) as never);
      const found = desk.list(
        { ...query, ...(link !== undefined && { link: linkId(link) }) },
        scopeOf(request),
      );
      return reply.type(JSON_TYPE).send(toJson(found) as never);
    },
  );
  app.get(
    '/api/v1/acceptance/:id',
    {
      schema: {
        summary: 'One acceptance record; of a running one the figures so far',
        params: schemas.acceptanceParams,
        ...replies({ 200: schemas.acceptanceReply, 404: errorReply }),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const record = await desk.get(id, scopeOf(request));
      if (!record) throw new ApiError(404, 'not-found', `there is no acceptance record ${id}`);
      return reply.type(JSON_TYPE).send(toJson(record) as never);
    },
  );
  app.post(
    '/api/v1/acceptance/:id/sign',
    {
      schema: {
        summary: 'Accept or refuse a complete record, with a name; once',
        params: schemas.acceptanceParams,
        body: schemas.signBody,
        ...replies({ 200: schemas.acceptanceReply, ...ACT_FAILURES }),
      },
    },
    async (request, reply) => {
      throttle.check(request);
      const { decision, note } = request.body;
      const word = { decision, ...(note !== undefined && { note }) };
      const outcome = await desk.sign(request.params.id, word, actorOf(request, request.body));
      return reply.type(JSON_TYPE).send(answer(outcome) as never);
    },
  );
  app.post(
    '/api/v1/links/:id/acceptance',
    {
      schema: {
        summary: 'Begin an acceptance record of a link that answers now',
        params: linkParams,
        body: schemas.beginBody,
        ...replies({ 200: schemas.acceptanceReply, ...ACT_FAILURES }),
      },
    },
    async (request, reply) => {
      throttle.check(request);
      const { id } = request.params;
      if (!isId(id)) throw new ApiError(404, 'no-link', `there is no link "${id}"`);
      const outcome = await desk.begin(linkId(id), actorOf(request, request.body));
      return reply.type(JSON_TYPE).send(answer(outcome) as never);
    },
  );
}

function answer(outcome: AcceptanceOutcome): string {
  if (outcome.kind === 'done') return toJson(outcome.record);
  const { code, message, by, at } = outcome.refusal;
  throw new ApiError(STATUSES[code], code, message, {
    ...(by !== undefined && { by }),
    ...(at !== undefined && { at }),
  });
}
