// Bars from the left, one under the other, each with its value beside it. Pure.

import type { Chart, Tone } from '../../document.ts';
import { cutText } from '../format.ts';
import {
  type ChartContext,
  element,
  FAINT,
  FONT_SIZE,
  fitted,
  INK,
  label,
  picture,
  textWidth,
  toneFill,
} from './draw.ts';
import { legend } from './legend.ts';
import { type NumberScale, numberScale, place } from './scale.ts';

/** A chart of bars. */
export type BarsChart = Extract<Chart, { type: 'bars' }>;

const BAR = 8.5;
const ROW = 13;
const BELOW = 30;
const VALUE_WIDTH = 58;

/** One picture, or several one after the other where the bars need more height than there is. */
export function barsSvg(chart: BarsChart, context: ChartContext): string[] {
  if (chart.bars.length === 0) return [];
  const perPicture = Math.max(1, Math.floor((context.maxHeight - BELOW - 34) / ROW));
  const values = chart.bars.map(({ value }) => value);
  const scale = numberScale(
    [...values, 0, ...(chart.line ? [chart.line.value] : [])],
    chart.max === undefined ? {} : { max: chart.max },
  );
  const pictures: string[] = [];
  for (let from = 0; from < chart.bars.length; from += perPicture)
    pictures.push(part(chart, chart.bars.slice(from, from + perPicture), { context, scale }));
  return pictures;
}

function part(
  chart: BarsChart,
  bars: BarsChart['bars'],
  { context, scale }: { readonly context: ChartContext; readonly scale: NumberScale },
): string {
  const { width, formats, words } = context;
  const widest = Math.max(...bars.map((bar) => textWidth(bar.label, FONT_SIZE)));
  const left = Math.min(widest, width * 0.36) + 6;
  const span = [left, width - VALUE_WIDTH] as const;
  const x = (value: number): number => place(value, [scale.min, scale.max], span);
  const tones = [...new Set(chart.bars.map(({ tone }) => tone))].filter((tone) => tone !== 'neutral');
  // One tone alone says nothing that its title does not.
  const keys: readonly Tone[] = tones.length > 1 ? tones : [];
  const key = legend(
    keys.map((tone) => ({ label: words.tones[tone], fill: toneFill(tone) })),
    { x: left, y: 2, width: width - left },
  );
  const top = key.height + (chart.line ? 14 : 4);
  const bottom = top + bars.length * ROW;
  const body = [key.svg];
  for (const tick of scale.ticks) {
    body.push(
      element('line', { x1: x(tick), y1: top, x2: x(tick), y2: bottom, stroke: FAINT, 'stroke-width': 0.5 }),
    );
    body.push(label(formats.number(tick, scale.decimals), { x: x(tick), y: bottom + 9, anchor: 'middle' }));
  }
  const valueText = valueFormat(chart, formats);
  bars.forEach((bar, index) => {
    const y = top + index * ROW + (ROW - BAR) / 2;
    const [from, to] = [Math.min(x(0), x(bar.value)), Math.max(x(0), x(bar.value))];
    body.push(label(bar.label, { x: left - 4, y: y + BAR - 1.8, anchor: 'end', most: left - 6 }));
    body.push(
      element('rect', {
        x: from,
        y,
        width: Math.max(0.4, to - from),
        height: BAR,
        fill: toneFill(bar.tone),
        stroke: INK,
        'stroke-width': 0.4,
      }),
    );
    body.push(
      label(Number.isFinite(bar.value) ? valueText(bar.value) : '–', { x: to + 3, y: y + BAR - 1.8 }),
    );
  });
  body.push(element('line', { x1: x(0), y1: top, x2: x(0), y2: bottom, stroke: INK, 'stroke-width': 0.8 }));
  if (chart.line)
    body.push(
      targetLine(chart.line, x(chart.line.value), {
        top,
        bottom,
        width,
        text: valueText(chart.line.value),
      }),
    );
  body.push(label(chart.unit, { x: span[1], y: bottom + 20, anchor: 'end', most: width - left }));
  return picture(width, bottom + BELOW - 6, chart.title, body.join(''));
}

/** All values with as many decimals as the finest needs, at most two; percentages with three, and cut off. */
function valueFormat(chart: BarsChart, formats: ChartContext['formats']): (value: number) => string {
  const isPercent = chart.unit.trimStart().startsWith('%');
  const most = isPercent ? 3 : 2;
  const finest = Math.max(
    0,
    ...chart.bars.map(({ value }) => cutText(value, most).replace(/^[^.]*\.?|0+$/g, '').length),
  );
  return (value) => (isPercent ? formats.percent(value, finest) : formats.number(value, finest));
}

function targetLine(
  line: { readonly label: string },
  x: number,
  {
    top,
    bottom,
    width,
    text,
  }: { readonly top: number; readonly bottom: number; readonly width: number; readonly text: string },
): string {
  const words = fitted(`${line.label} ${text}`, FONT_SIZE, width * 0.6);
  const half = textWidth(words, FONT_SIZE) / 2;
  return (
    element('line', {
      x1: x,
      y1: top - 3,
      x2: x,
      y2: bottom,
      stroke: INK,
      'stroke-width': 1.1,
      'stroke-dasharray': '4 2',
    }) +
    label(words, {
      x: Math.min(Math.max(x, half), width - half),
      y: top - 5,
      anchor: 'middle',
      weight: 'bold',
    })
  );
}
