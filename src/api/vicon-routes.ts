// Readiness for video conferences: the board of the regencies, the calendar, and single events.

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { toJson } from '../stream/encode.ts';
import { ActKeys } from './act-keys.ts';
import { actorOf } from './act-routes.ts';
import { refusalReply } from './act-schemas.ts';
import type { ActThrottle } from './act-throttle.ts';
import { ApiError, replies } from './errors.ts';
import { errorReply } from './schemas.ts';
import type { ViconOutcome, ViconPort, ViconRefusal, ViconSight } from './vicon-port.ts';
import * as schemas from './vicon-schemas.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
/** Fifty ids and a note of a page are 11 kB. */
const MOST_BODY_BYTES = 16 * 1024;

const STATUSES: Readonly<Record<ViconRefusal['code'], number>> = {
  sites: 400,
  time: 400,
  'too-many': 409,
  'no-event': 404,
  over: 409,
  removed: 409,
  store: 503,
};

/** Adds the routes; `sightOf` says which sites whoever asks may see, undefined: all. */
export function addVicon(
  server: FastifyInstance,
  desk: ViconPort,
  throttle: ActThrottle,
  sightOf: (request: FastifyRequest) => ViconSight | undefined = () => undefined,
): void {
  const app = server.withTypeProvider<ZodTypeProvider>();
  const keys = new ActKeys<string>();
  app.get(
    '/api/v1/vicon',
    {
      schema: {
        summary:
          'Whether each regency is ready for a video conference: now, the last 24 hours, and by hour of the day',
        ...replies({ 200: schemas.boardReply }),
      },
    },
    (request, reply) => reply.type(JSON_TYPE).send(toJson(desk.board(sightOf(request)))),
  );
  app.get(
    '/api/v1/vicon/events',
    {
      schema: {
        summary: 'The calendar: those that start first come first',
        querystring: schemas.eventsQuery,
        ...replies({ 200: schemas.eventsReply, 400: errorReply }),
      },
    },
    (request, reply) => {
      const sight = sightOf(request);
      const events = desk.events({ all: request.query.all, ...(sight && { sight }) });
      return reply.type(JSON_TYPE).send(toJson({ events }) as never);
    },
  );
  app.get(
    '/api/v1/vicon/events/:id',
    {
      schema: {
        summary: 'One event: verdicts now, what was seen of it, and what it came to',
        params: schemas.eventParams,
        ...replies({ 200: schemas.eventDetailReply, 400: errorReply, 404: errorReply }),
      },
    },
    (request, reply) => {
      const { id } = request.params;
      const detail = desk.event(id, sightOf(request));
      if (!detail) throw new ApiError(404, 'no-event', `there is no event ${id}`);
      return reply.type(JSON_TYPE).send(toJson(detail) as never);
    },
  );
  app.post(
    '/api/v1/vicon/events',
    {
      bodyLimit: MOST_BODY_BYTES,
      schema: {
        summary: 'Put an event into the calendar; it is watched from 30 minutes before it starts',
        body: schemas.eventBody,
        ...replies({
          200: schemas.createdReply,
          400: errorReply,
          403: errorReply,
          409: refusalReply,
          429: errorReply,
          503: errorReply,
        }),
      },
    },
    (request, reply) => {
      throttle.check(request);
      const { who, via, key, note, ...rest } = request.body;
      const actor = actorOf(request, { who, via });
      const signed = { ...rest, note, key, who: actor.who };
      const known = keys.known(request.url, signed);
      if (known !== undefined) return reply.type(JSON_TYPE).send(known as never);
      const created = answer(desk.create({ ...rest, ...(note !== undefined && { note }) }, actor));
      keys.remember(request.url, signed, created);
      return reply.type(JSON_TYPE).send(created as never);
    },
  );
  app.delete(
    '/api/v1/vicon/events/:id',
    {
      schema: {
        summary: 'Take an event out of the calendar; it is kept, marked',
        params: schemas.eventParams,
        querystring: schemas.removeQuery,
        ...replies({
          200: schemas.createdReply,
          400: errorReply,
          403: errorReply,
          404: errorReply,
          409: refusalReply,
          429: errorReply,
          503: errorReply,
        }),
      },
    },
    (request, reply) => {
      throttle.check(request);
      const outcome = desk.remove(request.params.id, actorOf(request, request.query));
      return reply.type(JSON_TYPE).send(answer(outcome) as never);
    },
  );
}

function answer(outcome: ViconOutcome): string {
  if (outcome.kind === 'done') return toJson({ event: outcome.event });
  const { code, message, by, at } = outcome.refusal;
  throw new ApiError(STATUSES[code], code, message, {
    ...(by !== undefined && { by }),
    ...(at !== undefined && { at }),
  });
}
