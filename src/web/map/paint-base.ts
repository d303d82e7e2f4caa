// Paints what lies under the network: land, coast and the office's own boundaries.

import type { GeoBounds } from '../../domain/geo.ts';
import type { LngLat, MapView } from '../../domain/geo-map.ts';
import { worldX, worldY } from './mercator.ts';
import type { PaintView } from './paint-view.ts';
import type { Palette } from './palette.ts';

/** A line in px at zoom 0: x, y, x, y, … */
type Track = Float64Array;

/** The base in px at zoom 0, made once per answer of the server. */
export interface Base {
  readonly land: readonly Track[];
  /** The coast without the edges where it was cut off. */
  readonly coast: readonly Track[];
  readonly boundary: readonly Track[];
  readonly names: readonly { readonly name: string; readonly x: number; readonly y: number }[];
}

/** Two places on the same edge of the box are a cut: nobody sees a coast there. Coordinates are rounded to 0.001°. */
const EDGE_DEG = 0.0011;

/** Projects an answer. */
export function baseOf({ coast, boundary, box }: Pick<MapView, 'coast' | 'boundary' | 'box'>): Base {
  const rings = coast.flat();
  return {
    land: rings.map(trackOf),
    coast: rings.flatMap((ring) => (box ? withoutCuts(ring, box) : [ring])).map(trackOf),
    boundary: (boundary?.lines ?? []).map(trackOf),
    names: (boundary?.names ?? []).map(({ name, at: [x, y] }) => ({ name, x: worldX(x), y: worldY(y) })),
  };
}

function trackOf(line: readonly LngLat[]): Track {
  const track = new Float64Array(line.length * 2);
  for (const [index, [longitude, latitude]] of line.entries()) {
    track[index * 2] = worldX(longitude);
    track[index * 2 + 1] = worldY(latitude);
  }
  return track;
}

/** The parts of a ring between its cuts. */
export function withoutCuts(ring: readonly LngLat[], box: GeoBounds): readonly (readonly LngLat[])[] {
  const parts: LngLat[][] = [];
  let part: LngLat[] = [];
  for (const [index, place] of ring.entries()) {
    const before = ring[index - 1];
    if (before && isCut(before, place, box)) {
      if (part.length > 1) parts.push(part);
      part = [];
    }
    part.push(place);
  }
  if (part.length > 1) parts.push(part);
  return parts;
}

function isCut([x1, y1]: LngLat, [x2, y2]: LngLat, box: GeoBounds): boolean {
  const on = (a: number, b: number, edge: number): boolean =>
    Math.abs(a - edge) < EDGE_DEG && Math.abs(b - edge) < EDGE_DEG;
  return (
    on(x1, x2, box.westDeg) || on(x1, x2, box.eastDeg) || on(y1, y2, box.southDeg) || on(y1, y2, box.northDeg)
  );
}

/** Paints sea, land, coast and boundaries. */
export function paintBase(
  context: CanvasRenderingContext2D,
  view: PaintView,
  {
    base,
    palette,
    scale,
  }: { readonly base: Base | undefined; readonly palette: Palette; readonly scale: number },
): void {
  context.fillStyle = palette.sea;
  context.fillRect(0, 0, view.width, view.height);
  if (!base) return;
  context.lineJoin = 'round';
  context.fillStyle = palette.land;
  context.beginPath();
  for (const track of base.land) trace(context, track, view);
  context.fill('evenodd');
  context.strokeStyle = palette.coast;
  context.lineWidth = scale;
  context.beginPath();
  for (const track of base.coast) trace(context, track, view);
  context.stroke();
  context.strokeStyle = palette.boundary;
  context.setLineDash([6, 2, 1, 2]);
  context.beginPath();
  for (const track of base.boundary) trace(context, track, view);
  context.stroke();
  context.setLineDash([]);
}

/** Adds a line to the path; steps below half a px are left out. */
function trace(context: CanvasRenderingContext2D, track: Track, { factor, left, top }: PaintView): void {
  let [lastX, lastY] = [Number.NaN, Number.NaN];
  for (let index = 0; index < track.length; index += 2) {
    const x = (track[index] ?? 0) * factor - left;
    const y = (track[index + 1] ?? 0) * factor - top;
    if (index === 0) context.moveTo(x, y);
    else if (Math.abs(x - lastX) + Math.abs(y - lastY) < 0.5 && index < track.length - 2) continue;
    else context.lineTo(x, y);
    lastX = x;
    lastY = y;
  }
}
