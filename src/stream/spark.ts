// The last hour of a link as its sparkline: body of GET /api/v1/sparks, shared with the page.

import type { LinkId } from '../domain/ids.ts';

/** Links in one question at most. */
export const MOST_SPARKS = 100;
/** How far back a sparkline reaches, ms. */
export const SPARK_SPAN_MS = 3_600_000;

/** One link's last hour; the n-th figure of each list is of the n-th step. Null: nothing was measured. */
export interface Spark {
  readonly link: LinkId;
  /** Start of the first step, epoch ms. */
  readonly from: number;
  /** A minute, or a round where that is longer, ms. */
  readonly stepMs: number;
  readonly rttMedianMs: readonly (number | null)[];
  readonly lossPct: readonly (number | null)[];
  /** Share of the step in which the link was down or unreachable, percent of what is known. */
  readonly downPct: readonly (number | null)[];
}

/** The body. Links that nobody may see or that have left the plan are left out. */
export interface SparksReply {
  readonly sparks: readonly Spark[];
}
