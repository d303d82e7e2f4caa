// What screens are shown: snapshots, events, single echoes of the links they watch.

import { randomUUID } from 'node:crypto';
import type { Figure } from '../api/deps.ts';
import { gauge } from '../api/figure.ts';
import type { MaintenancePort } from '../api/maintenance-port.ts';
import { ScopeViews } from '../api/scope-desk.ts';
import type { EchoBatch } from '../domain/echo.ts';
import type { NumberedEvent } from '../domain/event.ts';
import { isId, linkId } from '../domain/ids.ts';
import type { EngineLoop } from '../engine/loop.ts';
import type { EchoEngine } from '../probe/icmp/port.ts';
import type { Timeline } from '../runtime/timeline.ts';
import type { StateStore } from '../store/state/port.ts';
import { feedEchoes } from '../stream/echo-feed.ts';
import { Hub } from '../stream/hub.ts';
import type { HubDeps } from '../stream/hub-port.ts';
import type { NetworkView } from '../stream/protocol.ts';
import { ScopeHubs } from '../stream/scope-hubs.ts';
import { shownEvents } from '../stream/shown.ts';
import { networkView, oldestDataMs } from '../stream/view.ts';
import type { Opening } from './parts.ts';

/** What screens are fed by. */
export interface ScreenDeps {
  readonly loop: () => EngineLoop;
  readonly store: StateStore;
  readonly timeline: Timeline;
  readonly echoes: EchoEngine;
  /** Planned work; asked for when somebody watches a part of the province. */
  readonly maintenance: () => Pick<MaintenancePort, 'windows'>;
}

/** The way to the screens. */
export interface Screens {
  readonly hub: Hub;
  /** Streams of parts of the province, and what each of them shows. */
  readonly parts: ScopeHubs;
  readonly views: ScopeViews;
  /** Announces one step's events to everybody who may see them. */
  readonly publish: (events: readonly NumberedEvent[]) => void;
  readonly snapshot: () => NetworkView;
  /** What /metrics tells of the streams of parts. */
  readonly figures: () => readonly Figure[];
  /** Sends a batch's echoes to whoever watches their links. */
  readonly feed: (batch: EchoBatch) => void;
}

/** Opens the hub; `loop` is asked for when the first screen comes. */
export function openScreens(deps: ScreenDeps, { options, timers, closer }: Opening): Screens {
  const { loop, store, timeline, echoes } = deps;
  const bootId = randomUUID();
  const snapshot = (): NetworkView => {
    const { engine, why } = echoes.status();
    return networkView(loop().state, {
      seq: store.seq(),
      now: timeline.now(),
      bootId,
      version: options.version,
      echoEngine: { engine, why },
    });
  };
  const hubDeps: HubDeps = {
    snapshot,
    eventsSince: (seq, limit) => store.eventsSince(seq, limit),
    seq: () => store.seq(),
    oldestDataMs: () => oldestDataMs(loop().state, timeline.now()),
    now: () => timeline.now(),
    isLink: (id) => isId(id) && loop().state.links.has(linkId(id)),
    bootId,
    timers,
  };
  const hub = new Hub(hubDeps);
  const views = new ScopeViews(() => ({ state: loop().state, maintenance: deps.maintenance() }));
  const parts = new ScopeHubs({
    hub: hubDeps,
    viewOf: (scope) => views.of(scope),
    covered: (window) => views.covered(window),
    oldestDataMs: ({ links }) => oldestDataMs(loop().state, timeline.now(), links),
  });
  const publish = (events: readonly NumberedEvent[]): void => {
    const shown = shownEvents(events);
    hub.publish(shown);
    parts.publish(shown);
  };
  // Closed before the server too; a start that fails before it serves would leave a timer, and never end.
  closer.add('screens', () => {
    hub.close();
    parts.close();
  });
  const feed = (batch: EchoBatch): void =>
    feedEchoes(batch, {
      watched: () => (parts.size === 0 ? hub.watched() : new Set([...hub.watched(), ...parts.watched()])),
      keyOf: (id) => loop().state.links.get(id)?.key,
      send: (id, echoes) => {
        hub.echoes(id, echoes);
        parts.echoes(id, echoes);
      },
      now: () => timeline.now(),
    });
  const figures = (): readonly Figure[] => [
    gauge('jalur_stream_scopes', 'Parts of the province that somebody watches.', parts.size),
    gauge('jalur_stream_scope_clients', 'Clients of the streams of parts.', parts.clients),
  ];
  return { hub, parts, views, publish, snapshot, figures, feed };
}
