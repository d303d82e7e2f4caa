// Panels about links, for any selection of them.

import type * as cog from '@grafana/grafana-foundation-sdk/cog';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { AVAILABILITY_STEPS, COVERAGE_STEPS, NONE_STEPS } from '../looks.ts';
import { stat, timeline } from '../panels.ts';
import { map } from '../panels-special.ts';
import type { Sheet } from '../sheet.ts';
import { availability, coverage, line, RANGE, rows } from './query.ts';
import { lastStatus } from './shared.ts';

/** Width in 24ths and height in rows. */
export interface Size {
  readonly w: number;
  readonly h: number;
}

/** A panel about what `where` selects. */
export type Piece = (where: string, size: Size, sheet: Sheet) => cog.Builder<Panel>;

/** Availability over the range. */
export const availabilityStat: Piece = (where, size, sheet) =>
  stat(
    {
      title: ['Ketersediaan', 'Availability'],
      about: [
        'Waktu normal dari waktu normal dan putus, tertimbang waktu. Pemeliharaan dan waktu tak terpantau tidak dihitung. Angka kontrak ada di laporan jalur.',
        "Time up of time up and down, weighted by time. Maintenance and unwatched time do not count. Contract figures are in jalur's reports.",
      ],
      targets: [line(availability(where))],
      ...size,
      unit: 'percent',
      decimals: 3,
      steps: AVAILABILITY_STEPS,
    },
    sheet,
  );

/** Links that are down. */
export const downStat: Piece = (where, size, sheet) =>
  stat(
    {
      title: ['Jalur putus', 'Links down'],
      about: [
        'Jalur yang putaran terakhirnya dalam rentang ini putus; tanpa yang dalam pemeliharaan atau tidak diketahui.',
        'Links whose last round in this range was down; without those in maintenance or unknown.',
      ],
      targets: [
        line(
          `SELECT count("u")-sum("u") AS "down" FROM (SELECT last("up") AS "u", last("state") AS "s" FROM "1m"."icmp" WHERE ${RANGE} AND ${where} GROUP BY "link") WHERE "s" < 3`,
        ),
      ],
      ...size,
      unit: 'short',
      decimals: 0,
      steps: NONE_STEPS,
      nothing: '0',
    },
    sheet,
  );

/** Median RTT. */
export const rttStat: Piece = (where, size, sheet) =>
  stat(
    {
      title: ['RTT median', 'Median RTT'],
      about: [
        'Median dari median RTT tiap putaran; tanpa echo yang hilang.',
        'Median of the rounds’ median RTT; lost echoes are not in it.',
      ],
      targets: [
        line(
          `SELECT median("rtt_med") AS "rtt" FROM "$rp"."icmp" WHERE ${RANGE} AND ${where} GROUP BY time($__interval) fill(none)`,
        ),
      ],
      ...size,
      unit: 'ms',
      decimals: 1,
      interval: '$rp',
      graph: true,
    },
    sheet,
  );

/** Share of the range that was watched. */
export const coverageStat: Piece = (where, size, sheet) =>
  stat(
    {
      title: ['Cakupan', 'Coverage'],
      about: [
        'Bagian rentang ini yang dipantau, rata-rata jalur. Di bawah 99 %: lihat dulu dasbor “jalur sendiri”.',
        'Share of this range that was watched, mean of the links. Below 99 %: look at the dashboard of jalur itself first.',
      ],
      targets: [line(coverage(where))],
      ...size,
      unit: 'percent',
      decimals: 2,
      steps: COVERAGE_STEPS,
    },
    sheet,
  );

/** States of links. */
export const states: Piece = (where, size, sheet) =>
  timeline(
    {
      title: ['Status jalur', 'States of links'],
      about: [
        'Status terburuk tiap selang waktu, satu baris per jalur.',
        'Worst state of each step, one row per link.',
      ],
      targets: [
        line(
          `SELECT min("state") AS "state" FROM "$rp"."icmp" WHERE ${RANGE} AND ${where} GROUP BY time($__interval), "link" fill(none)`,
          '$tag_link',
        ),
      ],
      ...size,
      interval: '$rp',
    },
    sheet,
  );

/** The map. */
export const place: Piece = (where, size, sheet) =>
  map(
    {
      title: ['Peta', 'Map'],
      about: [
        'Status terakhir di ujung tiap jalur. Tanpa server peta: hanya garis pantai dari Grafana sendiri.',
        "Last state at the far end of each link. No tile server: only the coast line that is Grafana's own.",
      ],
      targets: [rows(lastStatus(where))],
      ...size,
    },
    sheet,
  );
