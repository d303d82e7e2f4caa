// A province in virtual time behind the real API and stream, in which every name can be told from every other, so that a
// test can look for what somebody may not see.

import type { ApiDeps } from '../../../src/api/deps.ts';
import { explanationOf } from '../../../src/api/explanation.ts';
import { incidentOf } from '../../../src/api/incident.ts';
import type { WindowView } from '../../../src/api/maintenance-port.ts';
import { withActive } from '../../../src/api/present.ts';
import { ScopeDesk, ScopeViews } from '../../../src/api/scope-desk.ts';
import type { Scope } from '../../../src/domain/access.ts';
import type { Act } from '../../../src/domain/act.ts';
import type { Alert } from '../../../src/domain/alert.ts';
import type { NumberedEvent } from '../../../src/domain/event.ts';
import { isDurable } from '../../../src/domain/event.ts';
import { type LinkId, linkId, siteId } from '../../../src/domain/ids.ts';
import type { MaintenanceWindow } from '../../../src/domain/maintenance.ts';
import { coveredLinks } from '../../../src/domain/maintenance-plan.ts';
import { type Network, regencyOf } from '../../../src/domain/network.ts';
import { placesOf } from '../../../src/domain/sla/places.ts';
import { EchoMemory } from '../../../src/engine/echo-memory.ts';
import { step } from '../../../src/engine/step.ts';
import { ScopeHubs } from '../../../src/stream/scope-hubs.ts';
import { shownEvents } from '../../../src/stream/shown.ts';
import { linkView, networkView, oldestDataMs } from '../../../src/stream/view.ts';
import { FakeTimers } from '../../support/fake-timers.ts';
import { engineConfig, type LinkSketch, networkOf } from '../../support/network.ts';
import { Sim } from '../../support/sim.ts';
import { fakeDeps } from './api.ts';

/** A name that stands in no other. */
export function named(id: string): string {
  return `‹${id}›`;
}

/** A network whose links and sites have telling names, villages below the regency they begin at. */
export function tellingNetwork(sketches: readonly LinkSketch[]): Network {
  const network = networkOf(sketches.map((sketch) => ({ ...sketch, name: named(sketch.id) })));
  const parents = new Map<string, string>();
  for (const { from, to } of network.links.values()) if (!parents.has(to)) parents.set(to, from);
  const sites = [...network.sites.values()].map((site) => {
    const parent = parents.get(site.id);
    const regencyOrHq = site.kind === 'regency' ? 'hq' : parent;
    return [
      site.id,
      { ...site, name: named(site.id), ...(regencyOrHq !== undefined && { parent: siteId(regencyOrHq) }) },
    ] as const;
  });
  return { ...network, sites: new Map(sites) };
}

/** The province, its API's parts and its streams. */
export class ScopedProvince {
  readonly sim: Sim;
  readonly timers = new FakeTimers();
  readonly deps: ApiDeps;
  readonly scopes: ScopeDesk;
  readonly hubs: ScopeHubs;
  readonly windows: MaintenanceWindow[] = [];
  readonly #views: ScopeViews;
  readonly #closed: Alert[] = [];
  readonly #acts: Act[] = [];
  #seq = 0;

