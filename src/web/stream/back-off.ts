// How long to wait before the next attempt to connect.

/** First wait: a daemon that is restarted by hand is back within seconds. */
const FIRST_MS = 500;
/** Longest wait: after a long outage every screen is back within this time. */
const LONGEST_MS = 10_000;

/**
 * Doubles from 0.5 s to 10 s; the random half keeps a thousand screens from returning in the same instant.
 * `attempt` counts failures from 0; `random` is in [0, 1).
 */
export function backOffMs(attempt: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 16));
  return full / 2 + (full / 2) * random;
}
