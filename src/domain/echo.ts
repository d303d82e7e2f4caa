// What the echo engines report: verdicts of single echoes, packed column by column so that 10,000 a second stay cheap.

import type { LinkId } from './ids.ts';

/**
 * How one echo ended. `lost`: no reply within its timeout. `unreachable`, `ttl-exceeded`: an ICMP error came back
 * (a reason, not a reply). `no-route`: the kernel itself knew no way (ENETUNREACH, EHOSTUNREACH, ENETDOWN at sending).
 */
export const ECHO_OUTCOMES = ['answered', 'lost', 'unreachable', 'ttl-exceeded', 'no-route'] as const;
/** One of {@link ECHO_OUTCOMES}; packed as its index. */
export type EchoOutcome = (typeof ECHO_OUTCOMES)[number];

/** Packed code of `answered`. */
export const ANSWERED = 0;
/** Packed code of `lost`. */
export const LOST = 1;
/** Flag: an extra echo of a suspicion or recovery, kept out of a round's loss figure (it is sent because of a loss). */
export const FLAG_BURST = 1;
/** Flag: the verdict is worthless because of our own fault (buffer overrun, send error, late process, stepped clock). */
export const FLAG_TAINTED = 2;

/** One target of an echo engine. */
export interface EchoTarget {
  /** Small integer chosen by the caller, unique among the targets; verdicts carry it. */
  readonly key: number;
  /** Literal IPv4 or IPv6 address. */
  readonly address: string;
  readonly everyMs: number;
  readonly timeoutMs: number;
  /** Offset of the first echo within the period, 0 ≤ phaseMs < everyMs. */
  readonly phaseMs: number;
}

/** A link whose device beats by itself: its beats are waited for as replies are. */
export interface BeatTarget {
  /** As an {@link EchoTarget}'s. */
  readonly key: number;
  readonly link: LinkId;
  readonly everyMs: number;
  /** How long after it was due a beat counts as missing. */
  readonly graceMs: number;
}

/** Verdicts, oldest send time not guaranteed first. Columns may be longer than `count`. */
export interface EchoBatch {
  readonly count: number;
  readonly key: Uint32Array;
  /** CLOCK_MONOTONIC of the sending in ms; of a beat, when it came or was due. */
  readonly sentMonoMs: Float64Array;
  /** Round-trip time in ms (RFC 2681); NaN unless the outcome is `answered`, and for beats, which have none. */
  readonly rttMs: Float64Array;
  /** Index into {@link ECHO_OUTCOMES}. */
  readonly outcome: Uint8Array;
  /** Bits FLAG_BURST, FLAG_TAINTED. */
  readonly flags: Uint8Array;
}
