// Panels as all dashboards use them. What is said here once (data source, sizes, a description for each) cannot be forgotten.

import type * as cog from '@grafana/grafana-foundation-sdk/cog';
import {
  BigValueColorMode,
  BigValueGraphMode,
  GraphDrawStyle,
  ReduceDataOptionsBuilder,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TableCellHeight,
  TableSortByFieldStateBuilder,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import type {
  DashboardLink,
  DataTransformerConfig,
  DynamicConfigValue,
  Panel,
  ThresholdsConfig,
  ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DashboardLinkBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TimelineBuilder } from '@grafana/grafana-foundation-sdk/statetimeline';
import { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table';
import { PanelBuilder as SeriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { type Steps, stateMappings, thresholds } from './looks.ts';
import { filled, type Sheet, type Text, uidOf } from './sheet.ts';

/** A query of a panel. */
export type Target = cog.Builder<cog.Dataquery>;

/** What every panel says. */
export interface PanelSpec {
  readonly title: Text;
  /** What is shown, and how it is counted. */
  readonly about: Text;
  readonly targets: readonly Target[];
  /** Of 24 columns, and in rows of 30 pixels. */
  readonly w: number;
  readonly h: number;
  readonly unit?: string;
  readonly decimals?: number;
  readonly steps?: Steps;
  readonly min?: number;
  readonly max?: number;
  readonly mappings?: readonly ValueMapping[];
  /** Shown where there is nothing; "no data" when absent. */
  readonly nothing?: string;
  readonly maxDataPoints?: number;
  /** Smallest width of a point. */
  readonly interval?: string;
  readonly overrides?: readonly (readonly [field: string, ...properties: DynamicConfigValue[]])[];
  readonly transformations?: readonly DataTransformerConfig[];
}

/** What the SDK's panel builders have in common; it has no name for it. */
interface AnyPanel extends cog.Builder<Panel> {
  title(title: string): this;
  description(description: string): this;
  span(w: number): this;
  height(h: number): this;
  datasource(datasource: { type: string; uid: string }): this;
  withTarget(target: Target): this;
  unit(unit: string): this;
  decimals(decimals: number): this;
  thresholds(config: cog.Builder<ThresholdsConfig>): this;
  min(min: number): this;
  max(max: number): this;
  mappings(mappings: ValueMapping[]): this;
  maxDataPoints(most: number): this;
  interval(interval: string): this;
  noValue(text: string): this;
  overrideByName(name: string, properties: DynamicConfigValue[]): this;
  withTransformation(transformation: DataTransformerConfig): this;
  dataLinks(links: cog.Builder<DashboardLink>[]): this;
}

/** The data source that a dashboard's variable names. */
export function datasourceRef({ set }: Pick<Sheet, 'set'>): { type: string; uid: string } {
  return { type: set, uid: filled('datasource') };
}

/** Says on a panel what every panel says. */
export function dressed<P extends AnyPanel>(panel: P, spec: PanelSpec, sheet: Sheet): P {
  panel.title(sheet.say(spec.title)).description(sheet.say(spec.about)).span(spec.w).height(spec.h);
  panel.datasource(datasourceRef(sheet)).noValue(spec.nothing ?? sheet.say(['tidak ada data', 'no data']));
  for (const target of spec.targets) panel.withTarget(target);
  if (spec.unit !== undefined) panel.unit(spec.unit);
  if (spec.decimals !== undefined) panel.decimals(spec.decimals);
  if (spec.steps) panel.thresholds(thresholds(spec.steps));
  if (spec.min !== undefined) panel.min(spec.min);
  if (spec.max !== undefined) panel.max(spec.max);
  if (spec.mappings) panel.mappings([...spec.mappings]);
  if (spec.maxDataPoints !== undefined) panel.maxDataPoints(spec.maxDataPoints);
  if (spec.interval !== undefined) panel.interval(spec.interval);
  for (const [field, ...properties] of spec.overrides ?? []) panel.overrideByName(field, properties);
  for (const transformation of spec.transformations ?? []) panel.withTransformation(transformation);
  return panel;
}

/** One figure, large; with `graph` its course below it. */
export function stat(spec: PanelSpec & { readonly graph?: boolean }, sheet: Sheet): StatBuilder {
  return dressed(new StatBuilder(), spec, sheet)
    .graphMode(spec.graph === true ? BigValueGraphMode.Area : BigValueGraphMode.None)
    .colorMode(spec.steps ? BigValueColorMode.BackgroundSolid : BigValueColorMode.Value)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).values(false).fields(''));
}

/** Lines over time; `bars` and `stacked` draw columns. Gaps stay gaps. */
export function series(
  spec: PanelSpec & {
    readonly bars?: boolean;
    readonly stacked?: boolean;
    readonly fill?: number;
    readonly linked?: boolean;
  },
  sheet: Sheet,
): SeriesBuilder {
  const panel = dressed(new SeriesBuilder(), spec, sheet)
    .drawStyle(spec.bars === true ? GraphDrawStyle.Bars : GraphDrawStyle.Line)
    .lineWidth(1)
    .fillOpacity(spec.fill ?? (spec.bars === true ? 60 : 8))
    .showPoints(VisibilityMode.Auto)
    .spanNulls(false)
    .legend(new VizLegendOptionsBuilder().showLegend(true).calcs(['lastNotNull', 'max']))
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending));
  if (spec.stacked === true) panel.stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group('A'));
  if (spec.linked === true) panel.dataLinks(linksTo(filled('__field.labels.link'), sheet));
  return panel;
}

