// The year in a picture.

import type { Locale } from '../../domain/explain.ts';
import type { Chart } from '../document.ts';
import { textIn } from '../method/language.ts';
import type { EvidenceData } from './data.ts';

/** Links that met and missed their target, month by month. */
export function trendChart(locale: Locale, { review }: EvidenceData): Chart {
  return {
    type: 'columns',
    title: textIn(locale, ['Jalur yang memenuhi target, per bulan', 'Links that met their target, by month']),
    unit: textIn(locale, ['jalur', 'links']),
    categories: review.map(({ month }) => month),
    series: [
      {
        label: textIn(locale, ['memenuhi', 'met']),
        tone: 'good',
        values: review.map(({ met }) => met),
      },
      {
        label: textIn(locale, ['tidak memenuhi', 'missed']),
        tone: 'bad',
        values: review.map(({ missed }) => missed),
      },
    ],
  };
}
