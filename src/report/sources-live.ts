// What reports are made of in a running daemon: its own stores and the configuration in force.

import { setImmediate } from 'node:timers/promises';
import type { Config } from '../config/config.ts';
import type { MetricStore } from '../store/metrics/port.ts';
import type { ReportState } from '../store/state/past-report.ts';
import type { ReportSources } from './sources.ts';
import { incidentIn } from './sources-incident.ts';

/** The parts they come from. */
export interface LiveParts {
  readonly config: Config;
  readonly state: ReportState;
  readonly metrics: Pick<MetricStore, 'history' | 'summaries'>;
  /** Epoch ms. */
  readonly now: number;
  /** Name and version. */
  readonly program: string;
}

/** Sources of one report: a later one asks for them anew. */
export function liveSources({ config, state, metrics, now, program }: LiveParts): ReportSources {
  return {
    now,
    program,
    config,
    intervals: (link, from, to) => state.intervals(link, from, to),
    alerts: (from, to) => state.alerts(from, to),
    incident: (number) => incidentIn(state, number),
    acts: (alert) => state.acts(alert),
    causes: (from) => state.causes(from),
    windows: () => state.windows(),
    ledger: (from, to) => state.ledger(from, to),
    acceptance: (record) => state.acceptance(record),
    acceptances: () => state.acceptances(),
    history: (query) => metrics.history(query),
    summaries: (query) => metrics.summaries(query),
    breathe: () => setImmediate(),
  };
}
