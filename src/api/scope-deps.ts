// What the routes are given for somebody who sees a part of the province: the same parts, without what is beyond. What he may
// not see is not there: unknown, not forbidden.

import type { Alert } from '../domain/alert.ts';
import { isWished } from '../domain/alert-search.ts';
import { isId, type LinkId, linkId } from '../domain/ids.ts';
import { cutAct, cutAlert, cutInterval } from '../domain/scope-cut.ts';
import type { ScopeView } from '../domain/scope-view.ts';
import { toJson } from '../stream/encode.ts';
import { cutLink, cutNetwork } from '../stream/scope-network.ts';
import type { AlertQuery, ApiDeps } from './deps.ts';
import { cutIncident } from './scope-incident.ts';
import { scopedDesk } from './scope-maintenance.ts';

/** Alerts read at once while those that may be seen are picked. */
const ALERTS_AT_ONCE = 1_000;
/** In so many of his alerts a wish is looked for, as in those of the whole province. */
const MOST_SEARCHED = 20_000;
/** The network is written anew at most so often, as that of the whole province is. */
const NETWORK_MS = 1_000;

/** What a part rests on. */
export interface ScopedParts {
  readonly deps: ApiDeps;
  /** By the present plan. */
  readonly view: () => ScopeView;
  /** The links that a maintenance window covers by the present plan; undefined for an unknown window. */
  readonly covered: (window: string) => Iterable<LinkId> | undefined;
}

/** The parts as he sees them. What no scoped route asks for refuses to answer, should one come to ask. */
export function scopedDeps(parts: ScopedParts): ApiDeps {
  const { deps, view } = parts;
  const sees = (id: string): boolean => isId(id) && view().links.has(linkId(id));
  const alertOf = (number: number): Alert | undefined => {
    const alert = deps.alert(number);
    return alert && cutAlert(view(), alert);
  };
  const { linkPlan, maintenance, places, maintenanceSpans } = deps;
  // Part by part: one that comes to be is not seen before somebody has thought about it.
  return {
    now: deps.now,
    monoMs: deps.monoMs,
    breathe: deps.breathe,
    network: () => cutNetwork(view(), deps.network()),
    networkJson: kept(deps, () => Buffer.from(toJson(cutNetwork(view(), deps.network())))),
    link: (id) => {
      const link = sees(id) ? deps.link(id) : undefined;
      return link && cutLink(view(), link);
    },
    ...(linkPlan && {
      linkPlan: (id) => {
        const plan = sees(id) ? linkPlan(id) : undefined;
        return plan && { ...plan, maintenance: plan.maintenance.map(({ note, ...window }) => window) };
      },
    }),
    linkIds: () => [...deps.linkIds()].filter(sees),
    groupOf: (id, by) => (sees(id) ? deps.groupOf(id, by) : undefined),
    // A place is his when every link that serves it is.
    ...(places && {
      places: (by) => places(by).filter(({ hops }) => hops.every((links) => links.every(sees))),
    }),
    ...(maintenanceSpans && {
      maintenanceSpans: (from, to) => new Map([...maintenanceSpans(from, to)].filter(([link]) => sees(link))),
    }),
    recentEchoes: (id) => (sees(id) ? deps.recentEchoes(id) : []),
    intervals: (id, from, to) =>
      sees(id) ? deps.intervals(id, from, to).map((interval) => cutInterval(view(), interval)) : [],
    alerts: (query) => seenAlerts(deps, view(), query),
    alert: alertOf,
    causes: (from) => deps.causes(from).filter(({ link }) => sees(link)),
    acts: (alert) => (alertOf(alert) ? deps.acts(alert).flatMap((act) => cutAct(view(), act) ?? []) : []),
    // Through which channels jalur tells whom is about jalur itself.
    messages: () => [],
    act: refuse,
    incident: (number, limit) => cutIncident(deps, view(), { number, limit }),
    history: (query) => (sees(query.link) ? deps.history(query) : Promise.reject(unseen(query.link))),
    metricHistory: (query) =>
      sees(query.link) ? deps.metricHistory(query) : Promise.reject(unseen(query.link)),
    device: (id) => {
      const detail = sees(id) ? deps.device(id) : undefined;
      if (!detail?.inventory) return detail;
      // Neighbours are devices of others as often as not.
      return { ...detail, inventory: { ...detail.inventory, neighbours: [] } };
    },
    interfaces: (id) =>
      sees(id)
        ? deps.interfaces(id)
        : Promise.resolve({ kind: 'failed', failure: 'local', detail: 'the link left the plan' }),
    explain: (id, locale) => (sees(id) ? deps.explain(id, locale, view()) : undefined),
    ...(maintenance && { maintenance: scopedDesk(maintenance, parts) }),
    beat: refuse,
    health: refuse,
    figures: refuse,
  };
}

/** Of all alerts those that may be seen, page by page; a wish is looked for in what he is told, not in what was cut. */
function seenAlerts(deps: ApiDeps, view: ScopeView, { wish, limit, ...query }: AlertQuery): readonly Alert[] {
  if (query.link !== undefined && !view.links.has(query.link)) return [];
  const found: Alert[] = [];
  // Those of others are left out by the store: there may be so many that reading them would hold up the echoes.
  const subjects = new Set<string>(['monitor', ...view.links]);
  let { before } = query;
  for (let read = 0; ; read += ALERTS_AT_ONCE) {
    const page = deps.alerts({
      ...query,
      subjects,
      limit: ALERTS_AT_ONCE,
      ...(before !== undefined && { before }),
    });
    for (const alert of page) {
      const seen = cutAlert(view, alert);
      if (seen && (!wish || isWished(seen, wish))) found.push(seen);
    }
    const last = page.at(-1);
    const isSearchedEnough = wish !== undefined && read + ALERTS_AT_ONCE >= MOST_SEARCHED;
    if (found.length >= limit || page.length < ALERTS_AT_ONCE || !last || isSearchedEnough)
      return found.slice(0, limit);
    before = last.number;
  }
}

/** Makes a value anew when it is older than a second. */
function kept(deps: ApiDeps, make: () => Buffer): () => Buffer {
  let made: { readonly value: Buffer; readonly atMs: number } | undefined;
  return () => {
    const nowMs = deps.monoMs();
    if (!made || nowMs - made.atMs >= NETWORK_MS) made = { value: make(), atMs: nowMs };
    return made.value;
  };
}

function unseen(link: LinkId): Error {
  return new Error(`there is no link "${link}"`);
}

function refuse(): never {
  throw new Error('a route asks for the whole province in the name of somebody who sees a part of it');
}
