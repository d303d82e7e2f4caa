// What the API asks of the maintenance desk (src/app/maintenance.ts).

import type { Actor } from '../domain/act.ts';
import type { LinkId } from '../domain/ids.ts';
import type { MaintenanceTime, MaintenanceWindow } from '../domain/maintenance.ts';
import type { Opening } from '../domain/maintenance-plan.ts';
import type { MaintenanceAct } from '../store/state/maintenance-table.ts';

/** A window with what is true of it now. */
export interface WindowView {
  readonly window: MaintenanceWindow;
  /** The opening under way; absent while it is closed. */
  readonly open?: Opening;
  /** The next opening to come; absent when there is none. */
  readonly next?: Opening;
  /** Nothing will open any more since, or from, epoch ms; absent of a row without an end. */
  readonly overAt?: number;
  /** How many links it covers by the present plan, those behind its scope included. */
  readonly links: number;
  /** What operators did about it, oldest first; empty for one of the configuration. */
  readonly acts: readonly MaintenanceAct[];
}

/** A window as an operator asks for it. Ids are not checked yet; providers by id. */
export interface MaintenanceDraft {
  readonly name: string;
  readonly scope: {
    readonly links: readonly string[];
    readonly sites: readonly string[];
    readonly regencies: readonly string[];
    readonly providers: readonly string[];
  };
  readonly time: MaintenanceTime;
  readonly announcedBy: string;
  readonly note?: string;
}

/** Why it was not done. `by` and `at` tell who ended a window before, and when. */
export interface MaintenanceRefusal {
  readonly code: 'scope' | 'time' | 'too-many' | 'no-window' | 'configured' | 'over' | 'store';
  readonly message: string;
  readonly by?: string;
  readonly at?: number;
}

/** What became of it. */
export type MaintenanceOutcome =
  | { readonly kind: 'done'; readonly view: WindowView; readonly covered: readonly LinkId[] }
  | { readonly kind: 'refused'; readonly refusal: MaintenanceRefusal };

/** The desk. */
export interface MaintenancePort {
  /** Windows that are not over for more than 90 days, or all there ever were: open ones, those to come, those past. */
  windows(options?: { readonly all?: boolean }): readonly WindowView[];
  /** What a window would cover, or why it could not be announced; nothing is kept. */
  check(
    draft: Pick<MaintenanceDraft, 'scope' | 'time'>,
  ): { readonly covered: readonly LinkId[] } | MaintenanceRefusal;
  /** Announces a window. */
  create(draft: MaintenanceDraft, actor: Actor): MaintenanceOutcome;
  /** Ends a window now: the opening under way, and all that would follow. It is kept. */
  end(id: string, actor: Actor): MaintenanceOutcome;
}
