// An incident for somebody who sees a part of the province: the members that he may see. What the others are, how many, and
// where it began is beyond him.

import { cutAct, cutAlert, seesAlert } from '../domain/scope-cut.ts';
import type { ScopeView } from '../domain/scope-view.ts';
import type { NetworkView } from '../stream/protocol.ts';
import type { ApiDeps } from './deps.ts';
import { type CountedNetwork, countsOf, type IncidentView, MOST_MEMBERS } from './incident.ts';

/**
 * The incident, with at most `limit` members. Where its root may not be seen, the member that came first stands for it. The
 * number of its incident for a member's; undefined where there is nothing that he may see.
 */
export function cutIncident(
  deps: Pick<ApiDeps, 'incident' | 'alert' | 'network'>,
  view: ScopeView,
  { number, limit }: { readonly number: number; readonly limit: number },
): IncidentView | { readonly belongsTo: number } | undefined {
  const found = deps.incident(number, MOST_MEMBERS);
  if (!found) return undefined;
  if ('belongsTo' in found) {
    const member = deps.alert(number);
    return member && seesAlert(view, member) ? found : undefined;
  }
  const own = cutAlert(view, found.root);
  const seen = found.members.flatMap((alert) => cutAlert(view, alert) ?? []);
  const root = own ?? seen[0];
  if (!root) return undefined;
  const members = own ? seen : seen.slice(1);
  return {
    incident: number,
    root,
    acts: own ? found.acts.flatMap((act) => cutAct(view, act) ?? []) : [],
    members: members.slice(0, limit),
    total: members.length,
    open: members.filter(({ status }) => status !== 'closed').length,
    counts: countsOf(root, members, networkOf(deps.network())),
  };
}

function networkOf({ links, sites }: NetworkView): CountedNetwork {
  return {
    links: new Map(links.map((link) => [link.id, link])),
    sites: new Map(sites.map((site) => [site.id, site])),
  };
}
