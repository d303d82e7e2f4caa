// Columns that stand side by side, each stacked of its series, with a line of targets over them. Pure.

import type { Chart } from '../../document.ts';
import {
  type ChartContext,
  element,
  FAINT,
  FONT_SIZE,
  INK,
  label,
  picture,
  textWidth,
  toneFill,
} from './draw.ts';
import { type LegendEntry, legend } from './legend.ts';
import { numberScale, place, within } from './scale.ts';

/** A chart of columns. */
export type ColumnsChart = Extract<Chart, { type: 'columns' }>;

const HEIGHT = 130;
const LEFT = 40;
const LINE_DASH = '4 2';

/** The chart as a picture; nothing without categories. */
export function columnsSvg(chart: ColumnsChart, { width, formats, maxHeight }: ChartContext): string[] {
  const { categories, series, line } = chart;
  if (categories.length === 0 || series.length === 0) return [];
  const fills = fillsOf(series);
  const entries: LegendEntry[] = series.map(({ label: name }, index) => ({
    label: name,
    fill: fills[index] ?? INK,
  }));
  if (line) entries.push({ label: line.label, dash: LINE_DASH });
  const key = legend(entries, { x: LEFT, y: 2, width: width - LEFT });
  const sums = categories.map((_, index) =>
    series.reduce((sum, { values }) => sum + positive(values[index]), 0),
  );
  const scale = numberScale([0, ...sums, ...(line?.values.map((value) => value ?? 0) ?? [])]);
  const top = key.height + 12;
  const bottom = Math.max(top + 40, Math.min(top + HEIGHT, maxHeight - 30));
  const y = (value: number): number => place(value, [scale.min, scale.max], [bottom, top]);
  const body = [key.svg, label(chart.unit, { x: 0, y: top - 5, most: width })];
  for (const tick of scale.ticks) {
    body.push(
      element('line', { x1: LEFT, y1: y(tick), x2: width, y2: y(tick), stroke: FAINT, 'stroke-width': 0.5 }),
    );
    body.push(
      label(formats.number(tick, scale.decimals), {
        x: LEFT - 4,
        y: y(tick) + 2.5,
        anchor: 'end',
        most: LEFT - 4,
      }),
    );
  }
  const slot = (width - LEFT) / categories.length;
  const bar = Math.min(slot * 0.72, 36);
  const widest = Math.max(...categories.map((category) => textWidth(category, FONT_SIZE)));
  // Names that would run into each other are left out, every second or third one staying.
  const every = Math.max(1, Math.ceil(Math.min(widest + 4, 70) / slot));
  categories.forEach((category, index) => {
    const middle = LEFT + (index + 0.5) * slot;
    let base = 0;
    series.forEach(({ values }, nth) => {
      const value = positive(values[index]);
      if (value === 0) return;
      const [low, high] = [y(base), y(base + value)];
      base += value;
      body.push(
        element('rect', {
          x: middle - bar / 2,
          y: high,
          width: bar,
          height: low - high,
          fill: fills[nth] ?? INK,
          stroke: INK,
          'stroke-width': 0.4,
        }),
      );
    });
    if (index % every === 0)
      body.push(
        label(category, { x: middle, y: bottom + 10, anchor: 'middle', most: Math.max(slot * every, 12) }),
      );
  });
  body.push(
    element('line', { x1: LEFT, y1: bottom, x2: width, y2: bottom, stroke: INK, 'stroke-width': 0.8 }),
  );
  if (line) body.push(targets(line.values, { x: (index) => LEFT + (index + 0.5) * slot, y }));
  return [picture(width, bottom + 16, chart.title, body.join(''))];
}

/** Numbers below nothing cannot be stacked. */
function positive(value: number | undefined): number {
  return Math.max(0, within(value ?? 0));
}

function fillsOf(series: ColumnsChart['series']): string[] {
  const seen = new Map<string, number>();
  return series.map(({ tone }) => {
    const nth = seen.get(tone) ?? 0;
    seen.set(tone, nth + 1);
    return toneFill(tone, nth);
  });
}

function targets(
  values: readonly (number | null)[],
  { x, y }: { readonly x: (index: number) => number; readonly y: (value: number) => number },
): string {
  const runs: string[] = [];
  let run: string[] = [];
  values.forEach((value, index) => {
    if (value === null || !Number.isFinite(value)) {
      runs.push(run.join(' '));
      run = [];
    } else run.push(`${x(index).toFixed(2)},${y(value).toFixed(2)}`);
  });
  runs.push(run.join(' '));
  return runs
    .filter((points) => points !== '')
    .map((points) =>
      element('polyline', {
        points,
        fill: 'none',
        stroke: INK,
        'stroke-width': 1.3,
        'stroke-dasharray': LINE_DASH,
      }),
    )
    .join('');
}
