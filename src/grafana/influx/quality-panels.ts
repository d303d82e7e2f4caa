// Panels about the quality of links and about alarms, for any selection of links.

import { firstRows, linkedColumn, organised, series, tableOf } from '../panels.ts';
import { heat, texts } from '../panels-special.ts';
import type { Piece } from './link-panels.ts';
import { line, loss as lossQuery, RANGE, rows } from './query.ts';
import { events, heatQuery, rttBand, rttLooks } from './shared.ts';

/** RTT as bands. */
export const rtt: Piece = (where, size, sheet) =>
  series(
    {
      title: ['RTT', 'RTT'],
      about: [
        'Pita dari minimum ke p95 dan ke maksimum, garis median.',
        'Bands from minimum to p95 and to maximum, median as a line.',
      ],
      targets: [line(rttBand(where), '$col')],
      ...size,
      unit: 'ms',
      min: 0,
      interval: '$rp',
      overrides: rttLooks(),
    },
    sheet,
  );

/** Echo loss. */
export const losses: Piece = (where, size, sheet) =>
  series(
    {
      title: ['Loss', 'Loss'],
      about: ['Bagian echo yang hilang.', 'Share of the echoes that were lost.'],
      targets: [line(lossQuery(where), 'Loss')],
      ...size,
      unit: 'percent',
      min: 0,
      max: 100,
      interval: '$rp',
      bars: true,
    },
    sheet,
  );

/** Distribution of RTT. */
export const rttHeat: Piece = (where, size, sheet) =>
  heat(
    {
      title: ['Sebaran RTT', 'Distribution of RTT'],
      about: [
        'Jumlah balasan per rentang RTT (ms, batas atas).',
        'Replies by range of RTT (ms, upper bound).',
      ],
      targets: [line(heatQuery(where), '$col')],
      ...size,
      interval: '$rp',
      unit: 'ms',
    },
    sheet,
  );

/** Newest alerts. */
export const alarmList: Piece = (where, size, sheet) =>
  texts(
    {
      title: ['Alarm', 'Alerts'],
      about: ['Alarm terbaru, paling banyak 500.', 'Newest alerts, at most 500.'],
      targets: [rows(events(where))],
      ...size,
    },
    sheet,
  );

/** Median RTT of each link. */
export const eachRtt: Piece = (where, size, sheet) =>
  series(
    {
      title: ['RTT tiap jalur', 'RTT of each link'],
      about: ['Median RTT tiap selang waktu, per jalur.', 'Median RTT of each step, by link.'],
      targets: [
        line(
          `SELECT median("rtt_med") AS "rtt" FROM "$rp"."icmp" WHERE ${RANGE} AND ${where} GROUP BY time($__interval), "link" fill(none)`,
          '$tag_link',
        ),
      ],
      ...size,
      unit: 'ms',
      min: 0,
      interval: '$rp',
      maxDataPoints: 300,
      linked: true,
      fill: 0,
    },
    sheet,
  );

/** Echo loss of each link. */
export const eachLoss: Piece = (where, size, sheet) =>
  series(
    {
      title: ['Loss tiap jalur', 'Loss of each link'],
      about: ['Bagian echo yang hilang, per jalur.', 'Share of the echoes that were lost, by link.'],
      targets: [line(lossQuery(where, 'link'), '$tag_link')],
      ...size,
      unit: 'percent',
      min: 0,
      max: 100,
      interval: '$rp',
      maxDataPoints: 300,
      linked: true,
      fill: 0,
    },
    sheet,
  );

/** How often each link failed, and how long its outages lasted. Transitions are kept as long as rounds. */
export const outages: Piece = (where, size, sheet) => {
  const { say } = sheet;
  const named = {
    link: say(['Jalur', 'Link']),
    count: say(['Gangguan', 'Outages']),
    longest: say(['Terlama', 'Longest']),
    mean: say(['Rata-rata', 'Mean']),
  } as const;
  return tableOf(
    {
      title: ['Gangguan yang selesai', 'Outages that ended'],
      about: [
        'Gangguan yang berakhir dalam rentang ini: jumlah, terlama, rata-rata (MTTR). Yang masih berlangsung belum terhitung.',
        'Outages that ended in this range: how many, the longest, the mean (MTTR). One that lasts is not counted yet.',
      ],
      targets: [
        rows(
          'SELECT count("prev_s") AS "count", max("prev_s") AS "longest", mean("prev_s") AS "mean" ' +
            `FROM "1m"."link_tr" WHERE ${RANGE} AND ${where} AND "prev" = 0 GROUP BY "link"`,
        ),
      ],
      ...size,
      transformations: [organised(Object.entries(named), ['Time']), ...firstRows(named.count, 50, true)],
      overrides: [
        [named.link, linkedColumn(sheet)],
        [named.longest, { id: 'unit', value: 'dtdhms' }],
        [named.mean, { id: 'unit', value: 'dtdhms' }],
      ],
    },
    sheet,
  );
};
