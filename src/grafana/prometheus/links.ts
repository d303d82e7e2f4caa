// Dashboards about links, for offices that have Prometheus instead of InfluxDB.

import { type Dashboard, RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { AVAILABILITY_STEPS, stateMappings } from '../looks.ts';
import { series, stat } from '../panels.ts';
import { filled, type Sheet } from '../sheet.ts';
import { frame } from '../variables.ts';
import * as of from './panels.ts';
import { availability, LINKS, line, now, outagesOf, scopeVariables, stateCode } from './query.ts';

const OUTAGES = `${LINKS},`;
const MANY = { regency: 'many', link: 'many' } as const;

/** Provinsi. */
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
      refresh: '1m',
      variables: scopeVariables(MANY, sheet),
      annotation: outagesOf(OUTAGES, sheet),
      page: 'wall',
    },
    sheet,
  )
    .withPanel(of.availabilityStat({ w: 6, h: 4 }, sheet))
    .withPanel(of.downStat({ w: 6, h: 4 }, sheet))
    .withPanel(of.rttStat({ w: 6, h: 4 }, sheet))
    .withPanel(of.coverageStat({ w: 6, h: 4 }, sheet))
    .withPanel(of.states({ w: 14, h: 12 }, sheet))
    .withPanel(of.place({ w: 10, h: 12 }, sheet))
    .withPanel(of.linkTable({ w: 24, h: 10 }, sheet, { title: ['Jalur terburuk', 'Worst links'] }))
    .withPanel(alertsBySeverity({ w: 24, h: 8 }, sheet))
    .build();
}

function alertsBySeverity(size: { readonly w: number; readonly h: number }, sheet: Sheet) {
  return series(
    {
      title: ['Alarm aktif', 'Active alerts'],
      about: ['Alarm yang belum ditutup, menurut tingkat.', 'Alerts that are not closed, by severity.'],
      targets: [line('sum by(severity)(jalur_alerts_active{suppressed="no"})', '{{severity}}')],
      ...size,
      unit: 'short',
      decimals: 0,
      min: 0,
      interval: '1m',
      stacked: true,
      fill: 30,
    },
    sheet,
  );
}

/** Jalur. */
export function link(sheet: Sheet): Dashboard {
  const { say } = sheet;
  const dashboard = frame(
    {
      name: 'link',
      title: ['Jalur', 'Link'],
      about: ['Satu jalur: semua yang ada di /metrics.', 'One link: everything that /metrics tells.'],
      from: 'now-24h',
      refresh: '1m',
      variables: scopeVariables({ regency: 'many', link: 'one' }, sheet),
      annotation: outagesOf(OUTAGES, sheet),
      page: `links/${filled('link')}`,
    },
    sheet,
  )
    .withPanel(
      stat(
        {
          title: ['Status', 'State'],
          about: ['Status jalur pada bacaan terakhir.', 'State of the link in the last scrape.'],
          targets: [now(stateCode('5m'))],
          w: 6,
          h: 4,
          mappings: stateMappings(sheet),
        },
        sheet,
      ),
    )
    .withPanel(of.availabilityStat({ w: 6, h: 4 }, sheet))
    .withPanel(of.rttStat({ w: 6, h: 4 }, sheet))
    .withPanel(of.coverageStat({ w: 6, h: 4 }, sheet))
    .withPanel(of.states({ w: 24, h: 4 }, sheet))
    .withPanel(of.eachRtt({ w: 12, h: 9 }, sheet))
    .withPanel(of.eachLoss({ w: 12, h: 9 }, sheet))
    .withPanel(of.eachJitter({ w: 12, h: 9 }, sheet))
    .withPanel(of.traffic({ w: 12, h: 9 }, sheet))
    .withRow(new RowBuilder(say(['Perangkat', 'Device'])))
    .withPanel(of.clients({ w: 12, h: 8 }, sheet))
    .withPanel(of.battery({ w: 12, h: 8 }, sheet))
    .build();
  return exactly(dashboard);
}

/**
 * Compares the one link of a dashboard as a text. Grafana escapes nothing in a variable that holds one value, and a dot of an id
 * would stand for any character.
 */
function exactly(dashboard: Dashboard): Dashboard {
  const text = JSON.stringify(dashboard).replaceAll(JSON.stringify(LINKS).slice(1, -1), 'link=\\"$link\\"');
  // What was a dashboard is one still: only texts within it have changed.
  return JSON.parse(text) as Dashboard;
}

/** Kabupaten. */
export function regency(sheet: Sheet): Dashboard {
  return frame(
    {
      name: 'regency',
      title: ['Kabupaten', 'Regency'],
      about: ['Satu kabupaten: tiap jalur dan mutunya.', 'One regency: each link and its quality.'],
      from: 'now-24h',
      refresh: '1m',
      variables: scopeVariables({ regency: 'one', link: 'many' }, sheet),
      annotation: outagesOf(OUTAGES, sheet),
      page: 'links',
    },
    sheet,
  )
    .withPanel(of.availabilityStat({ w: 6, h: 4 }, sheet))
    .withPanel(of.downStat({ w: 6, h: 4 }, sheet))
    .withPanel(of.rttStat({ w: 6, h: 4 }, sheet))
    .withPanel(of.coverageStat({ w: 6, h: 4 }, sheet))
    .withPanel(of.states({ w: 14, h: 10 }, sheet))
    .withPanel(of.place({ w: 10, h: 10 }, sheet))
    .withPanel(of.linkTable({ w: 24, h: 9 }, sheet, { title: ['Semua jalur', 'All links'] }))
    .withPanel(
      series(
        {
          title: ['Ketersediaan per lokasi', 'Availability by site'],
          about: ['Ketersediaan satu jam terakhir, per lokasi.', 'Availability of the last hour, by site.'],
          targets: [line(availability('1h', 'site'), '{{site}}')],
          w: 8,
          h: 9,
          unit: 'percent',
          decimals: 2,
          max: 100,
          steps: AVAILABILITY_STEPS,
          interval: '5m',
        },
        sheet,
      ),
    )
    .withPanel(of.eachRtt({ w: 8, h: 9 }, sheet))
    .withPanel(of.eachLoss({ w: 8, h: 9 }, sheet))
    .build();
}
