// Alerts, reasons and acts for somebody who sees a part of the province: what names something beyond it is left out, or
// stands there as beyond it. Texts that operators wrote about what he sees stay as they were written.

import type { Act, Actor } from './act.ts';
import type { Alert, Suppression } from './alert.ts';
import { type LinkId, linkId, type SiteId, siteId } from './ids.ts';
import type { ScopeView } from './scope-view.ts';
import type { Interval, Reason } from './state.ts';

/** Stands for a link beyond what may be seen. */
export const BEYOND_LINK = linkId('beyond-your-scope');
/** Stands for a site beyond what may be seen. */
export const BEYOND_SITE = siteId('beyond-your-scope');

/**
 * Facts of an alert about its own link. All others are left out, also those that come to be: how many links and sites it took
 * along, whether another link reaches the site, whose video conference is due.
 */
const OWN_FACTS: ReadonlySet<string> = new Set([
  'name',
  'from',
  'to',
  'medium',
  'role',
  'figure',
  'value',
  'limit',
  'instance',
  'ruleId',
  'ruleEn',
  'beatEveryMs',
  'overrun',
  'overrunSince',
  'address',
  'failure',
  'detail',
  'polls',
  'reboots',
  'lastAt',
  'uptimeS',
]);

/** Whether an alert may be seen: those about a link of his, and that the monitor is blind. */
export function seesAlert(view: ScopeView, { subject, rule }: Pick<Alert, 'subject' | 'rule'>): boolean {
  return subject === 'monitor' ? rule === 'monitor.blind' : view.links.has(subject);
}

/** An alert; undefined for one that may not be seen. */
export function cutAlert(view: ScopeView, alert: Alert): Alert | undefined {
  if (!seesAlert(view, alert)) return undefined;
  const { data, suppressed, ...rest } = alert;
  const isOwn = alert.subject !== 'monitor';
  return {
    ...rest,
    ...(suppressed && { suppressed: cutSuppression(view, suppressed) }),
    data: Object.fromEntries(Object.entries(data).filter(([name]) => isOwn && OWN_FACTS.has(name))),
  };
}

function cutSuppression(view: ScopeView, proof: Suppression): Suppression {
  if (proof.by !== 'ancestor' || view.links.has(proof.link)) return proof;
  const { by, since, provedAt } = proof;
  return { by, site: seenSite(view, proof.site), link: BEYOND_LINK, since, provedAt };
}

/** A reason. */
export function cutReason(view: ScopeView, reason: Reason): Reason {
  switch (reason.kind) {
    case 'ancestor':
      return { ...reason, site: seenSite(view, reason.site), link: seenLink(view, reason.link) };
    case 'silent':
      return {
        ...reason,
        ancestors: reason.ancestors.map(({ site, answeredAt }) => ({
          site: seenSite(view, site),
          answeredAt,
        })),
      };
    default:
      return reason;
  }
}

/** An interval of a link that may be seen. */
export function cutInterval(view: ScopeView, interval: Interval): Interval {
  return { ...interval, reason: cutReason(view, interval.reason) };
}

/** An act; undefined for one about what may not be seen. From which machine it was done is nobody else's business. */
export function cutAct(view: ScopeView, act: Act): Act | undefined {
  if (act.subject !== 'monitor' && !view.links.has(act.subject)) return undefined;
  return { ...act, actor: cutActor(act.actor) };
}

/** Who acted, without the address. */
export function cutActor({ who, via }: Actor): Actor {
  return { who, via };
}

/** The link, or what stands for one that may not be seen. */
export function seenLink(view: ScopeView, id: LinkId): LinkId {
  return view.links.has(id) ? id : BEYOND_LINK;
}

/** The site, or what stands for one that may not be seen. */
export function seenSite(view: ScopeView, id: SiteId): SiteId {
  return view.sites.has(id) ? id : BEYOND_SITE;
}
