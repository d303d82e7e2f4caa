// The vicon desk: the board of the regencies, the calendar of conferences, and the watch over those that are due.

import { setImmediate } from 'node:timers/promises';
import type { ViconDraft, ViconOutcome, ViconPort, ViconRefusal, ViconSight } from '../api/vicon-port.ts';
import type { Config } from '../config/config.ts';
import type { Actor } from '../domain/act.ts';
import type { SiteId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import { zoneOf } from '../domain/local-time.ts';
import { cutActor } from '../domain/scope-cut.ts';
import { phaseOf, summarise, type ViconEvent, watchFrom } from '../domain/vicon-event.ts';
import { judgeSite } from '../domain/vicon-site.ts';
import type {
  ViconBoardView,
  ViconEventDetail,
  ViconEventView,
  ViconSiteView,
} from '../domain/vicon-view.ts';
import type { EngineLoop } from '../engine/loop.ts';
import type { EngineState } from '../engine/state.ts';
import type { MetricStore } from '../store/metrics/port.ts';
import { type StateStore, StoreError } from '../store/state/port.ts';
import { type AppDeps, every, type Opening } from './parts.ts';
import { checkViconDraft } from './vicon-draft.ts';
import { ViconHistory } from './vicon-history.ts';
import { looksAt } from './vicon-now.ts';
import { ViconWatch } from './vicon-watch.ts';

/** How often events that are due are looked at. */
const LOOK_MS = 15_000;
/** Regencies on the board; Indonesia's largest province has 38. */
const MOST_BOARD_SITES = 200;
/** Events that are not over; one more is refused. */
const MOST_EVENTS = 500;
/** Events are shown this long after they were over. */
const SHOWN_MS = 30 * 86_400_000;
/** Of a link that left the plan meanwhile. */
const USUAL_ECHO_MS = 1_000;
/** Events in one answer. */
const MOST_LISTED = 2_000;

/** What the desk is wired to. */
export interface ViconDeps {
  readonly plan: { readonly config: Pick<Config, 'vicon'> };
  readonly store: Pick<StateStore, 'vicon'>;
  readonly metrics: Pick<MetricStore, 'history'>;
  readonly loop: Pick<EngineLoop, 'give' | 'now'> & {
    readonly state: Pick<EngineState, 'config' | 'topology' | 'links' | 'alerts'>;
  };
  /** When an earlier run was last alive, epoch ms; undefined in a new data directory. */
  readonly lastAliveAt: number | undefined;
}

/** The desk at work. */
export interface Vicon extends ViconPort {
  /** The engine has taken a changed plan. */
  planChanged(): void;
}

/** Opens the desk on an engine that has been started, and looks at once; the closer stops it. */
export function openVicon(deps: ViconDeps, opening: AppDeps & Pick<Opening, 'closer'>): Vicon {
  const desk = new ViconDesk(deps, opening);
  const stop = every(opening.timers, LOOK_MS, () => desk.look());
  desk.look();
  opening.closer.add('vicon', () => {
    stop();
    desk.stop();
  });
  return desk;
}

class ViconDesk implements Vicon {
  readonly #deps: ViconDeps;
  readonly #world: AppDeps;
  readonly #watch: ViconWatch;
  readonly #history: ViconHistory;
  /** Events that were not over at the last look; those that start first come first, as people are told of these. */
  #live: readonly ViconEvent[];

  constructor(deps: ViconDeps, world: AppDeps) {
    this.#deps = deps;
    this.#world = world;
    const { loop, store, plan, metrics, lastAliveAt } = deps;
    const limits = () => plan.config.vicon;
    this.#live = store.vicon.events({ endsAfter: lastAliveAt ?? loop.now().at, limit: MOST_LISTED });
    this.#watch = new ViconWatch(
      {
        store: store.vicon,
        state: loop.state,
        limits,
        tell: (needs) => void loop.give({ kind: 'vicon', needs }),
        log: world.log,
      },
      lastAliveAt,
    );
    this.#history = new ViconHistory({
      history: metrics,
      topology: () => loop.state.topology,
      echoEveryMs: (link) => loop.state.config.network.links.get(link)?.echo.everyMs ?? USUAL_ECHO_MS,
      limits,
      zone: () => zoneOf(loop.state.config.network.province.timezone),
      now: () => loop.now().at,
      breathe: () => setImmediate(),
    });
  }

  look(now: Instant = this.#deps.loop.now()): void {
    this.#watch.look(this.#live, now);
    this.#live = this.#live.filter(({ endsAt, removed }) => endsAt > now.at && !removed);
  }

  /** What is being worked out ends by itself. */
  stop(): void {
    this.#history.reset();
  }

  planChanged(): void {
    this.#history.reset();
    this.#watch.tellAgain();
    this.look();
  }

  board(sight?: ViconSight): ViconBoardView {
    const { loop, plan } = this.#deps;
    const regencies = [...loop.state.config.network.sites.values()].filter(({ kind }) => kind === 'regency');
    const shown = regencies.slice(0, MOST_BOARD_SITES).map(({ id }) => id);
    // Worked out for all, whoever asks; shown is what may be seen.
    const history = this.#history.view(shown);
    const seen = shown.filter((site) => sight?.(site) ?? true);
    return {
      at: loop.now().at,
      limits: plan.config.vicon,
      sites: this.#verdicts(seen, 0),
      left: regencies.length - shown.length,
      history: { ...history, sites: history.sites.filter(({ site }) => seen.includes(site)) },
    };
  }

  events({ all = false, sight }: { readonly all?: boolean; readonly sight?: ViconSight } = {}) {
    const { loop, store } = this.#deps;
    const { at } = loop.now();
    return store.vicon
      .events({ ...(!all && { endsAfter: at - SHOWN_MS }), limit: MOST_LISTED })
      .flatMap((event) => {
        const seen = seenOf(event, sight);
        return seen ? [viewOf(seen, at)] : [];
      });
  }

  event(id: number, sight?: ViconSight): ViconEventDetail | undefined {
    const { loop, store, plan } = this.#deps;
    const { at } = loop.now();
    const kept = store.vicon.event(id);
    const event = kept && seenOf(kept, sight);
    if (!event) return undefined;
    const changes = store.vicon.changes(id).filter(({ site }) => event.sites.includes(site));
    const ownBps = phaseOf(event, at) === 'running' ? plan.config.vicon.ready.freeBps : 0;
    return {
      at,
      event: viewOf(event, at),
      sites: this.#verdicts(event.sites, ownBps),
      changes,
      summary: summarise(event, changes, at),
    };
  }

  create(draft: ViconDraft, actor: Actor): ViconOutcome {
    const { loop, store } = this.#deps;
    const now = loop.now();
    const { at } = now;
    const { config, topology } = loop.state;
    if (this.#live.length >= MOST_EVENTS)
      return refuse({ code: 'too-many', message: `there are ${MOST_EVENTS} events already; remove some` });
    const checked = checkViconDraft(draft, { network: config.network, topology, at });
    if ('code' in checked) return refuse(checked);
    const { title, startsAt, endsAt, note } = draft;
    const event: Omit<ViconEvent, 'id'> = {
      title,
      startsAt,
      endsAt,
      sites: checked.sites,
      ...(note !== undefined && { note }),
      createdBy: actor,
      createdAt: at,
    };
    return this.#keeping(event.title, now, () => {
      const made = { id: store.vicon.add(event), ...event };
      this.#live = [...this.#live, made].sort((a, b) => a.startsAt - b.startsAt || a.id - b.id);
      return made;
    });
  }

  remove(id: number, actor: Actor): ViconOutcome {
    const { loop, store } = this.#deps;
    const now = loop.now();
    const { at } = now;
    const event = store.vicon.event(id);
    if (!event) return refuse({ code: 'no-event', message: `there is no event ${id}` });
    const { removed, title } = event;
    if (removed)
      return refuse({
        code: 'removed',
        message: `"${title}" has been taken out already`,
        by: removed.by.who,
        at: removed.at,
      });
    if (event.endsAt <= at)
      return refuse({ code: 'over', message: `"${title}" is over; it stays as it was`, at: event.endsAt });
    return this.#keeping(title, now, () => {
      const gone = { ...event, removed: { by: actor, at } };
      store.vicon.change(gone);
      this.#live = this.#live.map((each) => (each.id === id ? gone : each));
      return gone;
    });
  }

  /** On the disk first: an event that a restart forgets would be watched by nobody. */
  #keeping(title: string, now: Instant, work: () => ViconEvent): ViconOutcome {
    try {
      const event = work();
      // At the moment of the act: the watch of an event that is due begins with it, and no instant is left unknown.
      this.look(now);
      return { kind: 'done', event: viewOf(event, this.#deps.loop.now().at) };
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      this.#world.log.error('The calendar cannot be kept', { event: title, detail: error.message });
      return refuse({
        code: 'store',
        message: `it cannot be kept, so nothing was changed: ${error.message}`,
      });
    }
  }

  #verdicts(sites: readonly SiteId[], ownBps: number): readonly ViconSiteView[] {
    const { loop, plan } = this.#deps;
    const { state } = loop;
    const look = looksAt(state, loop.now());
    const basis = { topology: state.topology, look, limits: plan.config.vicon, ownBps };
    return sites.map((site) => {
      const { link, verdict } = judgeSite(site, basis);
      const name = state.config.network.sites.get(site)?.name ?? site;
      return { site, name, ...(link && { link }), ...verdict };
    });
  }
}

/** What somebody may see of an event, without notes and addresses; undefined where he sees none of its sites. */
function seenOf(event: ViconEvent, sight: ViconSight | undefined): ViconEvent | undefined {
  if (!sight) return event;
  const sites = event.sites.filter(sight);
  if (sites.length === 0) return undefined;
  const { note, removed, createdBy, ...rest } = event;
  return {
    ...rest,
    sites,
    createdBy: cutActor(createdBy),
    ...(removed && { removed: { ...removed, by: cutActor(removed.by) } }),
  };
}

function viewOf(event: ViconEvent, at: number): ViconEventView {
  return { ...event, phase: phaseOf(event, at), watchFrom: watchFrom(event) };
}

function refuse(refusal: ViconRefusal): ViconOutcome {
  return { kind: 'refused', refusal };
}
