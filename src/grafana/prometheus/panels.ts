// Panels about links out of /metrics.

import type { Size } from '../influx/link-panels.ts';
import {
  AVAILABILITY_STEPS,
  COVERAGE_STEPS,
  colouredCell,
  NONE_STEPS,
  thresholdsOverride,
} from '../looks.ts';
import { linkedColumn, organised, series, stat, tableOf, timeline } from '../panels.ts';
import { map } from '../panels-special.ts';
import type { Sheet, Text } from '../sheet.ts';
import { availability, COVERAGE, column, DOWN, gauge, INFO, LINKS, line, now, stateCode } from './query.ts';

/** Availability over the range. */
export const availabilityStat = (size: Size, sheet: Sheet) =>
  stat(
    {
      title: ['Ketersediaan', 'Availability'],
      about: [
        'Bacaan dengan jalur bekerja, dari yang bekerja atau putus. Teliti sampai satu bacaan; pemeliharaan tidak dikurangkan.',
        'Scrapes in which links worked, of those in which they worked or had failed. Exact to a scrape; maintenance is not taken out.',
      ],
      targets: [now(availability('$__range'))],
      ...size,
      unit: 'percent',
      decimals: 3,
      steps: AVAILABILITY_STEPS,
    },
    sheet,
  );

/** Links that are down. */
export const downStat = (size: Size, sheet: Sheet) =>
  stat(
    {
      title: ['Jalur putus', 'Links down'],
      about: ['Jalur yang putus atau tak terjangkau sekarang.', 'Links that are down or unreachable now.'],
      targets: [now(DOWN)],
      ...size,
      unit: 'short',
      decimals: 0,
      steps: NONE_STEPS,
    },
    sheet,
  );

/** Median RTT over links. */
export const rttStat = (size: Size, sheet: Sheet) =>
  stat(
    {
      title: ['RTT median', 'Median RTT'],
      about: [
        'Median dari RTT jalur pada putaran terakhirnya.',
        'Median of the links’ RTT in their last rounds.',
      ],
      targets: [line(`quantile(0.5, ${gauge('jalur_link_rtt_seconds')})`, 'RTT')],
      ...size,
      unit: 's',
      decimals: 1,
      graph: true,
      interval: '1m',
    },
    sheet,
  );

/** Share of the scrapes in which states were known. */
export const coverageStat = (size: Size, sheet: Sheet) =>
  stat(
    {
      title: ['Cakupan', 'Coverage'],
      about: [
        'Bagian bacaan Prometheus dengan status yang diketahui. Waktu tanpa bacaan tidak tampak di sini.',
        'Share of Prometheus’ scrapes in which the state was known. Time without a scrape does not show here.',
      ],
      targets: [now(COVERAGE)],
      ...size,
      unit: 'percent',
      decimals: 2,
      steps: COVERAGE_STEPS,
    },
    sheet,
  );

/** States of links. */
export const states = (size: Size, sheet: Sheet) =>
  timeline(
    {
      title: ['Status jalur', 'States of links'],
      about: [
        'Status terburuk tiap selang waktu, satu baris per jalur.',
        'Worst state of each step, one row per link.',
      ],
      targets: [line(stateCode('$__interval'), '{{link}}')],
      ...size,
      interval: '2m',
    },
    sheet,
  );

/** The map. */
export const place = (size: Size, sheet: Sheet) => {
  const where = (axis: 'latitude' | 'longitude'): string =>
    `max by(link)(max by(link,site)(jalur_link_info{${LINKS}}) * on(site) group_left() max by(site)(jalur_site_${axis}_degrees))`;
  return map(
    {
      title: ['Peta', 'Map'],
      about: [
        'Status terakhir di ujung tiap jalur. Tanpa server peta: hanya garis pantai dari Grafana sendiri.',
        "Last state at the far end of each link. No tile server: only the coast line that is Grafana's own.",
      ],
      targets: [
        column(stateCode('5m'), 'A'),
        column(where('latitude'), 'B'),
        column(where('longitude'), 'C'),
      ],
      ...size,
      transformations: [
        { id: 'merge', options: {} },
        organised(
          [
            ['link', 'link'],
            ['Value #A', 'state'],
            ['Value #B', 'lat'],
            ['Value #C', 'lon'],
          ],
          ['Time'],
        ),
      ],
    },
    sheet,
  );
};

/** A gauge of each link over time. */
export function each(
  gaugeName: string,
  spec: {
    readonly title: Text;
    readonly about: Text;
    readonly unit: string;
    readonly max?: number;
    readonly stacked?: boolean;
  },
) {
  return (size: Size, sheet: Sheet) =>
    series(
      {
        ...spec,
        targets: [line(gauge(gaugeName), '{{link}}')],
        ...size,
        min: 0,
        interval: '1m',
        linked: true,
        fill: 0,
      },
      sheet,
    );
}

