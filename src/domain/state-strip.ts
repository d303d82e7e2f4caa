// A long stretch of a link's states, told in as many cells as a strip has pixels: the gravest state of a cell is what it
// shows, so that a second of outage stays visible in a year.

import { LINK_STATES, type LinkState } from './state.ts';

/** A stretch of cells that look alike. Cells with several states stand alone, and say how long each was. */
export interface StripRun {
  /** Epoch ms, `from` inclusive, `to` exclusive. */
  readonly from: number;
  readonly to: number;
  /** The gravest state within. */
  readonly state: LinkState;
  /** Present where there was more than one state: how long each was, in ms; their sum is the run's length. */
  readonly durationsMs?: Readonly<Partial<Record<LinkState, number>>>;
}

/** Gravest first: what is not known is graver than what is well, and hides no trouble. */
export const GRAVITY: readonly LinkState[] = ['down', 'unreachable', 'degraded', 'unknown', 'up'];

/** Cells of a strip at most: no screen is wider. */
export const MOST_CELLS = 4_000;

interface Tile {
  readonly state: LinkState;
  readonly from: number;
  readonly to: number;
}

/**
 * Merges tiles that fill [from, to) without gaps, oldest first, into runs of cells. Their lengths sum to the window exactly; a
 * state that was there for a millisecond is in `durationsMs` of its cell, and gives it its look if it is the gravest.
 */
export function stripOf(
  tiles: readonly Tile[],
  { from, to, cells }: { readonly from: number; readonly to: number; readonly cells: number },
): readonly StripRun[] {
  const count = Math.min(cells, MOST_CELLS, to - from);
  const runs: StripRun[] = [];
  let next = 0;
  for (let cell = 0; cell < count; cell++) {
    const begin = from + Math.floor((cell * (to - from)) / count);
    const end = from + Math.floor(((cell + 1) * (to - from)) / count);
    const durations: Partial<Record<LinkState, number>> = {};
    for (let index = next; index < tiles.length; index++) {
      const tile = tiles[index];
      if (!tile || tile.from >= end) break;
      const ms = Math.min(tile.to, end) - Math.max(tile.from, begin);
      if (ms > 0) durations[tile.state] = (durations[tile.state] ?? 0) + ms;
      if (tile.to <= end) next = index + 1;
    }
    append(runs, begin, end, durations);
  }
  return runs;
}

function append(
  runs: StripRun[],
  from: number,
  to: number,
  durationsMs: Readonly<Partial<Record<LinkState, number>>>,
): void {
  const states = LINK_STATES.filter((state) => durationsMs[state] !== undefined);
  const state = GRAVITY.find((each) => states.includes(each)) ?? 'unknown';
  const last = runs.at(-1);
  const plain = states.length <= 1;
  if (plain && last?.state === state && last.durationsMs === undefined)
    runs[runs.length - 1] = { ...last, to };
  else runs.push({ from, to, state, ...(!plain && { durationsMs }) });
}

/** How long each state was within runs, in ms. */
export function durationsOf(runs: readonly StripRun[]): Readonly<Record<LinkState, number>> {
  const sum: Record<LinkState, number> = { up: 0, degraded: 0, down: 0, unreachable: 0, unknown: 0 };
  for (const run of runs) {
    if (!run.durationsMs) sum[run.state] += run.to - run.from;
    else for (const state of LINK_STATES) sum[state] += run.durationsMs[state] ?? 0;
  }
  return sum;
}
