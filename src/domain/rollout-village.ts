// Where one village stands in the roll-out: what the office says of it, and, apart from that, what has been measured.

import type { LinkId, SiteId } from './ids.ts';
import { overlapMs, type Span } from './interval.ts';
import { isProbed, type Link } from './link.ts';
import { inboundLinks, type Network, regencyOf } from './network.ts';
import type { ConnectedRule, RolloutPlan } from './rollout-plan.ts';
import type { Site } from './site.ts';

/** What the office says of a village; the furthest of its links counts. `ended`: all of them are suspended or retired. */
export const DECLARED = ['planned', 'building', 'active', 'ended'] as const;
/** One of {@link DECLARED}. */
export type Declared = (typeof DECLARED)[number];

/** What has been measured of it; see {@link measuredOf}. */
export const MEASURED = ['connected', 'silent', 'unseen'] as const;
/** One of {@link MEASURED}. */
export type Measured = (typeof MEASURED)[number];

/** How long something was so within the time that is looked back on, in ms; of several links, time counts once. */
export interface Seen {
  /** Some link was up or degraded. */
  readonly workedMs: number;
  /** The state of some link was known. */
  readonly knownMs: number;
}

/** A village that belongs to the roll-out, before anything is measured of it. */
export interface Village {
  readonly site: SiteId;
  readonly name: string;
  readonly code?: string;
  readonly regency?: SiteId;
  readonly programme?: string;
  readonly year?: number;
  /** Day construction begun, where it is being built. */
  readonly building?: string;
  readonly declared: Declared;
  /** Links that lead there, primary ones first; empty while there is none. */
  readonly links: readonly LinkId[];
  /** Those of them that are measured at all: planned or active. */
  readonly probed: readonly LinkId[];
}

/** A village with what has been measured of it. */
export interface VillageStatus extends Village, Seen {
  readonly measured: Measured;
}

/**
 * The villages of the roll-out, in the configuration's order: those with a link, and those that have a programme or a year
 * of their own. A province lists hundreds of villages that nobody has planned anything for: they are left out.
 * `today` is the province's day, `YYYY-MM-DD`.
 */
export function villagesOf(network: Network, today: string): readonly Village[] {
  const inbound = inboundLinks(network);
  return [...network.sites.values()].flatMap((site) => {
    if (site.kind !== 'village') return [];
    const links = [...(inbound.get(site.id) ?? [])].sort((a, b) => rank(a) - rank(b));
    const plan = planOf(site, links);
    if (links.length === 0 && plan.programme === undefined && plan.year === undefined) return [];
    const declared = declaredOf(site, links, today);
    const regency = regencyOf(network, site.id);
    const building = declared === 'building' ? plan.building : undefined;
    return [
      {
        site: site.id,
        name: site.name,
        ...(site.code !== undefined && { code: site.code }),
        ...(regency && { regency: regency.id }),
        ...(plan.programme !== undefined && { programme: plan.programme }),
        ...(plan.year !== undefined && { year: plan.year }),
        ...(building !== undefined && { building }),
        declared,
        links: links.map(({ id }) => id),
        probed: links.filter(({ stage }) => isProbed(stage)).map(({ id }) => id),
      },
    ];
  });
}

/**
 * Whether a village is connected, by what was measured and nothing else:
 * - `connected`: its links worked for `atLeastMs` in all within the time looked back on;
 * - `silent`: they were watched for as long, and did not;
 * - `unseen`: they were not watched for so long, so that nobody can say (jalur is new here, stood still, or was blind).
 */
export function measuredOf({ workedMs, knownMs }: Seen, { atLeastMs }: ConnectedRule): Measured {
  if (workedMs >= atLeastMs) return 'connected';
  return knownMs >= atLeastMs ? 'silent' : 'unseen';
}

/** What the intervals of a village's links say together about the window [from, to). */
export function seenWithin(spans: readonly Span[], from: number, to: number): Seen {
  const works = ({ state }: Span) => state === 'up' || state === 'degraded';
  return {
    workedMs: unionMs(spans.filter(works), from, to),
    knownMs: unionMs(
      spans.filter(({ state }) => state !== 'unknown'),
      from,
      to,
    ),
  };
}

function unionMs(spans: readonly Span[], from: number, to: number): number {
  let total = 0;
  let reached = from;
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    total += overlapMs(span, reached, to);
    reached = Math.max(reached, Math.min(span.to ?? to, to));
  }
  return total;
}

function rank({ role }: Link): number {
  return role === 'primary' ? 0 : 1;
}

/** Each word is that of the first link which says it, else the village's own. */
function planOf(site: Site, links: readonly Link[]): RolloutPlan {
  const first = <Key extends keyof RolloutPlan>(key: Key): RolloutPlan[Key] =>
    links.find((link) => link[key] !== undefined)?.[key] ?? site[key];
  const [programme, year, building] = [first('programme'), first('year'), first('building')];
  return {
    ...(programme !== undefined && { programme }),
    ...(year !== undefined && { year }),
    ...(building !== undefined && { building }),
  };
}

function declaredOf(site: Site, links: readonly Link[], today: string): Declared {
  if (links.some(({ stage }) => stage === 'active')) return 'active';
  const planned = links.filter(({ stage }) => stage === 'planned');
  if (links.length > 0 && planned.length === 0) return 'ended';
  const begun = (links.length > 0 ? planned : [site]).some(
    ({ building }) => building !== undefined && building <= today,
  );
  return begun ? 'building' : 'planned';
}
