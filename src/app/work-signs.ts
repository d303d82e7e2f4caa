// Whether jalur really works just now, so that the sign of life says more than that a process exists. Each reason why it
// does not is a sentence, for the log and the status.

import type { EngineState } from '../engine/state.ts';
import type { StateStore } from '../store/state/port.ts';
import { verdictFreshness, verdictsCome } from './self-checks.ts';

/** The engine looks at the time ten times a second; this much later it has stopped. */
const ENGINE_MS = 30_000;
/** A loop that stood still for this long keeps every alert waiting for as long: whoever is outside shall know. */
const STUCK_MS = 10_000;

/** What the signs are read from. */
export interface WorkParts {
  readonly state: EngineState;
  readonly store: Pick<StateStore, 'heartbeat' | 'status'>;
  /** Longest stop of the event loop in the last look, ms; undefined before the first look. */
  readonly worstStopMs: number | undefined;
  readonly now: { readonly monoMs: number; readonly at: number };
  /** Since the start, ms. */
  readonly runningMs: number;
}

/** Why the sign of life is to be kept back; undefined when jalur works. Writes to the state store to see that it can. */
export function notWorkingBecause(parts: WorkParts): string | undefined {
  const { state, store, worstStopMs, now, runningMs } = parts;
  const tickedMs = now.monoMs - state.rulesJudgedMs;
  if (tickedMs > ENGINE_MS) return `the engine has not looked at the time for ${seconds(tickedMs)}`;
  if ((worstStopMs ?? 0) > STUCK_MS) return `the event loop stood still for ${seconds(worstStopMs ?? 0)}`;
  const { backlogEvents } = store.status();
  if (backlogEvents > 0) return `${backlogEvents} events could not be written to the state store yet`;
  try {
    store.heartbeat(now.at);
  } catch (error) {
    return `the state store cannot be written: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (state.blind) return 'the monitor is blind: it sees nothing of the network';
  const freshness = verdictFreshness(state, now.monoMs);
  if (freshness.echoed > 0 && freshness.newestMs === undefined) return 'no echo verdict since the start';
  if (!verdictsCome(freshness, runningMs))
    return `no echo verdict for ${seconds(freshness.newestMs ?? runningMs)}`;
  return undefined;
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`;
}
