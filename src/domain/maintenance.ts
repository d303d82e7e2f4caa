// Planned work: announced, with a scope and an end. It holds alerts back, and never hides what began before it.

import type { LinkId, SiteId } from './ids.ts';

/** What a window covers: any of these, and everything that hangs behind it. At least one list is not empty. */
export interface MaintenanceScope {
  readonly links: readonly LinkId[];
  readonly sites: readonly SiteId[];
  readonly regencies: readonly SiteId[];
  readonly providers: readonly string[];
}

/** Days of the week, Monday first (ISO 8601). */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
/** One of {@link WEEKDAYS}. */
export type Weekday = (typeof WEEKDAYS)[number];

/** When a window is open. Times of day are the province's. */
export type MaintenanceTime =
  | { readonly kind: 'once'; readonly from: number; readonly to: number }
  | {
      readonly kind: 'recurring';
      /** Either days of the week or days of the month (1 to 31; a month without that day has no window). */
      readonly days: readonly Weekday[] | readonly number[];
      /** Minutes from midnight, 0 to 1,439. */
      readonly atMinute: number;
      readonly durationMs: number;
      /** First and last moment at which one may begin, epoch ms. */
      readonly notBefore?: number;
      readonly notAfter?: number;
    };

/** One window, or a row of them. */
export interface MaintenanceWindow {
  /** Unique for ever in the data directory. */
  readonly id: string;
  readonly name: string;
  readonly scope: MaintenanceScope;
  readonly time: MaintenanceTime;
  /** Who announced it (a person, a provider's letter), and when, epoch ms. */
  readonly announcedBy: string;
  readonly announcedAt: number;
  readonly note?: string;
  /** From the configuration, or made by an operator. */
  readonly origin: 'config' | 'operator';
  /** Ended early (or deleted) at, epoch ms. */
  readonly endedAt?: number;
}

/** A window that is open now. */
export interface OpenMaintenance {
  readonly id: string;
  readonly name: string;
  readonly announcedBy: string;
  readonly from: number;
  readonly to: number;
  /** Its scope and what hangs behind it. */
  readonly links: ReadonlySet<LinkId>;
}
