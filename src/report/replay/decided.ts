// When the engine decided that a link had entered an interval. Intervals begin when the new state began; the decision
// came later, by what had to be seen first, and alerts are raised at the decision.

import type { LinkId } from '../../domain/ids.ts';
import type { Link } from '../../domain/link.ts';
import type { Network } from '../../domain/network.ts';
import type { Interval } from '../../domain/state.ts';
import { ownFaultsPatienceMs } from '../../engine/own-faults.ts';

/** Verdicts reach the engine in batches of 100 ms, and it looks every 100 ms. */
const ON_THE_WAY_MS = 200;
/** A round is closed this long after the timeout of its last echo. */
export const ROUND_SLACK_MS = 250;
/** The wait for the first lost echo of the anchors, four more 200 ms apart, and the wait for the last of them. */
const BLIND_MS = 3_000;
/** A daemon that ended lived, and judged, until its next sign of life at most. */
const HEARTBEAT_MS = 2_000;
/** A device that beats may be missed for so many beats before it is called down. */
const MOST_BEATS = 24;
/** A suspicion of a very lossy link takes a minute and more. */
const SUSPICION_MS = 120_000;

/** An interval, and when it was decided (epoch ms). */
export interface Decided {
  readonly interval: Interval;
  readonly at: number;
}

/** How long before its decision an interval of a link may have begun at most, ms. */
export function mostBackdatedMs(link: Link, { settings }: Network): number {
  const beats = link.device.beat ? MOST_BEATS * link.device.beat.everyMs : 0;
  return SUSPICION_MS + roundsMs(link.quality.forMs, settings.roundMs) + link.echo.timeoutMs + beats;
}

/**
 * Estimates the decisions of a link's successive intervals. They keep the order of the intervals, and none comes before
 * its interval began.
 */
export function decisions(intervals: readonly Interval[], network: Network): readonly Decided[] {
  const found: Decided[] = [];
  let latest = Number.POSITIVE_INFINITY;
  for (let index = intervals.length - 1; index >= 0; index--) {
    const interval = intervals[index];
    if (!interval) continue;
    latest = Math.min(latest, estimate(interval, intervals.slice(0, index), network));
    found.push({ interval, at: Math.max(interval.from, latest) });
  }
  return found.reverse();
}

function estimate(interval: Interval, earlier: readonly Interval[], network: Network): number {
  const { reason, from } = interval;
  const before = earlier.at(-1);
  const link = network.links.get(interval.link);
  const { roundMs, recoverEchoes, burstEveryMs } = network.settings;
  const afterRounds = (): number =>
    from + roundsMs(link?.quality.forMs ?? 0, roundMs) + timeoutMs(network, interval.link) + ROUND_SLACK_MS;
  switch (reason.kind) {
    case 'silent':
      return reason.lastLostAt + timeoutMs(network, interval.link) + ON_THE_WAY_MS;
    case 'ancestor':
      // After the verdict about the cause, which may have been taken from this very echo.
      return Math.max(from, reason.provedAt) + timeoutMs(network, reason.link) + 2 * ON_THE_WAY_MS;
    case 'quality':
      return isResumed(interval, earlier) ? from + ON_THE_WAY_MS : afterRounds();
    case 'answering': {
      // Also over a stretch of which nothing is known: what it was degraded by goes on until rounds say otherwise.
      if (lastKnown(earlier)?.state === 'degraded') return afterRounds();
      const isOutage = before?.state === 'down' || before?.state === 'unreachable';
      return from + ON_THE_WAY_MS + (isOutage ? (recoverEchoes - 1) * burstEveryMs : 0);
    }
    case 'blind':
      return from + BLIND_MS;
    case 'stopped':
      return from + HEARTBEAT_MS;
    case 'own-faults':
      return from + (link ? ownFaultsPatienceMs(link) : 0);
    case 'clock':
    case 'unmeasured':
    case 'not-probed':
      return from;
  }
}

/** A link that was degraded before nothing was known of it for a while is so again with its first answer. */
function isResumed({ reason }: Interval, earlier: readonly Interval[]): boolean {
  const known = lastKnown(earlier)?.reason;
  if (reason.kind !== 'quality' || known?.kind !== 'quality') return false;
  // A daemon that started anew has the figure from the alert, where it is rounded.
  return known.figure === reason.figure && Math.abs(known.value - reason.value) < 0.01;
}

function lastKnown(earlier: readonly Interval[]): Interval | undefined {
  return earlier.findLast(({ state }) => state !== 'unknown');
}

function timeoutMs(network: Network, link: LinkId): number {
  return network.links.get(link)?.echo.timeoutMs ?? 1_000;
}

/** Whole rounds that make up a time. */
function roundsMs(forMs: number, roundMs: number): number {
  return Math.ceil(forMs / roundMs) * roundMs;
}
