// What the office has planned about bringing a village onto the network, and by what it wants that measured. Settings only;
// rollout.ts and acceptance.ts work by them.

import type { SiteId } from './ids.ts';

/** Where a village stands in the roll-out; of a link, or of a village to which no link leads yet. */
export interface RolloutPlan {
  /** Name of the programme that pays for it, as people read it. */
  readonly programme?: string;
  /** Year it is planned for, 2000 to 2100. */
  readonly year?: number;
  /** Day construction begun, `YYYY-MM-DD`; only while it is planned. */
  readonly building?: string;
}

/** How many villages are to be connected in one year: of a programme, in a regency, in both, or in all. */
export interface RolloutTarget {
  readonly year: number;
  /** Villages of this year alone, not of it and those before. */
  readonly villages: number;
  readonly programme?: string;
  readonly regency?: SiteId;
}

/** When a village counts as connected: its links worked for `atLeastMs` in all within the last `withinMs`. */
export interface ConnectedRule {
  readonly withinMs: number;
  readonly atLeastMs: number;
}

/** By what a new link's acceptance record is taken and judged; the limits of loss, RTT and jitter are the link's own. */
export interface AcceptanceRule {
  /** How long a record runs, ms. */
  readonly lengthMs: number;
  /** Down for so long without a break, and the record is broken off; ms. */
  readonly silentMs: number;
  /** Least share of the measured time in which the link worked, percent. */
  readonly availabilityPct: number;
  /** Least share of the record's time that must have been measured, percent. */
  readonly coveragePct: number;
}

/** `rollout` of the configuration, with its defaults. */
export interface RolloutSettings {
  /** In the order of the file; no two have the same year, programme and regency. */
  readonly targets: readonly RolloutTarget[];
  readonly connected: ConnectedRule;
  readonly acceptance: AcceptanceRule;
}
