// Video conferences in the calendar, and what is seen of them: from half an hour before until they end.

import type { Actor } from './act.ts';
import type { SiteId } from './ids.ts';
import { VICON_LEVELS, type ViconLevel, type ViconVerdict } from './vicon.ts';

/** Events are looked after from this long before they start: time to telephone a provider, and to change the plan. */
export const VICON_LEAD_MS = 30 * 60_000;
/** Longest event. */
export const MOST_EVENT_MS = 24 * 3_600_000;
/** Sites of one event. */
export const MOST_EVENT_SITES = 50;

/** A video conference that is looked after. */
export interface ViconEvent {
  /** Running number, unique for ever in this data directory. */
  readonly id: number;
  readonly title: string;
  /** Epoch ms; `startsAt` < `endsAt`. */
  readonly startsAt: number;
  readonly endsAt: number;
  readonly sites: readonly SiteId[];
  readonly note?: string;
  readonly createdBy: Actor;
  readonly createdAt: number;
  /** Taken out of the calendar; it stays, marked. */
  readonly removed?: { readonly by: Actor; readonly at: number };
}

/** A site's verdict at the moment it became another. */
export interface ViconChange extends ViconVerdict {
  /** Epoch ms. */
  readonly at: number;
  readonly site: SiteId;
}

/** Where an event is in its life. `watched`: it has not begun, and is looked after already. */
export type ViconPhase = 'planned' | 'watched' | 'running' | 'over' | 'removed';

/** Where an event is at a moment. */
export function phaseOf(event: ViconEvent, at: number): ViconPhase {
  if (event.removed) return 'removed';
  if (at >= event.endsAt) return 'over';
  if (at >= event.startsAt) return 'running';
  return at >= watchFrom(event) ? 'watched' : 'planned';
}

/** Whether an event is looked after at a moment. */
export function isWatched(event: ViconEvent, at: number): boolean {
  const phase = phaseOf(event, at);
  return phase === 'watched' || phase === 'running';
}

/** When the watch begins, epoch ms; for one that was put in late when it was put in. */
export function watchFrom({ startsAt, createdAt }: ViconEvent): number {
  return Math.max(startsAt - VICON_LEAD_MS, createdAt);
}

/** When the watch ends, epoch ms. */
export function watchTo({ endsAt, removed }: ViconEvent): number {
  return Math.min(endsAt, removed?.at ?? endsAt);
}

/** How long each level lasted, ms. */
export type LevelMs = Readonly<Record<ViconLevel, number>>;

/** What is to be said about a site once the event is over, or so far. */
export interface ViconSummary {
  readonly site: SiteId;
  /** Of the watch before the start, and of the event itself; each sums to its length so far. */
  readonly beforeMs: LevelMs;
  readonly duringMs: LevelMs;
  /** Changes of the verdict, without the first. */
  readonly changes: number;
  /** The worst that was known, with the figure of that moment; absent: nothing was. */
  readonly worst?: ViconChange;
}

/** Sums up an event until a moment: `changes` of all sites, oldest first. What was not seen is unknown. */
export function summarise(
  event: ViconEvent,
  changes: readonly ViconChange[],
  at: number,
): readonly ViconSummary[] {
  const to = Math.min(watchTo(event), at);
  return event.sites.map((site) => {
    const own = changes.filter((change) => change.site === site);
    const worst = own.reduce<ViconChange | undefined>(
      (found, change) =>
        change.level === 'unknown' || (found && severity(found) >= severity(change)) ? found : change,
      undefined,
    );
    return {
      site,
      beforeMs: levelsWithin(own, watchFrom(event), Math.min(event.startsAt, to)),
      duringMs: levelsWithin(own, Math.max(event.startsAt, watchFrom(event)), to),
      changes: Math.max(0, own.length - 1),
      ...(worst && { worst }),
    };
  });
}

function severity({ level }: ViconChange): number {
  return VICON_LEVELS.indexOf(level);
}

/** How long each level lasted within [from, to); what came before the first change is unknown. */
function levelsWithin(changes: readonly ViconChange[], from: number, to: number): LevelMs {
  const ms: Record<ViconLevel, number> = { ready: 0, limited: 0, unfit: 0, unknown: 0 };
  let [level, since]: [ViconLevel, number] = ['unknown', from];
  for (const change of changes) {
    const until = Math.min(change.at, to);
    if (until > since) ms[level] += until - since;
    since = Math.max(since, until);
    level = change.level;
  }
  if (to > since) ms[level] += to - since;
  return ms;
}
