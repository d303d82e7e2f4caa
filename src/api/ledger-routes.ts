// Stop clocks, corrections and tickets: reading them, entering them, and withdrawing one.

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { isId, linkId } from '../domain/ids.ts';
import { cutActor } from '../domain/scope-cut.ts';
import type { LedgerEntry } from '../domain/sla/ledger.ts';
import { toJson } from '../stream/encode.ts';
import { noteForAudit, visitOf } from './access-visit.ts';
import { ActKeys } from './act-keys.ts';
import { actorOf } from './act-routes.ts';
import type { ActThrottle } from './act-throttle.ts';
import { ApiError, replies } from './errors.ts';
import type { LedgerDraft, LedgerPort, LedgerRefusal } from './ledger-port.ts';
import * as schemas from './ledger-schemas.ts';
import { errorReply } from './schemas.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
/** A thousand entries, each with a page's worth of words in letters of several bytes. */
const MOST_BODY_BYTES = 4 * 2 ** 20;
/** Refusals told in words and numbers named in the audit trail: more of them say nothing more. */
const MOST_TOLD = 50;

const STATUSES: Readonly<Record<LedgerRefusal['code'], number>> = {
  'no-link': 400,
  time: 400,
  nothing: 400,
  'no-entry': 404,
  withdrawn: 409,
  full: 503,
  store: 503,
};

const FAILURES = {
  400: schemas.ledgerRefusalReply,
  403: errorReply,
  409: schemas.ledgerRefusalReply,
  429: errorReply,
  503: errorReply,
};

/** Adds the routes. */
export function addLedger(server: FastifyInstance, desk: LedgerPort, throttle: ActThrottle): void {
  const app = server.withTypeProvider<ZodTypeProvider>();
  const keys = new ActKeys<string>();
  app.get(
    '/api/v1/ledger',
    {
      schema: {
        summary: 'Stop clocks, corrections and tickets, withdrawn ones included, in the order of entry',
        querystring: schemas.ledgerQuery,
        ...replies({ 200: schemas.ledgerReply, 400: errorReply }),
      },
    },
    (request, reply) => {
      const { view } = visitOf(request);
      const { link, from, to, before, limit } = request.query;
      const found = desk.list({
        limit,
        ...(link !== undefined && isId(link) && { link: linkId(link) }),
        // An id that no link can have is that of none.
        ...(link !== undefined && !isId(link) ? { links: new Set() } : view && { links: view.links }),
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        ...(before !== undefined && { before }),
      });
      const entries = view ? found.entries.map(withoutAddress) : found.entries;
      return reply.type(JSON_TYPE).send(toJson({ ...found, entries }) as never);
    },
  );
  app.post(
    '/api/v1/ledger',
    {
      bodyLimit: MOST_BODY_BYTES,
      schema: {
        summary:
          'Enter stop clocks, corrections and tickets, all or none; what is there already is not doubled',
        body: schemas.ledgerBody,
        ...replies({ 200: schemas.addedReply, ...FAILURES }),
      },
    },
    (request, reply) => {
      throttle.check(request);
      const { body } = request;
      const actor = actorOf(request, body);
      const signed = { ...body, who: actor.who };
      // Whoever only asks has done nothing.
      if (body.check) noteForAudit(request, { noAct: true });
      const known = keys.known('add', signed);
      if (known !== undefined) return reply.type(JSON_TYPE).send(known as never);
      const outcome = desk.add(body.entries.map(exactly), actor, { check: body.check });
      const [first] = body.entries;
      if (first) noteForAudit(request, { target: first.link });
      if (outcome.kind === 'refused') throw refused(outcome.refusals, body.entries.length);
      const { added } = outcome;
      noteForAudit(request, {
        detail: {
          entries: added.slice(0, MOST_TOLD).map(({ id, kind }) => ({ id, kind })),
          count: added.length,
        },
      });
      const answer = toJson({ added, known: outcome.known });
      if (!body.check) keys.remember('add', signed, answer);
      return reply.type(JSON_TYPE).send(answer as never);
    },
  );
  app.post(
    '/api/v1/ledger/:id/withdraw',
    {
      schema: {
        summary: 'Withdraw an entry; it is kept, marked',
        params: schemas.ledgerParams,
        body: schemas.withdrawBody,
        ...replies({ 200: schemas.withdrawnReply, ...FAILURES, 404: errorReply }),
      },
    },
    (request, reply) => {
      throttle.check(request);
      const { body } = request;
      const { id } = request.params;
      const actor = actorOf(request, body);
      const signed = { ...body, who: actor.who };
      const path = `withdraw/${id}`;
      const known = keys.known(path, signed);
      if (known !== undefined) return reply.type(JSON_TYPE).send(known as never);
      const outcome = desk.withdraw(id, body.note, actor);
      if (outcome.kind === 'refused') throw refused([outcome.refusal], 1);
      const answer = toJson({ entry: outcome.entry });
      keys.remember(path, signed, answer);
      return reply.type(JSON_TYPE).send(answer as never);
    },
  );
}

function withoutAddress(entry: LedgerEntry): LedgerEntry {
  const { withdrawn } = entry;
  return {
    ...entry,
    actor: cutActor(entry.actor),
    ...(withdrawn && { withdrawn: { ...withdrawn, actor: cutActor(withdrawn.actor) } }),
  };
}

/** What was not given is absent. */
function exactly(entry: z.output<typeof schemas.ledgerBody>['entries'][number]): LedgerDraft {
  // The schema has checked the form; writing leaves out what is undefined, the one difference between the types.
  return JSON.parse(JSON.stringify(entry)) as LedgerDraft;
}

function refused(refusals: readonly [LedgerRefusal, ...LedgerRefusal[]], of: number): ApiError {
  const [first] = refusals;
  const told = refusals
    .slice(0, MOST_TOLD)
    .map(({ index, message }) =>
      of > 1 && index !== undefined ? `entry ${index + 1}: ${message}` : message,
    );
  const more = refusals.length - told.length;
  return new ApiError(
    STATUSES[first.code],
    first.code,
    [...told, ...(more > 0 ? [`and ${more} more`] : [])].join('; '),
    {
      ...(first.index !== undefined && { refusals: refusals.slice(0, MOST_TOLD) }),
      ...(first.by !== undefined && { by: first.by }),
      ...(first.at !== undefined && { at: first.at }),
    },
  );
}
