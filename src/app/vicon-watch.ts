// Looks after the conferences of the calendar while they are due: every change of a site's verdict is kept, and the engine
// is told of the links whose sites are not ready.

import type { SiteId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import { gap, isSameVerdict, type ViconLimits } from '../domain/vicon.ts';
import { viconFacts } from '../domain/vicon-alert.ts';
import { isWatched, phaseOf, type ViconChange, type ViconEvent, watchTo } from '../domain/vicon-event.ts';
import { judgeSite } from '../domain/vicon-site.ts';
import { ViconTrack, type ViconTrouble } from '../domain/vicon-track.ts';
import { alertKey, type EngineState } from '../engine/state.ts';
import type { ViconNeed } from '../engine/vicon.ts';
import type { Log } from '../runtime/log.ts';
import { StoreError } from '../store/state/port.ts';
import type { ViconStore } from '../store/state/vicon-table.ts';
import { looksAt } from './vicon-now.ts';

/** Nobody looked for so long: four looks were left out, and what was true before is not known to have gone on. */
const GAP_MS = 60_000;
/** Changes that are kept of one event: a site that flaps all day. Beyond, the rest of it is not known. */
const MOST_CHANGES = 2_000;

/** What the watch is wired to. */
export interface ViconWatchDeps {
  readonly store: Pick<ViconStore, 'changes' | 'addChanges'>;
  readonly state: Pick<EngineState, 'links' | 'config' | 'topology' | 'alerts'>;
  readonly limits: () => ViconLimits;
  /** Tells the engine, when it changed. */
  readonly tell: (needs: readonly ViconNeed[]) => void;
  readonly log: Log;
}

/** What is remembered of an event while it is due. */
interface Watched {
  readonly last: Map<SiteId, ViconChange>;
  readonly tracks: Map<SiteId, ViconTrack>;
  kept: number;
}

/** The watch. */
export class ViconWatch {
  readonly #deps: ViconWatchDeps;
  readonly #watched = new Map<number, Watched>();
  /** When anybody last looked, epoch ms, in an earlier run too; undefined where that is not known. */
  #lookedAt: number | undefined;
  #told = '';
  #failing = false;

  /** `lookedAt`: when an earlier run was last alive, epoch ms. */
  constructor(deps: ViconWatchDeps, lookedAt: number | undefined) {
    this.#deps = deps;
    this.#lookedAt = lookedAt;
  }

  /** Looks at all events that are due; `events` are those that were not over at the last look. */
  look(events: readonly ViconEvent[], now: Instant): void {
    const { at } = now;
    const before = this.#lookedAt;
    if (before !== undefined && at - before > GAP_MS)
      for (const event of events) this.#noteGap(event, before);
    this.#lookedAt = at;
    const troubles = new Map<string, ViconNeed>();
    for (const event of events) {
      if (isWatched(event, at)) this.#lookAt(event, now, troubles);
      else this.#watched.delete(event.id);
    }
    this.#tell([...troubles.values()]);
  }

  /** Tells the engine again what it was told: it has taken a changed plan. */
  tellAgain(): void {
    this.#told = '';
  }

  #lookAt(event: ViconEvent, now: Instant, troubles: Map<string, ViconNeed>): void {
    const { state, limits } = this.#deps;
    const watched = this.#take(event);
    const bounds = limits();
    const basis = {
      topology: state.topology,
      look: looksAt(state, now),
      limits: bounds,
      ownBps: phaseOf(event, now.at) === 'running' ? bounds.ready.freeBps : 0,
    };
    const changes: ViconChange[] = [];
    for (const site of event.sites) {
      const look: ViconChange = { ...judgeSite(site, basis).verdict, at: now.at, site };
      const last = watched.last.get(site);
      if (!last || !isSameVerdict(last, look)) changes.push(look);
      const trouble = this.#track(watched, event, site).take(look);
      const link = state.topology.inbound.get(site)?.[0]?.id;
      // Of several events with one site the first stands for all.
      if (trouble && link && !troubles.has(link))
        troubles.set(link, { link, since: trouble.since, data: this.#facts(event, trouble) });
    }
    this.#keep(event, watched, changes);
  }

  #facts(event: ViconEvent, { last }: ViconTrouble): ViconNeed['data'] {
    const { sites } = this.#deps.state.config.network;
    return viconFacts(event, last, sites.get(last.site)?.name ?? last.site);
  }

  /** What was seen of an event so far, in this run or an earlier one. */
  #take(event: ViconEvent): Watched {
    const known = this.#watched.get(event.id);
    if (known) return known;
    const last = new Map<SiteId, ViconChange>();
    let kept = 0;
    this.#guarded(event, () => {
      const changes = this.#deps.store.changes(event.id);
      for (const change of changes) last.set(change.site, change);
      kept = changes.length;
    });
    const watched = { last, tracks: new Map<SiteId, ViconTrack>(), kept };
    this.#watched.set(event.id, watched);
    return watched;
  }

  #track(watched: Watched, event: ViconEvent, site: SiteId): ViconTrack {
    const known = watched.tracks.get(site);
    if (known) return known;
    const { alerts, config, topology } = this.#deps.state;
    const link = topology.inbound.get(site)?.[0]?.id;
    const alert = link && alerts.get(alertKey('link.vicon', link));
    const isTold = alert?.status === 'active' && alert.data['event'] === event.id;
    const track = new ViconTrack(config.network.settings.roundMs, isTold ? alert.since : undefined);
    watched.tracks.set(site, track);
    return track;
  }

  /** Nobody looked from `since` on: what was seen before holds until then. */
  #noteGap(event: ViconEvent, since: number): void {
    if (since >= watchTo(event)) return;
    const watched = this.#take(event);
    const changes = [...watched.last.values()]
      .filter(
        ({ level, decides }) =>
          level !== 'unknown' || decides.kind !== 'unknown' || decides.why !== 'not-watched',
      )
      .map(
        ({ site, at }): ViconChange => ({
          ...gap({ kind: 'unknown', why: 'not-watched' }),
          at: Math.max(since, at + 1),
          site,
        }),
      );
    this.#keep(event, watched, changes);
  }

  /** What cannot be kept is seen as a change again at the next look. */
  #keep(event: ViconEvent, watched: Watched, changes: readonly ViconChange[]): void {
    if (changes.length === 0 || watched.kept > MOST_CHANGES) return;
    const full = watched.kept + changes.length > MOST_CHANGES;
    const kept = full ? event.sites.map((site) => unwatched(site, changes[0]?.at ?? 0)) : changes;
    if (!this.#guarded(event, () => this.#deps.store.addChanges(event.id, kept))) return;
    if (full)
      this.#deps.log.warn('An event changes too often; the rest of it is not kept', {
        event: event.id,
        changes: MOST_CHANGES,
      });
    watched.kept = full ? MOST_CHANGES + 1 : watched.kept + kept.length;
    for (const change of kept) watched.last.set(change.site, change);
  }

  /** Only a change of what is told is an input for the engine. */
  #tell(needs: readonly ViconNeed[]): void {
    const text = JSON.stringify(needs);
    if (text === this.#told) return;
    this.#told = text;
    this.#deps.tell(needs);
  }

  /** Whether the store did it. Logged once per failure; the engine has an alert of its own about the store. */
  #guarded(event: ViconEvent, work: () => void): boolean {
    try {
      work();
      this.#failing = false;
      return true;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      if (!this.#failing)
        this.#deps.log.error('What is seen of an event cannot be kept', {
          event: event.id,
          detail: error.message,
        });
      this.#failing = true;
      return false;
    }
  }
}

function unwatched(site: SiteId, at: number): ViconChange {
  return { ...gap({ kind: 'unknown', why: 'not-watched' }), at, site };
}
