// What screens are shown: snapshots, events, single echoes of the links they watch.

import { randomUUID } from 'node:crypto';
import type { EchoBatch } from '../domain/echo.ts';
import { isId, linkId } from '../domain/ids.ts';
import type { EngineLoop } from '../engine/loop.ts';
import type { EchoEngine } from '../probe/icmp/port.ts';
import type { Timeline } from '../runtime/timeline.ts';
import type { StateStore } from '../store/state/port.ts';
import { feedEchoes } from '../stream/echo-feed.ts';
import { Hub } from '../stream/hub.ts';
import type { NetworkView } from '../stream/protocol.ts';
import { networkView, oldestDataMs } from '../stream/view.ts';
import type { Opening } from './parts.ts';

/** What screens are fed by. */
export interface ScreenDeps {
  readonly loop: () => EngineLoop;
  readonly store: StateStore;
  readonly timeline: Timeline;
  readonly echoes: EchoEngine;
}

/** The way to the screens. */
export interface Screens {
  readonly hub: Hub;
  readonly snapshot: () => NetworkView;
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
  const hub = new Hub({
    snapshot,
    eventsSince: (seq, limit) => store.eventsSince(seq, limit),
    seq: () => store.seq(),
    oldestDataMs: () => oldestDataMs(loop().state, timeline.now()),
    now: () => timeline.now(),
    isLink: (id) => isId(id) && loop().state.links.has(linkId(id)),
    bootId,
    timers,
  });
  // Closed before the server too; a start that fails before it serves would leave a timer, and never end.
  closer.add('screens', () => hub.close());
  const feed = (batch: EchoBatch): void =>
    feedEchoes(batch, {
      watched: () => hub.watched(),
      keyOf: (id) => loop().state.links.get(id)?.key,
      send: (id, views) => hub.echoes(id, views),
      now: () => timeline.now(),
    });
  return { hub, snapshot, feed };
}
