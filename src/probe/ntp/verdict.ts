// What several time servers say together about our clock.

import type { NtpSample } from './port.ts';

/** Off by more than this is told: states are labelled to the second, and logs of devices are compared with them. */
export const MOST_OFFSET_MS = 1_000;

/** What one round of questions proves. */
export type NtpVerdict =
  /** Nobody answered, or the answers cannot all be true: nothing is known. */
  | { readonly kind: 'unknown'; readonly why: 'silent' | 'disagree' }
  /** The answer in the middle, and how many are within a second of it. */
  | {
      readonly kind: 'known';
      readonly offsetMs: number;
      readonly roundTripMs: number;
      readonly agree: number;
      readonly of: number;
      /** Whether our clock is off for certain: by more than the limit even if the way there took all of the round trip. */
      readonly off: boolean;
    };

/** Judges one round. A single server is believed; of several more than half must agree with the median. */
export function judgeOffsets(samples: readonly NtpSample[]): NtpVerdict {
  const sorted = [...samples].sort((a, b) => a.offsetMs - b.offsetMs);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (!middle) return { kind: 'unknown', why: 'silent' };
  const { offsetMs, roundTripMs } = middle;
  const agree = sorted.filter((each) => Math.abs(each.offsetMs - offsetMs) <= MOST_OFFSET_MS).length;
  if (agree * 2 <= sorted.length) return { kind: 'unknown', why: 'disagree' };
  const off = Math.abs(offsetMs) - roundTripMs / 2 > MOST_OFFSET_MS;
  return { kind: 'known', offsetMs, roundTripMs, agree, of: sorted.length, off };
}

/** The sentence for the alert. */
export function offsetDetail({ offsetMs, agree, of }: Extract<NtpVerdict, { kind: 'known' }>): string {
  const by = (Math.abs(offsetMs) / 1000).toFixed(1);
  const way = offsetMs > 0 ? 'behind' : 'ahead of';
  return `the system clock is ${by} s ${way} the time servers (${agree} of ${of} agree): times on the screen and in reports are wrong by as much; is the time service of this machine running?`;
}

/** What {@link offsetDetail} wrote of a text that may tell of another trouble of the clock beside it. */
export function offsetDetailIn(text: string): string | undefined {
  return /the system clock is [\d.]+ s .+? the time servers .+? is the time service of this machine running\?/.exec(
    text,
  )?.[0];
}
