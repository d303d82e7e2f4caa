// Panels about traffic and jitter, for any selection of links.

import { series } from '../panels.ts';
import type { Piece } from './link-panels.ts';
import { line, RANGE } from './query.ts';

/** Traffic of the interfaces that carry the links: received above, sent below the line. */
export const traffic: Piece = (where, size, sheet) => {
  const columns = (field: string, sign: string): string =>
    `SELECT ${sign}mean("${field}") AS "bps" FROM "$rp"."iface" WHERE ${RANGE} AND ${where} GROUP BY time($__interval), "link", "ifname" fill(none)`;
  const { say } = sheet;
  return series(
    {
      title: ['Lalu lintas', 'Traffic'],
      about: [
        'Diterima di atas garis nol, dikirim di bawahnya; laju dihitung jalur dari dua bacaan.',
        'Received above zero, sent below; jalur works the rates out of two polls.',
      ],
      targets: [
        line(columns('in_bps', ''), `$tag_link $tag_ifname ${say(['terima', 'in'])}`, 'A'),
        line(columns('out_bps', '-1*'), `$tag_link $tag_ifname ${say(['kirim', 'out'])}`, 'B'),
      ],
      ...size,
      unit: 'bps',
      interval: '$rp',
      maxDataPoints: 300,
      fill: 15,
    },
    sheet,
  );
};

/** Packets in error and discarded. */
export const errors: Piece = (where, size, sheet) => {
  const query = (field: string): string =>
    `SELECT sum("${field}") AS "packets" FROM "$rp"."iface" WHERE ${RANGE} AND ${where} GROUP BY time($__interval) fill(none)`;
  const { say } = sheet;
  return series(
    {
      title: ['Paket galat dan dibuang', 'Packets in error and discarded'],
      about: ['Jumlah paket tiap selang waktu.', 'Packets in each step.'],
      targets: [
        line(query('err'), say(['galat', 'in error']), 'A'),
        line(query('disc'), say(['dibuang', 'discarded']), 'B'),
      ],
      ...size,
      unit: 'short',
      min: 0,
      interval: '$rp',
      maxDataPoints: 300,
      bars: true,
    },
    sheet,
  );
};

/** Mean difference of consecutive RTTs. */
export const jitter: Piece = (where, size, sheet) =>
  series(
    {
      title: ['Jitter', 'Jitter'],
      about: ['Rata-rata selisih RTT yang berurutan.', 'Mean difference of consecutive RTTs.'],
      targets: [
        line(
          `SELECT mean("jitter") AS "jitter" FROM "$rp"."icmp" WHERE ${RANGE} AND ${where} GROUP BY time($__interval), "link" fill(none)`,
          '$tag_link',
        ),
      ],
      ...size,
      unit: 'ms',
      min: 0,
      interval: '$rp',
      maxDataPoints: 300,
      linked: true,
    },
    sheet,
  );

/** Signal-to-noise ratio of radios. */
export const radios: Piece = (where, size, sheet) =>
  series(
    {
      title: ['SNR radio', 'SNR of radios'],
      about: ['Perbandingan sinyal dan derau tiap radio.', 'Signal-to-noise ratio of each radio.'],
      targets: [
        line(
          `SELECT mean("snr") AS "snr" FROM "$rp"."wlan" WHERE ${RANGE} AND ${where} GROUP BY time($__interval), "link", "radio" fill(none)`,
          '$tag_link $tag_radio',
        ),
      ],
      ...size,
      unit: 'dB',
      interval: '$rp',
      maxDataPoints: 300,
      linked: true,
      fill: 0,
    },
    sheet,
  );
