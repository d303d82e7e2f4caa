// Kabupaten: one regency, each of its links on its own.

import { type Dashboard, RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { AVAILABILITY_STEPS } from '../looks.ts';
import { series } from '../panels.ts';
import type { Sheet } from '../sheet.ts';
import { frame, resolution } from '../variables.ts';
import { availabilityStat, coverageStat, downStat, place, rttStat, states } from './link-panels.ts';
import { alarmList, eachLoss, eachRtt, outages } from './quality-panels.ts';
import { availabilityOverTime, line } from './query.ts';
import { worstLinks } from './table-panels.ts';
import { alarms, scopeVariables, TAGS } from './variables.ts';

/** The dashboard. */
export function regency(sheet: Sheet): Dashboard {
  return frame(
    {
      name: 'regency',
      title: ['Kabupaten', 'Regency'],
      about: [
        'Satu kabupaten: tiap jalur, gangguan, dan mutunya.',
        'One regency: each link, outages and quality.',
      ],
      from: 'now-24h',
      refresh: '1m',
      variables: [resolution(sheet, '1m'), ...scopeVariables({ regency: 'one', link: 'many' }, sheet)],
      annotation: alarms(TAGS, sheet),
      page: 'links',
    },
    sheet,
  )
    .withPanel(availabilityStat(TAGS, { w: 6, h: 4 }, sheet))
    .withPanel(downStat(TAGS, { w: 6, h: 4 }, sheet))
    .withPanel(rttStat(TAGS, { w: 6, h: 4 }, sheet))
    .withPanel(coverageStat(TAGS, { w: 6, h: 4 }, sheet))
    .withPanel(states(TAGS, { w: 14, h: 10 }, sheet))
    .withPanel(place(TAGS, { w: 10, h: 10 }, sheet))
    .withPanel(worstLinks(100, ['Semua jalur', 'All links'])(TAGS, { w: 24, h: 9 }, sheet))
    .withRow(new RowBuilder(sheet.say(['Tiap jalur', 'Each link'])))
    .withPanel(
      series(
        {
          title: ['Ketersediaan per lokasi', 'Availability by site'],
          about: [
            'Ketersediaan tiap selang waktu, tertimbang waktu, per lokasi.',
            'Availability of each step, weighted by time, by site.',
          ],
          targets: [line(availabilityOverTime(TAGS, 'site'), '$tag_site')],
          w: 12,
          h: 9,
          unit: 'percent',
          decimals: 2,
          max: 100,
          steps: AVAILABILITY_STEPS,
          interval: '$rp',
          maxDataPoints: 100,
        },
        sheet,
      ),
    )
    .withPanel(outages(TAGS, { w: 12, h: 9 }, sheet))
    .withPanel(eachRtt(TAGS, { w: 12, h: 9 }, sheet))
    .withPanel(eachLoss(TAGS, { w: 12, h: 9 }, sheet))
    .withPanel(alarmList(TAGS, { w: 24, h: 8 }, sheet))
    .build();
}
