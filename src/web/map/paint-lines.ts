// Paints links: the quiet ones first and faint, the broken ones on top, each with its own colour, dashes and width.

import type { Layout } from './clusters.ts';
import { type Curve, curveOf, curvesOf, pointOn, touches } from './geometry.ts';
import type { Live } from './live.ts';
import { LOADS, LOOKS, type Load, type Look } from './look.ts';
import type { PaintView } from './paint-view.ts';
import type { Palette } from './palette.ts';
import type { Scene } from './scene.ts';
import { drawShape } from './shapes.ts';

/** Dashes by look, in px: no two that must be told apart have the same. */
export const DASHES: Readonly<Record<Look, readonly number[]>> = {
  up: [],
  degraded: [14, 4, 3, 4],
  down: [],
  unreachable: [2, 5],
  unknown: [1, 7],
  planned: [7, 6],
  off: [3, 9],
  none: [],
  monitor: [],
};

/** Widths by load, px; what is not known is thin. */
export const WIDTHS: Readonly<Record<Load, number>> = { 0: 1.2, 1: 1.6, 2: 2.6, 3: 3.8, 4: 5.2 };
/** A broken line is never thinner than this. */
const BROKEN_PX = 2.2;
/** A working line to a site within a cluster stays in the background. */
const FAINT = 0.35;
const QUIET = 0.8;
/** Lines per stroke: a path of thousands costs a renderer without a graphics card more than many of hundreds. */
const AT_ONCE = 300;
/** A line shorter than this has no room for a mark in its middle, px. */
const MARK_FROM_PX = 46;
const LINE_MARK_PX = 6;

/** What lines are painted from. */
export interface LineScene {
  readonly scene: Scene;
  readonly live: Live;
  readonly layout: Layout;
  readonly palette: Palette;
  readonly scale: number;
}

/** Paints all lines that may be in view. */
export function paintLines(context: CanvasRenderingContext2D, view: PaintView, from: LineScene): void {
  const groups = new Map<string, Curve[]>();
  const marks: { readonly look: Look; readonly curve: Curve }[] = [];
  const { scene, live, layout } = from;
  const curves = curvesOf(scene, layout);
  for (const [index, line] of scene.lines.entries()) {
    const curve = curves[index];
    if (!curve || !live.lineShown[index]) continue;
    if (!touches(curve, view)) continue;
    const look = live.lineLooks[index] ?? 'unknown';
    const faint = look === 'up' && (isGathered(layout, line.from) || isGathered(layout, line.to));
    const key = `${look} ${live.lineLoads[index] ?? 0} ${faint ? 'faint' : ''}`;
    const group = groups.get(key);
    if (group) group.push(curve);
    else groups.set(key, [curve]);
    const marked = look === 'down' || (look === 'unreachable' && !isGathered(layout, line.to));
    if (marked && Math.hypot(curve.x2 - curve.x1, curve.y2 - curve.y1) >= MARK_FROM_PX)
      marks.push({ look, curve });
  }
  // The most urgent last, on top.
  for (const look of LOOKS.toReversed())
    for (const load of LOADS)
      for (const faint of ['faint', '']) {
        const group = groups.get(`${look} ${load} ${faint}`);
        if (group)
          stroke(context, view, group, { ...styleOf(from, look, load), alpha: alphaOf(look, faint) });
      }
  context.globalAlpha = 1;
  context.setLineDash([]);
  for (const { look, curve } of marks.reverse()) {
    const { x, y } = pointOn(curve, 0.5);
    const { palette, scale } = from;
    drawShape(context, look, {
      x: x - view.left,
      y: y - view.top,
      half: LINE_MARK_PX * scale,
      colour: palette.look[look],
      ground: palette.sea,
    });
  }
}

/** Paints one line again, wider, as the one that is pointed at. */
export function paintChosenLine(
  context: CanvasRenderingContext2D,
  view: PaintView,
  from: LineScene & { readonly line: number },
): void {
  const line = from.scene.lines[from.line];
  if (!line) return;
  const curve = curveOf(from.scene, from.layout, line);
  const { width } = styleOf(
    from,
    from.live.lineLooks[from.line] ?? 'unknown',
    from.live.lineLoads[from.line] ?? 0,
  );
  stroke(context, view, [curve], {
    colour: from.palette.focus,
    width: width + 4 * from.scale,
    dash: [],
    alpha: 0.55,
  });
  context.globalAlpha = 1;
}

function isGathered({ marks, markOf }: Layout, point: number): boolean {
  return (marks[markOf[point] ?? -1]?.members.length ?? 0) > 1;
}

function alphaOf(look: Look, faint: string): number {
  if (faint !== '') return FAINT;
  return look === 'up' ? QUIET : 1;
}

interface Stroke {
  readonly colour: string;
  readonly width: number;
  readonly dash: readonly number[];
  readonly alpha: number;
}

function styleOf({ palette, scale }: LineScene, look: Look, load: Load): Omit<Stroke, 'alpha'> {
  const width = look === 'down' || look === 'unreachable' ? Math.max(BROKEN_PX, WIDTHS[load]) : WIDTHS[load];
  return {
    colour: palette.look[look],
    width: width * scale,
    dash: DASHES[look].map((length) => length * scale),
  };
}

function stroke(
  context: CanvasRenderingContext2D,
  { left, top }: PaintView,
  curves: readonly Curve[],
  { colour, width, dash, alpha }: Stroke,
): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.lineCap = dash.length > 0 ? 'butt' : 'round';
  context.globalAlpha = alpha;
  context.setLineDash([...dash]);
  for (let start = 0; start < curves.length; start += AT_ONCE) {
    context.beginPath();
    for (const { x1, y1, cx, cy, x2, y2 } of curves.slice(start, start + AT_ONCE)) {
      context.moveTo(x1 - left, y1 - top);
      context.quadraticCurveTo(cx - left, cy - top, x2 - left, y2 - top);
    }
    context.stroke();
  }
}
