// How long links, and places that links serve, were in which state.

import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { isId, type LinkId, linkId } from '../domain/ids.ts';
import type { MaintenanceSpan } from '../domain/sla/account.ts';
import { type Place, pathIntervals, siteIntervals } from '../domain/sla/places.ts';
import { coveredMs, unionOf } from '../domain/sla/stops.ts';
import type { Interval } from '../domain/state.ts';
import { toJson } from '../stream/encode.ts';
import { seenBy } from './access-visit.ts';
import { AvailabilitySum, type Window } from './availability.ts';
import { availabilityQuery, availabilityReply } from './availability-schemas.ts';
import type { ApiDeps } from './deps.ts';
import { ApiError, replies } from './errors.ts';
import { errorReply } from './schemas.ts';

/** Links whose intervals are read before others get their turn: about 5 ms. */
const LINKS_AT_ONCE = 100;

/** Adds the route. */
export function addAvailability(server: FastifyInstance, all: ApiDeps): void {
  server.withTypeProvider<ZodTypeProvider>().get(
    '/api/v1/availability',
    {
      schema: {
        summary: 'How long links were in which state',
        querystring: availabilityQuery,
        ...replies({ 200: availabilityReply, 400: errorReply, 404: errorReply }),
      },
    },
    async (request, reply) => {
      const deps = seenBy(request, all);
      const { from, to, by, link } = request.query;
      const only = link === undefined ? undefined : known(deps, link);
      const window = { from, to, now: deps.now() };
      const groups =
        by === 'site' || by === 'path'
          ? await overPlaces(deps, window, { by, only })
          : await overLinks(deps, window, { by, only });
      return send(reply, { from, to, groups });
    },
  );
}

type Groups = ReturnType<AvailabilitySum['groups']>;

async function overLinks(
  deps: ApiDeps,
  window: Window,
  {
    by,
    only,
  }: { readonly by: 'link' | 'regency' | 'provider' | 'contract'; readonly only: LinkId | undefined },
): Promise<Groups> {
  const { from, to } = window;
  const sum = new AvailabilitySum(window);
  const spans = deps.maintenanceSpans?.(from, to);
  // Links that the same windows cover share their list.
  const sums = new Map<readonly MaintenanceSpan[], number>();
  const maintenanceMs = (id: LinkId): number | undefined => {
    const own = spans?.get(id);
    if (!own) return spans && 0;
    const ms = sums.get(own) ?? coveredMs(unionOf(own), window);
    sums.set(own, ms);
    return ms;
  };
  for (const [index, id] of (only === undefined ? [...deps.linkIds()] : [only]).entries()) {
    const key = by === 'link' ? id : deps.groupOf(id, by);
    if (key !== undefined) sum.add(key, id, deps.intervals(id, from, to), maintenanceMs(id));
    if (index % LINKS_AT_ONCE === LINKS_AT_ONCE - 1) await deps.breathe();
  }
  return sum.groups();
}

/** With `only`: the places that this link serves. */
async function overPlaces(
  deps: ApiDeps,
  window: Window,
  { by, only }: { readonly by: 'site' | 'path'; readonly only: LinkId | undefined },
): Promise<Groups> {
  const { from } = window;
  const to = Math.min(window.to, Math.max(from, window.now));
  const sum = new AvailabilitySum(window);
  // Many ways lead over the same site: what it was is read once.
  const hops = new Map<LinkId | undefined, readonly Interval[]>();
  let read = 0;
  const hop = async (links: Place['hops'][number]): Promise<readonly Interval[]> => {
    const before = hops.get(links[0]);
    if (before) return before;
    const intervals = siteIntervals(
      links.map((id) => deps.intervals(id, from, to)),
      { from, to },
    );
    hops.set(links[0], intervals);
    read += links.length;
    if (read >= LINKS_AT_ONCE) {
      read = 0;
      await deps.breathe();
    }
    return intervals;
  };
  for (const { site, hops: way } of deps.places?.(by) ?? []) {
    if (only !== undefined && !way.some((links) => links.includes(only))) continue;
    const chain: (readonly Interval[])[] = [];
    for (const links of way) chain.push(await hop(links));
    const intervals = by === 'site' ? (chain[0] ?? []) : pathIntervals(chain, { from, to });
    sum.addPlace(site, { links: way.reduce((count, links) => count + links.length, 0), intervals });
  }
  return sum.groups();
}

function known(deps: Pick<ApiDeps, 'link'>, id: string): LinkId {
  const link = isId(id) ? deps.link(id) : undefined;
  if (!link) throw new ApiError(404, 'not-found', `there is no link "${id}"`);
  return linkId(id);
}

function send(reply: FastifyReply, body: object): FastifyReply {
  return reply.type('application/json; charset=utf-8').send(toJson(body));
}
