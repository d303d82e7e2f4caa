// Readiness as screens see it: the board of the regencies, the calendar, and one event. Answers of /api/v1/vicon.

import type { LinkId, SiteId } from './ids.ts';
import type { ViconLevel, ViconLimits, ViconVerdict } from './vicon.ts';
import type { LevelMs, ViconChange, ViconEvent, ViconPhase, ViconSummary } from './vicon-event.ts';

/** A site's verdict now. */
export interface ViconSiteView extends ViconVerdict {
  readonly site: SiteId;
  readonly name: string;
  /** The link that carries it now; absent: no active link leads there. */
  readonly link?: LinkId;
}

/** A site's past. */
export interface ViconPastView {
  readonly site: SiteId;
  /** The last 24 hours before `computedAt`, oldest first, without gaps. */
  readonly day: readonly { readonly from: number; readonly to: number; readonly level: ViconLevel }[];
  /** The same, exact. */
  readonly dayMs: LevelMs;
  /** By hour of the day in the province's time zone, 24 of them. */
  readonly hours: readonly LevelMs[];
}

/** What history says. It is worked out when somebody asks, and kept for some minutes: its age is part of it. */
export interface ViconHistoryView {
  /** Epoch ms; absent: nothing has been worked out yet. */
  readonly computedAt?: number;
  /** Days of the province's calendar that `hours` stand for, today included, and how many are wanted. */
  readonly days: number;
  readonly ofDays: number;
  /** It is being worked out (again). */
  readonly computing: boolean;
  /** Why it could not be, in words an operator can act on. */
  readonly failure?: string;
  readonly sites: readonly ViconPastView[];
}

/** The board of the regencies. */
export interface ViconBoardView {
  /** Epoch ms. */
  readonly at: number;
  readonly limits: ViconLimits;
  /** In the order of the configuration. */
  readonly sites: readonly ViconSiteView[];
  /** Regencies beyond those that are shown. */
  readonly left: number;
  readonly history: ViconHistoryView;
}

/** An event of the calendar. */
export interface ViconEventView extends ViconEvent {
  readonly phase: ViconPhase;
  /** When the watch begins, epoch ms. */
  readonly watchFrom: number;
}

/** One event, and what was seen of it. Of somebody who sees a part of the province: the sites of that part. */
export interface ViconEventDetail {
  readonly at: number;
  readonly event: ViconEventView;
  /** Verdicts now; also after its end, when they say nothing about it any more. */
  readonly sites: readonly ViconSiteView[];
  /** Oldest first. */
  readonly changes: readonly ViconChange[];
  /** So far. */
  readonly summary: readonly ViconSummary[];
}
