// Runs the queries of a dashboard as Grafana would: variables, interval, frames, transformations.

import type { Influxd } from '../../store/support/influxd.ts';
import { type Choice, durationMs, influxQuery, intervalMs, plainText, type Scope } from './interpolate.ts';
import type { Board, Panel, Target, Transformation, Variable } from './model.ts';

/** One series of an answer. */
export interface Series {
  readonly name: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
  readonly values: readonly (readonly unknown[])[];
}

/** Pixels of a panel's chart: Grafana asks for no more points than that. */
const SCREEN_PX = 1_600;
const SOURCE_INTERVAL_MS = 60_000;

/** Runs InfluxQL; throws with the query when the server refuses it. */
export async function run(influxd: Influxd, query: string): Promise<readonly Series[]> {
  const answer = JSON.parse(await influxd.query(query, 'jalur')) as {
    error?: string;
    results?: { error?: string; series?: Series[]; partial?: boolean }[];
  };
  const error = answer.error ?? answer.results?.[0]?.error;
  if (error !== undefined) throw new Error(`${error}\n${query}`);
  if (answer.results?.length !== 1) throw new Error(`one statement per target: ${query}`);
  return answer.results[0]?.series ?? [];
}

/** The scope of a panel. */
export function panelScope(
  panel: Panel,
  range: { readonly from: number; readonly to: number },
  variables: ReadonlyMap<string, Choice>,
): Scope {
  const points = panel.maxDataPoints ?? Math.floor((SCREEN_PX * panel.gridPos.w) / 24);
  const least =
    panel.interval === undefined ? SOURCE_INTERVAL_MS : durationMs(plainText(panel.interval, { variables }));
  return { ...range, variables, intervalMs: intervalMs(range.to - range.from, points, least) };
}

/** Values that a query variable offers. */
export async function offered(
  influxd: Influxd,
  variable: Variable,
  scope: Scope,
): Promise<readonly string[]> {
  const query = influxQuery(variable.query, scope);
  const series = await run(influxd, query);
  const values = series.flatMap((each) =>
    each.values.map((row) => String(row[each.columns.indexOf('value')])),
  );
  return [...new Set(values)].sort();
}

/**
 * Chooses every variable in turn, as somebody would: what is named in `wanted`, else all, else the first value. Each one asks
 * with those before it.
 */
export async function chosen(
  influxd: Influxd,
  board: Board,
  range: { readonly from: number; readonly to: number },
  wanted: Readonly<Record<string, readonly string[]>>,
): Promise<{
  readonly variables: ReadonlyMap<string, Choice>;
  readonly offers: ReadonlyMap<string, readonly string[]>;
}> {
  const variables = new Map<string, Choice>();
  const offers = new Map<string, readonly string[]>();
  for (const variable of board.templating.list) {
    const named = wanted[variable.name];
    if (variable.type !== 'query') {
      const usual = variable.type === 'constant' ? variable.query : String(variable.current?.value);
      variables.set(variable.name, { one: named?.[0] ?? usual });
      continue;
    }
    const values = await offered(influxd, variable, { ...range, variables, intervalMs: 60_000 });
    offers.set(variable.name, values);
    if (named) variables.set(variable.name, variable.multi ? { many: named } : { one: named[0] ?? '' });
    else if (!variable.includeAll) variables.set(variable.name, { one: values[0] ?? '' });
    else if (variable.allValue !== undefined) variables.set(variable.name, { raw: variable.allValue });
    else variables.set(variable.name, { many: values });
  }
  return { variables, offers };
}

/** Names of the fields that a target gives, as overrides find them. */
export function fieldNames(target: Target, series: readonly Series[]): readonly string[] {
  if (target.resultFormat === 'table') return tableColumns(series);
  return series.flatMap(({ name, columns, tags = {} }) =>
    columns.slice(1).map((column) => {
      if (target.alias === undefined) return `${name}.${column}`;
      return target.alias.replace(/\$tag_(\w+)|\$col|\$m\b/g, (macro, tag?: string) =>
        tag !== undefined ? (tags[tag] ?? '') : macro === '$col' ? column : name,
      );
    }),
  );
}

/** Columns of a table: time, tags, and the query's own. */
export function tableColumns(series: readonly Series[]): readonly string[] {
  const [first] = series;
  if (!first) return [];
  return ['Time', ...Object.keys(first.tags ?? {}), ...first.columns.slice(1)];
}

/** Rows of a table by column. */
export function tableRows(series: readonly Series[]): readonly Readonly<Record<string, unknown>>[] {
  return series.flatMap(({ tags = {}, columns, values }) =>
    values.map((row) => ({
      ...tags,
      ...Object.fromEntries(
        columns.map((column, index) => [column === 'time' ? 'Time' : column, row[index]]),
      ),
    })),
  );
}

/** Columns after the transformations of a panel; throws where one names a column that is not there. */
export function afterTransformations(
  columns: readonly string[],
  transformations: readonly Transformation[],
): readonly string[] {
  let found = columns;
  for (const { id, options } of transformations) {
    if (id === 'organize') {
      const rename = options['renameByName'] as Readonly<Record<string, string>>;
      const hidden = options['excludeByName'] as Readonly<Record<string, boolean>>;
      const order = options['indexByName'] as Readonly<Record<string, number>>;
      for (const name of [...Object.keys(rename), ...Object.keys(hidden), ...Object.keys(order)])
        if (!found.includes(name)) throw new Error(`organize names "${name}", found ${found.join(', ')}`);
      found = found.filter((name) => hidden[name] !== true).map((name) => rename[name] ?? name);
    }
    if (id === 'sortBy')
      for (const { field } of options['sort'] as readonly { field: string }[])
        if (!found.includes(field)) throw new Error(`sortBy names "${field}", found ${found.join(', ')}`);
  }
  return found;
}
