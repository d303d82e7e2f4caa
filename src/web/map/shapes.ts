// The marks of view/state-mark.tsx for a canvas: the same shapes in the same square of 16 × 16, so that map, list and table
// speak one language.

import type { Look } from './look.ts';

/** Parts of a shape: `fill` in the look's colour, `cut` in the ground's colour upon it, `line` in the look's colour. */
interface Shape {
  readonly fill?: string;
  readonly cut?: string;
  readonly line?: string;
  /** Dashes of `line`. */
  readonly dash?: readonly number[];
  /** Filled with the ground's colour first, so that no line shows through. */
  readonly hollow?: string;
}

const CIRCLE = 'M2 8a6 6 0 1 1 12 0a6 6 0 1 1-12 0Z';
const SQUARE = 'M1.5 3.5a2 2 0 0 1 2-2h9a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2Z';
const DIAMOND = 'M8 1.5 14.5 8 8 14.5 1.5 8Z';

/** The shape of every look. */
export const SHAPES: Readonly<Record<Look, Shape>> = {
  up: { fill: CIRCLE, cut: 'M5 8.2 7.2 10.4 11 6' },
  degraded: { fill: 'M8 1.5 15 14H1Z', cut: 'M8 6v4M8 11.6v.8' },
  down: { fill: SQUARE, cut: 'm5 5 6 6m0-6-6 6' },
  unreachable: { hollow: DIAMOND, line: `${DIAMOND}M5.5 8h5` },
  unknown: {
    hollow: CIRCLE,
    line: `${CIRCLE}M6.2 6.4a1.9 1.9 0 1 1 2.6 1.9q-.8.3-.8 1.1M8 11.4v.6`,
    dash: [2.4, 1.8],
  },
  planned: { hollow: CIRCLE, line: CIRCLE },
  off: { hollow: CIRCLE, line: `${CIRCLE}M5 8h6` },
  none: { hollow: CIRCLE, line: CIRCLE, dash: [1.5, 2.5] },
  monitor: { fill: 'M8 1.5 14.5 6.5V14h-13V6.5Z', cut: 'M6.5 14v-4.5h3V14' },
};

interface Paths {
  readonly fill?: Path2D;
  readonly cut?: Path2D;
  readonly line?: Path2D;
  readonly hollow?: Path2D;
}

const paths = new Map<Look, Paths>();

function pathsOf(look: Look): Paths {
  const known = paths.get(look);
  if (known) return known;
  const { fill, cut, line, hollow } = SHAPES[look];
  const made: Paths = {
    ...(fill !== undefined && { fill: new Path2D(fill) }),
    ...(cut !== undefined && { cut: new Path2D(cut) }),
    ...(line !== undefined && { line: new Path2D(line) }),
    ...(hollow !== undefined && { hollow: new Path2D(hollow) }),
  };
  paths.set(look, made);
  return made;
}

/** Draws a look's mark with its middle at a place, `half` px to each side. */
export function drawShape(
  context: CanvasRenderingContext2D,
  look: Look,
  at: {
    readonly x: number;
    readonly y: number;
    readonly half: number;
    readonly colour: string;
    readonly ground: string;
  },
): void {
  const { fill, cut, line, hollow } = pathsOf(look);
  const scale = at.half / 8;
  context.save();
  context.translate(at.x - at.half, at.y - at.half);
  context.scale(scale, scale);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.lineWidth = 1.8;
  if (fill) {
    // A rim of the ground's colour parts the mark from the lines under it.
    context.strokeStyle = at.ground;
    context.stroke(fill);
    context.fillStyle = at.colour;
    context.fill(fill);
  }
  if (hollow) {
    context.fillStyle = at.ground;
    context.fill(hollow);
  }
  if (cut) {
    context.strokeStyle = at.ground;
    context.stroke(cut);
  }
  if (line) {
    context.strokeStyle = at.colour;
    context.setLineDash([...(SHAPES[look].dash ?? [])]);
    context.stroke(line);
  }
  context.restore();
}
