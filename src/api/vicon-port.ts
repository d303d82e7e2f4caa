// What the API asks of the vicon desk (src/app/vicon.ts).

import type { Actor } from '../domain/act.ts';
import type { SiteId } from '../domain/ids.ts';
import type { ViconBoardView, ViconEventDetail, ViconEventView } from '../domain/vicon-view.ts';

/** How much of the province somebody sees; absent: all of it. */
export type ViconSight = (site: SiteId) => boolean;

/** An event as an operator asks for it. Ids are not checked yet. */
export interface ViconDraft {
  readonly title: string;
  /** Epoch ms. */
  readonly startsAt: number;
  readonly endsAt: number;
  readonly sites: readonly string[];
  readonly note?: string;
}

/** Why it was not done. `by` and `at` tell who removed an event before, and when. */
export interface ViconRefusal {
  readonly code: 'sites' | 'time' | 'too-many' | 'no-event' | 'over' | 'removed' | 'store';
  readonly message: string;
  readonly by?: string;
  readonly at?: number;
}

/** What became of it. */
export type ViconOutcome =
  | { readonly kind: 'done'; readonly event: ViconEventView }
  | { readonly kind: 'refused'; readonly refusal: ViconRefusal };

/** The desk. */
export interface ViconPort {
  /** The board; what it says of the past is worked out anew when it is old. */
  board(sight?: ViconSight): ViconBoardView;
  /**
   * Events that are not over for more than 30 days, or all there ever were (2,000 at most, those that start last); those that
   * start first come first. Somebody who sees a part is given events with a site of it, and of these that part.
   */
  events(options?: { readonly all?: boolean; readonly sight?: ViconSight }): readonly ViconEventView[];
  /** One event; undefined where there is none, or none that may be seen. */
  event(id: number, sight?: ViconSight): ViconEventDetail | undefined;
  /** Puts an event into the calendar. */
  create(draft: ViconDraft, actor: Actor): ViconOutcome;
  /** Takes an event out; its watch ends, and it is kept. */
  remove(id: number, actor: Actor): ViconOutcome;
}
