// The province as one immutable value: sites, links and the anchors near the monitor, with the look-ups root cause needs.

import type { LinkId, SiteId } from './ids.ts';
import type { EchoPlan, Link } from './link.ts';
import type { Site } from './site.ts';

/** An address near the monitor; when all of them are silent the monitor is blind. */
export interface Anchor {
  readonly address: string;
  readonly echo: EchoPlan;
}

/** Province-wide facts shown on screens and used for calendars. */
export interface Province {
  readonly name: string;
  /** Kemendagri code, for example `76`. */
  readonly code: string;
  /** IANA time zone, checked by the loader. */
  readonly timezone: string;
  readonly locale: 'id' | 'en';
}

/** Settings of the engine that hold for the whole network. */
export interface EngineSettings {
  /** Length of a round in ms (default 60,000). */
  readonly roundMs: number;
  /** A link may be called down by chance alone less than once in this many link-years (default 100). */
  readonly falseAlarmYears: number;
  /** Answered echoes in a row that end an outage (default 5). */
  readonly recoverEchoes: number;
  /** Period of the extra echoes of a suspicion or recovery in ms (default 200). */
  readonly burstEveryMs: number;
  /** Cap of the extra echoes of all suspicions together, per second (default 2,000). */
  readonly burstPerSecond: number;
  /** More state changes than this within `flapWindowMs` is flapping (default 6 in 600,000 ms). */
  readonly flapChanges: number;
  readonly flapWindowMs: number;
}

/** Everything jalur watches, and from where. */
export interface Network {
  readonly province: Province;
  /** The site the monitor stands at; always reachable by definition. */
  readonly monitorSite: SiteId;
  readonly sites: ReadonlyMap<SiteId, Site>;
  readonly links: ReadonlyMap<LinkId, Link>;
  readonly anchors: readonly Anchor[];
  readonly settings: EngineSettings;
  /** True when faults are simulated: every screen must say so. */
  readonly simulated: boolean;
}

/** Links that lead to each site, in configuration order; a site without any has no entry. */
export function inboundLinks(network: Network): ReadonlyMap<SiteId, readonly Link[]> {
  const inbound = new Map<SiteId, Link[]>();
  for (const link of network.links.values()) {
    const into = inbound.get(link.to);
    if (into) into.push(link);
    else inbound.set(link.to, [link]);
  }
  return inbound;
}

/**
 * The regency a site belongs to: itself or its nearest ancestor of kind `regency`; undefined above the regencies.
 * Cycles are excluded by the configuration loader.
 */
export function regencyOf(network: Network, site: SiteId): Site | undefined {
  let current = network.sites.get(site);
  while (current && current.kind !== 'regency') {
    current = current.parent === undefined ? undefined : network.sites.get(current.parent);
  }
  return current;
}
