// Charts of a month: one of each type.

import type { Block } from '../../../src/report/document.ts';
import { FROM, linkName, linksTable, MONTH_MS } from './fixture-tables.ts';

/** One of each type. */
export function charts(links: number): Block[] {
  const table = linksTable(links);
  const worst = table.rows
    .map((row) => ({ label: String(row[1]), value: Number(row[7]) / 3_600_000 }))
    .sort((a, b) => b.value - a.value)
    .slice(0, 10);
  return [
    {
      kind: 'chart',
      chart: {
        type: 'bars',
        title: 'Sepuluh jalur dengan gangguan bersih terlama',
        unit: 'jam',
        line: { value: 3.72, label: 'Batas 99,5 %' },
        bars: worst.map((bar) => ({
          ...bar,
          tone: bar.value > 7.44 ? 'bad' : bar.value > 3.72 ? 'warning' : 'good',
        })),
      },
    },
    {
      kind: 'chart',
      chart: {
        type: 'columns',
        title: 'Gangguan per pekan menurut penyebab',
        unit: 'jam',
        categories: ['1–7 Okt', '8–14 Okt', '15–21 Okt', '22–28 Okt', '29–31 Okt'],
        series: [
          { label: 'Jaringan penyedia', tone: 'bad', values: [12, 4.5, 8, 3, 1] },
          { label: 'Listrik', tone: 'warning', values: [3, 2, 0, 6, 0.5] },
          { label: 'Pemeliharaan', tone: 'neutral', values: [0, 4, 0, 4, 0] },
        ],
        line: { label: 'Batas kontrak', values: [14, 14, 14, 14, 6] },
      },
    },
    {
      kind: 'chart',
      chart: {
        type: 'line',
        title: 'Latensi median, seluruh jalur serat optik',
        unit: 'ms',
        min: 0,
        times: Array.from({ length: 31 * 8 }, (_, index) => FROM + index * 3 * 3_600_000),
        series: [
          {
            label: 'Median',
            values: Array.from({ length: 31 * 8 }, (_, index) =>
              index > 90 && index < 99 ? null : 11 + 3 * Math.sin(index / 4),
            ),
          },
          {
            label: 'p95',
            values: Array.from({ length: 31 * 8 }, (_, index) =>
              index > 90 && index < 99 ? null : 24 + 9 * Math.sin(index / 4) + ((index * 31) % 7),
            ),
          },
        ],
        line: { value: 40, label: 'Batas' },
      },
    },
    {
      kind: 'chart',
      chart: {
        type: 'strips',
        title: 'Keadaan jalur selama Oktober 2026',
        from: FROM,
        to: FROM + MONTH_MS,
        rows: Array.from({ length: Math.min(links, 24) }, (_, index) => ({
          label: linkName(index),
          spans: strip(index),
        })),
      },
    },
  ];
}

function strip(
  index: number,
): Extract<Extract<Block, { kind: 'chart' }>['chart'], { type: 'strips' }>['rows'][number]['spans'] {
  const at = (day: number): number => FROM + day * 86_400_000;
  const start = 2 + ((index * 5) % 20);
  return [
    { from: at(0), to: at(start), class: 'up' },
    { from: at(start), to: at(start + 1.5), class: index % 2 ? 'down' : 'degraded' },
    { from: at(start + 1.5), to: at(start + 2.2), class: index % 3 ? 'up' : 'unreachable' },
    { from: at(start + 2.2), to: at(start + 3), class: 'maintenance' },
    { from: at(start + 3), to: at(start + 4), class: index % 4 ? 'up' : 'unknown' },
    { from: at(start + 4), to: at(31), class: 'up' },
  ];
}
