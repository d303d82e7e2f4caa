// What the history says of many links over a month or so, in one sweep of the hourly roll-ups: for reports.

import type { LinkId } from '../../domain/ids.ts';

/** What to sum up. */
export interface SummaryQuery {
  /** Epoch ms; points with from < time ≤ to belong. Whole hours are read: both bounds are on one, in any zone of whole hours. */
  readonly from: number;
  readonly to: number;
  /** Links; at most 20,000. */
  readonly links: ReadonlySet<LinkId>;
  /** What the local clock is ahead of UTC, ms: hours of the day are local. */
  readonly utcOffsetMs: number;
}

/** What one hour of the day says, over all days. */
export interface HourSummary {
  /** Hour of the local day, 0 to 23: it covers [hour, hour + 1). */
  readonly hour: number;
  readonly sent: number;
  readonly received: number;
  /** From the RTT histogram, by linear interpolation within its bucket; absent where nothing came back. */
  readonly rttP50Ms?: number;
  readonly rttP95Ms?: number;
  readonly jitterMs?: number;
}

/** What is known of a link. Figures are absent where nothing was measured. */
export interface LinkSummary {
  readonly link: LinkId;
  readonly sent: number;
  readonly received: number;
  readonly rttMinMs?: number;
  /** Mean of the hours' means, weighted by what was received. */
  readonly rttMeanMs?: number;
  /** From the RTT histogram, hence exact to the width of a bucket at any length. */
  readonly rttP50Ms?: number;
  readonly rttP95Ms?: number;
  readonly rttP99Ms?: number;
  readonly rttMaxMs?: number;
  /** Mean of the hours, weighted likewise. */
  readonly jitterMs?: number;
  /** 95th percentile of the 5-minute rates, as transit is billed; bit/s. */
  readonly inP95Bps?: number;
  readonly outP95Bps?: number;
  /** Octets carried: rates summed over time. */
  readonly inOctets?: number;
  readonly outOctets?: number;
  /** Hours of the day in which something was sent, ascending. */
  readonly hours: readonly HourSummary[];
}
