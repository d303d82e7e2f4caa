// What a dashboard is drawn with: language, addresses, and the names by which dashboards find each other.

import { GRAFANA_PREFIX, GRAFANA_SETS, type GrafanaSet } from '../config/grafana-config.ts';

/** A text in both languages of the screens. */
export type Text = readonly [indonesian: string, english: string];

/** Languages dashboards are written in. */
export const LANGUAGES = ['id', 'en'] as const;
/** One of {@link LANGUAGES}. */
export type Language = (typeof LANGUAGES)[number];

/** Where dashboards get their figures from. */
export const SETS = GRAFANA_SETS;
/** One of {@link SETS}. */
export type SetName = GrafanaSet;

/** Dashboards of a set, in the order of their list. */
export const DASHBOARDS = ['province', 'link', 'regency', 'village', 'device', 'sla', 'self'] as const;
/** One of {@link DASHBOARDS}. */
export type DashboardName = (typeof DASHBOARDS)[number];

/** What an office may say about its dashboards; everything has a default. */
export interface DashboardOptions {
  readonly language: Language;
  /** Where jalur's own pages are, without a slash at the end. */
  readonly jalurUrl: string;
  /** IANA time zone in which a month begins. */
  readonly timezone: string;
  /** Where a map without a link lies. */
  readonly centre: readonly [latitudeDeg: number, longitudeDeg: number];
  /** Promised availability that the SLA dashboard begins with, percent. */
  readonly targetPct: number;
}

/** The options, and the set they are drawn for. */
export interface Sheet extends DashboardOptions {
  readonly set: SetName;
  readonly say: (text: Text) => string;
}

/** A sheet for a set. */
export function sheetOf(options: DashboardOptions, set: SetName): Sheet {
  const index = LANGUAGES.indexOf(options.language);
  return { ...options, set, say: (text) => text[index] ?? text[0] };
}

/** Identifier of a dashboard: part of its address in Grafana, the same for ever. */
export function uidOf(set: SetName, name: DashboardName): string {
  return `${GRAFANA_PREFIX[set]}${name}`;
}

/** Name of a set's data source; no two of an organisation may have the same. */
export function datasourceName(set: SetName): string {
  return set === 'influxdb' ? 'jalur' : 'jalur-prometheus';
}

/** Folder of a set: Grafana refuses two dashboards of the same title in one. */
export function folderOf(set: SetName): { readonly title: string; readonly uid: string } {
  return set === 'influxdb'
    ? { title: 'Jalur', uid: 'jalur' }
    : { title: 'Jalur (Prometheus)', uid: 'jalur-prometheus' };
}

/** Identifier that provisioning gives a data source. */
export function datasourceUid(set: SetName): string {
  return `jalur-${set}`;
}

/** A placeholder that Grafana fills in. */
export function filled(name: string): string {
  return `\${${name}}`;
}
