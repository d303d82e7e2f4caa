// What history says about readiness, worked out day by day when somebody asks, and kept: days that are over do not change
// any more. Work goes on link by link in the store's own time; the event loop gets its turn in between.

import type { LinkId, SiteId } from '../domain/ids.ts';
import { addDays, type LocalDate, type Zone } from '../domain/local-time.ts';
import type { Topology } from '../domain/topology.ts';
import type { ViconLimits } from '../domain/vicon.ts';
import type { LevelMs } from '../domain/vicon-event.ts';
import {
  addMs,
  NO_MS,
  runsOf,
  slotsOf,
  type ViconBucket,
  type ViconSlot,
  type ViconStretch,
} from '../domain/vicon-history.ts';
import type { ViconHistoryView, ViconPastView } from '../domain/vicon-view.ts';
import type { MetricStore } from '../store/metrics/port.ts';

/** Four weeks, today included. */
export const VICON_DAYS = 28;
const DAY_MS = 86_400_000;
/** Width of what is judged; history keeps five minutes for more than a year. */
const SLOT_MS = 300_000;
/** What is shown is at most this old when somebody asks for it, and was worked out by then. */
const FRESH_MS = 300_000;
/** After a failure it is tried again when somebody asks so much later. */
const RETRY_MS = 30_000;
/** Points wait on disk while InfluxDB is away: a day is believed to be whole when it is over for so long. */
const SETTLED_MS = DAY_MS;
const HOURS = 24;

/** What it is wired to. */
export interface ViconHistoryDeps {
  readonly history: Pick<MetricStore, 'history'>;
  readonly topology: () => Topology;
  /** Period of a link's echoes, ms. */
  readonly echoEveryMs: (link: LinkId) => number;
  readonly limits: () => ViconLimits;
  readonly zone: () => Zone;
  /** Epoch ms. */
  readonly now: () => number;
  /** Lets the event loop look after everything else. */
  readonly breathe: () => Promise<void>;
}

/** One day of the province's calendar, of all sites. */
interface Day {
  /** Whether all its points were there when it was read. */
  readonly settled: boolean;
  readonly sites: ReadonlyMap<
    SiteId,
    { readonly hours: readonly LevelMs[]; readonly slots: readonly ViconSlot[] }
  >;
}

/** What one reading goes by. */
interface Reading {
  /** Epoch ms. */
  readonly at: number;
  readonly zone: Zone;
  readonly isVoid: () => boolean;
}

/** The past of some sites. */
export class ViconHistory {
  readonly #deps: ViconHistoryDeps;
  /** At most {@link VICON_DAYS}, by `YYYY-MM-DD`. */
  #days = new Map<string, Day>();
  #sites: readonly SiteId[] = [];
  #computedAt: number | undefined;
  #triedAt = Number.NEGATIVE_INFINITY;
  #failure: string | undefined;
  /** Grows when all that was worked out is void; what is under way then ends by itself. */
  #generation = 0;
  #running: Promise<void> | undefined;

  constructor(deps: ViconHistoryDeps) {
    this.#deps = deps;
  }

