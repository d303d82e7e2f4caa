// Streams of parts of the province: a hub for each part that somebody watches, made when the first client comes and closed
// when the last one left. Whoever sees the whole province shares the one hub there always is, and nothing of this slows it.

import { type Scope, scopeKey } from '../domain/access.ts';
import type { NumberedEvent } from '../domain/event.ts';
import { isId, type LinkId, linkId } from '../domain/ids.ts';
import type { ScopeView } from '../domain/scope-view.ts';
import type { Transport } from './client.ts';
import { Hub } from './hub.ts';
import type { Attached, HubDeps } from './hub-port.ts';
import { HUB_LIMITS, type HubLimits } from './limits.ts';
import type { EchoView } from './protocol.ts';
import { cutEvents, type EventCut } from './scope-events.ts';
import { cutNetwork } from './scope-network.ts';
import type { StreamHub } from './socket-server.ts';

/** Parts watched at once: a province has a dozen regencies and providers. Beyond, clients are refused (503). */
export const MOST_SCOPES = 64;

/** Bounds of one such hub: an office's screens, and as much of what happened as a part of the province needs. */
export const SCOPE_HUB_LIMITS: HubLimits = {
  ...HUB_LIMITS,
  clients: 200,
  journalEvents: 10_000,
  journalBytes: 8 * 1024 * 1024,
};

/** What the hubs are given. */
export interface ScopeHubsDeps {
  /** What the hub of the whole province is given. */
  readonly hub: HubDeps;
  /** Age in ms of the stalest active link's last verdict among those of a part. */
  readonly oldestDataMs: (view: ScopeView) => number;
  /** What a scope shows by the present plan. */
  readonly viewOf: (scope: Scope) => ScopeView;
  readonly covered: EventCut['covered'];
}

interface Watched {
  readonly hub: Hub;
  readonly scope: Scope;
  /** What it showed last. */
  view: ScopeView;
  clients: number;
}

/** Keeps the hubs. */
export class ScopeHubs {
  readonly #deps: ScopeHubsDeps;
  readonly #limits: HubLimits;
  readonly #hubs = new Map<string, Watched>();

  constructor(deps: ScopeHubsDeps, limits: HubLimits = SCOPE_HUB_LIMITS) {
    this.#deps = deps;
    this.#limits = limits;
  }

  /** Parts that are watched. */
  get size(): number {
    return this.#hubs.size;
  }

  /** Clients of all of them. */
  get clients(): number {
    return [...this.#hubs.values()].reduce((sum, { clients }) => sum + clients, 0);
  }

  /** The stream of a scope; undefined while as many others are watched as may be. */
  of(scope: Scope): StreamHub | undefined {
    const key = scopeKey(scope);
    if (!this.#hubs.has(key) && this.#hubs.size >= MOST_SCOPES) return undefined;
    return {
      refuses: () => this.#hubs.get(key)?.hub.refuses() ?? false,
      attach: (transport, since) => this.#attach(scope, transport, since),
    };
  }

  /** Announces one step's events to those who may see them. */
  publish(events: readonly NumberedEvent[]): void {
    const { viewOf, covered } = this.#deps;
    for (const watched of this.#hubs.values()) {
      const view = viewOf(watched.scope);
      const before = watched.view;
      watched.view = view;
      if (view !== before && [...before.links].some((id) => !view.links.has(id))) this.#beginAnew(watched);
      else watched.hub.publish(cutEvents(events, { view, covered }));
    }
  }

  /** Links that somebody watches echo by echo. */
  watched(): ReadonlySet<LinkId> {
    const all = new Set<LinkId>();
    for (const { hub } of this.#hubs.values()) for (const link of hub.watched()) all.add(link);
    return all;
  }

  /** Sends single echoes to those who watch the link and may. */
  echoes(link: LinkId, echoes: readonly EchoView[]): void {
    for (const { hub, view } of this.#hubs.values()) if (view.links.has(link)) hub.echoes(link, echoes);
  }

  /** Tells everybody and ends. */
  close(): void {
    for (const { hub } of this.#hubs.values()) hub.close();
    this.#hubs.clear();
  }

  #attach(scope: Scope, transport: Transport, since: number | undefined): Attached | undefined {
    const key = scopeKey(scope);
    const watched = this.#hubs.get(key) ?? { ...this.#open(scope), scope, clients: 0 };
    this.#hubs.set(key, watched);
    watched.clients++;
    const gone = (): void => {
      watched.clients--;
      if (watched.clients > 0 || this.#hubs.get(key) !== watched) return;
      watched.hub.close();
      this.#hubs.delete(key);
    };
    const attached = watched.hub.attach(transport, since);
    if (!attached) {
      gone();
      return undefined;
    }
    return {
      ...attached,
      gone: () => {
        attached.gone();
        gone();
      },
    };
  }

  #open(scope: Scope): { readonly hub: Hub; readonly view: ScopeView } {
    const { hub: deps, viewOf, oldestDataMs } = this.#deps;
    const hub = new Hub(
      {
        ...deps,
        snapshot: () => cutNetwork(viewOf(scope), deps.snapshot()),
        // What is not held here any more, or was before somebody watched, is replaced by a snapshot: that of a part is small.
        eventsSince: () => undefined,
        oldestDataMs: () => oldestDataMs(viewOf(scope)),
        isLink: (id) => isId(id) && viewOf(scope).links.has(linkId(id)),
      },
      this.#limits,
    );
    return { hub, view: viewOf(scope) };
  }

  /** Links have left the part: what the hub still holds about them is no longer for these clients. */
  #beginAnew({ hub, scope }: Watched): void {
    this.#hubs.delete(scopeKey(scope));
    hub.close('what you may see has changed; connect again');
  }
}
