// The two times every input carries. Durations come from the monotonic one; the other is only a label (design law 1).

/** One moment on both clocks. */
export interface Instant {
  /** CLOCK_MONOTONIC in milliseconds, the same in every process of this machine until it reboots. */
  readonly monoMs: number;
  /** Label of the moment: epoch milliseconds on jalur's own timeline, which never runs backwards. */
  readonly at: number;
}

/** The label of an earlier or later monotonic time, seen from an instant on the same stretch of timeline. */
export function labelOf(monoMs: number, now: Instant): number {
  return Math.round(now.at + (monoMs - now.monoMs));
}
