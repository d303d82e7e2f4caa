// What people have entered about downtime: stop clocks and corrections. Nothing is ever changed or deleted: an entry is withdrawn
// by an entry of its own, so that a report can be made again as it would have been at any date.

import type { Actor, CauseCode } from '../act.ts';
import type { LinkId } from '../ids.ts';

/** Why time is taken out of the downtime (domain reference 4.3). */
export const STOP_REASONS = [
  'maintenance',
  'customer-power',
  'customer-equipment',
  'no-access',
  'force-majeure',
  'third-party',
] as const;
/** One of {@link STOP_REASONS}. */
export type StopReason = (typeof STOP_REASONS)[number];

/** What every entry holds. */
export interface LedgerEntryBase {
  /** Unique in the data directory, growing. */
  readonly id: number;
  readonly link: LinkId;
  /** The stretch it is about, epoch ms, [from, to). */
  readonly from: number;
  readonly to: number;
  readonly actor: Actor;
  /** When it was entered, epoch ms. */
  readonly at: number;
  /** Why, in words; 1 to 500 characters. */
  readonly note: string;
  /** What proves it: number of a letter, a ticket, a photograph; 1 to 500 characters. Absent: none was given. */
  readonly evidence?: string;
  /** Present once it was withdrawn. */
  readonly withdrawn?: { readonly actor: Actor; readonly at: number; readonly note: string };
}

/** Time that a contract takes out of the downtime. */
export interface StopClock extends LedgerEntryBase {
  readonly kind: 'stop';
  readonly reason: StopReason;
  /** Absent: not asked yet. */
  readonly agreedByProvider?: boolean;
  readonly agreedByCustomer?: boolean;
}

/** What a stretch is said to have been instead. */
export type CorrectedState = 'up' | 'degraded' | 'down' | 'unreachable' | 'unknown';

/** A back-dated correction of what was measured, of why, or of both (at least one of the two). */
export interface Correction extends LedgerEntryBase {
  readonly kind: 'correction';
  /** Absent: the state stays as it was measured. */
  readonly state?: CorrectedState;
  /** Cause of the outages that the stretch overlaps; absent: stays as it was. */
  readonly cause?: CauseCode;
}

/** Numbers of the tickets of an outage, and when it was reported to the provider: the two clocks of an event. */
export interface Ticket extends LedgerEntryBase {
  readonly kind: 'ticket';
  /** Our number, and the provider's; at least one of them. */
  readonly ourNumber?: string;
  readonly providerNumber?: string;
  /** Epoch ms; within or before the outage. */
  readonly reportedAt?: number;
  /** What was done about it. */
  readonly action?: string;
  /**
   * Stop clock as a bare number of minutes, as tickets from elsewhere have it: kept as such and flagged where it is shown, and taken
   * out of nothing, for no interval was given.
   */
  readonly bareStopMinutes?: number;
}

/** An entry. */
export type LedgerEntry = StopClock | Correction | Ticket;

/** Entries that counted at a moment: entered by then, and not withdrawn by then. In the order in which they were entered. */
export function entriesAsOf(entries: readonly LedgerEntry[], asOf: number): readonly LedgerEntry[] {
  return entries
    .filter(({ at, withdrawn }) => at <= asOf && !(withdrawn && withdrawn.at <= asOf))
    .toSorted((a, b) => a.at - b.at || a.id - b.id);
}
