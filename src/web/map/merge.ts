// Marks that would still cover each other become one: what is hidden cannot be counted. Pure.

import type { Mark } from './clusters.ts';

/** Merged marks grow, and may reach the next: after so many rounds the rest may touch. */
const MOST_ROUNDS = 6;
/** Side of the squares by which neighbours are found, px. */
const CELL_PX = 64;

/** How a mark is made of several: where the larger one stands, as wide as what is written on it, and not under a large mark. */
export type Merge = (larger: Mark, members: readonly number[]) => Mark;

/** Merges overlapping marks, the larger ones first; the order of the rest stays. */
export function merged(marks: readonly Mark[], merge: Merge): readonly Mark[] {
  let current = marks;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = mergeOnce(current, merge);
    if (next.length === current.length) return next;
    current = next;
  }
  return current;
}

function mergeOnce(marks: readonly Mark[], merge: Merge): readonly Mark[] {
  const bySize = [...marks].sort((a, b) => b.members.length - a.members.length);
  const kept: Mark[] = [];
  const cells = new Map<string, number[]>();
  for (const mark of bySize) {
    const near = cellsOf(mark).flatMap((cell) => cells.get(cell) ?? []);
    const at = near.find((index) => covers(kept[index], mark));
    const other = at === undefined ? undefined : kept[at];
    if (at !== undefined && other) {
      // It may have moved or grown; the next round looks at it again.
      kept[at] = merge(other, [...other.members, ...mark.members]);
      continue;
    }
    for (const cell of cellsOf(mark)) {
      const there = cells.get(cell);
      if (there) there.push(kept.length);
      else cells.set(cell, [kept.length]);
    }
    kept.push(mark);
  }
  return kept;
}

function covers(a: Mark | undefined, b: Mark): boolean {
  return (
    a !== undefined &&
    Math.abs(a.x - b.x) < a.halfWidth + b.halfWidth &&
    Math.abs(a.y - b.y) < a.halfHeight + b.halfHeight
  );
}

function cellsOf({ x, y, halfWidth, halfHeight }: Mark): readonly string[] {
  const cells: string[] = [];
  for (
    let column = Math.floor((x - halfWidth) / CELL_PX);
    column <= Math.floor((x + halfWidth) / CELL_PX);
    column++
  )
    for (
      let row = Math.floor((y - halfHeight) / CELL_PX);
      row <= Math.floor((y + halfHeight) / CELL_PX);
      row++
    )
      cells.push(`${column} ${row}`);
  return cells;
}
