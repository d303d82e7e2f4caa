// Variables of dashboards, and what is put around the panels: links, alarms, the list of the other dashboards.

import type * as cog from '@grafana/grafana-foundation-sdk/cog';
import {
  type AnnotationQuery,
  ConstantVariableBuilder,
  CustomVariableBuilder,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  TextBoxVariableBuilder,
  type VariableModel,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { datasourceRef } from './panels.ts';
import { type DashboardName, datasourceName, datasourceUid, type Sheet, type Text, uidOf } from './sheet.ts';

type Variable = cog.Builder<VariableModel>;

/** How a variable that asks the data source behaves. */
export interface ChoiceSpec {
  readonly name: string;
  readonly label: Text;
  readonly query: string;
  /** Many values at once. Without: exactly one. */
  readonly many: boolean;
  /**
   * `pattern`: "all" matches everything, also what lacks the tag. `list`: "all" is the list of values, so that what the other
   * variables leave out stays out.
   */
  readonly all: 'pattern' | 'list' | 'none';
}

/** A variable that asks the data source. */
export function choice(spec: ChoiceSpec, sheet: Sheet): Variable {
  const variable = new QueryVariableBuilder(spec.name)
    .label(sheet.say(spec.label))
    .query(spec.query)
    .datasource(datasourceRef(sheet))
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(spec.many)
    .includeAll(spec.all !== 'none');
  if (spec.all !== 'none')
    variable.current({ selected: true, text: [sheet.say(['Semua', 'All'])], value: ['$__all'] });
  return spec.all === 'pattern' ? variable.allValue('.*') : variable;
}

/** The data source; the provisioned one at first. */
export function datasource(sheet: Sheet): Variable {
  return new DatasourceVariableBuilder('datasource')
    .label(sheet.say(['Sumber data', 'Data source']))
    .type(sheet.set)
    .current({ selected: true, text: datasourceName(sheet.set), value: datasourceUid(sheet.set) });
}

/** Resolution of InfluxDB's points: retention policy and smallest step in one. */
export function resolution(sheet: Sheet, first: '1m' | '5m'): Variable {
  const names = { '1m': '1 min', '5m': '5 min', '1h': '1 h' };
  return new CustomVariableBuilder('rp')
    .label(sheet.say(['Resolusi', 'Resolution']))
    .values('1 min : 1m, 5 min : 5m, 1 h : 1h')
    .current({ selected: true, text: names[first], value: first })
    .options(Object.entries(names).map(([value, text]) => ({ selected: value === first, text, value })));
}

/** Promised availability in percent. */
export function targetPct(sheet: Sheet): Variable {
  const value = String(sheet.targetPct);
  return new TextBoxVariableBuilder('target')
    .label(sheet.say(['Target %', 'Target %']))
    .defaultValue(value)
    .current({ selected: true, text: value, value });
}

/** What every dashboard says of itself. */
export interface FrameSpec {
  readonly name: DashboardName;
  readonly title: Text;
  readonly about: Text;
  readonly from: string;
  readonly refresh: string;
  readonly variables: readonly Variable[];
  readonly annotation: cog.Builder<AnnotationQuery>;
  /** Page of jalur that shows the same, after `#/`. */
  readonly page: string;
}

/** An empty dashboard with all that is around the panels. */
export function frame(spec: FrameSpec, sheet: Sheet): DashboardBuilder {
  const { say } = sheet;
  const source = sheet.set === 'prometheus' ? ' (Prometheus)' : '';
  const dashboard = new DashboardBuilder(`jalur · ${say(spec.title)}${source}`)
    .uid(uidOf(sheet.set, spec.name))
    .description(say(spec.about))
    .tags(['jalur', sheet.set])
    .readonly()
    .tooltip(DashboardCursorSync.Crosshair)
    .timezone(sheet.timezone)
    .time({ from: spec.from, to: 'now' })
    .refresh(spec.refresh)
    .withVariable(datasource(sheet));
  for (const variable of spec.variables) dashboard.withVariable(variable);
  return dashboard
    .withVariable(new ConstantVariableBuilder('jalur_url').value(sheet.jalurUrl))
    .annotation(spec.annotation)
    .link(
      new DashboardLinkBuilder(say(['Dasbor lain', 'Other dashboards']))
        .type(DashboardLinkType.Dashboards)
        .tags(['jalur', sheet.set])
        .asDropdown(true)
        .includeVars(false)
        .keepTime(true),
    )
    .link(
      new DashboardLinkBuilder(say(['Buka di jalur', 'Open in jalur']))
        .type(DashboardLinkType.Link)
        .icon('external link')
        .url(`\${jalur_url}/#/${spec.page}`)
        .targetBlank(true),
    );
}