/** States of links over time, one row each. */
export function timeline(spec: PanelSpec, sheet: Sheet): TimelineBuilder {
  const full: PanelSpec = { ...spec, mappings: spec.mappings ?? stateMappings(sheet), maxDataPoints: 300 };
  return dressed(new TimelineBuilder(), full, sheet)
    .mergeValues(true)
    .rowHeight(0.9)
    .lineWidth(0)
    .fillOpacity(80)
    .perPage(30)
    .dataLinks(linksTo(filled('__field.labels.link'), sheet));
}

/** A table sorted by one column. */
export function tableOf(
  spec: PanelSpec & { readonly sortBy?: string; readonly descending?: boolean },
  sheet: Sheet,
): TableBuilder {
  const panel = dressed(new TableBuilder(), spec, sheet).cellHeight(TableCellHeight.Sm);
  if (spec.sortBy !== undefined)
    panel.sortBy([
      new TableSortByFieldStateBuilder().displayName(spec.sortBy).desc(spec.descending === true),
    ]);
  return panel;
}

/** Ways from a link's id to its dashboard, and to its page in jalur. */
export function linksTo(link: string, sheet: Sheet): cog.Builder<DashboardLink>[] {
  return linkTexts(link, sheet).map(({ title, url, targetBlank }) =>
    new DashboardLinkBuilder(title).url(url).targetBlank(targetBlank),
  );
}

/** The same for the column of a table that holds ids. */
export function linkedColumn(sheet: Sheet): DynamicConfigValue {
  return { id: 'links', value: linkTexts(filled('__value.text'), sheet) };
}

function linkTexts(
  link: string,
  { set, say }: Sheet,
): readonly { readonly title: string; readonly url: string; readonly targetBlank: boolean }[] {
  const time = filled('__url_time_range');
  return [
    {
      title: say(['Dasbor jalur ini', 'Dashboard of this link']),
      url: `/d/${uidOf(set, 'link')}?var-link=${link}&${time}`,
      targetBlank: false,
    },
    {
      title: say(['Halaman jalur ini di jalur', 'Page of this link in jalur']),
      url: `\${jalur_url}/#/links/${link}`,
      targetBlank: true,
    },
  ];
}

/** Hides, orders and names the columns of a table: InfluxDB gives them in no order of its own. */
export function organised(
  columns: readonly (readonly [field: string, title: string])[],
  hidden: readonly string[],
): DataTransformerConfig {
  return {
    id: 'organize',
    options: {
      excludeByName: Object.fromEntries(hidden.map((name) => [name, true])),
      indexByName: Object.fromEntries(columns.map(([field], index) => [field, index])),
      renameByName: Object.fromEntries(columns.map(([field, title]) => [field, title])),
    },
  };
}

/** Keeps the first rows after sorting by a column. */
export function firstRows(by: string, most: number, descending = false): DataTransformerConfig[] {
  return [
    { id: 'sortBy', options: { fields: {}, sort: [{ field: by, desc: descending }] } },
    { id: 'limit', options: { limitField: most } },
  ];
}
