// Paints sites and clusters, the most urgent on top, and the names that have room.

import type { Layout, Mark } from './clusters.ts';
import { type Box, type LabelWish, MOST_LABELS, placeLabels } from './labels.ts';
import type { Live } from './live.ts';
import { isBroken, rankOf } from './look.ts';
import type { Base } from './paint-base.ts';
import type { PaintView } from './paint-view.ts';
import type { Palette } from './palette.ts';
import { nameOf, type Scene } from './scene.ts';
import { drawShape } from './shapes.ts';
import { clusterText, type MarkSummary, summaryOf } from './summary.ts';

/** What marks are painted from. */
export interface MarkScene {
  readonly scene: Scene;
  readonly live: Live;
  readonly layout: Layout;
  readonly palette: Palette;
  readonly scale: number;
  readonly base: Base | undefined;
  /** Width of a text in px; remembered by whoever paints. */
  readonly measure: (text: string, font: string) => number;
}

interface Shown {
  readonly mark: Mark;
  readonly summary: MarkSummary;
  /** px from the canvas's corner. */
  readonly x: number;
  readonly y: number;
}

/** Ranks of names: whatever is broken chooses first, then regencies, then the others, boundaries last. */
const RANK_STEP = 10;
const BOUNDARY_RANK = 10 * RANK_STEP;
/** Names that are measured and looked for room for. */
const MOST_CANDIDATES = 2 * MOST_LABELS;

/** Paints all marks that may be in view, then names. */
export function paintMarks(context: CanvasRenderingContext2D, view: PaintView, from: MarkScene): void {
  const shown = inView(view, from);
  // Of the same look large ones on top.
  shown.sort(
    (a, b) =>
      rankOf(b.summary.look) - rankOf(a.summary.look) || Number(a.mark.isLarge) - Number(b.mark.isLarge),
  );
  for (const each of shown) paintMark(context, each, from);
  paintNames(context, view, { ...from, shown });
}

/** Paints a ring around a mark. */
export function paintRing(
  context: CanvasRenderingContext2D,
  view: PaintView,
  { mark, palette, scale }: { readonly mark: Mark; readonly palette: Palette; readonly scale: number },
): void {
  const room = 3.5 * scale;
  const [halfWidth, halfHeight] = [mark.halfWidth + room, mark.halfHeight + room];
  context.beginPath();
  context.roundRect(
    mark.x - view.left - halfWidth,
    mark.y - view.top - halfHeight,
    2 * halfWidth,
    2 * halfHeight,
    halfHeight,
  );
  context.lineWidth = 5 * scale;
  context.strokeStyle = palette.sea;
  context.stroke();
  context.lineWidth = 2.5 * scale;
  context.strokeStyle = palette.focus;
  context.stroke();
}

function inView(view: PaintView, { layout, live }: MarkScene): Shown[] {
  return layout.marks.flatMap((mark) => {
    const [x, y] = [mark.x - view.left, mark.y - view.top];
    const isIn =
      x > -mark.halfWidth &&
      y > -mark.halfHeight &&
      x < view.width + mark.halfWidth &&
      y < view.height + mark.halfHeight;
    return isIn ? [{ mark, summary: summaryOf(mark, live), x, y }] : [];
  });
}

