// What a chart shows, apart from its data.

import type { Hue } from './chart-theme.ts';

/** One curve. */
export interface Curve {
  readonly label: string;
  readonly hue: Hue;
  /** Width of the line in CSS px; 0 draws none (the edge of a band). */
  readonly widthPx?: number;
  /** Opacity of the area under it, 0 to 1; none when absent. */
  readonly fill?: number;
  /** `step`: holds its value until the next one. */
  readonly path?: 'step';
}

/** The area between two curves, by their places in the list. */
export interface Band {
  readonly upper: number;
  readonly lower: number;
  readonly hue: Hue;
  /** 0 to 1. */
  readonly alpha: number;
}

/** A level, dashed across the chart. */
export interface Level {
  readonly label: string;
  readonly value: number;
  readonly hue: Hue;
  /** Whether the scale reaches to it; else it shows only where the data come near. */
  readonly inScale: boolean;
}

/** A chart. Keep the object the same while nothing of it changes: a new one builds the chart anew. */
export interface ChartSpec {
  readonly id: string;
  readonly title: string;
  /** What a pointer over the title is told: a formula, a source. */
  readonly hint?: string;
  readonly curves: readonly Curve[];
  readonly bands?: readonly Band[];
  readonly levels?: readonly Level[];
  /** A value at the axis, with its unit. */
  readonly format: (value: number) => string;
  /** Fixed ends of the scale; absent ones follow the data. */
  readonly least?: number;
  readonly most?: number;
  /** The top reaches at least so high: below it differences say nothing. */
  readonly leastTop?: number;
}

/** The scale's ends for data from `low` to `high` (null: there are none): a little air, never without height. */
export function scaleOf(
  low: number | null,
  high: number | null,
  {
    least,
    most,
    leastTop = Number.NEGATIVE_INFINITY,
    levels = [],
  }: Pick<ChartSpec, 'least' | 'leastTop' | 'most' | 'levels'>,
): [number, number] {
  const reached = levels.filter(({ inScale }) => inScale).map(({ value }) => value);
  const lows = [low ?? undefined, ...reached].filter((each) => each !== undefined);
  const highs = [high ?? undefined, ...reached].filter((each) => each !== undefined);
  const bottom = lows.length > 0 ? Math.min(...lows) : (least ?? 0);
  const top = highs.length > 0 ? Math.max(...highs) : bottom + 1;
  const air = (top - bottom || Math.abs(top) || 1) * 0.06;
  const from = least ?? bottom - air;
  const to = most ?? Math.max(top + air, leastTop);
  return to > from ? [from, to] : [from, from + 1];
}
