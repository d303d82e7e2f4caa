// Which devices an echo reaches, and through what weather, when some links and devices are out of order. Pure.

import type { LinkId, SiteId } from '../../domain/ids.ts';
import type { Link } from '../../domain/link.ts';
import type { Network } from '../../domain/network.ts';
import { CALM, fairWeather, through, type Weather } from './weather.ts';

/** What is wrong with one link and its device. */
export interface Trouble {
  /** The line is cut, or there is no device at its end, or it has no power, or it restarts. */
  readonly dark: boolean;
  readonly degrade?: Weather;
}

/** What an echo meets: silence, or weather. */
export type Passage = { readonly kind: 'silent' } | { readonly kind: 'open'; readonly weather: Weather };

/** The passage where nothing answers. */
export const SILENT: Passage = { kind: 'silent' };

/** Longer paths than this are a cycle, which the configuration loader excludes. */
const MAX_HOPS = 64;

/**
 * The passage to every link's device. A device is reached over its own link from a site that is reached; a site is reached
 * over any link that works, primary ones first.
 */
export function passages(
  network: Network,
  troubleOf: (link: LinkId) => Trouble | undefined,
): ReadonlyMap<LinkId, Passage> {
  const inbound = new Map<SiteId, Link[]>();
  for (const link of network.links.values()) {
    const list = inbound.get(link.to) ?? [];
    if (link.role === 'primary') list.unshift(link);
    else list.push(link);
    inbound.set(link.to, list);
  }
  const sites = new Map<SiteId, Passage>([[network.monitorSite, { kind: 'open', weather: CALM }]]);
  const linkPassage = (link: Link, hops: number): Passage => {
    const trouble = troubleOf(link.id);
    if (trouble?.dark === true || hops > MAX_HOPS) return SILENT;
    const before = sitePassage(link.from, hops);
    if (before.kind === 'silent') return SILENT;
    const own = trouble?.degrade ? through(fairWeather(link), trouble.degrade) : fairWeather(link);
    return { kind: 'open', weather: through(before.weather, own) };
  };
  const sitePassage = (site: SiteId, hops: number): Passage => {
    const known = sites.get(site);
    if (known) return known;
    const links = inbound.get(site);
    // A site that no link leads to is in the office's own building.
    let passage: Passage = links ? SILENT : { kind: 'open', weather: CALM };
    for (const link of links ?? []) {
      passage = linkPassage(link, hops + 1);
      if (passage.kind === 'open') break;
    }
    sites.set(site, passage);
    return passage;
  };
  return new Map([...network.links.values()].map((link) => [link.id, linkPassage(link, 0)]));
}
