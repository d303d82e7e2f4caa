// Acknowledging several alerts at once: after a storm nobody presses a button two hundred times. Each is decided for itself.

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { toJson } from '../stream/encode.ts';
import { ActKeys } from './act-keys.ts';
import { actorOf } from './act-routes.ts';
import { acknowledgeBody } from './act-schemas.ts';
import type { ActThrottle } from './act-throttle.ts';
import type { ApiDeps } from './deps.ts';
import { replies } from './errors.ts';
import { errorReply } from './schemas.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
/** Alerts of one request: as many as the page draws. */
const MOST_ALERTS = 200;

const body = acknowledgeBody.extend({
  alerts: z
    .array(z.number().int().min(1), 'a list of numbers of alerts')
    .min(1, 'at least one alert')
    .max(MOST_ALERTS, `at most ${MOST_ALERTS} alerts`)
    .describe('Numbers of alerts.'),
});

const reply200 = z.object({
  done: z.array(z.number().int()).describe('Numbers of the alerts that were acknowledged.'),
  refused: z.array(
    z.object({
      alert: z.number().int(),
      code: z.string(),
      message: z.string(),
      by: z.string().optional(),
      at: z.number().optional(),
    }),
  ),
});

/** Adds the route. It counts as one act. */
export function addManyActs(server: FastifyInstance, deps: ApiDeps, throttle: ActThrottle): void {
  const app = server.withTypeProvider<ZodTypeProvider>();
  const keys = new ActKeys<string>();
  const path = '/api/v1/alerts/ack';
  app.post(
    path,
    {
      schema: {
        summary: 'Acknowledge several alerts; each is decided for itself',
        body,
        ...replies({ 200: reply200, 400: errorReply, 403: errorReply, 429: errorReply }),
      },
    },
    (request, reply) => {
      throttle.check(request);
      const given = request.body;
      const known = keys.known(path, given);
      if (known !== undefined) return reply.type(JSON_TYPE).send(known as never);
      const actor = actorOf(request, given);
      const done: number[] = [];
      const refused: z.output<typeof reply200>['refused'] = [];
      for (const alert of new Set(given.alerts)) {
        const act = { kind: 'acknowledge' as const, ...(given.note !== undefined && { note: given.note }) };
        const outcome = deps.act({ alert, act, actor });
        if (outcome.kind === 'done') done.push(alert);
        else {
          const { code, message, by, at } = outcome.refusal;
          refused.push({
            alert,
            code,
            message,
            ...(by !== undefined && { by }),
            ...(at !== undefined && { at }),
          });
        }
      }
      const answer = toJson({ done, refused });
      keys.remember(path, given, answer);
      return reply.type(JSON_TYPE).send(answer as never);
    },
  );
}
