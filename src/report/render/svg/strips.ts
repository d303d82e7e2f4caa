// A strip per link: what it did over time. Pure.

import type { Chart } from '../../document.ts';
import type { StripClass } from '../words.ts';
import {
  type ChartContext,
  CLASS_FILLS,
  element,
  FAINT,
  FONT_SIZE,
  INK,
  label,
  picture,
  textWidth,
} from './draw.ts';
import { legend } from './legend.ts';
import { place, timeTicks } from './scale.ts';

/** A chart of strips. */
export type StripsChart = Extract<Chart, { type: 'strips' }>;

const STRIP = 9;
const ROW = 13;
const BELOW = 18;
/** Spans drawn per row; of more the longest are drawn. A month on paper has fewer points than that. */
const MOST_SPANS = 600;
/** An outage of a minute would be thinner than any printer's line. */
const LEAST_WIDTH = 0.7;
const CLASSES: readonly StripClass[] = ['up', 'degraded', 'down', 'unreachable', 'unknown', 'maintenance'];

/** One picture, or several one after the other where the rows need more height than there is. */
export function stripsSvg(chart: StripsChart, context: ChartContext): string[] {
  if (chart.rows.length === 0) return [];
  const perPicture = Math.max(1, Math.floor((context.maxHeight - BELOW - 40) / ROW));
  const pictures: string[] = [];
  for (let from = 0; from < chart.rows.length; from += perPicture)
    pictures.push(part(chart, chart.rows.slice(from, from + perPicture), context));
  return pictures;
}

function part(
  chart: StripsChart,
  rows: StripsChart['rows'],
  { width, formats, words }: ChartContext,
): string {
  const widest = Math.max(...rows.map((row) => textWidth(row.label, FONT_SIZE)));
  const left = Math.min(widest, width * 0.3) + 6;
  const ends = [left, width - 12] as const;
  const x = (at: number): number => place(at, [chart.from, chart.to], ends);
  const seen = new Set(chart.rows.flatMap((row) => row.spans.map((span) => span.class)));
  const key = legend(
    CLASSES.filter((one) => seen.has(one)).map((one) => ({
      label: words.classes[one],
      fill: CLASS_FILLS[one],
    })),
    { x: left, y: 2, width: width - left },
  );
  const top = key.height + 2;
  const bottom = top + rows.length * ROW;
  const body = [key.svg];
  rows.forEach((row, index) => {
    const y = top + index * ROW + (ROW - STRIP) / 2;
    body.push(label(row.label, { x: left - 4, y: y + STRIP - 2, anchor: 'end', most: left - 6 }));
    // The long ones first: what is short and bad must not vanish under what is long and good.
    for (const span of [...row.spans].sort((a, b) => b.to - b.from - (a.to - a.from)).slice(0, MOST_SPANS)) {
      const [from, to] = [x(span.from), x(span.to)];
      body.push(
        element('rect', {
          x: from,
          y,
          width: Math.min(Math.max(LEAST_WIDTH, to - from), Math.max(LEAST_WIDTH, ends[1] - from)),
          height: STRIP,
          fill: CLASS_FILLS[span.class],
        }),
      );
    }
    body.push(
      element('rect', {
        x: left,
        y,
        width: Math.max(0, ends[1] - left),
        height: STRIP,
        fill: 'none',
        stroke: INK,
        'stroke-width': 0.4,
      }),
    );
  });
  for (const { at, text } of timeTicks(chart.from, chart.to, {
    formats,
    most: Math.max(2, Math.floor((ends[1] - left) / 52)),
  })) {
    body.push(
      element('line', { x1: x(at), y1: top, x2: x(at), y2: bottom + 2, stroke: FAINT, 'stroke-width': 0.5 }),
    );
    body.push(label(text, { x: x(at), y: bottom + 10, anchor: 'middle' }));
  }
  return picture(width, bottom + BELOW, chart.title, body.join(''));
}