  /** What is known; what is old, or of other sites, is worked out anew meanwhile. */
  view(sites: readonly SiteId[]): ViconHistoryView {
    if (sites.join() !== this.#sites.join()) {
      this.reset();
      this.#sites = sites;
    }
    const at = this.#deps.now();
    const isOld = at - (this.#computedAt ?? Number.NEGATIVE_INFINITY) >= FRESH_MS;
    if (isOld && !this.#running && at - this.#triedAt >= RETRY_MS) this.#start(at);
    return {
      ...(this.#computedAt !== undefined && { computedAt: this.#computedAt }),
      days: this.#days.size,
      ofDays: VICON_DAYS,
      computing: this.#running !== undefined,
      ...(this.#failure !== undefined && { failure: this.#failure }),
      sites: this.#days.size === 0 ? [] : sites.map((site) => this.#pastOf(site)),
    };
  }

  /** Forgets everything: limits, links or bandwidths may have changed. */
  reset(): void {
    this.#generation++;
    this.#days = new Map();
    this.#computedAt = undefined;
    this.#triedAt = Number.NEGATIVE_INFINITY;
    this.#failure = undefined;
    this.#running = undefined;
  }

  /** Waits for what is under way; never rejects. */
  async idle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  #start(at: number): void {
    const generation = this.#generation;
    this.#triedAt = at;
    const run = this.#refresh(at, generation).then(
      () => this.#end(generation, at),
      (error: unknown) =>
        this.#end(generation, undefined, error instanceof Error ? error.message : String(error)),
    );
    this.#running = run;
  }

  #end(generation: number, computedAt: number | undefined, failure?: string): void {
    if (generation !== this.#generation) return;
    this.#running = undefined;
    this.#failure = failure;
    if (computedAt !== undefined) this.#computedAt = computedAt;
  }

  /** The newest day first: it is what people look at. */
  async #refresh(at: number, generation: number): Promise<void> {
    const zone = this.#deps.zone();
    const today = zone.at(at);
    const wanted = Array.from({ length: VICON_DAYS }, (_, back) => addDays(today, -back));
    const keys = new Set(wanted.map(keyOf));
    for (const date of wanted) {
      if (this.#days.get(keyOf(date))?.settled) continue;
      const day = await this.#read(date, { at, zone, isVoid: () => generation !== this.#generation });
      if (!day) return;
      this.#days.set(keyOf(date), day);
      // Not before there is another in their place.
      for (const key of this.#days.keys()) if (!keys.has(key)) this.#days.delete(key);
    }
  }

  /** Undefined when what it works out has become void meanwhile. */
  async #read(date: LocalDate, { at, zone, isVoid }: Reading): Promise<Day | undefined> {
    const { topology, echoEveryMs, limits, breathe } = this.#deps;
    const from = zone.epochOf(date, 0);
    const end = zone.epochOf(addDays(date, 1), 0);
    const place = topology();
    const read = await this.#bucketsOf(linksTo(this.#sites, place), { from, to: Math.min(end, at) }, isVoid);
    if (!read) return undefined;
    const stretch: ViconStretch = {
      from,
      to: Math.min(end, at),
      ...read,
      topology: place,
      echoEveryMs,
      limits: limits(),
    };
    const hourOf = hours(zone);
    const sites = new Map<SiteId, { hours: readonly LevelMs[]; slots: readonly ViconSlot[] }>();
    for (const site of this.#sites) {
      const slots = slotsOf(site, stretch);
      const isRecent = at - end < DAY_MS;
      sites.set(site, { hours: byHour(slots, hourOf), slots: isRecent ? slots : [] });
      // A day of one site is a millisecond or two.
      await breathe();
      if (isVoid()) return undefined;
    }
    return { settled: at - end >= SETTLED_MS, sites };
  }

  async #bucketsOf(
    links: readonly LinkId[],
    { from, to }: { readonly from: number; readonly to: number },
    isVoid: () => boolean,
  ): Promise<Pick<ViconStretch, 'buckets' | 'stepMs'> | undefined> {
    const buckets = new Map<LinkId, ReadonlyMap<number, ViconBucket>>();
    const until = Math.max(from + SLOT_MS, Math.ceil(to / SLOT_MS) * SLOT_MS);
    const points = Math.ceil((until - from) / SLOT_MS) + 1;
    let stepMs = SLOT_MS;
    for (const link of links) {
      const history = await this.#deps.history.history({ link, from, to: until, points });
      if (isVoid()) return undefined;
      stepMs = history.stepMs;
      buckets.set(link, new Map(history.buckets.map((bucket) => [bucket.at, bucket])));
    }
    return { buckets, stepMs };
  }

  #pastOf(site: SiteId): ViconPastView {
    let sums: readonly LevelMs[] = Array.from({ length: HOURS }, () => NO_MS);
    const slots: ViconSlot[] = [];
    for (const [, day] of [...this.#days].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const own = day.sites.get(site);
      if (!own) continue;
      sums = sums.map((sum, hour) => addMs(sum, own.hours[hour] ?? NO_MS));
      slots.push(...own.slots);
    }
    const newest = slots.at(-1)?.to ?? 0;
    const lastDay = slots.filter(({ to }) => to > newest - DAY_MS);
    return {
      site,
      day: runsOf(lastDay),
      dayMs: lastDay.reduce((sum, { ms }) => addMs(sum, ms), NO_MS),
      hours: sums,
    };
  }
}

/** All links that can come to carry a site, or lie on the way to it. */
export function linksTo(sites: readonly SiteId[], { inbound, guard }: Topology): readonly LinkId[] {
  const links = new Set<LinkId>();
  const seen = new Set<SiteId>();
  const open = [...sites];
  for (let site = open.pop(); site !== undefined; site = open.pop()) {
    if (seen.has(site)) continue;
    seen.add(site);
    for (const { id } of inbound.get(site) ?? []) {
      links.add(id);
      const before = guard.get(id);
      if (before !== undefined) open.push(before);
    }
  }
  return [...links];
}

function byHour(slots: readonly ViconSlot[], hourOf: (at: number) => number): readonly LevelMs[] {
  const sums: LevelMs[] = Array.from({ length: HOURS }, () => NO_MS);
  for (const { from, ms } of slots) {
    const hour = hourOf(from);
    sums[hour] = addMs(sums[hour] ?? NO_MS, ms);
  }
  return sums;
}

/** Hours of the local day; each moment is worked out once for all sites. */
function hours(zone: Zone): (at: number) => number {
  const known = new Map<number, number>();
  return (at) => {
    const hour = known.get(at) ?? Math.floor(zone.at(at).minute / 60);
    known.set(at, hour);
    return hour;
  };
}

function keyOf({ year, month, day }: LocalDate): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
