// What operators do about alerts: acknowledge, note, shelve, confirm a cause, reset. The engine puts acts in order, so that
// of two operators the second is told who was first.

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ActKind, Actor, ActRefusal } from '../domain/act.ts';
import { toJson } from '../stream/encode.ts';
import { signatureOf, visitOf } from './access-visit.ts';
import { ActKeys } from './act-keys.ts';
import * as bodies from './act-schemas.ts';
import type { ActThrottle } from './act-throttle.ts';
import type { ApiDeps } from './deps.ts';
import { ApiError, replies } from './errors.ts';
import { alertParams, alertReply, errorReply } from './schemas.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

/** How a refusal is answered; what is not named here is a conflict with what is so already. */
const STATUSES: Partial<Record<ActRefusal['code'], number>> = { 'no-alert': 404, 'bad-until': 400 };

/** Adds the routes. */
export function addActs(server: FastifyInstance, deps: ApiDeps, throttle: ActThrottle): void {
  const app = server.withTypeProvider<ZodTypeProvider>();
  const keys = new ActKeys<string>();

  /** One act: its path, what its body holds, and what it asks the engine for. */
  function addAct<
    Body extends z.ZodType<{
      readonly who?: string | undefined;
      readonly via: Actor['via'];
      readonly key?: string | undefined;
    }>,
  >(name: string, summary: string, body: Body, kindOf: (given: z.output<Body>) => ActKind): void {
    const answers = replies({
      200: z.object({ alert: alertReply, act: bodies.actReply }),
      400: errorReply,
      403: errorReply,
      404: errorReply,
      409: bodies.refusalReply,
      429: errorReply,
    });
    app.post(
      `/api/v1/alerts/:id/${name}`,
      { schema: { summary, params: alertParams, body, ...answers } },
      (request, reply) => {
        throttle.check(request);
        const given = request.body as z.output<Body>;
        const actor = actorOf(request, given);
        const signed = { ...given, who: actor.who };
        const path = `${request.params.id}/${name}`;
        const known = keys.known(path, signed);
        if (known !== undefined) return reply.type(JSON_TYPE).send(known as never);
        const outcome = deps.act({
          alert: request.params.id,
          act: kindOf(given),
          actor,
        });
        if (outcome.kind === 'refused') throw refused(outcome.refusal);
        const { alert, act } = outcome;
        const answer = toJson({ alert, act });
        keys.remember(path, signed, answer);
        return reply.type(JSON_TYPE).send(answer as never);
      },
    );
  }

  addAct('ack', 'Acknowledge an alert; the first wins', bodies.acknowledgeBody, ({ note }) => ({
    kind: 'acknowledge',
    ...noted(note),
  }));
  addAct('note', 'Add a note, also after the end', bodies.noteBody, ({ note }) => ({ kind: 'note', note }));
  addAct('shelve', 'Hold an alert back for a while', bodies.shelveBody, ({ until, forMs, note }) => ({
    kind: 'shelve',
    until: until ?? deps.now() + (forMs ?? 0),
    ...noted(note),
  }));
  addAct('unshelve', 'End the shelving', bodies.unshelveBody, () => ({ kind: 'unshelve' }));
  addAct('cause', 'Confirm the cause, also after the end', bodies.causeBody, ({ cause, note }) => ({
    kind: 'confirm-cause',
    cause,
    ...noted(note),
  }));
  addAct('reset', 'Close a latched alert whose condition is gone', bodies.resetBody, ({ note }) => ({
    kind: 'reset',
    ...noted(note),
  }));
}

/** Who acts, and from where: whoever is logged in by name, whatever the body says. Throws an ApiError for nobody. */
export function actorOf(
  request: FastifyRequest,
  { who, via }: { readonly who?: string | undefined; readonly via: Actor['via'] },
): Actor {
  return { who: signatureOf(request, who), via, address: visitOf(request).end.address };
}

function noted(note: string | undefined): { readonly note?: string } {
  return note === undefined ? {} : { note };
}

function refused({ code, message, by, at }: ActRefusal): ApiError {
  return new ApiError(STATUSES[code] ?? 409, code, message, {
    ...(by !== undefined && { by }),
    ...(at !== undefined && { at }),
  });
}
