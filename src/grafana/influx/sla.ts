// SLA: the month to date against what was promised. An early look; the contract's figures are in jalur's reports.

import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { COVERAGE_STEPS, colouredCell, NONE_STEPS, thresholdsOverride } from '../looks.ts';
import { firstRows, linkedColumn, organised, series, stat, tableOf } from '../panels.ts';
import type { Sheet } from '../sheet.ts';
import { frame, resolution, targetPct } from '../variables.ts';
import { availabilityStat, coverageStat, states } from './link-panels.ts';
import { outages } from './quality-panels.ts';
import { EXACT_RANGE, line, rows, WATCHED } from './query.ts';
import { alarms, scopeVariables, TAGS } from './variables.ts';

/** Each link against the target: percent, seconds. `left` below 0: the promise is broken as far as is seen here. */
const AGAINST =
  'SELECT "availability", "availability"-$target AS "margin", "down" AS "downtime", ' +
  '"tot"*(100-$target)/100-"down" AS "left", "coverage" FROM ' +
  '(SELECT sum("up_s")/(sum("up_s")+sum("down_s"))*100 AS "availability", sum("down_s") AS "down", ' +
  `sum("up_s")+sum("down_s") AS "tot", (${WATCHED})/$__range_s*100 AS "coverage" ` +
  `FROM "$rp"."icmp" WHERE ${EXACT_RANGE} AND ${TAGS} GROUP BY "regency","site","link") ` +
  'WHERE "tot" > 0 GROUP BY "regency","site","link"';

const BELOW =
  'SELECT count("a") AS "below" FROM (SELECT sum("up_s")/(sum("up_s")+sum("down_s"))*100 AS "a", sum("up_s")+sum("down_s") AS "tot" ' +
  `FROM "$rp"."icmp" WHERE ${EXACT_RANGE} AND ${TAGS} GROUP BY "link") WHERE "tot" > 0 AND "a" < $target`;

/** End-stamped points: a day begins one millisecond after midnight, so that the hour that ends at midnight is yesterday's. */
function byDay(timezone: string): string {
  return (
    'SELECT "a" FROM (SELECT sum("up_s")/(sum("up_s")+sum("down_s"))*100 AS "a", sum("up_s")+sum("down_s") AS "tot" ' +
    `FROM "$rp"."icmp" WHERE ${EXACT_RANGE} AND ${TAGS} GROUP BY time(1d, 1ms) fill(none) tz('${timezone}')) WHERE "tot" > 0 tz('${timezone}')`
  );
}

/** The dashboard. */
export function sla(sheet: Sheet): Dashboard {
  const { say } = sheet;
  const named = {
    link: say(['Jalur', 'Link']),
    site: say(['Lokasi', 'Site']),
    regency: say(['Kabupaten', 'Regency']),
    availability: say(['Ketersediaan', 'Availability']),
    margin: say(['Selisih target', 'Margin']),
    downtime: say(['Waktu putus', 'Downtime']),
    left: say(['Sisa jatah putus', 'Downtime left']),
    coverage: say(['Cakupan', 'Coverage']),
  } as const;
  return frame(
    {
      name: 'sla',
      title: ['SLA bulan berjalan', 'SLA, month to date'],
      about: [
        'Bulan berjalan terhadap target. Hanya pandangan awal: stop clock, koreksi, dan batas gangguan kontrak ada di laporan jalur.',
        'The month to date against the target. An early look only: stop clocks, corrections and least events of a contract are in jalur’s reports.',
      ],
      from: 'now/M',
      refresh: '5m',
      variables: [
        resolution(sheet, '5m'),
        targetPct(sheet),
        ...scopeVariables({ regency: 'many', link: 'many' }, sheet),
      ],
      annotation: alarms(TAGS, sheet),
      page: 'links',
    },
    sheet,
  )
    .withPanel(availabilityStat(TAGS, { w: 8, h: 4 }, sheet))
    .withPanel(
      stat(
        {
          title: ['Jalur di bawah target', 'Links below the target'],
          about: [
            'Jalur yang ketersediaannya sejauh ini di bawah target.',
            'Links whose availability so far is below the target.',
          ],
          targets: [line(BELOW)],
          w: 8,
          h: 4,
          unit: 'short',
          decimals: 0,
          steps: NONE_STEPS,
          nothing: '0',
        },
        sheet,
      ),
    )
    .withPanel(coverageStat(TAGS, { w: 8, h: 4 }, sheet))
    .withPanel(
      tableOf(
        {
          title: ['Tiap jalur terhadap target', 'Each link against the target'],
          about: [
            'Selisih: ketersediaan dikurangi target. Sisa jatah: waktu putus yang masih boleh dalam waktu terpantau sejauh ini; di bawah nol berarti target terlewati.',
            'Margin: availability less target. Downtime left: what the time watched so far still allows; below zero the target is missed.',
          ],
          targets: [rows(AGAINST)],
          w: 24,
          h: 12,
          transformations: [
            organised(Object.entries(named), ['Time']),
            ...firstRows(named.availability, 500),
          ],
          overrides: [
            [named.link, linkedColumn(sheet)],
            [named.availability, { id: 'unit', value: 'percent' }, { id: 'decimals', value: 3 }],
            [
              named.margin,
              { id: 'unit', value: 'percent' },
              { id: 'decimals', value: 3 },
              thresholdsOverride(['red', [0, 'green']]),
              colouredCell(true),
            ],
            [named.downtime, { id: 'unit', value: 'dtdhms' }],
            [
              named.left,
              { id: 'unit', value: 'dtdhms' },
              thresholdsOverride(['red', [0, 'green']]),
              colouredCell(false),
            ],
            [
              named.coverage,
              { id: 'unit', value: 'percent' },
              { id: 'decimals', value: 2 },
              thresholdsOverride(COVERAGE_STEPS),
              colouredCell(false),
            ],
          ],
        },
        sheet,
      ),
    )
    .withPanel(
      series(
        {
          title: ['Ketersediaan per hari', 'Availability by day'],
          about: [
            'Semua jalur terpilih, tertimbang waktu; hari menurut zona waktu provinsi.',
            "All chosen links, weighted by time; days by the province's time zone.",
          ],
          targets: [line(byDay(sheet.timezone), say(['Ketersediaan', 'Availability']))],
          w: 12,
          h: 9,
          unit: 'percent',
          decimals: 3,
          max: 100,
          bars: true,
        },
        sheet,
      ),
    )
    .withPanel(outages(TAGS, { w: 12, h: 9 }, sheet))
    .withPanel(states(TAGS, { w: 24, h: 12 }, sheet))
    .build();
}
