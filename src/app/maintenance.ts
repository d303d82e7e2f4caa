// Maintenance at work: the windows of the configuration and of operators, which of them are open, and word of every edge to
// the engine. jalur's own time decides; cron and timers (maintenance-alarm.ts) only wake.

import type {
  MaintenanceDraft,
  MaintenanceOutcome,
  MaintenancePort,
  MaintenanceRefusal,
  WindowView,
} from '../api/maintenance-port.ts';
import type { Config } from '../config/config.ts';
import type { Actor } from '../domain/act.ts';
import { type Zone, zoneOf } from '../domain/local-time.ts';
import type { MaintenanceWindow, OpenMaintenance } from '../domain/maintenance.ts';
import { coveredLinks, openingAt, openWindows } from '../domain/maintenance-plan.ts';
import type { EngineLoop } from '../engine/loop.ts';
import type { EngineState } from '../engine/state.ts';
import type { KeptMaintenance, MaintenanceAct } from '../store/state/maintenance-table.ts';
import { type StateStore, StoreError } from '../store/state/port.ts';
import { MaintenanceAlarm } from './maintenance-alarm.ts';
import { checkDraft, coverageOf, type DraftContext } from './maintenance-draft.ts';
import { nextOpening, overAt } from './maintenance-edges.ts';
import type { AppDeps, Opening } from './parts.ts';

/** Windows of operators that are not over: looking at them all takes milliseconds. One more is refused. */
const MOST_WINDOWS = 500;
/** Windows are shown this long after they were over. */
const SHOWN_MS = 90 * 86_400_000;
/** What the desk is wired to. */
export interface MaintenanceDeps {
  readonly plan: { readonly config: Pick<Config, 'providers' | 'maintenance'> };
  readonly store: Pick<StateStore, 'putMaintenance' | 'maintenance' | 'openMaintenance'>;
  readonly loop: Pick<EngineLoop, 'give' | 'now'> & {
    readonly state: Pick<EngineState, 'config' | 'topology'>;
  };
}

/** The desk at work. */
export interface Maintenance extends MaintenancePort {
  /** The engine has taken a changed plan. */
  planChanged(): void;
  /** The wall clock was set, or agrees with jalur's time again. */
  clockSet(): void;
}

/** Opens the desk on an engine that has been started, and tells it at once what is open. */
export function openMaintenance(
  deps: MaintenanceDeps,
  opening: AppDeps & Pick<Opening, 'closer'>,
): Maintenance {
  const desk = new MaintenanceDesk(deps, opening);
  desk.takeUp();
  desk.start();
  opening.closer.add('maintenance', () => desk.stop());
  return desk;
}

class MaintenanceDesk implements Maintenance {
  readonly #deps: MaintenanceDeps;
  readonly #world: AppDeps;
  #zone: Zone;
  #alarm: MaintenanceAlarm;
  /** Of operators, over ones included. */
  #kept: KeptMaintenance[];
  /** What the engine was told last. */
  #told: readonly OpenMaintenance[] = [];
  /** How many links each window covers by the present plan: a millisecond each at 10,000 links. */
  #covered = new WeakMap<MaintenanceWindow, number>();

  constructor(deps: MaintenanceDeps, world: AppDeps) {
    this.#deps = deps;
    this.#world = world;
    this.#zone = this.#zoneNow();
    this.#alarm = this.#newAlarm();
    this.#kept = [...deps.store.maintenance()];
  }

