// The table of links, for any selection of them.

import { AVAILABILITY_STEPS, colouredCell, thresholdsOverride } from '../looks.ts';
import { firstRows, linkedColumn, organised, tableOf } from '../panels.ts';
import type { Sheet, Text } from '../sheet.ts';
import type { Piece } from './link-panels.ts';
import { rows } from './query.ts';
import { linkTable } from './shared.ts';

/** Titles of columns by field. */
export function columnTitles({ say }: Sheet) {
  return {
    link: say(['Jalur', 'Link']),
    site: say(['Lokasi', 'Site']),
    regency: say(['Kabupaten', 'Regency']),
    availability: say(['Ketersediaan', 'Availability']),
    downtime: say(['Waktu putus', 'Downtime']),
    loss: 'Loss',
    rtt: say(['RTT median', 'Median RTT']),
    p95: 'RTT p95',
  } as const;
}

/** The worst links first, at most `most` of them. */
export function worstLinks(most: number, title: Text): Piece {
  return (where, size, sheet) => {
    const named = columnTitles(sheet);
    return tableOf(
      {
        title,
        about: [
          'Ketersediaan terendah dulu; hanya jalur yang dipantau dalam rentang ini. Nama jalur membuka dasbor dan halamannya.',
          'Lowest availability first; only links that were watched in this range. A name leads to the link’s dashboard and page.',
        ],
        targets: [rows(linkTable(where))],
        ...size,
        transformations: [
          organised(Object.entries(named), ['Time', 'tot']),
          ...firstRows(named.availability, most),
        ],
        overrides: [
          [named.link, linkedColumn(sheet)],
          [
            named.availability,
            { id: 'unit', value: 'percent' },
            { id: 'decimals', value: 3 },
            thresholdsOverride(AVAILABILITY_STEPS),
            colouredCell(true),
          ],
          [named.downtime, { id: 'unit', value: 'dtdhms' }],
          [named.loss, { id: 'unit', value: 'percent' }, { id: 'decimals', value: 2 }],
          [named.rtt, { id: 'unit', value: 'ms' }],
          [named.p95, { id: 'unit', value: 'ms' }],
        ],
      },
      sheet,
    );
  };
}
