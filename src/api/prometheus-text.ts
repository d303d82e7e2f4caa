// Lines of Prometheus' text format.

/** One metric with all its samples. */
export interface Metric {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge';
  readonly samples: readonly string[];
}

/** Metrics as text; one without samples is left out. */
export function text(metrics: readonly Metric[]): string {
  return metrics
    .filter(({ samples }) => samples.length > 0)
    .map(({ name, help, type, samples }) =>
      [`# HELP ${name} ${escaped(help)}`, `# TYPE ${name} ${type}`, ...samples, ''].join('\n'),
    )
    .join('\n');
}

/** One sample, labels escaped. */
export function sample(name: string, value: number, labels: Readonly<Record<string, string>> = {}): string {
  const pairs = Object.entries(labels).map(([label, each]) => `${label}="${escaped(each)}"`);
  return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}`;
}

/** Backslash, line feed and (in label values; harmless in help) quotation mark. */
function escaped(value: string): string {
  return /[\\\n"]/.test(value)
    ? value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')
    : value;
}
