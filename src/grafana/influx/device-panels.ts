// Panels about devices: health, power, stations. Absent figures are devices that do not tell them.

import { yesNo } from '../looks.ts';
import { firstRows, linkedColumn, organised, series, stat, tableOf } from '../panels.ts';
import type { Text } from '../sheet.ts';
import type { Piece } from './link-panels.ts';
import { line, RANGE, rows } from './query.ts';

const over = (field: string, fn: string, where: string): string =>
  `SELECT ${fn}("${field}") AS "${field}" FROM "$rp"."device" WHERE ${RANGE} AND ${where} GROUP BY time($__interval), "link" fill(none)`;

/** Time since the device's last start. */
export const uptime: Piece = (where, size, sheet) =>
  stat(
    {
      title: ['Lama hidup', 'Uptime'],
      about: ['sysUpTime pada bacaan terakhir.', 'sysUpTime of the last poll.'],
      targets: [line(`SELECT last("uptime_s") AS "uptime" FROM "1m"."device" WHERE ${RANGE} AND ${where}`)],
      ...size,
      unit: 'dtdurations',
    },
    sheet,
  );

/** Processor, memory and temperature. */
export const health: Piece = (where, size, sheet) => {
  const { say } = sheet;
  return series(
    {
      title: ['Kesehatan', 'Health'],
      about: [
        'Prosesor dan memori dalam persen, suhu dalam °C (yang terpanas).',
        'Processor and memory in percent, temperature in °C (the hottest).',
      ],
      targets: [
        line(over('cpu', 'mean', where), `$tag_link ${say(['prosesor', 'processor'])}`, 'A'),
        line(over('mem_used_pct', 'mean', where), `$tag_link ${say(['memori', 'memory'])}`, 'B'),
        line(over('temp_c', 'max', where), `$tag_link °C`, 'C'),
      ],
      ...size,
      unit: 'short',
      min: 0,
      interval: '$rp',
      maxDataPoints: 300,
      fill: 0,
    },
    sheet,
  );
};

/** Supply or battery voltage, and charge. */
export const power: Piece = (where, size, sheet) => {
  const { say } = sheet;
  return series(
    {
      title: ['Daya', 'Power'],
      about: [
        'Tegangan catu atau baterai (V) dan isi baterai (%).',
        'Voltage of the supply or battery (V) and charge of the battery (%).',
      ],
      targets: [
        line(over('volt', 'mean', where), `$tag_link V`, 'A'),
        line(over('battery_pct', 'min', where), `$tag_link ${say(['baterai %', 'battery %'])}`, 'B'),
      ],
      ...size,
      unit: 'short',
      min: 0,
      interval: '$rp',
      maxDataPoints: 300,
      fill: 0,
    },
    sheet,
  );
};

/** Everything that a device's profile reads, the last value of each. */
export const metrics: Piece = (where, size, sheet) => {
  const { say } = sheet;
  const named = {
    link: say(['Jalur', 'Link']),
    metric: say(['Besaran', 'Metric']),
    instance: say(['Bagian', 'Part']),
    value: say(['Nilai terakhir', 'Last value']),
    low: say(['Terendah', 'Lowest']),
    high: say(['Tertinggi', 'Highest']),
  } as const;
  return tableOf(
    {
      title: ['Semua besaran perangkat', 'All metrics of the device'],
      about: [
        'Yang dibaca profil perangkat: nilai terakhir, terendah, tertinggi dalam rentang ini.',
        'What the device’s profile reads: last, lowest and highest value in this range.',
      ],
      targets: [
        rows(
          `SELECT last("value") AS "value", min("value") AS "low", max("value") AS "high" FROM "$rp"."metric" WHERE ${RANGE} AND ${where} GROUP BY "link","metric","instance"`,
        ),
      ],
      ...size,
      transformations: [organised(Object.entries(named), ['Time']), ...firstRows(named.metric, 500)],
      overrides: [[named.link, linkedColumn(sheet)]],
    },
    sheet,
  );
};

/** Stations of access points. */
export const clients: Piece = (where, size, sheet) =>
  series(
    {
      title: ['Pengguna terhubung', 'Clients'],
      about: ['Stasiun pada titik akses, per jalur.', 'Stations of the access points, by link.'],
      targets: [line(over('clients', 'mean', where), '$tag_link')],
      ...size,
      unit: 'short',
      decimals: 0,
      min: 0,
      interval: '$rp',
      maxDataPoints: 300,
      stacked: true,
      fill: 30,
      linked: true,
    },
    sheet,
  );

/** Devices and what the last poll of each said. */
export function deviceTable(title: Text): Piece {
  return (where, size, sheet) => {
    const { say } = sheet;
    const named = {
      link: say(['Jalur', 'Link']),
      site: say(['Lokasi', 'Site']),
      up: say(['Menjawab', 'Answers']),
      uptime: say(['Lama hidup', 'Uptime']),
      cpu: say(['Prosesor', 'Processor']),
      memory: say(['Memori', 'Memory']),
      temperature: say(['Suhu', 'Temperature']),
      volt: say(['Tegangan', 'Voltage']),
      clients: say(['Pengguna', 'Clients']),
    } as const;
    const last = (field: string, as: string): string => `last("${field}") AS "${as}"`;
    const columns = [
      last('up', 'up'),
      last('uptime_s', 'uptime'),
      last('cpu', 'cpu'),
      last('mem_used_pct', 'memory'),
      last('temp_c', 'temperature'),
      last('volt', 'volt'),
      last('clients', 'clients'),
    ];
    return tableOf(
      {
        title,
        about: [
          'Bacaan terakhir tiap perangkat dalam rentang ini; kolom kosong: perangkat tidak memberitahukannya.',
          'Last poll of each device in this range; an empty cell: the device does not tell it.',
        ],
        targets: [
          rows(
            `SELECT ${columns.join(', ')} FROM "1m"."device" WHERE ${RANGE} AND ${where} GROUP BY "link","site"`,
          ),
        ],
        ...size,
        transformations: [organised(Object.entries(named), ['Time']), ...firstRows(named.link, 500)],
        overrides: [
          [named.link, linkedColumn(sheet)],
          [named.up, { id: 'mappings', value: yesNo(say(['ya', 'yes']), say(['tidak', 'no'])) }],
          [named.uptime, { id: 'unit', value: 'dtdurations' }],
          [named.cpu, { id: 'unit', value: 'percent' }, { id: 'decimals', value: 0 }],
          [named.memory, { id: 'unit', value: 'percent' }, { id: 'decimals', value: 0 }],
          [named.temperature, { id: 'unit', value: 'celsius' }],
          [named.volt, { id: 'unit', value: 'volt' }],
        ],
      },
      sheet,
    );
  };
}
