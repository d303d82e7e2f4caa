// The routes of version 1, as far as this data goes.

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { type LinkId, linkId, type SiteId } from '../domain/ids.ts';
import { toJson } from '../stream/encode.ts';
import { addAcceptance } from './acceptance-routes.ts';
import { seenBy, visitOf } from './access-visit.ts';
import { addManyActs } from './act-many-routes.ts';
import { addActs } from './act-routes.ts';
import { ActThrottle } from './act-throttle.ts';
import { addAlerts } from './alert-routes.ts';
import { tile } from './availability.ts';
import { addAvailability } from './availability-routes.ts';
import type { ApiDeps } from './deps.ts';
import { addDevices } from './device-routes.ts';
import { ApiError, replies } from './errors.ts';
import { explainReply } from './explain-schemas.ts';
import { addLedger } from './ledger-routes.ts';
import { addLinkActs } from './link-act-routes.ts';
import { addLinkFacts } from './link-facts-routes.ts';
import { addMaintenance } from './maintenance-routes.ts';
import { addMap } from './map-routes.ts';
import { addReports } from './report-routes.ts';
import { addRollout } from './rollout-routes.ts';
import * as schemas from './schemas.ts';
import { addSparks } from './spark-routes.ts';
import { addVicon } from './vicon-routes.ts';

const { errorReply } = schemas;
const JSON_TYPE = 'application/json; charset=utf-8';

/** Adds the routes about the network, its links and alerts, and what operators do. */
export function addRoutes(server: FastifyInstance, deps: ApiDeps): void {
  const app = server.withTypeProvider<ZodTypeProvider>();
  addNetwork(app, deps);
  addAvailability(server, deps);
  addLinks(app, deps);
  addDevices(server, deps);
  addSparks(server, deps);
  addAlerts(server, deps);
  const throttle = new ActThrottle(deps.monoMs);
  addActs(server, deps, throttle);
  addLinkFacts(server, deps);
  if (deps.linkActs) addLinkActs(server, deps, { desk: deps.linkActs, throttle });
  addManyActs(server, deps, throttle);
  if (deps.maintenance) addMaintenance(server, deps.maintenance, throttle);
  if (deps.map) addMap(server, deps.map);
  if (deps.vicon) addVicon(server, deps.vicon, throttle, sightOf);
  if (deps.rollout) addRollout(server, deps.rollout);
  if (deps.acceptance) addAcceptance(server, deps.acceptance, throttle);
  if (deps.reports) addReports(server, deps.reports, throttle);
  if (deps.ledger) addLedger(server, deps.ledger, throttle);
}

/** Sites whose readiness somebody sees who sees a part: his own, not those above them. */
function sightOf(request: FastifyRequest): ((site: SiteId) => boolean) | undefined {
  const { view } = visitOf(request);
  return view && ((site) => view.own.has(site));
}

type App = FastifyInstance<
  FastifyInstance['server'],
  Parameters<FastifyInstance['routing']>[0],
  Parameters<FastifyInstance['routing']>[1],
  FastifyInstance['log'],
  ZodTypeProvider
>;

function addNetwork(app: App, all: ApiDeps): void {
  const summary = 'Everything a screen begins with, at most a second old';
  const answers = replies({ 200: schemas.networkReply });
  app.get('/api/v1/network', { exposeHeadRoute: false, schema: { summary, ...answers } }, (request, reply) =>
    reply.type(JSON_TYPE).send(seenBy(request, all).networkJson()),
  );
  // The page asks in this way whether a token is wanted; megabytes need not be written for that.
  app.head('/api/v1/network', { schema: { hide: true } }, (_, reply) => reply.type(JSON_TYPE).send());
}

function addLinks(app: App, all: ApiDeps): void {
  const params = schemas.linkParams;
  app.get(
    '/api/v1/links/:id',
    {
      schema: {
        summary: 'One link, and its echoes of the last ten minutes',
        params,
        ...replies({ 200: schemas.linkDetailReply, 404: errorReply }),
      },
    },
    (request, reply) => {
      const deps = seenBy(request, all);
      const link = deps.link(request.params.id);
      if (!link) throw noLink(request.params.id);
      const plan = deps.linkPlan?.(link.id);
      return send(reply, { link, echoes: deps.recentEchoes(link.id), ...(plan && { plan }) });
    },
  );
  app.get(
    '/api/v1/links/:id/intervals',
    {
      schema: {
        summary: 'What the link was doing, as intervals that tile the window',
        params,
        querystring: schemas.intervalsQuery,
        ...replies({ 200: schemas.intervalsReply, 400: errorReply, 404: errorReply }),
      },
    },
    (request, reply) => {
      const deps = seenBy(request, all);
      const link = known(deps, request.params.id);
      const { from, to, limit } = request.query;
      const tiles = tile(link, deps.intervals(link, from, to), { from, to, now: deps.now() });
      const intervals = limit === undefined ? tiles : tiles.slice(-limit);
      return send(reply, { link, intervals, total: tiles.length });
    },
  );
  app.get(
    '/api/v1/links/:id/history',
    {
      schema: {
        summary: 'RTT, loss, state and traffic over time',
        params,
        querystring: schemas.historyQuery,
        ...replies({ 200: schemas.historyReply, 400: errorReply, 404: errorReply, 503: errorReply }),
      },
    },
    async (request, reply) => {
      const deps = seenBy(request, all);
      const link = known(deps, request.params.id);
      try {
        return send(reply, await deps.history({ link, ...request.query }));
      } catch (error) {
        throw new ApiError(503, 'history', error instanceof Error ? error.message : String(error));
      }
    },
  );
  app.get(
    '/api/v1/links/:id/explain',
    {
      schema: {
        summary: 'Why the link is in its state, and why it is or is not alerting',
        params,
        querystring: schemas.explainQuery,
        ...replies({ 200: explainReply, 404: errorReply }),
      },
    },
    (request, reply) => {
      const deps = seenBy(request, all);
      const explanation = deps.explain(known(deps, request.params.id), request.query.locale);
      if (!explanation) throw noLink(request.params.id);
      return send(reply, explanation);
    },
  );
}

function known(deps: ApiDeps, id: string): LinkId {
  if (!deps.link(id)) throw noLink(id);
  return linkId(id);
}

function noLink(id: string): ApiError {
  return new ApiError(404, 'not-found', `there is no link "${id}"`);
}

/** Answers are JSON already: counters are BigInts, which only our own writer knows. */
function send<Reply extends { type(name: string): { send(text: string): unknown } }>(
  reply: Reply,
  value: unknown,
): Reply {
  reply.type(JSON_TYPE).send(toJson(value));
  return reply;
}
