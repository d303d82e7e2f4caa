// What runs inside the metric worker: one of two backends, told what to keep and asked what was kept.

import type { RetentionConfig, SpoolConfig } from '../../config/config.ts';
import type { LinkId } from '../../domain/ids.ts';
import type {
  History,
  HistoryQuery,
  MetricHistory,
  MetricHistoryQuery,
  MetricPoint,
  MetricStoreStatus,
} from './port.ts';
import type { Resolution } from './schema.ts';
import type { LinkSummary, SummaryQuery } from './summary.ts';

/** Status as the worker knows it: points that wait in the daemon's own queue are added outside. */
export type BackendStatus = Omit<MetricStoreStatus, 'oldestSpooledMs'> & {
  /** Epoch ms of the oldest point still waiting; absent when none waits. */
  readonly oldestSpooledAt?: number;
};

/** A backend. Its calls come one after another from the worker's messages. */
export interface MetricBackend {
  /** When it returns the points are safe: in the store, or in the spool. Throws StoreError when they are not. */
  write(points: readonly MetricPoint[]): void;
  history(query: HistoryQuery): Promise<History>;
  metricHistory(query: MetricHistoryQuery): Promise<MetricHistory>;
  /** Others get the thread between the links. */
  summaries(query: SummaryQuery): Promise<ReadonlyMap<LinkId, LinkSummary>>;
  /** Chores a little at a time: roll-ups, retention. Called some times a second, never while one is running. */
  tick(): Promise<void>;
  status(): BackendStatus;
  /** Stops what it is doing and closes its files. */
  close(): Promise<void>;
}

/** InfluxDB with its secrets revealed; never leaves the process. */
export interface InfluxAccess {
  readonly url: string;
  readonly database: string;
  readonly username?: string;
  readonly password?: string;
  readonly token?: string;
}

/** Everything a backend is set up with; it crosses into the worker by structured clone. */
export interface BackendSetup {
  readonly directory: string;
  readonly roundMs: number;
  readonly retention: RetentionConfig;
  readonly spool: SpoolConfig;
  /** Absent: the embedded store. */
  readonly influx?: InfluxAccess;
}

/** What a backend needs from outside. */
export interface BackendDeps {
  /** Epoch ms. */
  wallMs(): number;
  /** From 0 to 1, for the jitter of back-offs. */
  random(): number;
  log(level: 'info' | 'warn' | 'error', message: string, data?: object): void;
}

/** How long each resolution is kept. */
export function keptMs(retention: RetentionConfig): Readonly<Record<Resolution, number>> {
  return { '1m': retention.rawMs, '5m': retention.fiveMinutesMs, '1h': retention.oneHourMs };
}
