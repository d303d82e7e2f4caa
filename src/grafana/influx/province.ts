// Provinsi: the whole network at once.

import { type Dashboard, RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Sheet } from '../sheet.ts';
import { frame, resolution } from '../variables.ts';
import { availabilityStat, coverageStat, downStat, place, rttStat, states } from './link-panels.ts';
import { alarmList, losses, rtt, rttHeat } from './quality-panels.ts';
import { worstLinks } from './table-panels.ts';
import { ALARM_TAGS, alarms, scopeVariables, TAGS } from './variables.ts';

/** The dashboard. */
export function province(sheet: Sheet): Dashboard {
  return frame(
    {
      name: 'province',
      title: ['Provinsi', 'Province'],
      about: [
        'Ketersediaan, jalur terburuk, status, dan peta seluruh jaringan.',
        'Availability, worst links, states and map of the whole network.',
      ],
      from: 'now-24h',
      refresh: '30s',
      variables: [resolution(sheet, '1m'), ...scopeVariables({ regency: 'many', link: 'many' }, sheet)],
      annotation: alarms(ALARM_TAGS, sheet),
      page: 'wall',
    },
    sheet,
  )
    .withPanel(availabilityStat(TAGS, { w: 6, h: 4 }, sheet))
    .withPanel(downStat(TAGS, { w: 6, h: 4 }, sheet))
    .withPanel(rttStat(TAGS, { w: 6, h: 4 }, sheet))
    .withPanel(coverageStat(TAGS, { w: 6, h: 4 }, sheet))
    .withPanel(states(TAGS, { w: 14, h: 12 }, sheet))
    .withPanel(place(TAGS, { w: 10, h: 12 }, sheet))
    .withPanel(worstLinks(20, ['Jalur terburuk', 'Worst links'])(TAGS, { w: 24, h: 10 }, sheet))
    .withRow(new RowBuilder(sheet.say(['Mutu dan alarm', 'Quality and alerts'])))
    .withPanel(rtt(TAGS, { w: 12, h: 9 }, sheet))
    .withPanel(losses(TAGS, { w: 12, h: 9 }, sheet))
    .withPanel(rttHeat(TAGS, { w: 12, h: 9 }, sheet))
    .withPanel(alarmList(ALARM_TAGS, { w: 12, h: 9 }, sheet))
    .build();
}
