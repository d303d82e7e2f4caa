// The classes of an account: what tiles the service, announced maintenance laid over what the link did.

import type { LinkState } from '../state.ts';
import type { SlaAccount, SlaClass } from './account.ts';
import type { Stretch } from './stops.ts';
import { indexAt, type Timeline } from './timeline.ts';

type Tile = SlaAccount['tiles'][number];

/** Tiles, how long each class lasted, and how long nothing was measured (within maintenance too). */
export interface Tiling {
  readonly tiles: readonly Tile[];
  readonly classesMs: Readonly<Record<SlaClass, number>>;
  readonly unmeasuredMs: number;
}

/** Tiles the part of a timeline that is accounted for. `maintenance`: without overlap, oldest first. */
export function tilingOf(timeline: Timeline, maintenance: readonly Stretch[]): Tiling {
  const tiles: { class: SlaClass; from: number; to: number }[] = [];
  const classesMs = { up: 0, degraded: 0, down: 0, unreachable: 0, unknown: 0, maintenance: 0 };
  let unmeasuredMs = 0;
  const add = (name: SlaClass, from: number, to: number): void => {
    if (to <= from) return;
    classesMs[name] += to - from;
    const last = tiles.at(-1);
    if (last?.class === name) last.to = to;
    else tiles.push({ class: name, from, to });
  };
  let next = 0;
  const lay = (state: LinkState, from: number, to: number): void => {
    let reached = from;
    while (reached < to) {
      while ((maintenance[next]?.to ?? Number.POSITIVE_INFINITY) <= reached) next++;
      const window = maintenance[next];
      const begin = Math.min(to, Math.max(reached, window?.from ?? to));
      const end = Math.min(to, Math.max(begin, window?.to ?? to));
      add(state, reached, begin);
      add('maintenance', begin, end);
      reached = end;
    }
  };
  const { pieces } = timeline;
  let index = indexAt(pieces, timeline.from);
  for (let piece = pieces[index]; piece && piece.from < timeline.to; piece = pieces[++index]) {
    const from = Math.max(piece.from, timeline.from);
    const to = Math.min(piece.to, timeline.to);
    if (to <= from) continue;
    if (piece.state === 'unknown') unmeasuredMs += to - from;
    lay(piece.state, from, to);
  }
  return { tiles, classesMs, unmeasuredMs };
}
