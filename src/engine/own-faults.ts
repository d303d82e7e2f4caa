// A link whose every echo was spoiled by this machine is not measured: what it was before is no longer known. Its own
// firewall or a route may refuse echoes to one device for ever, and a machine that is too slow spoils those of all.

import { isProbed, type Link } from '../domain/link.ts';
import type { EngineState, LinkWatch, Step } from './state.ts';
import { enter } from './transition.ts';

/** Shorter stretches happen to a busy machine, and what is known lasts that long. */
const PATIENCE_MS = 60_000;
/** Of links that are echoed seldom so many echoes in a row must have been spoiled. */
const PATIENCE_ECHOES = 10;

/** How long every echo to a link must have been spoiled before it is called unknown, ms. */
export function ownFaultsPatienceMs({ echo }: Link): number {
  return Math.max(PATIENCE_MS, PATIENCE_ECHOES * echo.everyMs + echo.timeoutMs);
}

/** Names of the links that cannot be measured for our own faults. */
export function unmeasuredLinks({ links }: EngineState): readonly string[] {
  return [...links.values()]
    .filter((watch) => watch.link.stage === 'active' && spoiledSinceMs(watch) !== undefined)
    .map(({ link }) => link.name);
}

/** Since when, CLOCK_MONOTONIC ms, every verdict about a link is spoiled; undefined while that is not long, or it is not echoed. */
export function spoiledSinceMs({ link, verdictMs, spoiledMs }: LinkWatch): number | undefined {
  if (spoiledMs === undefined || verdictMs === undefined) return undefined;
  if (link.device.address === undefined || !isProbed(link.stage)) return undefined;
  // By verdicts, not by the clock: where none come at all it is the echo engine that fails, which is told of itself.
  return verdictMs - spoiledMs >= ownFaultsPatienceMs(link) ? spoiledMs : undefined;
}

/** Calls such links unknown. */
export function judgeOwnFaults(step: Step): void {
  const { state } = step;
  if (state.blind) return;
  for (const watch of state.links.values()) {
    if (watch.state === 'unknown') continue;
    const sinceMs = spoiledSinceMs(watch);
    if (sinceMs === undefined) continue;
    state.suspects.delete(watch);
    state.recovering.delete(watch);
    watch.track.forgetRow();
    enter(step, watch, { state: 'unknown', reason: { kind: 'own-faults' }, since: { monoMs: sinceMs } });
  }
}
