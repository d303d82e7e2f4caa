// The legend above a chart: a swatch and a name, as many in a row as fit. Pure.

import { element, FONT_SIZE, INK, label, textWidth } from './draw.ts';

/** An entry: filled like its series, or a line in its dash. */
export interface LegendEntry {
  readonly label: string;
  readonly fill?: string;
  readonly dash?: string;
}

const ROW = 12;
const SWATCH = 14;
/** Names beyond are cut: a legend is no table. */
const MOST_LABEL = 150;

/** The legend's markup and height; nothing for a single entry without a name. */
export function legend(
  entries: readonly LegendEntry[],
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
): { readonly svg: string; readonly height: number } {
  let svg = '';
  let left = x;
  let top = y;
  for (const entry of entries) {
    const textMost = Math.min(MOST_LABEL, width - SWATCH - 10);
    const needs = SWATCH + 4 + Math.min(textMost, textWidth(entry.label, FONT_SIZE)) + 12;
    if (left > x && left + needs > x + width) {
      left = x;
      top += ROW;
    }
    svg +=
      swatch(entry, left, top) + label(entry.label, { x: left + SWATCH + 4, y: top + 8, most: textMost });
    left += needs;
  }
  return { svg, height: entries.length === 0 ? 0 : top - y + ROW + 4 };
}

function swatch({ fill, dash }: LegendEntry, x: number, y: number): string {
  if (fill === undefined)
    return element('line', {
      x1: x,
      y1: y + 5,
      x2: x + SWATCH,
      y2: y + 5,
      stroke: INK,
      'stroke-width': 1.4,
      'stroke-dasharray': dash,
    });
  return element('rect', { x, y: y + 1, width: SWATCH, height: 8, fill, stroke: INK, 'stroke-width': 0.4 });
}
