// Any chart as SVG.

import type { Chart } from '../../document.ts';
import { barsSvg } from './bars.ts';
import { columnsSvg } from './columns.ts';
import type { ChartContext } from './draw.ts';
import { lineSvg } from './line.ts';
import { stripsSvg } from './strips.ts';

/** The chart's pictures in their order: none where there is nothing to draw, several where one would be too high. */
export function chartSvg(chart: Chart, context: ChartContext): string[] {
  switch (chart.type) {
    case 'bars':
      return barsSvg(chart, context);
    case 'columns':
      return columnsSvg(chart, context);
    case 'line':
      return lineSvg(chart, context);
    case 'strips':
      return stripsSvg(chart, context);
  }
}
