// Perangkat: health and power of routers and access points.

import { type Dashboard, RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { NONE_STEPS } from '../looks.ts';
import { series, stat } from '../panels.ts';
import type { Sheet, Text } from '../sheet.ts';
import { frame, resolution } from '../variables.ts';
import { clients, deviceTable, health, metrics, power } from './device-panels.ts';
import { line, RANGE } from './query.ts';
import { radios } from './traffic-panels.ts';
import { alarms, scopeVariables, TAGS } from './variables.ts';

/** The dashboard. */
export function device(sheet: Sheet): Dashboard {
  const { say } = sheet;
  const figure = (title: Text, about: Text, query: string) =>
    stat(
      {
        title,
        about,
        targets: [line(query)],
        w: 6,
        h: 4,
        unit: 'short',
        decimals: 0,
        steps: NONE_STEPS,
        nothing: '0',
      },
      sheet,
    );
  const lastOf = (field: string): string =>
    `SELECT last("${field}") AS "v" FROM "1m"."device" WHERE ${RANGE} AND ${TAGS} GROUP BY "link"`;
  return frame(
    {
      name: 'device',
      title: ['Perangkat', 'Devices'],
      about: ['Kesehatan dan daya router dan titik akses.', 'Health and power of routers and access points.'],
      from: 'now-24h',
      refresh: '1m',
      variables: [resolution(sheet, '1m'), ...scopeVariables({ regency: 'many', link: 'many' }, sheet)],
      annotation: alarms(TAGS, sheet),
      page: 'links',
    },
    sheet,
  )
    .withPanel(
      figure(
        ['Tidak menjawab', 'Not answering'],
        ['Perangkat yang tidak menjawab bacaan terakhir.', 'Devices that did not answer their last poll.'],
        `SELECT count("v")-sum("v") AS "silent" FROM (${lastOf('up')})`,
      ),
    )
    .withPanel(
      figure(
        ['Memakai baterai', 'On battery'],
        [
          'UPS yang berjalan dengan baterai pada bacaan terakhir.',
          'UPSs that ran on their battery in the last poll.',
        ],
        `SELECT sum("v") AS "battery" FROM (${lastOf('on_battery')})`,
      ),
    )
    .withPanel(
      figure(
        ['Mulai ulang', 'Restarts'],
        [
          'Berapa kali sysUpTime mundur dalam rentang ini.',
          'How often sysUpTime went backwards in this range.',
        ],
        `SELECT count("d") AS "restarts" FROM (SELECT difference("uptime_s") AS "d" FROM "1m"."device" WHERE ${RANGE} AND ${TAGS} GROUP BY "link") WHERE "d" < 0`,
      ),
    )
    .withPanel(
      stat(
        {
          title: ['Pengguna sekarang', 'Clients now'],
          about: ['Stasiun pada bacaan terakhir, dijumlahkan.', 'Stations in the last polls, summed.'],
          targets: [line(`SELECT sum("v") AS "clients" FROM (${lastOf('clients')})`)],
          w: 6,
          h: 4,
          unit: 'short',
          decimals: 0,
        },
        sheet,
      ),
    )
    .withPanel(deviceTable(['Perangkat', 'Devices'])(TAGS, { w: 24, h: 10 }, sheet))
    .withRow(new RowBuilder(say(['Waktu demi waktu', 'Over time'])))
    .withPanel(health(TAGS, { w: 12, h: 9 }, sheet))
    .withPanel(power(TAGS, { w: 12, h: 9 }, sheet))
    .withPanel(clients(TAGS, { w: 12, h: 9 }, sheet))
    .withPanel(radios(TAGS, { w: 12, h: 9 }, sheet))
    .withPanel(
      series(
        {
          title: ['Lama bacaan', 'Duration of polls'],
          about: ['Rata-rata lama satu bacaan SNMP, per jalur.', 'Mean duration of an SNMP poll, by link.'],
          targets: [
            line(
              `SELECT mean("poll_ms") AS "poll" FROM "$rp"."device" WHERE ${RANGE} AND ${TAGS} GROUP BY time($__interval), "link" fill(none)`,
              '$tag_link',
            ),
          ],
          w: 12,
          h: 9,
          unit: 'ms',
          min: 0,
          interval: '$rp',
          maxDataPoints: 300,
          fill: 0,
        },
        sheet,
      ),
    )
    .withPanel(metrics(TAGS, { w: 12, h: 9 }, sheet))
    .build();
}
