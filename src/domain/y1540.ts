// Availability after the manner of ITU-T Y.1540: time is cut into short windows, a window with too much loss is bad, and some bad
// ones in a row make the service unavailable. A second opinion beside the states, which are decided echo by echo.

import type { Interval } from './state.ts';

/** When time counts as unavailable. */
export interface Y1540Rule {
  /** Loss at which a window is bad: a share, 0 to 1. Editions differ: 0.75 before 2016, 0.20 since. */
  readonly c1: number;
  /** Bad windows in a row that make the service unavailable, and good ones that make it available again; at least 1. */
  readonly consecutive: number;
}

/** The two thresholds in print, each over windows of a minute; five in a row make up the five minutes of the older one. */
export const Y1540_RULES = {
  lenient: { c1: 0.75, consecutive: 5 },
  strict: { c1: 0.2, consecutive: 1 },
} as const satisfies Readonly<Record<string, Y1540Rule>>;

/** Length of a window, ms. */
export const Y1540_WINDOW_MS = 60_000;

/** Windows in a row that lost the same share. */
export interface LossRun {
  readonly windows: number;
  /** Length of one of them, ms. */
  readonly windowMs: number;
  /** Share of packets lost, 0 to 1; absent: nothing was measured. */
  readonly loss?: number;
}

/** How long each lasted, ms. */
export interface Y1540Times {
  readonly availableMs: number;
  readonly unavailableMs: number;
  readonly unmeasuredMs: number;
}

/**
 * Sums up windows in their order. The service is unavailable from the first of `consecutive` bad windows (loss ≥ c1) and available
 * again from the first of as many good ones: both back-dated, as Y.1563 does with seconds. It begins available. A window without
 * measurements ends a row and changes nothing; its time is counted apart. Percent available: PIA = 100·a/(a + u).
 */
export function y1540(runs: Iterable<LossRun>, { c1, consecutive }: Y1540Rule): Y1540Times {
  const ms = { available: 0, unavailable: 0 };
  let unmeasuredMs = 0;
  let state: keyof typeof ms = 'available';
  /** Windows in a row that speak against the state, and their time. */
  let against = { windows: 0, ms: 0 };
  for (const { windows, windowMs, loss } of runs) {
    const lengthMs = windows * windowMs;
    const says: keyof typeof ms = loss === undefined ? state : loss >= c1 ? 'unavailable' : 'available';
    if (says === state) {
      ms[state] += against.ms;
      against = { windows: 0, ms: 0 };
      if (loss === undefined) unmeasuredMs += lengthMs;
      else ms[state] += lengthMs;
      continue;
    }
    against = { windows: against.windows + windows, ms: against.ms + lengthMs };
    if (against.windows < consecutive) continue;
    ms[says] += against.ms;
    state = says;
    against = { windows: 0, ms: 0 };
  }
  ms[state] += against.ms;
  return { availableMs: ms.available, unavailableMs: ms.unavailable, unmeasuredMs };
}

/**
 * Windows of [from, to) as intervals let suppose them: all is lost while a link is down or unreachable, nothing while it is up, and
 * while it is degraded by loss as much as was lost when that was found out. A window that several intervals share loses what
 * they lose, by their length; unknown time has no part in it. Intervals are in order and do not overlap; the last window may be
 * cut short by `to`, and is then left out.
 */
export function* lossRuns(
  intervals: readonly Interval[],
  from: number,
  to: number,
  windowMs = Y1540_WINDOW_MS,
): Generator<LossRun> {
  let index = 0;
  let at = from;
  while (at + windowMs <= to) {
    while (index < intervals.length && endOf(intervals[index], to) <= at) index++;
    const here = intervals[index];
    const whole = Math.floor((Math.min(here && here.from <= at ? endOf(here, to) : at, to) - at) / windowMs);
    if (here && whole > 0) {
      yield runOf(whole, windowMs, lossOf(here));
      at += whole * windowMs;
      continue;
    }
    const gap = Math.floor((Math.min(here?.from ?? to, to) - at) / windowMs);
    if (gap > 0) {
      yield runOf(gap, windowMs, undefined);
      at += gap * windowMs;
      continue;
    }
    yield runOf(1, windowMs, mixedLoss(intervals, index, { from: at, to: at + windowMs }));
    at += windowMs;
  }
}

function mixedLoss(
  intervals: readonly Interval[],
  first: number,
  window: { readonly from: number; readonly to: number },
): number | undefined {
  let knownMs = 0;
  let lostMs = 0;
  for (let index = first; index < intervals.length; index++) {
    const interval = intervals[index];
    if (!interval || interval.from >= window.to) break;
    const loss = lossOf(interval);
    if (loss === undefined) continue;
    const ms = Math.min(endOf(interval, window.to), window.to) - Math.max(interval.from, window.from);
    knownMs += ms;
    lostMs += loss * ms;
  }
  return knownMs > 0 ? lostMs / knownMs : undefined;
}

function endOf(interval: Interval | undefined, to: number): number {
  return interval?.to ?? to;
}

function lossOf({ state, reason }: Interval): number | undefined {
  switch (state) {
    case 'up':
      return 0;
    case 'degraded':
      return reason.kind === 'quality' && reason.figure === 'loss' ? Math.min(1, reason.value / 100) : 0;
    case 'down':
    case 'unreachable':
      return 1;
    case 'unknown':
      return undefined;
  }
}

function runOf(windows: number, windowMs: number, loss: number | undefined): LossRun {
  return { windows, windowMs, ...(loss !== undefined && { loss }) };
}
