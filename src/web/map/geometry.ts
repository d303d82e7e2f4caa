// Lines between marks: where they begin and end at a zoom level, how they bend, and how far a place is from them.

import type { Layout } from './clusters.ts';
import type { MapLine, Scene } from './scene.ts';

/** A line as it is drawn, px at the zoom level: a quadratic curve. */
export interface Curve {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  /** Control point; halfway for a straight line. */
  readonly cx: number;
  readonly cy: number;
}

/** Links between the same sites keep this far apart in their middle, px; less where they are short. */
const LANE_PX = 26;

/** Where a point is drawn: at its mark, or, within a cluster, where it really is. */
export function placeOf(
  scene: Scene,
  layout: Layout,
  point: number,
): { readonly x: number; readonly y: number } {
  const mark = layout.marks[layout.markOf[point] ?? -1];
  if (mark && mark.members.length === 1) return mark;
  const factor = 2 ** layout.zoom;
  const { x = 0, y = 0 } = scene.points[point] ?? {};
  return { x: x * factor, y: y * factor };
}

/** The curve of a line. */
export function curveOf(scene: Scene, layout: Layout, line: MapLine): Curve {
  const from = placeOf(scene, layout, line.from);
  const to = placeOf(scene, layout, line.to);
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  // A quadratic curve comes half as far as its control point.
  const bend = length === 0 ? 0 : (2 * line.lane * Math.min(LANE_PX, length / 4)) / length;
  return {
    x1: from.x,
    y1: from.y,
    x2: to.x,
    y2: to.y,
    cx: (from.x + to.x) / 2 - dy * bend,
    cy: (from.y + to.y) / 2 + dx * bend,
  };
}

const known = new WeakMap<Layout, readonly Curve[]>();

/** The curves of all lines by their indexes, made once per layout: painting and pointing need them again and again. */
export function curvesOf(scene: Scene, layout: Layout): readonly Curve[] {
  const before = known.get(layout);
  if (before) return before;
  const curves = scene.lines.map((line) => curveOf(scene, layout, line));
  known.set(layout, curves);
  return curves;
}

/** The place on a curve at t from 0 to 1. */
export function pointOn(
  { x1, y1, x2, y2, cx, cy }: Curve,
  t: number,
): { readonly x: number; readonly y: number } {
  const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
  return { x: a * x1 + b * cx + c * x2, y: a * y1 + b * cy + c * y2 };
}

/** Whether a curve may touch a box, px. */
export function touches(
  { x1, y1, x2, y2, cx, cy }: Curve,
  box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
): boolean {
  return (
    Math.max(x1, x2, cx) >= box.left &&
    Math.min(x1, x2, cx) <= box.left + box.width &&
    Math.max(y1, y2, cy) >= box.top &&
    Math.min(y1, y2, cy) <= box.top + box.height
  );
}

/** Pieces a curve is taken for when its distance is measured. */
const PIECES = 12;

/** How far a place is from a curve, px. */
export function distanceTo(curve: Curve, x: number, y: number): number {
  const straight = curve.cx === (curve.x1 + curve.x2) / 2 && curve.cy === (curve.y1 + curve.y2) / 2;
  const pieces = straight ? 1 : PIECES;
  let best = Number.POSITIVE_INFINITY;
  let before = pointOn(curve, 0);
  for (let piece = 1; piece <= pieces; piece++) {
    const next = pointOn(curve, piece / pieces);
    best = Math.min(best, distanceToPiece(before, next, x, y));
    before = next;
  }
  return best;
}

function distanceToPiece(
  a: { readonly x: number; readonly y: number },
  b: { readonly x: number; readonly y: number },
  x: number,
  y: number,
): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / square));
  return Math.hypot(a.x + along * dx - x, a.y + along * dy - y);
}
