// Jalur: everything about one link.

import { type Dashboard, RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { stateMappings } from '../looks.ts';
import { stat, tableOf } from '../panels.ts';
import { filled, type Sheet } from '../sheet.ts';
import { frame, resolution } from '../variables.ts';
import { health, metrics, power, uptime } from './device-panels.ts';
import { availabilityStat, coverageStat, rttStat, states } from './link-panels.ts';
import { alarmList, losses, rtt, rttHeat } from './quality-panels.ts';
import { line, RANGE, rows } from './query.ts';
import { errors, jitter, traffic } from './traffic-panels.ts';
import { alarms, scopeVariables, THE_LINK } from './variables.ts';

/** The dashboard. */
export function link(sheet: Sheet): Dashboard {
  const { say } = sheet;
  return frame(
    {
      name: 'link',
      title: ['Jalur', 'Link'],
      about: ['Satu jalur: semua yang diukur.', 'One link: everything that is measured.'],
      from: 'now-24h',
      refresh: '30s',
      variables: [resolution(sheet, '1m'), ...scopeVariables({ regency: 'many', link: 'one' }, sheet)],
      annotation: alarms(THE_LINK, sheet),
      page: `links/${filled('link')}`,
    },
    sheet,
  )
    .withPanel(
      stat(
        {
          title: ['Status', 'State'],
          about: ['Status putaran terakhir dalam rentang ini.', 'State of the last round in this range.'],
          targets: [line(`SELECT last("state") AS "state" FROM "1m"."icmp" WHERE ${RANGE} AND ${THE_LINK}`)],
          w: 4,
          h: 4,
          mappings: stateMappings(sheet),
        },
        sheet,
      ),
    )
    .withPanel(availabilityStat(THE_LINK, { w: 5, h: 4 }, sheet))
    .withPanel(rttStat(THE_LINK, { w: 5, h: 4 }, sheet))
    .withPanel(coverageStat(THE_LINK, { w: 5, h: 4 }, sheet))
    .withPanel(uptime(THE_LINK, { w: 5, h: 4 }, sheet))
    .withPanel(states(THE_LINK, { w: 24, h: 4 }, sheet))
    .withPanel(rtt(THE_LINK, { w: 12, h: 9 }, sheet))
    .withPanel(losses(THE_LINK, { w: 12, h: 9 }, sheet))
    .withPanel(rttHeat(THE_LINK, { w: 12, h: 9 }, sheet))
    .withPanel(jitter(THE_LINK, { w: 12, h: 9 }, sheet))
    .withRow(new RowBuilder(say(['Lalu lintas', 'Traffic'])))
    .withPanel(traffic(THE_LINK, { w: 12, h: 9 }, sheet))
    .withPanel(errors(THE_LINK, { w: 12, h: 9 }, sheet))
    .withRow(new RowBuilder(say(['Perangkat', 'Device'])))
    .withPanel(health(THE_LINK, { w: 8, h: 8 }, sheet))
    .withPanel(power(THE_LINK, { w: 8, h: 8 }, sheet))
    .withPanel(metrics(THE_LINK, { w: 8, h: 8 }, sheet))
    .withRow(new RowBuilder(say(['Riwayat', 'History'])))
    .withPanel(
      tableOf(
        {
          title: ['Perubahan status', 'Changes of state'],
          about: [
            'Tiap perubahan, sebelumnya berapa lama, dan sebabnya. Paling banyak 500.',
            'Each change, how long the state before had lasted, and why. At most 500.',
          ],
          targets: [
            rows(
              `SELECT "state", "prev", "prev_s", "reason" FROM "1m"."link_tr" WHERE ${RANGE} AND ${THE_LINK} ORDER BY time DESC LIMIT 500`,
            ),
          ],
          w: 12,
          h: 9,
          transformations: [
            {
              id: 'organize',
              options: {
                excludeByName: {},
                indexByName: { Time: 0, state: 1, prev: 2, prev_s: 3, reason: 4 },
                renameByName: {
                  Time: say(['Waktu', 'Time']),
                  state: 'Status',
                  prev: say(['Sebelumnya', 'Before']),
                  prev_s: say(['Selama', 'For']),
                  reason: say(['Sebab', 'Reason']),
                },
              },
            },
          ],
          overrides: [
            ['Status', { id: 'mappings', value: stateMappings(sheet) }],
            [say(['Sebelumnya', 'Before']), { id: 'mappings', value: stateMappings(sheet) }],
            [say(['Selama', 'For']), { id: 'unit', value: 'dtdhms' }],
          ],
        },
        sheet,
      ),
    )
    .withPanel(alarmList(THE_LINK, { w: 12, h: 9 }, sheet))
    .build();
}