function paintMark(context: CanvasRenderingContext2D, { mark, summary, x, y }: Shown, from: MarkScene): void {
  const { palette, scale } = from;
  const { look } = summary;
  const colour = palette.look[look];
  if (mark.members.length === 1) {
    drawShape(context, look, { x, y, half: mark.halfHeight, colour, ground: palette.sea });
    return;
  }
  const broken = summary.broken > 0;
  context.beginPath();
  context.roundRect(
    x - mark.halfWidth,
    y - mark.halfHeight,
    2 * mark.halfWidth,
    2 * mark.halfHeight,
    mark.halfHeight,
  );
  context.fillStyle = palette.panel;
  context.fill();
  context.lineWidth = (broken ? 2.2 : 1.1) * scale;
  context.strokeStyle = broken ? colour : palette.muted;
  context.stroke();
  const half = 6.5 * scale;
  drawShape(context, look, {
    x: x - mark.halfWidth + half + 4 * scale,
    y,
    half,
    colour,
    ground: palette.panel,
  });
  context.font = `600 ${11 * scale}px ${palette.family}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = broken ? palette.strong : palette.text;
  const left = x - mark.halfWidth + 2 * half + 5 * scale;
  const right = x + mark.halfWidth - 5 * scale;
  context.fillText(clusterText(summary), (left + right) / 2, y + 0.5, right - left);
}

interface NameWish extends LabelWish {
  readonly font: string;
  readonly colour: string;
}

function paintNames(
  context: CanvasRenderingContext2D,
  view: PaintView,
  from: MarkScene & { readonly shown: readonly Shown[] },
): void {
  const { shown, palette, scale } = from;
  const obstacles = shown.map(
    ({ mark, x, y }): Box => ({
      left: x - mark.halfWidth,
      top: y - mark.halfHeight,
      right: x + mark.halfWidth,
      bottom: y + mark.halfHeight,
    }),
  );
  const painted = { left: 0, top: 0, right: view.width, bottom: view.height };
  const [sideX, sideY] = [view.beyondX, view.beyondY];
  const seen = { left: sideX, top: sideY, right: view.width - sideX, bottom: view.height - sideY };
  // Measuring is dear: of ten thousand names only those are measured that have a chance.
  const candidates = shown
    .map((each) => ({ ...each, rank: nameRank(each) }))
    .sort((one, other) => one.rank - other.rank)
    .slice(0, MOST_CANDIDATES);
  const labels = placeLabels(
    [...candidates.flatMap((each) => wishOf(each, from)), ...boundaryWishes(view, from)],
    obstacles,
    { seen, painted },
  );
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 3 * scale;
  for (const { wish, box } of labels) {
    context.font = wish.font;
    const y = (box.top + box.bottom) / 2;
    context.strokeStyle = palette.sea;
    context.strokeText(wish.text, box.left, y);
    context.fillStyle = wish.colour;
    context.fillText(wish.text, box.left, y);
  }
}

function nameRank({ mark, summary }: Shown): number {
  const broken = isBroken(summary.look);
  return (
    (broken ? 0 : RANK_STEP) * (mark.isLarge ? 1 : 2) +
    (mark.isLarge ? 0 : 1) +
    rankOf(summary.look) / RANK_STEP
  );
}

function wishOf(
  { mark, summary, x, y, rank }: Shown & { readonly rank: number },
  from: MarkScene,
): readonly NameWish[] {
  const [member] = mark.members;
  const point = mark.members.length === 1 && member !== undefined ? from.scene.points[member] : undefined;
  if (!point) return [];
  const { palette, scale, measure } = from;
  const size = (mark.isLarge ? 14 : 11.5) * scale;
  const font = `${mark.isLarge ? 600 : 400} ${size}px ${palette.family}`;
  const text = nameOf(point.site);
  const broken = isBroken(summary.look);
  return [
    {
      text,
      x,
      y,
      halfWidth: mark.halfWidth,
      halfHeight: mark.halfHeight,
      width: measure(text, font),
      height: size * 1.15,
      rank,
      font,
      colour: mark.isLarge || broken ? palette.strong : palette.text,
    },
  ];
}

/** Names of areas; one that a regency's own mark bears is not written twice. */
function boundaryWishes(view: PaintView, from: MarkScene): readonly NameWish[] {
  const { base, palette, scale, measure, scene } = from;
  const size = 11 * scale;
  const font = `italic 400 ${size}px ${palette.family}`;
  const known = new Set(scene.points.flatMap(({ site, isLarge }) => (isLarge ? [nameOf(site)] : [])));
  return (base?.names ?? [])
    .filter(({ name }) => !known.has(nameOf({ kind: 'regency', name })))
    .map(({ name, x, y }) => ({
      text: name,
      x: x * view.factor - view.left,
      y: y * view.factor - view.top,
      halfWidth: 0,
      halfHeight: 0,
      width: measure(name, font),
      height: size * 1.15,
      rank: BOUNDARY_RANK,
      upon: true,
      font,
      colour: palette.muted,
    }));
}
