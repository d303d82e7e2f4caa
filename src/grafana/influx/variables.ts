// Which links a dashboard on InfluxDB is about. Provider, medium and kind of site are tags of `link_status` alone: the list of
// links is chosen by them there, and everything else is asked by that list.

import type * as cog from '@grafana/grafana-foundation-sdk/cog';
import {
  type AnnotationQuery,
  AnnotationQueryBuilder,
  type VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { datasourceRef } from '../panels.ts';
import type { Sheet } from '../sheet.ts';
import { choice } from '../variables.ts';
import { alarmRows, tagIs } from './query.ts';

type Variable = cog.Builder<VariableModel>;

const tagValues = (key: string, where: readonly string[]): string =>
  `SHOW TAG VALUES FROM "link_status" WITH KEY = "${key}"${where.length > 0 ? ` WHERE ${where.join(' AND ')}` : ''}`;

/** How the links of a dashboard are chosen. */
export interface Scope {
  /** One regency, or any number of them. */
  readonly regency: 'one' | 'many';
  readonly link: 'one' | 'many';
  /** Links to sites of this kind only. */
  readonly kind?: 'village';
}

/** The chain regency ⇒ site, with provider and medium ⇒ link. */
export function scopeVariables({ regency, link, kind }: Scope, sheet: Sheet): readonly Variable[] {
  const ofKind = kind === undefined ? [] : [`"kind" = '${kind}'`];
  const inRegency = [...ofKind, tagIs('regency')];
  const many = { many: true, all: 'pattern' } as const;
  const one = { many: false, all: 'none' } as const;
  return [
    choice(
      {
        name: 'regency',
        label: ['Kabupaten', 'Regency'],
        query: tagValues('regency', ofKind),
        ...(regency === 'one' ? one : many),
      },
      sheet,
    ),
    choice({ name: 'site', label: ['Lokasi', 'Site'], query: tagValues('site', inRegency), ...many }, sheet),
    choice(
      { name: 'provider', label: ['Penyedia', 'Provider'], query: tagValues('provider', inRegency), ...many },
      sheet,
    ),
    choice(
      { name: 'medium', label: ['Media', 'Medium'], query: tagValues('medium', inRegency), ...many },
      sheet,
    ),
    choice(
      {
        name: 'link',
        label: ['Jalur', 'Link'],
        query: tagValues('link', [...inRegency, tagIs('site'), tagIs('provider'), tagIs('medium')]),
        many: link === 'many',
        all: link === 'many' ? 'list' : 'none',
      },
      sheet,
    ),
  ];
}

/** Every measurement knows these tags; `link` is what the chain above leaves. */
export const TAGS = `${tagIs('regency')} AND ${tagIs('site')} AND ${tagIs('link')}`;
/** The same with the monitor's own alarms. */
export const ALARM_TAGS = `((${TAGS}) OR "link" = 'monitor')`;
/** The one link of a dashboard about one, compared as a text: what begins like a number Grafana does not escape in a pattern. */
export const THE_LINK = `"link" = '$link'`;

/** Alarms about what `where` selects. */
export function alarms(where: string, sheet: Sheet): cog.Builder<AnnotationQuery> {
  return new AnnotationQueryBuilder()
    .name(sheet.say(['Alarm', 'Alerts']))
    .datasource(datasourceRef(sheet))
    .enable(true)
    .iconColor('red')
    .target(alarmRows(where));
}
