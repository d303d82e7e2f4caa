// What the echoes of one window say together about a link.

/** Upper bounds in ms of the RTT histogram's buckets; the last bucket is open. Field names of the history follow them. */
export const RTT_BUCKETS_MS = [5, 10, 20, 50, 100, 200, 500] as const;

/** RTT figures of a round; they exist only when something came back (RFC 2681: a lost echo has no RTT). */
export interface RttSummary {
  readonly minMs: number;
  readonly meanMs: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly maxMs: number;
  /** Mean |ΔRTT| of consecutive replies; absent with fewer than two. */
  readonly jitterMs?: number;
  /** Replies per bucket of {@link RTT_BUCKETS_MS}, and one more for the rest; not cumulative. */
  readonly buckets: readonly number[];
}

/** How long the link was in each class during the round, in ms; the monitor's own gaps are in none. */
export interface StateDurations {
  /** Up, degraded included. */
  readonly upMs: number;
  readonly degradedMs: number;
  /** Down and unreachable. */
  readonly downMs: number;
  /** Unreachable alone. */
  readonly unreachableMs: number;
  readonly unknownMs: number;
}

/** What of a round lay in announced maintenance windows that were open. */
export interface RoundMaintenance {
  /** What the link did meanwhile; a part of the round's `durations`. They sum to more than 0. */
  readonly durations: StateDurations;
  /** Whether a window was open at the round's end. */
  readonly atEnd: boolean;
}

/** One round. `sent` counts regular echoes only: those of a burst are sent because of a loss and would bias it. */
export interface Round {
  /** Start of the window, epoch ms. */
  readonly from: number;
  /** End of the window, epoch ms; the round is stamped with it. */
  readonly to: number;
  readonly sent: number;
  readonly received: number;
  /** Echoes discarded because of our own faults; a round that has any gives no loss and no RTT. */
  readonly tainted: number;
  /** Absent when nothing was answered, or the round is tainted. */
  readonly rtt?: RttSummary;
  readonly durations: StateDurations;
  /** Absent: no window that covers the link was open. */
  readonly maintenance?: RoundMaintenance;
}

/** Loss in percent, 0 to 100; undefined for a tainted or empty round. */
export function lossPct(round: Pick<Round, 'sent' | 'received' | 'tainted'>): number | undefined {
  if (round.tainted > 0 || round.sent === 0) return undefined;
  return ((round.sent - round.received) / round.sent) * 100;
}
