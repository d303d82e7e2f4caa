// Opens the history store a configuration asks for: InfluxDB where one is named, the embedded store otherwise.

import type { Config, InfluxConfig } from '../../config/config.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Log } from '../../runtime/log.ts';
import type { InfluxAccess } from './backend.ts';
import type { MetricStore } from './port.ts';
import { type StartWorker, startWorker } from './worker-link.ts';
import { WorkerMetricStore } from './worker-store.ts';

/** The parts of a configuration the history depends on. */
export type MetricStoreConfig = Pick<Config, 'influx' | 'spool' | 'retention'> & {
  readonly network: { readonly settings: { readonly roundMs: number } };
};

/** What the store needs from outside. */
export interface MetricStoreDeps {
  /** Data directory, already taken by openStateStore; holds metrics.db, or spool.db. */
  readonly directory: string;
  readonly clock: Clock;
  readonly log: Log;
  /** How the worker is started; the thread of worker.ts by default. */
  readonly startWorker?: StartWorker;
}

/**
 * Opens the store; never fails. What is wrong (a file that cannot be opened, InfluxDB away) is in status() and the log,
 * and points wait meanwhile.
 */
export function openMetricStore(config: MetricStoreConfig, deps: MetricStoreDeps): MetricStore {
  const setup = {
    directory: deps.directory,
    roundMs: config.network.settings.roundMs,
    retention: config.retention,
    spool: config.spool,
    ...(config.influx && { influx: accessOf(config.influx) }),
  };
  return new WorkerMetricStore(setup, {
    clock: deps.clock,
    log: deps.log,
    startWorker: deps.startWorker ?? startWorker,
  });
}

/** An access with its secrets revealed. */
export function accessOf(config: InfluxConfig): InfluxAccess {
  const { url, database, username } = config;
  return {
    url,
    database,
    ...(username !== undefined && { username }),
    ...(config.password && { password: config.password.reveal() }),
    ...(config.token && { token: config.token.reveal() }),
  };
}
