// uPlot made to look and behave as the charts beside it: Grafana's axes, the province's time, one cursor for all, zoom by drag.

import uPlot from 'uplot';
import type { TimeLabels } from './axis-text.ts';
import { type ChartSpec, scaleOf } from './chart-spec.ts';
import { faint, type Palette } from './chart-theme.ts';
import { type Columns, lonely } from './columns.ts';

/** Height of a chart in CSS px, its time axis included. */
export const CHART_HEIGHT_PX = 148;
/** A drag shorter than this was a click. */
const LEAST_DRAG_PX = 6;
const FONT = '12px Inter, Helvetica, Arial, sans-serif';

/** What a plot tells, of itself and of the one who looks. */
export interface PlotEvents {
  /** The pointer stands at a moment, epoch ms; undefined: nowhere. */
  point(at: number | undefined): void;
  zoom(from: number, to: number): void;
  back(): void;
  /** Everything stands at a new place. */
  drawn(): void;
}

/** How a plot is made. */
export interface PlotOptions {
  readonly spec: ChartSpec;
  readonly palette: Palette;
  readonly timeZone: string;
  readonly timeLabels: TimeLabels;
  readonly widthPx: number;
  readonly events: PlotEvents;
}

/** Draws an empty plot into an element. */
export function createPlot(host: HTMLElement, options: PlotOptions): uPlot {
  const { spec, palette, timeZone, timeLabels, widthPx, events } = options;
  const axis = {
    stroke: palette.text,
    font: FONT,
    grid: { stroke: palette.grid, width: 1 / devicePixelRatio },
    ticks: { stroke: palette.grid, width: 1 / devicePixelRatio, size: 4 },
    gap: 5,
  };
  const plot: uPlot = new uPlot(
    {
      width: widthPx,
      height: CHART_HEIGHT_PX,
      ms: 1,
      padding: [8, 16, 0, 0],
      legend: { show: false },
      tzDate: (at) => uPlot.tzDate(new Date(at), timeZone),
      scales: {
        x: { time: true },
        y: { range: (_, low, high) => scaleOf(low, high, spec) },
      },
      axes: [
        { ...axis, size: 28, space: 64, values: (_, splits, __, ___, stepMs) => timeLabels(splits, stepMs) },
        { ...axis, size: 68, space: 26, values: (_, splits) => splits.map(spec.format) },
      ],
      series: [{}, ...spec.curves.map((curve) => seriesOf(curve, palette))],
      bands: (spec.bands ?? []).map(({ upper, lower, hue, alpha }) => ({
        series: [upper + 1, lower + 1],
        fill: faint(palette.hues[hue], alpha),
      })),
      cursor: {
        y: false,
        drag: { x: true, y: false, setScale: false },
        bind: {
          dblclick: () => () => {
            events.back();
            return null;
          },
        },
      },
      hooks: {
        draw: [
          (self) => {
            drawLevels(self, spec, palette);
            events.drawn();
          },
        ],
        setCursor: [
          (self) => {
            const { left = -1 } = self.cursor;
            events.point(left < 0 ? undefined : self.posToVal(left, 'x'));
          },
        ],
        setSelect: [
          (self) => {
            const { left, width } = self.select;
            self.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
            if (width >= LEAST_DRAG_PX)
              events.zoom(self.posToVal(left, 'x'), self.posToVal(left + width, 'x'));
          },
        ],
      },
    },
    undefined,
    host,
  );
  return plot;
}

/** Puts data into a plot, over a stretch of time. */
export function fillPlot(
  plot: uPlot,
  columns: Columns,
  range: { readonly from: number; readonly to: number },
): void {
  plot.batch(() => {
    // uPlot does not change them.
    plot.setData(columns as unknown as uPlot.AlignedData, false);
    plot.setScale('x', { min: range.from, max: range.to });
  });
}

/** Puts the cursor where another chart's is; undefined takes it away. */
export function placeCursor(plot: uPlot, at: number | undefined): void {
  plot.setCursor(
    { left: at === undefined ? -10 : plot.valToPos(at, 'x'), top: at === undefined ? -10 : 0 },
    false,
  );
}

function seriesOf(
  { label, hue, widthPx = 1.5, fill, path }: ChartSpec['curves'][number],
  palette: Palette,
): uPlot.Series {
  const colour = palette.hues[hue];
  const stepped = path === 'step' ? uPlot.paths.stepped?.({ align: 1 }) : undefined;
  return {
    label,
    stroke: colour,
    width: widthPx,
    spanGaps: false,
    // The edge of a band has none; uPlot asks the filter even where nothing is to be shown.
    points:
      widthPx > 0
        ? { show: true, size: 4, fill: colour, filter: (self, index) => [...lonely(self.data[index] ?? [])] }
        : { show: false },
    ...(fill !== undefined && { fill: faint(colour, fill) }),
    ...(stepped && { paths: stepped }),
  };
}

function drawLevels(plot: uPlot, { levels = [] }: ChartSpec, palette: Palette): void {
  const { ctx, bbox } = plot;
  for (const { value, hue } of levels) {
    const { min = Number.NaN, max = Number.NaN } = plot.scales['y'] ?? {};
    if (!(value >= (min ?? Number.NaN) && value <= (max ?? Number.NaN))) continue;
    const y = plot.valToPos(value, 'y', true);
    ctx.save();
    ctx.globalAlpha = 0.8;
    ctx.strokeStyle = palette.hues[hue];
    ctx.lineWidth = 1.5 * devicePixelRatio;
    ctx.setLineDash([8 * devicePixelRatio, 6 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.restore();
  }
}
