// Applies the server's messages to a screen. Batches copy each collection once, however many messages they hold.

import type { Alert } from '../../domain/alert.ts';
import { type EngineEvent, isDurable } from '../../domain/event.ts';
import type { LinkId } from '../../domain/ids.ts';
import type { LinkView, MaintenanceView, NetworkView, ServerMessage } from '../../stream/protocol.ts';
import { type BrowserInstant, type Heard, type Province, type Screen, serverNow } from './screen.ts';

/** Alerts whose newest act is remembered; of others the next one tells as well. */
const ACTS_LIMIT = 500;

/** A message and when it arrived. */
export interface Arrival {
  readonly message: ServerMessage;
  readonly instant: BrowserInstant;
}

/** What a batch did. */
export interface Reduced {
  readonly screen: Screen;
  /** True when only a new snapshot can help: the daemon is another one, or its plan has changed. */
  readonly needsSnapshot: boolean;
}

interface Draft {
  province: Province;
  links?: Map<LinkId, LinkView>;
  alerts?: Map<number, Alert>;
  acts?: Map<number, number>;
}

/** Applies arrivals in order. Pure: the same screen and arrivals give the same result. */
export function reduce(before: Screen, arrivals: readonly Arrival[]): Reduced {
  let screen = before;
  let draft: Draft | undefined = before.province && { province: before.province };
  let needsSnapshot = false;
  for (const { message, instant } of arrivals) {
    switch (message.type) {
      case 'hello':
        screen = { ...screen, heard: { instant, serverTime: message.serverTime } };
        needsSnapshot =
          draft !== undefined &&
          (message.bootId !== draft.province.bootId || message.seq < draft.province.seq);
        break;
      case 'snapshot':
        screen = { ...screen, heard: heardAgain(screen.heard, instant, message.network.serverTime) };
        draft = { province: fromSnapshot(message.network, message.seq) };
        needsSnapshot = false;
        break;
      case 'heartbeat':
        screen = {
          ...screen,
          heard: { instant, serverTime: message.serverTime },
          oldestDataMs: message.oldestDataMs,
        };
        break;
      // Events prove nothing about those that are still to come: only a heartbeat says that none is missing.
      case 'event':
      case 'events':
      case 'figures':
        if (!draft) break;
        for (const event of message.type === 'event' ? [message] : message.events) {
          if (asksForSnapshot(event) && event.seq > draft.province.seq) needsSnapshot = true;
          applyEvent(draft, event);
        }
        break;
      case 'link.echo':
      case 'closing':
        break;
    }
  }
  return { screen: draft ? { ...screen, province: finish(draft) } : screen, needsSnapshot };
}

/** A new plan, and a window that covers links, or others than before: only a snapshot tells which. */
function asksForSnapshot(event: EngineEvent): boolean {
  return (
    event.kind === 'monitor.config' ||
    event.kind === 'maintenance.changed' ||
    (event.kind === 'maintenance.begun' && event.links > 0)
  );
}

/** A snapshot is a sign of life, but only greetings and heartbeats tell the time: it may be shared, and a second old. */
function heardAgain(heard: Heard | undefined, instant: BrowserInstant, atLeast: number): Heard {
  return { instant, serverTime: Math.max(serverNow(heard, instant) ?? 0, atLeast) };
}

function fromSnapshot(network: NetworkView, seq: number): Province {
  return {
    bootId: network.bootId,
    seq,
    version: network.version,
    facts: network.province,
    simulated: network.simulated,
    echoEngine: network.echoEngine,
    monitorSite: network.monitorSite,
    ...(network.blindSince !== undefined && { blindSince: network.blindSince }),
    sites: new Map(network.sites.map((site) => [site.id, site])),
    links: new Map(network.links.map((link) => [link.id, link])),
    alerts: new Map(network.alerts.map((alert) => [alert.number, alert])),
    acts: new Map(),
    acknowledgeFrom: network.acknowledgeFrom ?? 'info',
    maintenance: network.maintenance ?? [],
    undurable: false,
  };
}

/**
 * Kept events arrive in order, and only they move `seq`: figures are gathered for a moment and passed by them. Which round
 * is newer the round itself says.
 */
function applyEvent(draft: Draft, event: EngineEvent & { seq: number; durable: boolean }): void {
  if (isDurable(event)) {
    if (event.seq <= draft.province.seq) return;
    draft.province = {
      ...draft.province,
      seq: event.seq,
      undurable: draft.province.undurable || !event.durable,
    };
  }
  switch (event.kind) {
    case 'link.state':
      changeLink(draft, event.link, (link) => ({
        ...link,
        state: event.state,
        since: event.from,
        reason: event.reason,
        suspected: false,
      }));
      break;
    case 'link.round':
      changeLink(draft, event.link, (link) => {
        if (link.round && link.round.to > event.round.to) return link;
        const { rttMs: _, ...rest } = link;
        // A suspicion that came to nothing is no event; a confirmed one follows as a state.
        return {
          ...rest,
          suspected: false,
          round: event.round,
          verdictAt: Math.max(link.verdictAt ?? 0, event.round.to),
        };
      });
      break;
    case 'link.device':
      changeLink(draft, event.link, (link) => {
        if (link.device && link.device.at > event.at) return link;
        const { at, result, incarnation, rates } = event;
        return { ...link, device: { at, result, incarnation, ...(rates && { rates }) } };
      });
      break;
    case 'alert.raised':
    case 'alert.changed':
    case 'alert.closed': {
      draft.alerts ??= new Map(draft.province.alerts);
      if (event.alert.status === 'closed') draft.alerts.delete(event.alert.number);
      else draft.alerts.set(event.alert.number, event.alert);
      break;
    }
    case 'alert.act': {
      draft.acts ??= new Map(draft.province.acts);
      draft.acts.set(event.act.alert, event.seq);
      const [oldest] = draft.acts.keys();
      if (draft.acts.size > ACTS_LIMIT && oldest !== undefined) draft.acts.delete(oldest);
      break;
    }
    case 'maintenance.ended': {
      const isOver = (each: MaintenanceView): boolean =>
        each.window === event.window && each.from === event.from;
      const maintenance = draft.province.maintenance.filter((each) => !isOver(each));
      draft.province = { ...draft.province, maintenance };
      break;
    }
    case 'monitor.blind':
      draft.province = { ...draft.province, blindSince: event.from };
      break;
    case 'monitor.sighted': {
      const { blindSince: _, ...sighted } = draft.province;
      draft.province = sighted;
      break;
    }
    case 'monitor.fault':
      if (event.fault === 'store' && !event.active) draft.province = { ...draft.province, undurable: false };
      break;
    // The rest shows itself through alerts, states or a new snapshot.
    case 'link.cause':
    case 'link.inventory':
    case 'link.trap':
    case 'maintenance.begun':
    case 'maintenance.changed':
    case 'monitor.started':
    case 'monitor.config':
      break;
  }
}

function changeLink(draft: Draft, id: LinkId, change: (link: LinkView) => LinkView): void {
  const known = (draft.links ?? draft.province.links).get(id);
  if (!known) return;
  const changed = change(known);
  if (changed === known) return;
  draft.links ??= new Map(draft.province.links);
  draft.links.set(id, changed);
}

function finish(draft: Draft): Province {
  return {
    ...draft.province,
    ...(draft.links && { links: draft.links }),
    ...(draft.alerts && { alerts: draft.alerts }),
    ...(draft.acts && { acts: draft.acts }),
  };
}
