// Dashboards about villages, devices and the promise, out of /metrics.

import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { NONE_STEPS } from '../looks.ts';
import { series, stat } from '../panels.ts';
import type { Sheet, Text } from '../sheet.ts';
import { frame, targetPct } from '../variables.ts';
import * as of from './panels.ts';
import { availability, gauge, LINKS, line, now, outagesOf, scopeVariables } from './query.ts';

const OUTAGES = `${LINKS},`;
const MANY = { regency: 'many', link: 'many' } as const;

/** Sites with a link in a state. */
const sites = (states: string): string =>
  `count(count by(site)(max by(link)(jalur_link_state{${LINKS}${states}}) * on(link) group_left(site) max by(link,site)(jalur_link_info{${LINKS}})))`;

/** Desa. */
export function village(sheet: Sheet): Dashboard {
  const scope = { ...MANY, kind: 'village' } as const;
  const online = sites(',state=~"up|degraded"');
  const count = (title: Text, about: Text, expr: string, bad: boolean) =>
    stat(
      {
        title,
        about,
        targets: [now(expr)],
        w: 6,
        h: 4,
        unit: 'short',
        decimals: 0,
        ...(bad && { steps: NONE_STEPS }),
      },
      sheet,
    );
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
      variables: scopeVariables(scope, sheet),
      annotation: outagesOf(OUTAGES, sheet),
      page: 'rollout',
    },
    sheet,
  )
    .withPanel(
      count(
        ['Desa daring', 'Villages online'],
        ['Desa dengan sedikitnya satu jalur yang bekerja.', 'Villages with at least one link that works.'],
        `${online} or vector(0)`,
        false,
      ),
    )
    .withPanel(
      count(
        ['Desa luring', 'Villages offline'],
        ['Desa tanpa jalur yang bekerja.', 'Villages without a link that works.'],
        `${sites('')} - (${online} or vector(0))`,
        true,
      ),
    )
    .withPanel(of.availabilityStat({ w: 6, h: 4 }, sheet))
    .withPanel(
      count(
        ['Pengguna sekarang', 'Clients now'],
        ['Stasiun pada titik akses, dijumlahkan.', 'Stations of the access points, summed.'],
        `sum(${gauge('jalur_device_clients')}) or vector(0)`,
        false,
      ),
    )
    .withPanel(of.states({ w: 14, h: 12 }, sheet))
    .withPanel(of.place({ w: 10, h: 12 }, sheet))
    .withPanel(of.clients({ w: 12, h: 9 }, sheet))
    .withPanel(of.traffic({ w: 12, h: 9 }, sheet))
    .withPanel(of.linkTable({ w: 24, h: 9 }, sheet, { title: ['Jalur desa', 'Village links'] }))
    .build();
}

/** Perangkat. */
export function device(sheet: Sheet): Dashboard {
  const figure = (title: Text, about: Text, expr: string) =>
    stat(
      { title, about, targets: [now(expr)], w: 8, h: 4, unit: 'short', decimals: 0, steps: NONE_STEPS },
      sheet,
    );
  return frame(
    {
      name: 'device',
      title: ['Perangkat', 'Devices'],
      about: ['Kesehatan dan daya router dan titik akses.', 'Health and power of routers and access points.'],
      from: 'now-24h',
      refresh: '1m',
      variables: scopeVariables(MANY, sheet),
      annotation: outagesOf(OUTAGES, sheet),
      page: 'links',
    },
    sheet,
  )
    .withPanel(
      figure(
        ['Tidak menjawab', 'Not answering'],
        ['Perangkat yang tidak menjawab bacaan terakhir.', 'Devices that did not answer their last poll.'],
        `count(${gauge('jalur_device_answered')} == 0) or vector(0)`,
      ),
    )
    .withPanel(
      figure(
        ['Memakai baterai', 'On battery'],
        ['UPS yang berjalan dengan baterai.', 'UPSs that run on their battery.'],
        `count(${gauge('jalur_device_on_battery')} == 1) or vector(0)`,
      ),
    )
    .withPanel(
      figure(
        ['Mulai ulang', 'Restarts'],
        [
          'Berapa kali waktu hidup mundur dalam rentang ini.',
          'How often the uptime went backwards in this range.',
        ],
        `sum(max by(link)(resets(jalur_device_uptime_seconds{${LINKS}}[$__range]))) or vector(0)`,
      ),
    )
    .withPanel(
      of.each('jalur_device_uptime_seconds', {
        title: ['Lama hidup', 'Uptime'],
        about: ['Sejak perangkat terakhir mulai.', 'Since the device last started.'],
        unit: 'dtdurations',
      })({ w: 12, h: 9 }, sheet),
    )
    .withPanel(of.battery({ w: 12, h: 9 }, sheet))
    .withPanel(of.clients({ w: 12, h: 9 }, sheet))
    .withPanel(of.traffic({ w: 12, h: 9 }, sheet))
    .build();
}

/** SLA. */
export function sla(sheet: Sheet): Dashboard {
  const below = `count((${availability('$__range', 'link')}) < $target) or vector(0)`;
  return frame(
    {
      name: 'sla',
      title: ['SLA bulan berjalan', 'SLA, month to date'],
      about: [
        'Bulan berjalan terhadap target. Hanya pandangan awal: pemeliharaan, stop clock, koreksi, dan batas gangguan kontrak ada di laporan jalur.',
        'The month to date against the target. An early look only: maintenance, stop clocks, corrections and least events of a contract are in jalur’s reports.',
      ],
      from: 'now/M',
      refresh: '5m',
      variables: [targetPct(sheet), ...scopeVariables(MANY, sheet)],
      annotation: outagesOf(OUTAGES, sheet),
      page: 'links',
    },
    sheet,
  )
    .withPanel(of.availabilityStat({ w: 8, h: 4 }, sheet))
    .withPanel(
      stat(
        {
          title: ['Jalur di bawah target', 'Links below the target'],
          about: [
            'Jalur yang ketersediaannya sejauh ini di bawah target.',
            'Links whose availability so far is below the target.',
          ],
          targets: [now(below)],
          w: 8,
          h: 4,
          unit: 'short',
          decimals: 0,
          steps: NONE_STEPS,
        },
        sheet,
      ),
    )
    .withPanel(of.coverageStat({ w: 8, h: 4 }, sheet))
    .withPanel(
      of.linkTable({ w: 24, h: 12 }, sheet, {
        title: ['Tiap jalur terhadap target', 'Each link against the target'],
        target: true,
      }),
    )
    .withPanel(
      series(
        {
          title: ['Ketersediaan 24 jam', 'Availability of 24 hours'],
          about: [
            'Ketersediaan 24 jam terakhir pada tiap titik, semua jalur terpilih.',
            'Availability of the 24 hours before each point, all chosen links.',
          ],
          targets: [line(availability('1d'), sheet.say(['Ketersediaan', 'Availability']))],
          w: 24,
          h: 9,
          unit: 'percent',
          decimals: 3,
          max: 100,
          interval: '1h',
        },
        sheet,
      ),
    )
    .build();
}
