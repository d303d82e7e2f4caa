// Links and the whole network for somebody who sees a part of the province.

import type { LinkId } from '../domain/ids.ts';
import { cutAlert, cutReason } from '../domain/scope-cut.ts';
import type { ScopeView } from '../domain/scope-view.ts';
import type { LinkView, MaintenanceView, NetworkView } from './protocol.ts';

/** A link that may be seen. */
export function cutLink(view: ScopeView, link: LinkView): LinkView {
  return { ...link, reason: cutReason(view, link.reason) };
}

/** The network. Field by field: one that comes to be is not seen before somebody has thought about it. */
export function cutNetwork(view: ScopeView, network: NetworkView): NetworkView {
  const { seq, serverTime, bootId, version, province, simulated, monitorSite } = network;
  const { blindSince, acknowledgeFrom, echoEngine } = network;
  const windows = network.maintenance?.flatMap((window) => cutOpenWindow(view, window) ?? []) ?? [];
  return {
    seq,
    serverTime,
    bootId,
    version,
    province,
    simulated,
    monitorSite,
    // Why this engine runs is about jalur's own machine.
    echoEngine: { engine: echoEngine.engine, why: '' },
    ...(blindSince !== undefined && { blindSince }),
    ...(acknowledgeFrom !== undefined && { acknowledgeFrom }),
    sites: network.sites.filter(({ id }) => view.sites.has(id)),
    links: network.links.filter(({ id }) => view.links.has(id)).map((link) => cutLink(view, link)),
    alerts: network.alerts.flatMap((alert) => cutAlert(view, alert) ?? []),
    ...(windows.length > 0 && { maintenance: windows }),
  };
}

/** A window that is open; undefined where it covers nothing that may be seen. */
function cutOpenWindow(view: ScopeView, window: MaintenanceView): MaintenanceView | undefined {
  const links = seenAmong(view, window.links);
  return links.length === 0 ? undefined : { ...window, links };
}

/** The links among these that may be seen. */
export function seenAmong(view: ScopeView, links: Iterable<LinkId>): readonly LinkId[] {
  return [...links].filter((id) => view.links.has(id));
}
