// Desa: the internet of villages, and who uses it.

import { type Dashboard, RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { NONE_STEPS } from '../looks.ts';
import { series, stat } from '../panels.ts';
import type { Sheet } from '../sheet.ts';
import { frame, resolution } from '../variables.ts';
import { clients, deviceTable } from './device-panels.ts';
import { availabilityStat, coverageStat, place, states } from './link-panels.ts';
import { alarmList, eachLoss, eachRtt } from './quality-panels.ts';
import { line, RANGE } from './query.ts';
import { worstLinks } from './table-panels.ts';
import { radios } from './traffic-panels.ts';
import { alarms, scopeVariables, TAGS } from './variables.ts';

/** A village is reached while any of its links is. */
const SITES = `SELECT max("u") AS "u" FROM (SELECT last("up") AS "u" FROM "1m"."icmp" WHERE ${RANGE} AND ${TAGS} GROUP BY "link","site") GROUP BY "site"`;

const total = (field: string): string =>
  `SELECT sum("bps") AS "bps" FROM (SELECT mean("${field}") AS "bps" FROM "$rp"."iface" WHERE ${RANGE} AND ${TAGS} GROUP BY time($__interval), "link", "ifname" fill(none)) WHERE ${RANGE} GROUP BY time($__interval) fill(none)`;

/** The dashboard. */
export function village(sheet: Sheet): Dashboard {
  const { say } = sheet;
  const scope = { regency: 'many', link: 'many', kind: 'village' } as const;
  return frame(
    {
      name: 'village',
      title: ['Desa', 'Villages'],
      about: [
        'Internet masuk desa: desa yang daring, pengguna, dan lalu lintas.',
        'Village internet: villages online, clients and traffic.',
      ],
      from: 'now-24h',
      refresh: '1m',
      variables: [resolution(sheet, '1m'), ...scopeVariables(scope, sheet)],
      annotation: alarms(TAGS, sheet),
      page: 'rollout',
    },
    sheet,
  )
    .withPanel(
      stat(
        {
          title: ['Desa daring', 'Villages online'],
          about: [
            'Desa dengan sedikitnya satu jalur yang bekerja pada putaran terakhir.',
            'Villages with at least one link that worked in its last round.',
          ],
          targets: [line(`SELECT sum("u") AS "online" FROM (${SITES})`)],
          w: 5,
          h: 4,
          unit: 'short',
          decimals: 0,
        },
        sheet,
      ),
    )
    .withPanel(
      stat(
        {
          title: ['Desa luring', 'Villages offline'],
          about: [
            'Desa yang semua jalurnya putus pada putaran terakhir.',
            'Villages all of whose links were down in their last round.',
          ],
          targets: [line(`SELECT count("u")-sum("u") AS "offline" FROM (${SITES})`)],
          w: 5,
          h: 4,
          unit: 'short',
          decimals: 0,
          steps: NONE_STEPS,
        },
        sheet,
      ),
    )
    .withPanel(availabilityStat(TAGS, { w: 5, h: 4 }, sheet))
    .withPanel(
      stat(
        {
          title: ['Pengguna sekarang', 'Clients now'],
          about: [
            'Stasiun pada bacaan terakhir tiap titik akses, dijumlahkan.',
            'Stations in the last poll of each access point, summed.',
          ],
          targets: [
            line(
              `SELECT sum("c") AS "clients" FROM (SELECT last("clients") AS "c" FROM "1m"."device" WHERE ${RANGE} AND ${TAGS} GROUP BY "link")`,
            ),
          ],
          w: 5,
          h: 4,
          unit: 'short',
          decimals: 0,
        },
        sheet,
      ),
    )
    .withPanel(coverageStat(TAGS, { w: 4, h: 4 }, sheet))
    .withPanel(states(TAGS, { w: 14, h: 12 }, sheet))
    .withPanel(place(TAGS, { w: 10, h: 12 }, sheet))
    .withPanel(clients(TAGS, { w: 12, h: 9 }, sheet))
    .withPanel(
      series(
        {
          title: ['Lalu lintas semua desa', 'Traffic of all villages'],
          about: ['Jumlah laju semua antarmuka.', 'Sum of the rates of all interfaces.'],
          targets: [
            line(total('in_bps'), say(['terima', 'in']), 'A'),
            line(total('out_bps'), say(['kirim', 'out']), 'B'),
          ],
          w: 12,
          h: 9,
          unit: 'bps',
          min: 0,
          interval: '$rp',
          maxDataPoints: 300,
        },
        sheet,
      ),
    )
    .withPanel(worstLinks(100, ['Jalur desa', 'Village links'])(TAGS, { w: 24, h: 9 }, sheet))
    .withRow(new RowBuilder(say(['Radio dan perangkat', 'Radio and devices'])))
    .withPanel(eachRtt(TAGS, { w: 8, h: 9 }, sheet))
    .withPanel(eachLoss(TAGS, { w: 8, h: 9 }, sheet))
    .withPanel(radios(TAGS, { w: 8, h: 9 }, sheet))
    .withPanel(deviceTable(['Titik akses', 'Access points'])(TAGS, { w: 12, h: 9 }, sheet))
    .withPanel(alarmList(TAGS, { w: 12, h: 9 }, sheet))
    .build();
}
