// Charts on paper: a picture under its title, or two of them beside each other.

import type { Content } from 'pdfmake/interfaces.js';
import type { Block, Chart } from '../../document.ts';
import { chartSvg } from '../svg/chart.ts';
import { bounded, type Paper } from './look.ts';

/** Between two charts beside each other. */
const BESIDE_GAP = 16;
/** Headings and a title above a picture, at most. */
const ABOVE_PICTURE = 110;
const MOST_TITLE = 300;

/** Two beside each other are one piece, each of half the width. */
export function chartsOf({ chart, beside }: Extract<Block, { kind: 'chart' }>, paper: Paper): Content[] {
  if (!beside) return chartOf(chart, paper);
  const half = { ...paper, width: (paper.width - BESIDE_GAP) / 2 };
  return [
    {
      unbreakable: true,
      columnGap: BESIDE_GAP,
      columns: [chart, beside].map((each) => ({ width: half.width, stack: chartOf(each, half) })),
    },
  ];
}

function chartOf(chart: Chart, { formats, words, width, height }: Paper): Content[] {
  const pictures = chartSvg(chart, { width, maxHeight: height - ABOVE_PICTURE, formats, words });
  const title = bounded(chart.title, MOST_TITLE);
  if (pictures.length === 0)
    return [
      {
        stack: [
          { text: title, bold: true, margin: [0, 4, 0, 2] },
          { text: words.noData, italics: true, margin: [0, 0, 0, 6] },
        ],
      },
    ];
  return pictures.map((svg, index) => ({
    unbreakable: true,
    margin: [0, 0, 0, 8],
    stack: [
      {
        text: pictures.length === 1 ? title : `${title} (${words.part(index + 1, pictures.length)})`,
        bold: true,
        margin: [0, 4, 0, 3],
      },
      { svg, width },
    ],
  }));
}