  /**
   * Gives the engine what an earlier run told to be open. What is over by now is then told to be over: screens that resume
   * would go on showing it, and its outages would be nobody's overrun.
   */
  takeUp(): void {
    const { store, loop } = this.#deps;
    const { network, topology } = this.#place();
    const known = new Map(this.#all().map((window) => [window.id, window]));
    const open = store.openMaintenance().map((told): OpenMaintenance => {
      const window = known.get(told.id);
      return window ? { ...told, links: coveredLinks(window.scope, network, topology) } : told;
    });
    if (open.length > 0) loop.give({ kind: 'maintenance', open });
  }

  start(): void {
    this.#alarm.plan(this.#live(this.#deps.loop.now().at));
    this.#look({ always: true });
  }

  stop(): Promise<void> {
    return this.#alarm.stop();
  }

  planChanged(): void {
    void this.#alarm.stop();
    this.#zone = this.#zoneNow();
    this.#alarm = this.#newAlarm();
    this.#covered = new WeakMap();
    this.start();
  }

  clockSet(): void {
    this.#alarm.clockSet();
    this.#look();
  }

  windows({ all = false } = {}): readonly WindowView[] {
    const { at } = this.#deps.loop.now();
    const configured = this.#configured.map((window) => ({ window, acts: [] }));
    const shown = [...configured, ...this.#kept].filter(
      ({ window }) => all || (overAt(window) ?? at) > at - SHOWN_MS,
    );
    return shown.map((kept) => this.#view(kept, at)).sort(byTime);
  }

  check(draft: Parameters<MaintenancePort['check']>[0]): ReturnType<MaintenancePort['check']> {
    return coverageOf(draft, this.#draftPlace());
  }

  create(draft: MaintenanceDraft, actor: Actor): MaintenanceOutcome {
    const place = this.#draftPlace();
    const { at } = place;
    if (this.#kept.filter(({ window }) => isLive(window, at)).length >= MOST_WINDOWS)
      return refuse({
        code: 'too-many',
        message: `there are ${MOST_WINDOWS} windows already; end some of them`,
      });
    const checked = checkDraft(draft, place);
    if ('code' in checked) return refuse(checked);
    const { name, announcedBy, note } = draft;
    const window: MaintenanceWindow = {
      id: this.#freeId(at),
      name,
      ...checked,
      announcedBy,
      announcedAt: at,
      ...(note !== undefined && { note }),
      origin: 'operator',
    };
    return this.#keep(window, { window: window.id, kind: 'announce', actor, at });
  }

  #draftPlace(): DraftContext {
    const { plan, loop } = this.#deps;
    return { ...this.#place(), providers: plan.config.providers, at: loop.now().at };
  }

  end(id: string, actor: Actor): MaintenanceOutcome {
    const { at } = this.#deps.loop.now();
    if (this.#configured.some((window) => window.id === id))
      return refuse({
        code: 'configured',
        message: `maintenance "${id}" stands in the configuration file; end it there`,
      });
    const kept = this.#kept.find(({ window }) => window.id === id);
    if (!kept) return refuse({ code: 'no-window', message: `there is no maintenance "${id}"` });
    const { window, acts } = kept;
    if (!isLive(window, at)) {
      const ended = acts.findLast((act) => act.kind === 'end');
      const over = overAt(window);
      return refuse({
        code: 'over',
        message: `maintenance "${window.name}" is over already`,
        ...(ended && { by: ended.actor.who }),
        ...(over !== undefined && { at: over }),
      });
    }
    return this.#keep({ ...window, endedAt: at }, { window: id, kind: 'end', actor, at });
  }

  /** On the disk first: a window that a restart forgets would have hidden alerts without a trace. */
  #keep(window: MaintenanceWindow, act: MaintenanceAct): MaintenanceOutcome {
    try {
      this.#deps.store.putMaintenance(window, act);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      this.#world.log.error('Maintenance could not be kept', { window: window.id, detail: error.message });
      return refuse({
        code: 'store',
        message: `it cannot be kept, so nothing was changed: ${error.message}`,
      });
    }
    const before = this.#kept.find((kept) => kept.window.id === window.id);
    const kept = { window, acts: [...(before?.acts ?? []), act] };
    this.#kept = [...this.#kept.filter((each) => each !== before), kept];
    this.#alarm.plan(this.#live(act.at));
    this.#look();
    const { network, topology } = this.#place();
    const covered = [...coveredLinks(window.scope, network, topology)];
    return { kind: 'done', view: this.#view(kept, act.at), covered };
  }

  /** Tells the engine what is open, if that changed, and waits for the next edge. */
  #look({ always = false } = {}): void {
    const { loop } = this.#deps;
    const { at } = loop.now();
    const windows = this.#live(at);
    const open = openWindows(windows, at, this.#place());
    if (always || !isSame(open, this.#told)) {
      this.#told = open;
      loop.give({ kind: 'maintenance', open });
    }
    this.#alarm.wait(windows, at);
  }

  #zoneNow(): Zone {
    return zoneOf(this.#deps.loop.state.config.network.province.timezone);
  }

  #newAlarm(): MaintenanceAlarm {
    const { timezone } = this.#deps.loop.state.config.network.province;
    return new MaintenanceAlarm({ timezone, zone: this.#zone }, this.#world, () => this.#look());
  }

  #live(at: number): readonly MaintenanceWindow[] {
    return this.#all().filter((window) => isLive(window, at));
  }

  #all(): readonly MaintenanceWindow[] {
    return [...this.#configured, ...this.#kept.map(({ window }) => window)];
  }

  /** By the engine's plan: alerts are held by what it knows. */
  #place() {
    const { config, topology } = this.#deps.loop.state;
    return { zone: this.#zone, network: config.network, topology };
  }

  #view({ window, acts }: KeptMaintenance, at: number): WindowView {
    const open = openingAt(window, at, this.#zone);
    const next = nextOpening(window, at, this.#zone);
    const over = overAt(window);
    return {
      window,
      ...(open && { open }),
      ...(next && { next }),
      ...(over !== undefined && { overAt: over }),
      links: this.#count(window),
      acts,
    };
  }

  get #configured(): readonly MaintenanceWindow[] {
    return this.#deps.plan.config.maintenance;
  }

  #count(window: MaintenanceWindow): number {
    const { network, topology } = this.#place();
    const count = this.#covered.get(window) ?? coveredLinks(window.scope, network, topology).size;
    this.#covered.set(window, count);
    return count;
  }

  /** jalur's time never runs backwards, over restarts too: an id of the moment is unique for ever. */
  #freeId(at: number): string {
    const taken = new Set(this.#all().map(({ id }) => id));
    let stamp = at;
    while (taken.has(`op.${stamp.toString(36)}`)) stamp++;
    return `op.${stamp.toString(36)}`;
  }
}

function isLive(window: MaintenanceWindow, at: number): boolean {
  return (overAt(window) ?? Number.POSITIVE_INFINITY) > at;
}

function isSame(open: readonly OpenMaintenance[], told: readonly OpenMaintenance[]): boolean {
  return (
    open.length === told.length &&
    open.every(({ id, from, to }, index) => {
      const other = told[index];
      return other?.id === id && other.from === from && other.to === to;
    })
  );
}

/** Open ones by their end, then those to come by their begin, then those past, the newest first. */
function byTime(a: WindowView, b: WindowView): number {
  const rank = (view: WindowView) => (view.open ? 0 : view.next ? 1 : 2);
  const time = ({ open, next, overAt: over }: WindowView) => open?.to ?? next?.from ?? -(over ?? 0);
  return rank(a) - rank(b) || time(a) - time(b);
}

function refuse(refusal: MaintenanceRefusal): MaintenanceOutcome {
  return { kind: 'refused', refusal };
}
