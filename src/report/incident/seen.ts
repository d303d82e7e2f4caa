// What of the network a reader may be told of who sees some links only.

import { isId, linkId, type SiteId } from '../../domain/ids.ts';
import type { Link } from '../../domain/link.ts';
import { BEYOND_LINK, BEYOND_SITE } from '../../domain/scope-cut.ts';
import type { Reason } from '../../domain/state.ts';
import type { ReportSources } from '../sources.ts';

/** The link of an id, as far as the reader may see it. */
export function seenLink(id: string, { config, visible }: ReportSources): Link | undefined {
  const link = isId(id) ? config.network.links.get(linkId(id)) : undefined;
  return link && (visible?.(link.id) ?? true) ? link : undefined;
}

/** Ends of the links that the reader may see, and the monitor's own site; all sites where he sees all. */
export function seenSites({ config, visible }: ReportSources): ReadonlySet<SiteId> {
  const { links, sites, monitorSite } = config.network;
  if (!visible) return new Set(sites.keys());
  const seen = [...links.values()].filter(({ id }) => visible(id));
  return new Set([monitorSite, ...seen.flatMap(({ from, to }) => [from, to])]);
}

/** A reason without ids of what he may not see. */
export function seenReason(reason: Reason, sources: ReportSources): Reason {
  if (!sources.visible) return reason;
  const sites = seenSites(sources);
  if (reason.kind === 'silent')
    return { ...reason, ancestors: reason.ancestors.filter(({ site }) => sites.has(site)) };
  if (reason.kind !== 'ancestor') return reason;
  const link = seenLink(reason.link, sources)?.id ?? BEYOND_LINK;
  return { ...reason, link, site: sites.has(reason.site) ? reason.site : BEYOND_SITE };
}
