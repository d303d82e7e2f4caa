// What jalur looks at in itself: pure functions from a reading to the sentence of a fault, or nothing. The limits are
// here, each with its reason; docs/self-monitoring.md prints them.

import type { FaultLimit } from '../domain/fault-track.ts';
import { isBeyond } from '../domain/fault-track.ts';
import { isProbed } from '../domain/link.ts';
import type { EngineState } from '../engine/state.ts';
import type { EventLoopDelay } from '../runtime/eventloop.ts';

/**
 * The budget of the event loop's p99 is 50 ms. From 200 ms on, which is the period of extra echoes, our own slowness
 * makes suspicions longer than the figures promise.
 */
const LOOP_P99: FaultLimit = { raise: 200, clear: 100 };
/** One stop this long is not in a p99 of 10 ms samples, and keeps every screen and verdict waiting all the same. */
const LOOP_WORST: FaultLimit = { raise: 2_000, clear: 1_000 };
/** Echoes that leave so late blur the rhythm of suspicions; the budget is 20 ms. */
const ECHO_SLIP: FaultLimit = { raise: 250, clear: 100 };
/** Polls may be a sixth of their minute late before rates and rules suffer; the budget is 250 ms. */
const POLL_SLIP: FaultLimit = { raise: 10_000, clear: 5_000 };
/** Beyond the period and timeout of the slowest link: batches come every 100 ms, the echo process restarts within seconds. */
const VERDICT_SLACK_MS = 30_000;

/** The event loop of this process is late. */
export function loopFinding({ p99Ms, maxMs }: EventLoopDelay, raised: boolean): string | undefined {
  if (isBeyond(p99Ms, LOOP_P99, raised))
    return `the event loop is ${Math.round(p99Ms)} ms late (99th percentile): verdicts and alerts are late by as much; the machine is too slow or something else uses it`;
  if (isBeyond(maxMs, LOOP_WORST, raised))
    return `the event loop stood still for ${(maxMs / 1000).toFixed(1)} s: nothing was decided in that time; the machine is too slow or something else uses it`;
  return undefined;
}

/** Echoes leave late. */
export function echoSlipFinding({ slipP99Ms }: { readonly slipP99Ms: number }, raised: boolean) {
  return isBeyond(slipP99Ms, ECHO_SLIP, raised)
    ? `echoes leave ${Math.round(slipP99Ms)} ms late (99th percentile): the machine is too slow for this many`
    : undefined;
}

/**
 * Polls begin late. The figure is of the last polls and may be old where there are few; it counts while some wait in line.
 */
export function pollSlipFinding(
  { slipP99Ms, waiting }: { readonly slipP99Ms: number; readonly waiting: number },
  raised: boolean,
): string | undefined {
  return waiting > 0 && isBeyond(slipP99Ms, POLL_SLIP, raised)
    ? `SNMP polls begin ${Math.round(slipP99Ms / 1000)} s late (99th percentile), ${waiting} wait in line: too many devices are silent, or polled too often`
    : undefined;
}

/** Names in one sentence. */
const MOST_NAMES = 5;

/** Links of which every echo is spoiled by this machine, and nothing is known. */
export function unmeasuredFinding(names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const shown = names.slice(0, MOST_NAMES).join(', ');
  const more = names.length > MOST_NAMES ? `, and ${names.length - MOST_NAMES} more` : '';
  const who = names.length === 1 ? '1 link is' : `${names.length} links are`;
  return `${who} not measured, for this machine itself spoils every echo there: ${shown}${more}; look at its routes, its firewall and its load`;
}

/** How fresh the verdicts about links that are echoed are. */
export interface VerdictFreshness {
  readonly echoed: number;
  /** Age of the newest verdict in ms; undefined before the first. */
  readonly newestMs: number | undefined;
  /** How old it may be, ms: of the link that is echoed most often. */
  readonly allowedMs: number;
}

/** Looks through the links. Verdicts of any kind count: lost ones prove as well that the echo engine works. */
export function verdictFreshness({ links }: EngineState, nowMonoMs: number): VerdictFreshness {
  let echoed = 0;
  let newestMs: number | undefined;
  let allowedMs = Number.POSITIVE_INFINITY;
  for (const { link, verdictMs } of links.values()) {
    if (!isProbed(link.stage) || link.device.address === undefined) continue;
    echoed++;
    allowedMs = Math.min(allowedMs, link.echo.everyMs + link.echo.timeoutMs + VERDICT_SLACK_MS);
    if (verdictMs !== undefined)
      newestMs = Math.min(newestMs ?? Number.POSITIVE_INFINITY, nowMonoMs - verdictMs);
  }
  return { echoed, newestMs, allowedMs };
}

/** Whether verdicts come, or none are to be expected; `runningMs` is the time since the start. */
export function verdictsCome({ echoed, newestMs, allowedMs }: VerdictFreshness, runningMs: number): boolean {
  return echoed === 0 || (newestMs ?? runningMs) <= allowedMs;
}

/** The echo engine is at work by its own account, and gives no verdicts. */
export function verdictFinding(freshness: VerdictFreshness, runningMs: number): string | undefined {
  if (verdictsCome(freshness, runningMs)) return undefined;
  const { echoed, newestMs } = freshness;
  const age = Math.round((newestMs ?? runningMs) / 1000);
  return `no echo verdict for ${age} s though ${echoed} links are to be echoed: what the screen shows is that old`;
}
