// Prometheus' text format (version 0.0.4), written straight: a registry would keep, and hash, the labels of 10,000 links.

import { SEVERITIES, type Severity } from '../domain/alert.ts';
import { lossPct } from '../domain/round.ts';
import type { NetworkView } from '../stream/protocol.ts';
import type { Figure } from './deps.ts';

/** Content type of the text. */
export const PROMETHEUS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** One metric with all its samples. */
interface Metric {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge';
  readonly samples: readonly string[];
}

/** Writes figures; those of one name stand together, as the format demands. */
export function figuresText(figures: readonly Figure[]): string {
  const metrics = new Map<string, Metric & { samples: string[] }>();
  for (const { name, help, type, value, labels } of figures) {
    const metric = metrics.get(name) ?? { name, help, type, samples: [] };
    metrics.set(name, metric);
    metric.samples.push(sample(name, value, labels));
  }
  return text([...metrics.values()]);
}

/** Writes each link's state and last round, and the alerts. Links that have left the plan are gone from it. */
export function networkText({ links, alerts, serverTime }: NetworkView): string {
  const gauge = (name: string, help: string, samples: readonly string[]): Metric => ({
    name,
    help,
    type: 'gauge',
    samples,
  });
  const state: string[] = [];
  const rtt: string[] = [];
  const loss: string[] = [];
  const age: string[] = [];
  for (const link of links) {
    const labels = { link: link.id };
    state.push(sample('jalur_link_state', 1, { ...labels, state: link.state }));
    if (link.round?.rtt) rtt.push(sample('jalur_link_rtt_seconds', link.round.rtt.medianMs / 1000, labels));
    const lost = link.round && lossPct(link.round);
    if (lost !== undefined) loss.push(sample('jalur_link_loss_ratio', lost / 100, labels));
    if (link.verdictAt !== undefined)
      age.push(
        sample('jalur_link_verdict_age_seconds', Math.max(0, serverTime - link.verdictAt) / 1000, labels),
      );
  }
  const active = (severity: Severity, suppressed: boolean): number =>
    alerts.filter((alert) => alert.severity === severity && (alert.suppressed !== undefined) === suppressed)
      .length;
  const counts = SEVERITIES.flatMap((severity) =>
    [false, true].map((suppressed) =>
      sample('jalur_alerts_active', active(severity, suppressed), {
        severity,
        suppressed: suppressed ? 'yes' : 'no',
      }),
    ),
  );
  return text([
    gauge('jalur_link_state', 'State of a link: 1 for the present one.', state),
    gauge('jalur_link_rtt_seconds', 'Median RTT of the last round.', rtt),
    gauge('jalur_link_loss_ratio', 'Echo loss of the last round.', loss),
    gauge('jalur_link_verdict_age_seconds', 'Age of the last echo verdict.', age),
    gauge('jalur_alerts_active', 'Active alerts.', counts),
  ]);
}

function text(metrics: readonly Metric[]): string {
  return metrics
    .filter(({ samples }) => samples.length > 0)
    .map(({ name, help, type, samples }) =>
      [`# HELP ${name} ${escaped(help)}`, `# TYPE ${name} ${type}`, ...samples, ''].join('\n'),
    )
    .join('\n');
}

function sample(name: string, value: number, labels: Readonly<Record<string, string>> = {}): string {
  const pairs = Object.entries(labels).map(([label, each]) => `${label}="${escaped(each)}"`);
  return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}`;
}

/** Backslash, line feed and (in label values; harmless in help) quotation mark. */
function escaped(value: string): string {
  return /[\\\n"]/.test(value)
    ? value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')
    : value;
}
