// What lies under the pointer: a mark, else a line.

import type { Layout } from './clusters.ts';
import { curvesOf, distanceTo, touches } from './geometry.ts';
import type { Live } from './live.ts';
import { rankOf } from './look.ts';
import type { Scene } from './scene.ts';
import { summaryOf } from './summary.ts';

/** Index of a mark or of a line. */
export type Hit =
  | { readonly kind: 'mark'; readonly mark: number }
  | { readonly kind: 'line'; readonly line: number };

/** Fingers are wide, px. */
const MARK_SLACK_PX = 4;
const LINE_SLACK_PX = 6;

/** What is at a place, px at the layout's zoom: of several marks the most urgent, of several lines the nearest. */
export function hitAt(
  at: { readonly x: number; readonly y: number },
  { scene, live, layout }: { readonly scene: Scene; readonly live: Live; readonly layout: Layout },
): Hit | undefined {
  const { x, y } = at;
  let mark: { readonly index: number; readonly rank: number } | undefined;
  for (const [index, each] of layout.marks.entries()) {
    if (Math.abs(each.x - x) > each.halfWidth + MARK_SLACK_PX) continue;
    if (Math.abs(each.y - y) > each.halfHeight + MARK_SLACK_PX) continue;
    const rank = rankOf(summaryOf(each, live).look);
    if (!mark || rank < mark.rank) mark = { index, rank };
  }
  if (mark) return { kind: 'mark', mark: mark.index };
  const around = {
    left: x - LINE_SLACK_PX,
    top: y - LINE_SLACK_PX,
    width: 2 * LINE_SLACK_PX,
    height: 2 * LINE_SLACK_PX,
  };
  let nearest: { readonly index: number; readonly px: number } | undefined;
  for (const [index, curve] of curvesOf(scene, layout).entries()) {
    if (!live.lineShown[index]) continue;
    if (!touches(curve, around)) continue;
    const px = distanceTo(curve, x, y);
    if (px <= LINE_SLACK_PX && (!nearest || px < nearest.px)) nearest = { index, px };
  }
  return nearest && { kind: 'line', line: nearest.index };
}
