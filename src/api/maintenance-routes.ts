// Planned work: what is announced, announcing it, and ending it.

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { toJson } from '../stream/encode.ts';
import { visitOf } from './access-visit.ts';
import { ActKeys } from './act-keys.ts';
import { actorOf } from './act-routes.ts';
import { refusalReply } from './act-schemas.ts';
import type { ActThrottle } from './act-throttle.ts';
import { ApiError, replies } from './errors.ts';
import type {
  MaintenanceOutcome,
  MaintenancePort,
  MaintenanceRefusal,
  WindowView,
} from './maintenance-port.ts';
import * as schemas from './maintenance-schemas.ts';
import { errorReply } from './schemas.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
/** Four lists of 200 ids are 53 kB. */
const MOST_BODY_BYTES = 64 * 1024;

const STATUSES: Readonly<Record<MaintenanceRefusal['code'], number>> = {
  scope: 400,
  time: 400,
  'too-many': 409,
  'no-window': 404,
  configured: 409,
  over: 409,
  store: 503,
};

/** Adds the routes. */
export function addMaintenance(server: FastifyInstance, desk: MaintenancePort, throttle: ActThrottle): void {
  const app = server.withTypeProvider<ZodTypeProvider>();
  const keys = new ActKeys<string>();
  app.get(
    '/api/v1/maintenance',
    {
      schema: {
        summary: 'Windows of planned work: open ones, those to come, those past',
        querystring: schemas.maintenanceQuery,
        ...replies({ 200: schemas.maintenanceReply, 400: errorReply }),
      },
    },
    (request, reply) =>
      reply
        .type(JSON_TYPE)
        .send(toJson({ windows: deskFor(request, desk).windows(request.query).map(flat) }) as never),
  );
  app.post(
    '/api/v1/maintenance',
    {
      bodyLimit: MOST_BODY_BYTES,
      schema: {
        summary: 'Announce planned work; the answer lists the links it covers',
        body: schemas.maintenanceBody,
        ...replies({
          200: schemas.windowDetailReply,
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
      const { who, via, key, announcedBy, note, time, ...rest } = request.body;
      const actor = actorOf(request, { who, via });
      const signed = { ...rest, time, announcedBy, note, key, who: actor.who };
      const known = keys.known(request.url, signed);
      if (known !== undefined) return reply.type(JSON_TYPE).send(known as never);
      const created = answer(
        desk.create(
          {
            ...rest,
            time: exactly(time),
            announcedBy: announcedBy ?? actor.who,
            ...(note !== undefined && { note }),
          },
          actor,
        ),
      );
      keys.remember(request.url, signed, created);
      return reply.type(JSON_TYPE).send(created as never);
    },
  );
  app.post(
    '/api/v1/maintenance/check',
    {
      bodyLimit: MOST_BODY_BYTES,
      schema: {
        summary: 'Which links planned work would cover; nothing is announced',
        body: schemas.checkBody,
        ...replies({ 200: schemas.checkReply, 400: errorReply, 403: errorReply, 429: errorReply }),
      },
    },
    (request, reply) => {
      throttle.check(request);
      const { scope, time } = request.body;
      const found = desk.check({ scope, time: exactly(time) });
      if ('code' in found) throw new ApiError(STATUSES[found.code], found.code, found.message);
      return reply.type(JSON_TYPE).send(toJson(found) as never);
    },
  );
  app.delete(
    '/api/v1/maintenance/:id',
    {
      schema: {
        summary: 'End a window now; it is kept',
        params: schemas.maintenanceParams,
        querystring: schemas.endQuery,
        ...replies({
          200: schemas.windowDetailReply,
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
      const outcome = desk.end(request.params.id, actorOf(request, request.query));
      return reply.type(JSON_TYPE).send(answer(outcome) as never);
    },
  );
}

/** The desk as whoever asks sees it. */
function deskFor(request: FastifyRequest, desk: MaintenancePort): MaintenancePort {
  return visitOf(request).seen?.maintenance ?? desk;
}

/** Bounds that were not given are absent. */
function exactly(time: Given): Parameters<MaintenancePort['create']>[0]['time'] {
  if (time.kind === 'once') return time;
  const { notBefore, notAfter, ...rest } = time;
  return {
    ...rest,
    ...(notBefore !== undefined && { notBefore }),
    ...(notAfter !== undefined && { notAfter }),
  };
}

type Given = z.output<typeof schemas.maintenanceBody>['time'];

function answer(outcome: MaintenanceOutcome): string {
  if (outcome.kind === 'done') return toJson({ window: flat(outcome.view), covered: outcome.covered });
  const { code, message, by, at } = outcome.refusal;
  throw new ApiError(STATUSES[code], code, message, {
    ...(by !== undefined && { by }),
    ...(at !== undefined && { at }),
  });
}

function flat({ window, ...now }: WindowView): object {
  return { ...window, ...now };
}
