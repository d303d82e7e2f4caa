// The parts of the province that are asked for: what each is given, made once and kept for the next request.

import { type Scope, scopeKey } from '../domain/access.ts';
import type { LinkId } from '../domain/ids.ts';
import { coveredLinks } from '../domain/maintenance-plan.ts';
import type { Network } from '../domain/network.ts';
import { type ScopeView, scopeView } from '../domain/scope-view.ts';
import type { EngineState } from '../engine/state.ts';
import type { ApiDeps } from './deps.ts';
import type { MaintenancePort } from './maintenance-port.ts';
import { scopedDeps } from './scope-deps.ts';

/** Parts kept; beyond, the one that was made first is made anew when it is asked for again. */
const MOST_KEPT = 256;

/** What views of parts rest on. */
export interface ScopePlan {
  readonly state: Pick<EngineState, 'config' | 'topology' | 'maintenance'>;
  /** Absent: there are no windows but the open ones. */
  readonly maintenance?: Pick<MaintenancePort, 'windows'>;
}

/** What each scope shows by the present plan. */
export class ScopeViews {
  readonly #plan: () => ScopePlan;
  readonly #views = new Map<string, ScopeView>();
  #network: Network | undefined;

  constructor(plan: () => ScopePlan) {
    this.#plan = plan;
  }

  /** What a scope shows; the same object as long as the plan is the same. */
  of(scope: Scope): ScopeView {
    const { network } = this.#plan().state.config;
    if (network !== this.#network) this.#views.clear();
    this.#network = network;
    return keep(this.#views, scopeKey(scope), () => scopeView(scope, network));
  }

  /** The links that a maintenance window covers by the present plan; undefined for an unknown window. */
  covered(window: string): Iterable<LinkId> | undefined {
    const { state, maintenance } = this.#plan();
    const open = state.maintenance.find(({ id }) => id === window);
    if (open) return open.links;
    const known = maintenance?.windows({ all: true }).find((each) => each.window.id === window);
    return known && coveredLinks(known.window.scope, state.config.network, state.topology);
  }
}

/** What the routes are given for a scope. */
export class ScopeDesk {
  readonly #deps: ApiDeps;
  readonly #views: ScopeViews;
  readonly #kept = new Map<string, ApiDeps>();

  constructor(deps: ApiDeps, views: ScopeViews) {
    this.#deps = deps;
    this.#views = views;
  }

  /** What a scope shows by the present plan. */
  view(scope: Scope): ScopeView {
    return this.#views.of(scope);
  }

  /** The parts as somebody with this scope sees them. */
  of(scope: Scope): ApiDeps {
    if (scope.kind === 'province') return this.#deps;
    return keep(this.#kept, scopeKey(scope), () =>
      scopedDeps({
        deps: this.#deps,
        view: () => this.#views.of(scope),
        covered: (window) => this.#views.covered(window),
      }),
    );
  }
}

function keep<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  const [oldest] = map.keys();
  if (map.size > MOST_KEPT && oldest !== undefined) map.delete(oldest);
  return made;
}
