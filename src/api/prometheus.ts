// Prometheus' text format (version 0.0.4), written straight: a registry would keep, and hash, the labels of 10,000 links.

import { SEVERITIES, type Severity } from '../domain/alert.ts';
import type { NetworkView } from '../stream/protocol.ts';
import type { Figure } from './deps.ts';
import { linkMetrics } from './prometheus-links.ts';
import { type Metric, sample, text } from './prometheus-text.ts';

/** Content type of the text. */
export const PROMETHEUS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

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

/** Writes each link's state, last round and last poll, and the alerts. Links that have left the plan are gone from it. */
export function networkText(view: NetworkView): string {
  return text([...linkMetrics(view), alertMetric(view.alerts)]);
}

function alertMetric(alerts: NetworkView['alerts']): Metric {
  const active = (severity: Severity, suppressed: boolean): number =>
    alerts.filter((alert) => alert.severity === severity && (alert.suppressed !== undefined) === suppressed)
      .length;
  const samples = SEVERITIES.flatMap((severity) =>
    [false, true].map((suppressed) =>
      sample('jalur_alerts_active', active(severity, suppressed), {
        severity,
        suppressed: suppressed ? 'yes' : 'no',
      }),
    ),
  );
  return { name: 'jalur_alerts_active', help: 'Active alerts.', type: 'gauge', samples };
}
