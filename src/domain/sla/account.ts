// The account of a link over a stretch of time: how long each class lasted, every outage with what was taken out of it, and the
// availability that follows. Types only; counting is in count.ts. All durations are whole ms and exact: percentages are made
// of them at the very end, cut off and never rounded up.

import type { CauseCode } from '../act.ts';
import type { LinkId, SiteId } from '../ids.ts';
import type { Interval } from '../state.ts';
import type { LedgerEntry, StopReason } from './ledger.ts';
import type { SlaTerms } from './terms.ts';

/** Classes that tile the time of an account. `maintenance`: announced work that a contract accepts, whatever the link did. */
export const SLA_CLASSES = ['up', 'degraded', 'down', 'unreachable', 'unknown', 'maintenance'] as const;
/** One of {@link SLA_CLASSES}. */
export type SlaClass = (typeof SLA_CLASSES)[number];

/** One opening of an announced window that covers a link. */
export interface MaintenanceSpan {
  /** Id and name of the window. */
  readonly window: string;
  readonly name: string;
  readonly announcedBy: string;
  readonly announcedAt: number;
  /** Epoch ms, [from, to). */
  readonly from: number;
  readonly to: number;
}

/** Everything an account is made of. */
export interface AccountInput {
  readonly link: LinkId;
  readonly terms: SlaTerms;
  /** The stretch accounted for, epoch ms, [from, to). */
  readonly from: number;
  readonly to: number;
  /** Nothing is known of what lies at or after it, epoch ms: an account whose stretch is not over ends there. */
  readonly asOf: number;
  /**
   * What was measured, oldest first, not clipped: everything that overlaps [from, to), and further out so that outages that
   * reach over an edge are seen whole.
   */
  readonly intervals: readonly Interval[];
  /** Entries about the link, in any order: those that did not count `asOf` are left out, and of the others later ones win. */
  readonly entries: readonly LedgerEntry[];
  readonly maintenance: readonly MaintenanceSpan[];
  /** When the link was in service, epoch ms; absent bounds are open. Outside of it nothing is accounted for. */
  readonly inService: { readonly from?: number; readonly to?: number };
  /** Whether the topmost failed link of an `ancestor` reason is of the same contract. */
  readonly isOwnContract: (failed: LinkId) => boolean;
}

/** What became of an outage in the count. */
export type EventVerdict =
  /** Its net duration is downtime. */
  | 'counted'
  /** Not longer than the contract's least event. */
  | 'short'
  /** Stop clocks cover it whole. */
  | 'stopped'
  /** A link of somebody else's failed before it (`terdampak`). */
  | 'affected';

/**
 * One outage: a run of down, unreachable (and, where the contract says so, degraded or unknown) time without a break. Where its
 * blame changes from the provider to somebody else (`affected`) or back it is cut in pieces, each an event.
 */
export interface SlaEvent {
  readonly link: LinkId;
  /** The outage as a whole, not clipped to the account, epoch ms. `from`: where it begins to count (`eventStart`). */
  readonly from: number;
  /** Send time of the first lost echo, or as corrected. */
  readonly monitoredFrom: number;
  /** When it was reported to the provider, where a ticket says so. */
  readonly reportedAt?: number;
  /** Absent: it lasted on at `asOf`. */
  readonly to?: number;
  /** Of its first moment. */
  readonly state: 'degraded' | 'down' | 'unreachable' | 'unknown';
  readonly verdict: EventVerdict;
  /** Within the account: its length, the union of stop clocks in it, and the difference. ms. */
  readonly grossMs: number;
  readonly stopMs: number;
  readonly netMs: number;
  /**
   * Net duration as a whole, over the account's edges: what `minEventMs` is compared with. Of a run in pieces, that of all its
   * pieces that the provider is to blame for.
   */
  readonly wholeNetMs: number;
  /** What of it counts as downtime within the account, ms: `netMs`, or 0. */
  readonly countedMs: number;
  /** Each stop clock's own share of the event, ms; shares may overlap and then sum to more than `stopMs`. */
  readonly stops: readonly {
    /** Ledger entry; absent for announced maintenance. */
    readonly entry?: number;
    readonly window?: string;
    readonly reason: StopReason;
    readonly ms: number;
  }[];
  /** As corrected; the report adds what an operator confirmed about the alert. */
  readonly cause?: CauseCode;
  /** Ledger entries that changed it. */
  readonly corrections: readonly number[];
  readonly tickets: readonly number[];
  /** What failed before it, for `unreachable`. */
  readonly ancestor?: { readonly site: SiteId; readonly link: LinkId };
}

/** A share of something, exact: `part` of `whole`, both in ms. */
export interface Ratio {
  readonly part: number;
  readonly whole: number;
}

/** Sums that add up over links. ms. */
export interface SlaSums {
  /** Length of the calendar stretch; that of the service within it; and the denominator T that follows from the terms. */
  readonly calendarMs: number;
  readonly serviceMs: number;
  readonly totalMs: number;
  /** Tile the service: they sum to `serviceMs`. T is 0 where the link was not in service at all. */
  readonly classesMs: Readonly<Record<SlaClass, number>>;
  /** Σ of the events. `grossMs` before anything is taken out; `countedMs` is D. */
  readonly grossMs: number;
  readonly stopMs: number;
  readonly countedMs: number;
  readonly events: number;
  /** Events with downtime in D. */
  readonly countedEvents: number;
}

/** Figures that follow from sums. */
export interface SlaFigures extends SlaSums {
  /** (T − D) of T; `whole` 0: nothing to divide by, and no figure is printed. */
  readonly availability: Ratio;
  /**
   * The same with nothing taken out: T − gross downtime (stop clocks, short and affected events included), of T with announced
   * maintenance left in.
   */
  readonly grossAvailability: Ratio;
  /** Known time of service time; what was not measured is not known, within announced maintenance either. */
  readonly coverage: Ratio;
  /** Longest counted downtime of one event within the account. */
  readonly longestMs: number;
  /** Σ counted / counted events, cut off to whole ms; absent without any. */
  readonly mttrMs?: number;
  /** (T − D) / counted events, cut off to whole ms; absent without any. */
  readonly mtbfMs?: number;
}

/** The account of one link. */
export interface SlaAccount extends SlaFigures {
  readonly link: LinkId;
  readonly from: number;
  /** End of the stretch, or `asOf` where that comes first: what has not happened is neither available nor missing. */
  readonly to: number;
  /** Oldest first. */
  readonly eventList: readonly SlaEvent[];
  /** What tiles the service within [from, to), after corrections; neighbours differ. */
  readonly tiles: readonly { readonly class: SlaClass; readonly from: number; readonly to: number }[];
  /** Whether the promise was kept, compared exactly; absent where none was made, or nothing is known. */
  readonly met?: boolean;
  /** Whole rupiah; absent where fee or promise is not recorded, nothing is known, or the stretch is not over `asOf`. */
  readonly restitutionIdr?: number;
}
