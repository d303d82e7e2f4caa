// What becomes of one real verdict in the simulated province. Pure but for the random numbers it is handed.

import { ANSWERED, FLAG_TAINTED, LOST } from '../../domain/echo.ts';
import type { Random } from '../../runtime/random.ts';
import type { Passage } from './reach.ts';

/** A verdict on its way to jalur. */
export interface Verdict {
  readonly key: number;
  readonly sentMonoMs: number;
  /** NaN unless answered. */
  readonly rttMs: number;
  readonly outcome: number;
  readonly flags: number;
}

/** A verdict, and when it can be known at the earliest. */
export interface Fate {
  readonly verdict: Verdict;
  readonly dueMonoMs: number;
}

/** Spreads beyond this many means are cut off, so that one echo in a million does not look like a fault. */
const MOST_MEANS = 8;

/**
 * The verdict that the simulated path would have given. What the kernel itself lost or refused stays as it is, and so does
 * what our own fault has tainted. A loss is known when its timeout is over, never before.
 */
export function fateOf(verdict: Verdict, passage: Passage, timeoutMs: number, random: Random): Fate {
  if (verdict.outcome !== ANSWERED || (verdict.flags & FLAG_TAINTED) !== 0) {
    return { verdict, dueMonoMs: verdict.sentMonoMs };
  }
  const lost: Fate = {
    verdict: { ...verdict, rttMs: Number.NaN, outcome: LOST },
    dueMonoMs: verdict.sentMonoMs + timeoutMs,
  };
  // Both numbers are always drawn: a fault on one link then changes no other link's luck.
  const luck = random();
  const spread = Math.min(MOST_MEANS, -Math.log(1 - random()));
  if (passage.kind === 'silent') return lost;
  const { loss, delayMs, jitterMs } = passage.weather;
  const rttMs = verdict.rttMs + delayMs + jitterMs * spread;
  if (luck < loss || rttMs > timeoutMs) return lost;
  return { verdict: { ...verdict, rttMs }, dueMonoMs: verdict.sentMonoMs + rttMs };
}
