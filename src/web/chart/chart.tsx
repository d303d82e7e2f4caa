// One chart: drawn anew when theme, language or what it shows changes, resized with its place, gone when it leaves.

import type { Signal } from '@preact/signals';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useApp } from '../state/context.ts';
import { timeLabels } from './axis-text.ts';
import './chart.css';
import type { ChartSpec } from './chart-spec.ts';
import { PALETTES } from './chart-theme.ts';
import type { Columns } from './columns.ts';
import { CHART_HEIGHT_PX, createPlot, fillPlot, type PlotEvents, placeCursor } from './plot.ts';

/** What a chart needs. */
export interface ChartProps {
  readonly spec: ChartSpec;
  readonly columns: Columns;
  /** Epoch ms. */
  readonly range: { readonly from: number; readonly to: number };
  /** Shared by all charts of a page: the moment looked at, epoch ms. */
  readonly cursor: Signal<number | undefined>;
  onZoom(from: number, to: number): void;
  onBack(): void;
}

/** The chart with its title and legend. Its figures are read out by what owns the cursor. */
export function Chart(props: ChartProps) {
  const { spec, columns, range, cursor } = props;
  const app = useApp();
  const words = app.words.value;
  const theme = app.preferences.theme.value;
  const timeZone = app.screen.value.province?.facts.timezone ?? 'Asia/Makassar';
  const labels = useMemo(() => timeLabels(timeZone, words), [timeZone, words]);
  const palette = PALETTES[theme];
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | undefined>(undefined);
  const newest = useRef(props);
  newest.current = props;

  useLayoutEffect(() => {
    const place = host.current;
    if (!place) return;
    const events: PlotEvents = {
      point: (at) => {
        cursor.value = at;
      },
      zoom: (from, to) => newest.current.onZoom(from, to),
      back: () => newest.current.onBack(),
      drawn: () => {
        if (plot.current) placeCursor(plot.current, cursor.peek());
      },
    };
    const widthPx = Math.max(120, place.clientWidth);
    const mine = createPlot(place, { spec, palette, timeZone, timeLabels: labels, widthPx, events });
    plot.current = mine;
    fillPlot(mine, newest.current.columns, newest.current.range);
    const sizes = new ResizeObserver(() => {
      const width = Math.max(120, place.clientWidth);
      if (width !== mine.width) mine.setSize({ width, height: CHART_HEIGHT_PX });
    });
    sizes.observe(place);
    const follow = cursor.subscribe((at) => placeCursor(mine, at));
    return () => {
      follow();
      sizes.disconnect();
      mine.destroy();
      plot.current = undefined;
    };
  }, [spec, palette, labels, timeZone, cursor]);

  const filled = useRef<readonly unknown[]>([]);
  useLayoutEffect(() => {
    const before = filled.current;
    filled.current = [columns, range.from, range.to];
    // A chart that has just been built holds them already.
    if (plot.current && (before[0] !== columns || before[1] !== range.from || before[2] !== range.to))
      fillPlot(plot.current, columns, range);
  }, [columns, range.from, range.to]);

  return (
    <figure class="chart" data-chart={spec.id}>
      <figcaption>
        <span class="chart-title" title={spec.hint}>
          {spec.title}
        </span>
        <ul class="chart-legend">
          {spec.curves
            .filter(({ label }) => label !== '')
            .map(({ label, hue }) => (
              <li key={label}>
                <i style={{ background: palette.hues[hue] }} /> {label}
              </li>
            ))}
          {spec.levels?.map(({ label, hue }) => (
            <li key={label}>
              <i class="dashed" style={{ borderColor: palette.hues[hue] }} /> {label}
            </li>
          ))}
        </ul>
      </figcaption>
      <div class="plot" ref={host} aria-hidden="true" />
    </figure>
  );
}