  constructor(network: Network) {
    this.sim = new Sim(engineConfig(network, {}, { acknowledge: { from: 'minor', returnedMs: 86_400_000 } }));
    this.deps = this.#parts();
    const { sim } = this;
    this.#views = new ScopeViews(() => ({
      state: sim.state,
      maintenance: { windows: () => this.#windows() },
    }));
    this.scopes = new ScopeDesk(this.deps, this.#views);
    this.hubs = new ScopeHubs({
      hub: {
        snapshot: () => this.deps.network(),
        eventsSince: () => undefined,
        seq: () => this.#seq,
        oldestDataMs: () => 0,
        now: () => sim.now(),
        isLink: () => true,
        bootId: 'boot-1',
        timers: this.timers,
      },
      viewOf: (scope) => this.#views.of(scope),
      covered: (window) => this.#views.covered(window),
      oldestDataMs: ({ links }) => oldestDataMs(sim.state, sim.now(), links),
    });
    sim.onEvent = (event) => {
      if (event.kind === 'alert.closed') this.#closed.push(event.alert);
      if (event.kind === 'alert.act') this.#acts.push(event.act);
      const numbered: NumberedEvent = { seq: ++this.#seq, durable: isDurable(event), event };
      this.hubs.publish(shownEvents([numbered]));
    };
  }

  /** What a scope shows. */
  view(scope: Scope) {
    return this.#views.of(scope);
  }

  /** Announces planned work that is open from now on, for an hour. */
  maintain(links: readonly LinkId[]): void {
    const { at } = this.sim.now();
    const { config, topology } = this.sim.state;
    const window: MaintenanceWindow = {
      id: `w${this.windows.length + 1}`,
      name: 'Ganti FO',
      scope: { links, sites: [], regencies: [], providers: [] },
      time: { kind: 'once', from: at, to: at + 3_600_000 },
      announcedBy: 'ICON+',
      announcedAt: at,
      note: links.map(named).join(' '),
      origin: 'operator',
    };
    this.windows.push(window);
    const open = this.windows.map(({ id, name, announcedBy, scope }) => ({
      id,
      name,
      announcedBy,
      from: at,
      to: at + 3_600_000,
      links: coveredLinks(scope, config.network, topology),
    }));
    this.sim.give({ kind: 'maintenance', open });
  }

  /** Sari acknowledges every alert. */
  acknowledgeAll(): void {
    for (const { number } of this.sim.alerts()) {
      const actor = { who: 'Sari', via: 'screen', address: '10.0.0.9' } as const;
      const request = { alert: number, act: { kind: 'acknowledge' }, actor } as const;
      const { events } = step(this.sim.state, { kind: 'act', request }, this.sim.now());
      for (const event of events) this.sim.onEvent?.(event);
    }
  }

  #windows(): readonly WindowView[] {
    const { config, topology } = this.sim.state;
    return this.windows.map((window) => ({
      window,
      links: coveredLinks(window.scope, config.network, topology).size,
      acts: [
        {
          window: window.id,
          kind: 'announce',
          actor: { who: 'Sari', via: 'screen', address: '10.0.0.9' },
          at: 1,
        },
      ],
    }));
  }

  #parts(): ApiDeps {
    const { sim } = this;
    const { state } = sim;
    const network = () =>
      networkView(state, {
        seq: this.#seq,
        now: sim.now(),
        bootId: 'boot-1',
        version: '1',
        echoEngine: { engine: 'socket', why: 'this machine' },
      });
    const alert = (number: number) =>
      [...state.alerts.values(), ...this.#closed].find((each) => each.number === number);
    const intervals = (id: LinkId, from: number, to: number) =>
      sim.intervals(id).filter((each) => each.from < to && (each.to ?? to) > from);
    const acts = (number: number) => this.#acts.filter((act) => act.alert === number);
    const { maintenance: _, ...fakes } = fakeDeps();
    return {
      ...fakes,
      now: () => sim.now().at,
      monoMs: () => sim.nowMs,
      network,
      networkJson: () => Buffer.from(JSON.stringify(network())),
      link: (id) => {
        const watch = state.links.get(linkId(id));
        return watch && linkView(state, watch, sim.now());
      },
      linkIds: () => state.links.keys(),
      groupOf: (id, by) => {
        const link = state.links.get(id)?.link;
        if (!link) return undefined;
        return by === 'provider' ? link.provider : regencyOf(state.config.network, link.to)?.id;
      },
      places: (by) => placesOf(state.topology, by),
      intervals,
      alerts: (query) => withActive(this.#closed, state.alerts, query),
      alert,
      acts,
      causes: () =>
        [...state.links.keys()].map((link) => ({
          kind: 'link.cause',
          at: 1,
          link,
          outageFrom: 1,
          proposal: 'line',
          uptimeS: 1,
        })),
      incident: (number, limit) =>
        incidentOf(
          {
            alert,
            stored: (incident) => this.#closed.filter((each) => each.incident === incident),
            present: state.alerts.values(),
            acts,
            network: state.config.network,
          },
          number,
          limit,
        ),
      device: (link) => ({
        link,
        inventory: {
          at: 1,
          profile: 'generic',
          identity: {},
          interfaces: [],
          neighbours: [...state.links.keys()].map((id) => ({ protocol: 'lldp', name: named(id) })),
          addresses: [],
          leftOut: [],
        },
        costPerMonth: { echoes: 1 },
      }),
      explain: (id, locale, view) =>
        explanationOf(
          {
            loop: { state, now: () => sim.now() },
            store: { intervals },
            memory: new EchoMemory(),
            ...(view && { view }),
          },
          id,
          locale,
        ),
      maintenance: {
        windows: () => this.#windows(),
        check: () => ({ covered: [] }),
        create: () => ({ kind: 'refused', refusal: { code: 'store', message: 'not here' } }),
        end: () => ({ kind: 'refused', refusal: { code: 'store', message: 'not here' } }),
      },
    };
  }
}
