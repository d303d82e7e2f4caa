// Events for somebody who sees a part of the province. Their numbers stay: gaps between them mean nothing.

import type { EngineEvent, MaintenanceEvent, NumberedEvent } from '../domain/event.ts';
import type { LinkId } from '../domain/ids.ts';
import { cutAct, cutAlert, cutReason } from '../domain/scope-cut.ts';
import type { ScopeView } from '../domain/scope-view.ts';
import { seenAmong } from './scope-network.ts';

/** What cutting rests on. */
export interface EventCut {
  readonly view: ScopeView;
  /** The links that a maintenance window covers by the present plan; undefined for a window that is not known any more. */
  readonly covered: (window: string) => Iterable<LinkId> | undefined;
}

/** The events that may be seen, each without what may not. */
export function cutEvents(events: readonly NumberedEvent[], cut: EventCut): readonly NumberedEvent[] {
  return events.flatMap((numbered) => {
    const event = cutEvent(numbered.event, cut);
    return event ? [{ ...numbered, event }] : [];
  });
}

/** An event; undefined for one that may not be seen. What jalur says of itself is for those who see the whole province. */
export function cutEvent(event: EngineEvent, cut: EventCut): EngineEvent | undefined {
  const { view } = cut;
  switch (event.kind) {
    case 'link.state':
      return view.links.has(event.link) ? { ...event, reason: cutReason(view, event.reason) } : undefined;
    case 'link.round':
    case 'link.device':
    case 'link.cause':
    case 'link.inventory':
    case 'link.trap':
      return view.links.has(event.link) ? event : undefined;
    case 'alert.raised':
    case 'alert.changed':
    case 'alert.closed': {
      const alert = cutAlert(view, event.alert);
      return alert && { ...event, alert };
    }
    case 'alert.act': {
      const act = event.act.subject === 'monitor' ? undefined : cutAct(view, event.act);
      return act && { ...event, act };
    }
    case 'maintenance.begun':
    case 'maintenance.changed':
    case 'maintenance.ended':
      return cutMaintenance(event, cut);
    case 'monitor.blind':
    case 'monitor.sighted':
    case 'monitor.started':
      return event;
    case 'monitor.config':
      // A screen takes the new plan as a whole; what left it is not in the view any more.
      return {
        ...event,
        added: seenAmong(view, event.added),
        removed: [],
        changed: seenAmong(view, event.changed),
      };
    case 'monitor.fault':
      return undefined;
  }
}

function cutMaintenance(event: MaintenanceEvent, { view, covered }: EventCut): MaintenanceEvent | undefined {
  const links = seenAmong(view, covered(event.window) ?? []).length;
  return links === 0 ? undefined : { ...event, links };
}