/** RTT, loss and jitter of each link. */
export const eachRtt = each('jalur_link_rtt_seconds', {
  title: ['RTT tiap jalur', 'RTT of each link'],
  about: ['Median RTT putaran terakhir, per jalur.', 'Median RTT of the last round, by link.'],
  unit: 's',
});
/** See {@link eachRtt}. */
export const eachLoss = each('jalur_link_loss_ratio', {
  title: ['Loss tiap jalur', 'Loss of each link'],
  about: ['Bagian echo yang hilang pada putaran terakhir.', 'Share of the echoes lost in the last round.'],
  unit: 'percentunit',
  max: 1,
});
/** See {@link eachRtt}. */
export const eachJitter = each('jalur_link_jitter_seconds', {
  title: ['Jitter', 'Jitter'],
  about: ['Rata-rata selisih RTT yang berurutan.', 'Mean difference of consecutive RTTs.'],
  unit: 's',
});
/** Stations of access points. */
export const clients = each('jalur_device_clients', {
  title: ['Pengguna terhubung', 'Clients'],
  about: ['Stasiun pada titik akses, per jalur.', 'Stations of the access points, by link.'],
  unit: 'short',
});

/** Traffic of the interfaces that carry the links. */
export const traffic = (size: Size, sheet: Sheet) => {
  const { say } = sheet;
  return series(
    {
      title: ['Lalu lintas', 'Traffic'],
      about: ['Diterima di atas garis nol, dikirim di bawahnya.', 'Received above zero, sent below.'],
      targets: [
        line(gauge('jalur_link_receive_bits_per_second'), `{{link}} ${say(['terima', 'in'])}`, 'A'),
        line(
          `-1 * ${gauge('jalur_link_transmit_bits_per_second')}`,
          `{{link}} ${say(['kirim', 'out'])}`,
          'B',
        ),
      ],
      ...size,
      unit: 'bps',
      interval: '1m',
      fill: 15,
    },
    sheet,
  );
};

/** The table of links, worst first. */
export const linkTable = (
  size: Size,
  sheet: Sheet,
  options: { readonly title: Text; readonly target?: true },
) => {
  const { say } = sheet;
  const a = availability('$__range', 'link');
  const named = {
    link: say(['Jalur', 'Link']),
    site: say(['Lokasi', 'Site']),
    regency: say(['Kabupaten', 'Regency']),
    'Value #A': say(['Ketersediaan', 'Availability']),
    'Value #B': say(['Waktu putus', 'Downtime']),
    'Value #C': 'Loss',
    'Value #D': say(['RTT median', 'Median RTT']),
    ...(options.target && { 'Value #E': say(['Selisih target', 'Margin']) }),
  };
  return tableOf(
    {
      title: options.title,
      about: [
        'Ketersediaan terendah dulu. Waktu putus dihitung dari ketersediaan dan panjang rentang.',
        'Lowest availability first. Downtime follows from availability and the length of the range.',
      ],
      targets: [
        column(`(${a}) * on(link) group_left(site,regency) ${INFO}`, 'A'),
        column(`(1 - (${a}) / 100) * $__range_s`, 'B'),
        column(`max by(link)(avg_over_time(jalur_link_loss_ratio{${LINKS}}[$__range]))`, 'C'),
        column(`max by(link)(quantile_over_time(0.5, jalur_link_rtt_seconds{${LINKS}}[$__range]))`, 'D'),
        ...(options.target ? [column(`(${a}) - $target`, 'E')] : []),
      ],
      ...size,
      transformations: [{ id: 'merge', options: {} }, organised(Object.entries(named), ['Time'])],
      sortBy: named['Value #A'],
      overrides: [
        [named.link, linkedColumn(sheet)],
        [
          named['Value #A'],
          { id: 'unit', value: 'percent' },
          { id: 'decimals', value: 3 },
          thresholdsOverride(AVAILABILITY_STEPS),
          colouredCell(true),
        ],
        [named['Value #B'], { id: 'unit', value: 'dtdhms' }],
        [named['Value #C'], { id: 'unit', value: 'percentunit' }, { id: 'decimals', value: 2 }],
        [named['Value #D'], { id: 'unit', value: 's' }],
      ],
    },
    sheet,
  );
};

/** Charge of batteries. */
export const battery = each('jalur_device_battery_ratio', {
  title: ['Isi baterai', 'Charge of the battery'],
  about: ['Isi baterai UPS menurut perangkat.', 'Charge of the UPS battery, as the device tells it.'],
  unit: 'percentunit',
  max: 1,
});
