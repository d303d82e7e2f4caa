// Echo now and poll now: an operator has one link asked and waits for what comes back.

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { type LinkId, linkId } from '../domain/ids.ts';
import { toJson } from '../stream/encode.ts';
import { seenBy } from './access-visit.ts';
import type { ActThrottle } from './act-throttle.ts';
import type { ApiDeps } from './deps.ts';
import { ApiError, replies } from './errors.ts';
import type { LinkActOutcome, LinkActPort, LinkActRefusal } from './link-act-port.ts';
import { echoNowReply, pollNowReply } from './link-act-schemas.ts';
import { errorReply, linkParams } from './schemas.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

const STATUSES: Readonly<Record<LinkActRefusal['code'], number>> = {
  'no-link': 404,
  'no-address': 409,
  'no-snmp': 409,
  'not-probed': 409,
  'under-way': 429,
  busy: 429,
  fault: 503,
  late: 503,
};

/** Adds the routes. */
export function addLinkActs(
  server: FastifyInstance,
  all: ApiDeps,
  { desk, throttle }: { readonly desk: LinkActPort; readonly throttle: ActThrottle },
): void {
  const app = server.withTypeProvider<ZodTypeProvider>();
  const failures = {
    403: errorReply,
    404: errorReply,
    409: errorReply,
    429: errorReply,
    503: errorReply,
  };
  app.post(
    '/api/v1/links/:id/echo',
    {
      schema: {
        summary: 'Ten extra echoes now; answers when the last verdict is there',
        params: linkParams,
        ...replies({ 200: echoNowReply, ...failures }),
      },
    },
    async (request, reply) => {
      throttle.check(request);
      const id = known(seenBy(request, all), request.params.id);
      return reply.type(JSON_TYPE).send(answer(await desk.echoNow(id)) as never);
    },
  );
  app.post(
    '/api/v1/links/:id/poll',
    {
      schema: {
        summary: 'One SNMP poll now; answers when it is over, and the engine takes it as any other',
        params: linkParams,
        ...replies({ 200: pollNowReply, ...failures }),
      },
    },
    async (request, reply) => {
      throttle.check(request);
      const id = known(seenBy(request, all), request.params.id);
      return reply.type(JSON_TYPE).send(answer(await desk.pollNow(id)) as never);
    },
  );
}

function known(deps: Pick<ApiDeps, 'link'>, id: string): LinkId {
  if (!deps.link(id)) throw new ApiError(404, 'not-found', `there is no link "${id}"`);
  return linkId(id);
}

function answer(outcome: LinkActOutcome<object>): string {
  if (outcome.kind === 'done') return toJson(outcome.reply);
  const { code, message } = outcome.refusal;
  throw new ApiError(STATUSES[code], code, message);
}
