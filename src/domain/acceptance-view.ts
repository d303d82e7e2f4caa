// Acceptance records as the API tells them and the page shows them.

import type { AcceptanceRecord, AcceptanceState, signable } from './acceptance.ts';
import type { AcceptanceFigures } from './acceptance-figures.ts';
import type { LinkState } from './state.ts';

/** What is true of a record beside what it says. */
export interface AcceptanceNow {
  /** What the link is doing now; absent where it is not in the plan any more. */
  readonly linkState?: LinkState;
  /** Whether it can be signed, or why not. */
  readonly signable: ReturnType<typeof signable>;
}

/** A record in a list: without what only its own page shows. */
export interface AcceptanceSummary extends Omit<AcceptanceRecord, 'figures' | 'restarts'>, AcceptanceNow {
  readonly figures?: Omit<AcceptanceFigures, 'outages'>;
}

/** A record with everything. Of a running one the figures are those so far. */
export interface AcceptanceDetail extends AcceptanceRecord, AcceptanceNow {
  /** The record's time is over, and its figures wait for this: why. */
  readonly waitsFor?: string;
  /** SHA-256 of the record without its signature, hex: two prints with the same are the same record. */
  readonly fingerprint: string;
}

/** Answer of GET /api/v1/acceptance. */
export interface AcceptanceList {
  /** Newest first. */
  readonly records: readonly AcceptanceSummary[];
  /** Whether there are older ones; ask with `before`. */
  readonly more: boolean;
}

/** How the newest record of a village's link stands. */
export interface AcceptanceMark {
  readonly id: number;
  readonly state: AcceptanceState;
}
