// PromQL over what /metrics gives. What a link is stands in `jalur_link_info` alone; everything else is joined to it by `link`.

import type * as cog from '@grafana/grafana-foundation-sdk/cog';
import {
  type AnnotationQuery,
  AnnotationQueryBuilder,
  type VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import type { Scope } from '../influx/variables.ts';
import { datasourceRef, type Target } from '../panels.ts';
import type { Sheet } from '../sheet.ts';
import { choice } from '../variables.ts';

const SOURCE = datasourceRef({ set: 'prometheus' });

/** Series over time. */
export function line(expr: string, legend: string, refId = 'A'): Target {
  return new DataqueryBuilder().refId(refId).datasource(SOURCE).expr(expr).legendFormat(legend).range();
}

/** One value, as of the end of the range. */
export function now(expr: string): Target {
  return new DataqueryBuilder().refId('A').datasource(SOURCE).expr(expr).instant();
}

/** A column of a table, as of the end of the range; its values are named `Value #A` after their query. */
export function column(expr: string, refId: string): Target {
  return new DataqueryBuilder()
    .refId(refId)
    .datasource(SOURCE)
    .expr(expr)
    .instant()
    .format(PromQueryFormat.Table);
}

/** The links that a dashboard is about. */
export const LINKS = 'link=~"$link"';
const WORKS = 'state=~"up|degraded"';
const FAILED = 'state=~"down|unreachable"';

/** Samples of states, counted over a stretch. */
function counted(states: string, over: string, by: string): string {
  return `sum${by}(count_over_time(jalur_link_state{${LINKS},${states}}[${over}]))`;
}

/**
 * Availability in percent: scrapes in which links worked, of those in which they worked or had failed. Exact to a scrape;
 * maintenance is not taken out, as /metrics does not tell it from other time.
 */
export function availability(over: string, by: 'link' | 'site' | 'all' = 'all'): string {
  if (by === 'site') {
    const ofSites = (states: string): string =>
      `sum by(site)(sum by(link)(count_over_time(jalur_link_state{${LINKS},${states}}[${over}])) * on(link) group_left(site) max by(link,site)(jalur_link_info{${LINKS}}))`;
    const known = ofSites('state=~"up|degraded|down|unreachable"');
    return `100 * (${ofSites(WORKS)} or 0 * ${known}) / ${known}`;
  }
  const group = by === 'link' ? ' by(link)' : '';
  const known = counted('state=~"up|degraded|down|unreachable"', over, group);
  // Without the zero a link that never worked would be missing instead of at 0 %.
  return `100 * (${counted(WORKS, over, group)} or 0 * ${known}) / ${known}`;
}

/** Share of the scrapes in which a link's state was known, percent. */
export const COVERAGE = `100 * (${counted('state!="unknown"', '$__range', '')} or vector(0)) / ${counted('state!=""', '$__range', '')}`;
/** Links that have failed now. */
export const DOWN = `count(jalur_link_state{${LINKS},${FAILED}}) or vector(0)`;

/** Code of the worst state of each link in a stretch; the same codes as in InfluxDB. */
export function stateCode(over: string): string {
  const seen = (states: string, code: number): string =>
    `0 * count_over_time(jalur_link_state{${LINKS},${states}}[${over}]) + ${code}`;
  const parts = [
    seen(FAILED, 0),
    seen('state="degraded"', 1),
    seen('state="up"', 2),
    seen('state="unknown"', 4),
  ];
  return `min by(link)(${parts.join(' or ')})`;
}

/** A gauge of links, by link alone. */
export function gauge(name: string): string {
  return `max by(link)(${name}{${LINKS}})`;
}

/** What a link is, as labels. */
export const INFO = `max by(link,site,regency)(jalur_link_info{${LINKS}})`;

/** The chain regency ⇒ site, with provider and medium ⇒ link. */
export function scopeVariables(
  { regency, link, kind }: Scope,
  sheet: Sheet,
): readonly cog.Builder<VariableModel>[] {
  const ofKind = kind === undefined ? [] : [`kind="${kind}"`];
  const inRegency = [...ofKind, 'regency=~"$regency"'];
  const values = (label: string, where: readonly string[]): string =>
    `label_values(jalur_link_info{${where.join(',')}}, ${label})`;
  const many = { many: true, all: 'pattern' } as const;
  const one = { many: false, all: 'none' } as const;
  const chosen = [...inRegency, 'site=~"$site"', 'provider=~"$provider"', 'medium=~"$medium"'];
  return [
    choice(
      {
        name: 'regency',
        label: ['Kabupaten', 'Regency'],
        query: values('regency', ofKind),
        ...(regency === 'one' ? one : many),
      },
      sheet,
    ),
    choice({ name: 'site', label: ['Lokasi', 'Site'], query: values('site', inRegency), ...many }, sheet),
    choice(
      { name: 'provider', label: ['Penyedia', 'Provider'], query: values('provider', inRegency), ...many },
      sheet,
    ),
    choice(
      { name: 'medium', label: ['Media', 'Medium'], query: values('medium', inRegency), ...many },
      sheet,
    ),
    choice(
      {
        name: 'link',
        label: ['Jalur', 'Link'],
        query: values('link', chosen),
        many: link === 'many',
        all: link === 'many' ? 'list' : 'none',
      },
      sheet,
    ),
  ];
}

/** Outages as annotations: /metrics counts alerts, and tells no single one. */
export function outagesOf(where: string, sheet: Sheet): cog.Builder<AnnotationQuery> {
  return new AnnotationQueryBuilder()
    .name(sheet.say(['Gangguan', 'Outages']))
    .datasource(datasourceRef(sheet))
    .enable(true)
    .iconColor('red')
    .target(
      new DataqueryBuilder()
        .refId('Anno')
        .datasource(SOURCE)
        .expr(`max by(link)(jalur_link_state{${where}${FAILED}})`)
        .interval('60s')
        .range(),
    )
    .titleFormat('{{link}}')
    .textFormat(sheet.say(['{{link}} putus', '{{link}} down']))
    .tagKeys('link');
}
