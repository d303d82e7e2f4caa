// What screens see of the engine's state. Credentials stay out.

import type { LinkId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import { beatGraceMs } from '../domain/link.ts';
import type { OpenMaintenance } from '../domain/maintenance.ts';
import { regencyOf } from '../domain/network.ts';
import type { EngineState, LinkWatch } from '../engine/state.ts';
import type { DeviceView, LinkView, MaintenanceView, NetworkView, SiteView } from './protocol.ts';
import { shownResult } from './shown.ts';

/** What belongs to the process rather than to the engine. */
export interface ViewFrame {
  readonly seq: number;
  readonly now: Instant;
  readonly bootId: string;
  readonly version: string;
  readonly echoEngine: NetworkView['echoEngine'];
}

/** The whole network. */
export function networkView(state: EngineState, frame: ViewFrame): NetworkView {
  const { network } = state.config;
  return {
    seq: frame.seq,
    serverTime: frame.now.at,
    bootId: frame.bootId,
    version: frame.version,
    province: network.province,
    simulated: network.simulated,
    echoEngine: frame.echoEngine,
    monitorSite: network.monitorSite,
    ...(state.blind && { blindSince: state.blind.from }),
    sites: [...network.sites.values()].map((site): SiteView => site),
    links: [...state.links.values()].map((watch) => linkView(state, watch, frame.now)),
    alerts: [...state.alerts.values()].sort((a, b) => b.number - a.number),
    acknowledgeFrom: state.config.acknowledge.from,
    ...(state.maintenance.length > 0 && { maintenance: state.maintenance.map(maintenanceView) }),
  };
}

function maintenanceView({ id, name, announcedBy, from, to, links }: OpenMaintenance): MaintenanceView {
  return { window: id, name, announcedBy, from, to, links: [...links] };
}

/** One link. */
export function linkView(state: EngineState, watch: LinkWatch, now: Instant): LinkView {
  const { link } = watch;
  const regency = regencyOf(state.config.network, link.to);
  return {
    id: link.id,
    name: link.name,
    from: link.from,
    to: link.to,
    ...(regency && { regency: regency.id }),
    medium: link.medium,
    role: link.role,
    stage: link.stage,
    ...(link.bandwidthBps !== undefined && { bandwidthBps: link.bandwidthBps }),
    ...(link.provider !== undefined && { provider: link.provider }),
    ...(link.contract !== undefined && { contract: link.contract }),
    ...(link.device.address !== undefined && { address: link.device.address }),
    ...(link.device.beat && { beatEveryMs: link.device.beat.everyMs }),
    state: watch.state,
    since: watch.from,
    reason: watch.reason,
    suspected: state.suspects.has(watch),
    ...(watch.lastRound && { round: watch.lastRound }),
    ...(watch.verdictMs !== undefined && { verdictAt: Math.round(now.at - (now.monoMs - watch.verdictMs)) }),
    ...(watch.rttMs !== undefined && { rttMs: watch.rttMs }),
    ...(watch.device && { device: deviceView(watch.device) }),
  };
}

function deviceView(event: NonNullable<LinkWatch['device']>): DeviceView {
  return {
    at: event.at,
    result: shownResult(event.result),
    incarnation: event.incarnation,
    ...(event.rates && { rates: event.rates }),
  };
}

/**
 * Age in ms of the stalest active link's last verdict; 0 when nothing is active. Planned links are echoed seldom by
 * intention and are left out; of beats only what they are overdue counts. `among`: of these links only.
 */
export function oldestDataMs(state: EngineState, now: Instant, among?: ReadonlySet<LinkId>): number {
  let oldestMs = 0;
  for (const watch of state.links.values()) {
    if (watch.link.stage !== 'active' || among?.has(watch.link.id) === false) continue;
    const { beat } = watch.link.device;
    const usualMs = beat ? beat.everyMs + beatGraceMs(beat) : 0;
    oldestMs = Math.max(oldestMs, now.monoMs - (watch.verdictMs ?? watch.fromMs) - usualMs);
  }
  return Math.round(oldestMs);
}
