// Everything that `jalur dashboards` writes, by its place in the directory. Pure: the same options give the same files.

import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { fileText } from './finish.ts';
import { device } from './influx/device.ts';
import { link } from './influx/link.ts';
import { province } from './influx/province.ts';
import { regency } from './influx/regency.ts';
import { self } from './influx/self.ts';
import { sla } from './influx/sla.ts';
import { village } from './influx/village.ts';
import * as promLinks from './prometheus/links.ts';
import * as promMatters from './prometheus/matters.ts';
import { self as prometheusSelf } from './prometheus/self.ts';
import { type ProvisioningOptions, provisioningFiles } from './provisioning.ts';
import {
  DASHBOARDS,
  type DashboardName,
  type DashboardOptions,
  SETS,
  type SetName,
  type Sheet,
  sheetOf,
} from './sheet.ts';

/** Everything that can be said about the files. */
export interface FilesOptions extends DashboardOptions {
  readonly provisioning: ProvisioningOptions;
}

/** What there is without any configuration; the committed files are these. */
export const DEFAULT_OPTIONS: FilesOptions = {
  language: 'id',
  jalurUrl: 'http://127.0.0.1:8080',
  timezone: 'Asia/Makassar',
  centre: [-2.6806, 118.8861],
  targetPct: 99.5,
  provisioning: {
    influxUrl: 'http://127.0.0.1:8086',
    database: 'jalur',
    prometheusUrl: 'http://127.0.0.1:9090',
    dashboards: '/etc/jalur/dashboards',
  },
};

const DRAW: Readonly<Record<SetName, Readonly<Record<DashboardName, (sheet: Sheet) => Dashboard>>>> = {
  influxdb: { province, link, regency, village, device, sla, self },
  prometheus: { ...promLinks, ...promMatters, self: prometheusSelf },
};

/** Dashboards of a set, by file name. */
export function dashboardFiles(options: DashboardOptions, set: SetName): ReadonlyMap<string, string> {
  const sheet = sheetOf(options, set);
  return new Map(DASHBOARDS.map((name) => [`${set}/jalur-${name}.json`, fileText(DRAW[set][name](sheet))]));
}

/** All files: path within the directory, with `/`, to text. */
export function allFiles(options: FilesOptions): ReadonlyMap<string, string> {
  return new Map([
    ...SETS.flatMap((set) => [...dashboardFiles(options, set)]),
    ...provisioningFiles(options.provisioning),
  ]);
}
