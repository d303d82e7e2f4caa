// Lines over time, broken where nothing was measured. Pure.

import type { Chart } from '../../document.ts';
import { type ChartContext, coordinate, element, FAINT, INK, label, picture } from './draw.ts';
import { legend } from './legend.ts';
import { numberScale, place, timeTicks } from './scale.ts';

/** A chart of lines. */
export type LineChart = Extract<Chart, { type: 'line' }>;

const HEIGHT = 120;
const LEFT = 40;
const RIGHT = 10;
/** Lines are told apart by dash and width before colour. */
const LOOKS = [
  { stroke: '#1f4e79', dash: undefined, width: 1.1 },
  { stroke: '#b45309', dash: '5 2', width: 1.1 },
  { stroke: '#166534', dash: '1.5 1.5', width: 1.3 },
  { stroke: '#6b21a8', dash: '7 2 1.5 2', width: 1.1 },
] as const;

/** The chart as a picture; nothing without moments. */
export function lineSvg(chart: LineChart, { width, formats, maxHeight, words }: ChartContext): string[] {
  const { times, series, line } = chart;
  const [from, to] = [times[0], times.at(-1)];
  if (from === undefined || to === undefined) return [];
  const values = series.flatMap((one) => one.values.filter((value) => value !== null));
  const scale = numberScale([...values, ...(line ? [line.value] : [])], {
    ...(chart.min !== undefined && { min: chart.min }),
    ...(chart.max !== undefined && { max: chart.max }),
  });
  const looks = series.map((_, index) => LOOKS[index % LOOKS.length] ?? LOOKS[0]);
  const key = legend(
    series.map(({ label: name }, index) => ({
      label: name,
      ...(looks[index]?.dash && { dash: looks[index].dash }),
    })),
    { x: LEFT, y: 2, width: width - LEFT },
  );
  const top = key.height + 12;
  const bottom = Math.max(top + 40, Math.min(top + HEIGHT, maxHeight - 30));
  const x = (at: number): number => place(at, [from, to], [LEFT, width - RIGHT]);
  const y = (value: number): number => place(value, [scale.min, scale.max], [bottom, top]);
  const body = [key.svg, label(chart.unit, { x: 0, y: top - 5, most: width })];
  for (const tick of scale.ticks) {
    body.push(
      element('line', {
        x1: LEFT,
        y1: y(tick),
        x2: width - RIGHT,
        y2: y(tick),
        stroke: FAINT,
        'stroke-width': 0.5,
      }),
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
  for (const { at, text } of timeTicks(from, to, { formats, most: Math.max(2, Math.floor(width / 60)) })) {
    body.push(
      element('line', { x1: x(at), y1: bottom, x2: x(at), y2: bottom + 3, stroke: INK, 'stroke-width': 0.6 }),
    );
    body.push(label(text, { x: x(at), y: bottom + 11, anchor: 'middle' }));
  }
  body.push(
    element('line', {
      x1: LEFT,
      y1: bottom,
      x2: width - RIGHT,
      y2: bottom,
      stroke: INK,
      'stroke-width': 0.8,
    }),
  );
  series.forEach((one, index) => {
    const look = looks[index] ?? LOOKS[0];
    const path = pathOf(times, one.values, { x, y, most: Math.floor(width) });
    if (path)
      body.push(
        element('path', {
          d: path,
          fill: 'none',
          stroke: look.stroke,
          'stroke-width': look.width,
          'stroke-dasharray': look.dash,
          'stroke-linejoin': 'round',
          'stroke-linecap': 'round',
        }),
      );
  });
  if (values.length === 0)
    body.push(label(words.noData, { x: (LEFT + width) / 2, y: (top + bottom) / 2, anchor: 'middle' }));
  if (line) {
    body.push(
      element('line', {
        x1: LEFT,
        y1: y(line.value),
        x2: width - RIGHT,
        y2: y(line.value),
        stroke: INK,
        'stroke-width': 1.1,
        'stroke-dasharray': '4 2',
      }),
    );
    body.push(
      label(`${line.label} ${formats.number(line.value)}`, {
        x: width - RIGHT,
        y: y(line.value) - 3,
        anchor: 'end',
        weight: 'bold',
        most: width * 0.6,
      }),
    );
  }
  return [picture(width, bottom + 18, chart.title, body.join(''))];
}

/** Moves and lines; of points that share a place on paper the least and the greatest are kept, so that no peak is lost. */
function pathOf(
  times: readonly number[],
  values: readonly (number | null)[],
  {
    x,
    y,
    most,
  }: { readonly x: (at: number) => number; readonly y: (value: number) => number; readonly most: number },
): string {
  const parts: string[] = [];
  let isOpen = false;
  const point = (left: number, value: number): void => {
    parts.push(`${isOpen ? 'L' : 'M'}${coordinate(left)},${coordinate(y(value))}`);
    isOpen = true;
  };
  const thin = times.length > most * 2;
  let bucket: { left: number; low: number; high: number } | undefined;
  const flush = (): void => {
    if (!bucket) return;
    point(bucket.left, bucket.low);
    if (bucket.high !== bucket.low) point(bucket.left, bucket.high);
    bucket = undefined;
  };
  times.forEach((at, index) => {
    const value = values[index] ?? null;
    if (value === null || !Number.isFinite(value)) {
      flush();
      // A lone point is a line of no length: round ends make it a dot.
      if (isOpen && parts.at(-1)?.startsWith('M')) parts.push('l0,0.01');
      isOpen = false;
      return;
    }
    const left = thin ? Math.round(x(at)) : x(at);
    if (!thin) point(left, value);
    else if (bucket?.left !== left) {
      flush();
      bucket = { left, low: value, high: value };
    } else bucket = { left, low: Math.min(bucket.low, value), high: Math.max(bucket.high, value) };
  });
  flush();
  if (isOpen && parts.at(-1)?.startsWith('M')) parts.push('l0,0.01');
  return parts.join('');
}
