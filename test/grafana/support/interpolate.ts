// What Grafana does to a query before a data source gets it, reproduced: variables in the browser, macros in the plug-in.

/** Values of a variable: one, many, or the `allValue` of "all". */
export type Choice =
  | { readonly one: string }
  | { readonly many: readonly string[] }
  | { readonly raw: string };

/** Where a query is run. */
export interface Scope {
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
  /** Width of a point, ms. */
  readonly intervalMs: number;
  readonly variables: ReadonlyMap<string, Choice>;
}

const escaped = (text: string): string => text.replace(/[\\^$*+?.()|[\]{}/]/g, '\\$&');

/** In the InfluxDB plug-in: one value is escaped within a regular expression only, and not if it begins like a number. */
function influxText(choice: Choice, inRegex: boolean): string {
  if ('raw' in choice) return choice.raw;
  const values = 'one' in choice ? [choice.one] : choice.many;
  if (values.length > 1) return `(${values.map(escaped).join('|')})`;
  const [value = ''] = values;
  return inRegex && Number.isNaN(Number.parseFloat(value)) ? escaped(value) : value;
}

/**
 * In the Prometheus plug-in: values of variables that may hold many are escaped for its regular expressions, backslashes doubled
 * for its strings; one that holds a single value is left as it is.
 */
function prometheusText(choice: Choice): string {
  if ('raw' in choice) return choice.raw;
  if ('one' in choice) return choice.one;
  const doubled = choice.many.map((value) => value.replace(/[$^*{}[\]'+?.()|\\]/g, '\\\\$&'));
  return doubled.length > 1 ? `(${doubled.join('|')})` : (doubled[0] ?? '');
}

/** Replaces `$name`, `${name}` and `${name:format}`; names that are not known stay as they are. */
function replaceVariables(
  text: string,
  scope: Scope,
  format: (choice: Choice, inRegex: boolean) => string,
): string {
  const range = scope.to - scope.from;
  const builtIn: Readonly<Record<string, string>> = {
    __from: String(scope.from),
    __to: String(scope.to),
    __range_ms: String(range),
    __range_s: String(Math.round(range / 1000)),
    __range: `${Math.round(range / 1000)}s`,
  };
  return text.replace(/\$(\w+)|\$\{(\w+)(?::\w+)?\}/g, (whole, plain, braced, offset: number) => {
    const name = String(plain ?? braced);
    const choice = scope.variables.get(name);
    if (choice) return format(choice, text[offset - 1] === '^');
    return builtIn[name] ?? whole;
  });
}

/** A query for InfluxDB. */
export function influxQuery(text: string, scope: Scope): string {
  const interval = durationText(scope.intervalMs);
  return replaceVariables(text, scope, influxText)
    .replaceAll('$timeFilter', `time >= ${scope.from}ms and time <= ${scope.to}ms`)
    .replaceAll('$interval', interval)
    .replaceAll('$__interval_ms', String(scope.intervalMs))
    .replaceAll('$__interval', interval);
}

/** A query for Prometheus. `scrapeMs`: the data source's own interval. */
export function promQuery(text: string, scope: Scope, scrapeMs: number): string {
  const rateMs = Math.max(scope.intervalMs + scrapeMs, 4 * scrapeMs);
  return replaceVariables(text, scope, prometheusText)
    .replaceAll('$__rate_interval', durationText(rateMs))
    .replaceAll('$__interval_ms', String(scope.intervalMs))
    .replaceAll('$__interval', durationText(scope.intervalMs));
}

/** A text of a panel, such as its `interval`. */
export function plainText(text: string, scope: Pick<Scope, 'variables'>): string {
  return text.replace(/\$(\w+)/g, (whole, name: string) => {
    const choice = scope.variables.get(name);
    return choice && 'one' in choice ? choice.one : whole;
  });
}

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Ms of a text such as `5m`. */
export function durationMs(text: string): number {
  const [, amount, unit = ''] = /^(\d+)(ms|[smhd])$/.exec(text) ?? [];
  return Number(amount) * (UNITS[unit] ?? Number.NaN);
}

function durationText(ms: number): string {
  for (const unit of ['d', 'h', 'm', 's'] as const) {
    const size = UNITS[unit] ?? 1;
    if (ms >= size && ms % size === 0) return `${ms / size}${unit}`;
  }
  return `${ms}ms`;
}

/** Upper bound in ms, and the interval that is taken below it. */
const ROUNDED: readonly (readonly [below: number, interval: number])[] = [
  [10, 1],
  [15, 10],
  [35, 20],
  [75, 50],
  [150, 100],
  [350, 200],
  [750, 500],
  [1_500, 1_000],
  [3_500, 2_000],
  [7_500, 5_000],
  [12_500, 10_000],
  [17_500, 15_000],
  [25_000, 20_000],
  [45_000, 30_000],
  [90_000, 60_000],
  [210_000, 120_000],
  [450_000, 300_000],
  [750_000, 600_000],
  [1_050_000, 900_000],
  [1_500_000, 1_200_000],
  [2_700_000, 1_800_000],
  [5_400_000, 3_600_000],
  [9_000_000, 7_200_000],
  [16_200_000, 10_800_000],
  [32_400_000, 21_600_000],
  [86_400_000, 43_200_000],
  [604_800_000, 86_400_000],
  [1_814_400_000, 604_800_000],
  [3_628_800_000, 2_592_000_000],
];

/** Grafana's width of a point: the range over the points that fit, made round, and not below the least. */
export function intervalMs(rangeMs: number, points: number, leastMs: number): number {
  const wanted = rangeMs / points;
  const rounded = ROUNDED.find(([below]) => wanted < below)?.[1] ?? 31_536_000_000;
  return Math.max(rounded, leastMs);
}
