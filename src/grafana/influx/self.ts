// jalur itself: whether what the other dashboards show can be trusted.

import { type Dashboard, RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { COVERAGE_STEPS, NONE_STEPS } from '../looks.ts';
import { firstRows, organised, series, stat, tableOf } from '../panels.ts';
import type { Sheet } from '../sheet.ts';
import { frame } from '../variables.ts';
import { alarmList } from './quality-panels.ts';
import { EXACT_RANGE, line, RANGE, rows, WATCHED } from './query.ts';
import { alarms } from './variables.ts';

const MONITOR = `"link" = 'monitor'`;
const ICMP = `FROM "1m"."icmp" WHERE ${RANGE}`;

/** The dashboard. */
export function self(sheet: Sheet): Dashboard {
  const { say } = sheet;
  const stepped = { interval: '1m', maxDataPoints: 300 } as const;
  const named = { rule: say(['Aturan', 'Rule']), count: say(['Alarm', 'Alerts']) } as const;
  return frame(
    {
      name: 'self',
      title: ['jalur sendiri', 'jalur itself'],
      about: [
        'Apakah pemantauan sendiri berjalan: cakupan, putaran, celah, dan alarm tentang pemantau.',
        'Whether the monitoring itself runs: coverage, rounds, gaps, and alerts about the monitor.',
      ],
      from: 'now-24h',
      refresh: '1m',
      variables: [],
      annotation: alarms(MONITOR, sheet),
      page: 'settings',
    },
    sheet,
  )
    .withPanel(
      stat(
        {
          title: ['Cakupan', 'Coverage'],
          about: [
            'Bagian rentang ini yang dipantau, rata-rata semua jalur.',
            'Share of this range that was watched, mean of all links.',
          ],
          targets: [
            line(
              `SELECT mean("c") AS "coverage" FROM (SELECT (${WATCHED})/$__range_s*100 AS "c" FROM "1m"."icmp" WHERE ${EXACT_RANGE} GROUP BY "link")`,
            ),
          ],
          w: 6,
          h: 4,
          unit: 'percent',
          decimals: 2,
          steps: COVERAGE_STEPS,
        },
        sheet,
      ),
    )
    .withPanel(
      stat(
        {
          title: ['Jalur yang dipantau', 'Links watched'],
          about: ['Jalur yang punya putaran dalam rentang ini.', 'Links with a round in this range.'],
          targets: [
            line(`SELECT count("s") AS "links" FROM (SELECT last("state") AS "s" ${ICMP} GROUP BY "link")`),
          ],
          w: 6,
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
          title: ['Celah', 'Gaps'],
          about: [
            'Berapa kali suatu jalur menjadi tidak diketahui: pemantau berhenti atau buta.',
            'How often a link became unknown: the monitor stopped, or was blind.',
          ],
          targets: [
            line(`SELECT count("state") AS "gaps" FROM "1m"."link_tr" WHERE ${RANGE} AND "state" = 4`),
          ],
          w: 6,
          h: 4,
          unit: 'short',
          decimals: 0,
          steps: NONE_STEPS,
          nothing: '0',
        },
        sheet,
      ),
    )
    .withPanel(
      stat(
        {
          title: ['Echo tercemar', 'Tainted echoes'],
          about: [
            'Echo yang dibuang karena kesalahan mesin pemantau sendiri.',
            'Echoes discarded because of faults of the monitoring machine itself.',
          ],
          targets: [line(`SELECT sum("tainted") AS "tainted" ${ICMP}`)],
          w: 6,
          h: 4,
          unit: 'short',
          decimals: 0,
          steps: NONE_STEPS,
          nothing: '0',
        },
        sheet,
      ),
    )
    .withPanel(
      series(
        {
          title: ['Putaran tiap selang waktu', 'Rounds in each step'],
          about: [
            'Sama rata berarti jalur menulis; lubang berarti pemantau atau InfluxDB berhenti.',
            'Even means that jalur writes; a hole, that the monitor or InfluxDB stopped.',
          ],
          targets: [
            line(
              `SELECT count("state") AS "rounds" ${ICMP} GROUP BY time($__interval) fill(none)`,
              say(['putaran', 'rounds']),
            ),
          ],
          w: 12,
          h: 8,
          unit: 'short',
          min: 0,
          ...stepped,
        },
        sheet,
      ),
    )
    .withPanel(
      series(
        {
          title: ['Waktu terpantau', 'Time watched'],
          about: [
            'Jam jalur yang diketahui statusnya tiap selang waktu.',
            'Hours of links whose state is known, in each step.',
          ],
          targets: [
            line(
              `SELECT (${WATCHED})/3600 AS "watched" ${ICMP} GROUP BY time($__interval) fill(none)`,
              say(['jam jalur', 'link hours']),
            ),
          ],
          w: 12,
          h: 8,
          unit: 'h',
          min: 0,
          ...stepped,
        },
        sheet,
      ),
    )
    .withPanel(
      series(
        {
          title: ['Echo terkirim', 'Echoes sent'],
          about: ['Echo teratur tiap selang waktu.', 'Regular echoes in each step.'],
          targets: [
            line(
              `SELECT sum("sent") AS "sent" ${ICMP} GROUP BY time($__interval) fill(none)`,
              say(['terkirim', 'sent']),
              'A',
            ),
            line(
              `SELECT sum("recv") AS "recv" ${ICMP} GROUP BY time($__interval) fill(none)`,
              say(['terjawab', 'answered']),
              'B',
            ),
          ],
          w: 12,
          h: 8,
          unit: 'short',
          min: 0,
          ...stepped,
        },
        sheet,
      ),
    )
    .withPanel(
      series(
        {
          title: ['Bacaan SNMP', 'SNMP polls'],
          about: ['Bacaan yang dijawab dan yang tidak.', 'Polls that were answered, and that were not.'],
          targets: [
            line(
              `SELECT sum("up") AS "answered" FROM "1m"."device" WHERE ${RANGE} GROUP BY time($__interval) fill(none)`,
              say(['dijawab', 'answered']),
              'A',
            ),
            line(
              `SELECT count("up")-sum("up") AS "silent" FROM "1m"."device" WHERE ${RANGE} GROUP BY time($__interval) fill(none)`,
              say(['tidak dijawab', 'silent']),
              'B',
            ),
          ],
          w: 12,
          h: 8,
          unit: 'short',
          min: 0,
          ...stepped,
        },
        sheet,
      ),
    )
    .withRow(new RowBuilder(say(['Alarm', 'Alerts'])))
    .withPanel(
      tableOf(
        {
          title: ['Alarm menurut aturan', 'Alerts by rule'],
          about: ['Aturan mana yang paling sering.', 'Which rule fires most.'],
          targets: [rows(`SELECT count("id") AS "count" FROM "1m"."alert" WHERE ${RANGE} GROUP BY "rule"`)],
          w: 8,
          h: 9,
          transformations: [organised(Object.entries(named), ['Time']), ...firstRows(named.count, 50, true)],
        },
        sheet,
      ),
    )
    .withPanel(alarmList(MONITOR, { w: 16, h: 9 }, sheet))
    .build();
}
