// What the receiver counts: everything that came in, and what became of it.

/**
 * Why a datagram came to nothing. `source-rate`, `total-rate`: more than is taken of one source, or of all together.
 * `source-port`: from UDP port 0, where nobody can be answered. `oversized`: larger than any trap. `malformed`: no SNMP
 * message. `community`, `user`: not among those of the configuration. `level`: v3 below the user's level, or unsigned.
 * `digest`: the authentication key or protocol is another one. `decryption`: the privacy key or protocol is another one.
 * `unexpected`: SNMP, but neither trap nor inform. `queue`: a trap that was taken, but the daemon was too busy for it.
 */
export const DROP_REASONS = [
  'source-rate',
  'total-rate',
  'source-port',
  'oversized',
  'malformed',
  'community',
  'user',
  'level',
  'digest',
  'decryption',
  'unexpected',
  'queue',
] as const;
/** One of {@link DROP_REASONS}. */
export type DropReason = (typeof DROP_REASONS)[number];

/** Counters since the start; they never go back. */
export interface TrapCounts {
  /** Datagrams that arrived. Each is accepted, dropped for a reason other than `queue`, or a discovery. */
  readonly received: number;
  /** Traps and informs that were taken. */
  readonly accepted: number;
  /** Informs among them; each was acknowledged. */
  readonly informs: number;
  /** Questions for this receiver's engine id, which senders of v3 informs ask first (RFC 3414 section 4). */
  readonly discoveries: number;
  readonly dropped: Readonly<Record<DropReason, number>>;
}

/** Counters and state of a receiver. */
export interface TrapStatus extends TrapCounts {
  /** Where it listens now, as `address:port`. */
  readonly listening: readonly string[];
  /** Why it does not listen everywhere; absent when it does. */
  readonly fault?: string;
  /** How often its thread was started again. */
  readonly restarts: number;
}

/** The same, while counting. */
export interface CountingTraps {
  received: number;
  accepted: number;
  informs: number;
  discoveries: number;
  readonly dropped: Record<DropReason, number>;
}

/** Counters that start. */
export function newTrapCounts(): CountingTraps {
  const dropped = Object.fromEntries(DROP_REASONS.map((reason) => [reason, 0]));
  return {
    received: 0,
    accepted: 0,
    informs: 0,
    discoveries: 0,
    dropped: dropped as Record<DropReason, number>,
  };
}

/** Both together. */
export function sumOfCounts(a: TrapCounts, b: TrapCounts): TrapCounts {
  const dropped = Object.fromEntries(
    DROP_REASONS.map((reason) => [reason, a.dropped[reason] + b.dropped[reason]]),
  );
  return {
    received: a.received + b.received,
    accepted: a.accepted + b.accepted,
    informs: a.informs + b.informs,
    discoveries: a.discoveries + b.discoveries,
    dropped: dropped as Record<DropReason, number>,
  };
}
