// What the engine knows of a link now, as a verdict about readiness needs it.

import type { LinkId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import { lossPct, type Round } from '../domain/round.ts';
import type { ViconLook } from '../domain/vicon-site.ts';
import type { EngineState, LinkWatch } from '../engine/state.ts';

/** A round says how well a link works for so many rounds; the next is due after one. */
const ROUNDS_OF_LATE = 3;
/**
 * A round in which the link was not up for longer than this share of it says more of the outage than of the line that is back;
 * the next one is whole.
 */
const MOST_AWAY = 0.05;
/** A poll says what an interface carries for so many periods, and this much for the way. */
const POLLS_OF_LATE = 3;
const POLL_SLACK_MS = 30_000;

/** Looks at links at one moment. */
export function looksAt(
  state: Pick<EngineState, 'links' | 'config'>,
  now: Instant,
): (link: LinkId) => ViconLook | undefined {
  const { roundMs } = state.config.network.settings;
  const known = new Map<LinkId, ViconLook | undefined>();
  return (id) => {
    if (!known.has(id)) {
      const watch = state.links.get(id);
      known.set(id, watch && lookAt(watch, now, roundMs));
    }
    return known.get(id);
  };
}

function lookAt(watch: LinkWatch, now: Instant, roundMs: number): ViconLook {
  const { state, reason, lastRound: round, link, answered } = watch;
  const look = { state, reason: reason.kind };
  const isRoundOfLate =
    round !== undefined &&
    now.at - round.to <= ROUNDS_OF_LATE * roundMs + link.echo.timeoutMs &&
    isWhole(round);
  const loss = round && lossPct(round);
  const pollAgeMs = answered && now.at - answered.at;
  const pollEveryMs = link.device.snmp?.everyMs;
  const isPollOfLate =
    pollAgeMs !== undefined &&
    pollEveryMs !== undefined &&
    pollAgeMs <= POLLS_OF_LATE * pollEveryMs + POLL_SLACK_MS;
  const reading = answered?.result.kind === 'answered' ? answered.result.interface : undefined;
  return {
    ...look,
    ...(isRoundOfLate && {
      echoes: {
        ...(loss !== undefined && { lossPct: loss }),
        ...(round.rtt && { rttMs: round.rtt.medianMs }),
        ...(round.rtt?.jitterMs !== undefined && { jitterMs: round.rtt.jitterMs }),
      },
    }),
    ...(isPollOfLate && answered?.rates && { rates: answered.rates }),
    ...(isPollOfLate && reading && { interface: reading }),
  };
}

function isWhole({ from, to, tainted, durations }: Round): boolean {
  return tainted === 0 && to - from - durations.upMs <= (to - from) * MOST_AWAY;
}
