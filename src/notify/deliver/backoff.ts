// How long a way out that does not work is left alone: exponentially longer, with full jitter, so that many monitors do
// not knock at a server that comes back all at once.

import type { Random } from '../../runtime/random.ts';

/** Ceiling of the first pause. */
const FIRST_MS = 1_000;
/** A way that was gone for hours is found again within this. */
const LONGEST_MS = 300_000;
/** What the other side asks for is honoured up to here: a mistaken or hostile answer must not silence a channel for days. */
const LONGEST_ASKED_MS = 3_600_000;

/**
 * The pause after the n-th failure in a row (from 1), ms: uniform in [0, min(5 min, 1 s · 2^(n−1))), but never less than
 * what the other side asked for.
 */
export function backoffMs(failures: number, random: Random, askedMs = 0): number {
  const ceilingMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(30, Math.max(0, failures - 1)));
  return Math.max(random() * ceilingMs, Math.min(askedMs, LONGEST_ASKED_MS));
}
