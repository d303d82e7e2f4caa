// What a benchmark reports: one figure, what the design allows, and what a peer took for the same work.

/** One line of the table. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Most that the design allows, in `unit`. */
  readonly budget?: number;
  /** Whether the budget was kept; absent when there is none. */
  readonly ok?: boolean;
  /** The peer measured in the same run, on the same targets. */
  readonly peer?: string;
  /** Our value divided by the peer's. */
  readonly ratio?: number;
  /** How it was measured, or why a peer is missing. */
  readonly note?: string;
}
