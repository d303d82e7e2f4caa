// The history in InfluxDB: points go into the spool, and from there to the server. Runs in the metric worker.

import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import type { LinkId } from '../../../domain/ids.ts';
import { storeError } from '../../sqlite/fault.ts';
import { openOrQuarantine } from '../../sqlite/quarantine.ts';
import {
  type BackendDeps,
  type BackendSetup,
  type BackendStatus,
  type InfluxAccess,
  keptMs,
  type MetricBackend,
} from '../backend.ts';
import { cleanPoint } from '../clean.ts';
import { foldHistory, foldMetric } from '../history-fold.ts';
import { type HistoryPlan, planHistory } from '../history-plan.ts';
import type { History, HistoryQuery, MetricHistory, MetricHistoryQuery, MetricPoint } from '../port.ts';
import { bucketEnd, SCHEMA, STEP_MS } from '../schema.ts';
import type { LinkSummary, SummaryQuery } from '../summary.ts';
import { type InfluxClient, influxClient } from './client.ts';
import { define, policyMemory } from './definitions.ts';
import { Delivery } from './delivery.ts';
import { postTo } from './http.ts';
import { LineWriter } from './line.ts';
import { readMetricRows, readRows } from './read.ts';
import { type InfluxRollUps, influxRollUps } from './rollups.ts';
import { SeriesGuard } from './series-guard.ts';
import { SPOOL_MIGRATIONS, Spool } from './spool.ts';
import { readSummaries } from './summary.ts';

/** Preparing the database is tried again this often: privileges may be given, the server may come up. */
const DEFINE_RETRY_MS = 60_000;

/** {@link MetricBackend} on InfluxDB. */
export class InfluxBackend implements MetricBackend {
  readonly #setup: BackendSetup;
  readonly #access: InfluxAccess;
  readonly #deps: BackendDeps;
  readonly #db: DatabaseSync;
  readonly #spool: Spool;
  readonly #client: InfluxClient;
  readonly #delivery: Delivery;
  readonly #rollUps: InfluxRollUps;
  readonly #running: Promise<void>;
  #defined = false;
  #defineAt = 0;
  #defining: Promise<void> | undefined;
  readonly #series = new SeriesGuard();
  readonly #lines = new LineWriter();
  #unfit = 0;
  #spoolTrouble: string | undefined;

  /** Opens `spool.db` in the setup's directory and begins to deliver. Throws StoreError. */
  constructor(setup: BackendSetup, access: InfluxAccess, deps: BackendDeps) {
    this.#setup = setup;
    this.#access = access;
    this.#deps = deps;
    const file = join(setup.directory, 'spool.db');
    const options = { file, migrations: SPOOL_MIGRATIONS, synchronous: 'FULL' } as const;
    const { db, quarantine } = openOrQuarantine(options, deps.wallMs());
    if (quarantine)
      deps.log('error', 'Spool was damaged; moved aside and begun anew', { file, ...quarantine });
    this.#db = db;
    this.#spool = new Spool(db, setup.spool);
    this.#client = influxClient(access);
    this.#rollUps = influxRollUps(db, this.#spool, this.#client, keptMs(setup.retention));
    this.#delivery = new Delivery(this.#spool, {
      ...deps,
      post: postTo(access, deps.wallMs),
      define: () => this.#define(),
      delivered: (batch) => this.#rollUps.delivered(batch),
      sleep: (ms, signal) => delay(ms, undefined, { signal }).catch(() => undefined),
    });
    this.#running = this.#delivery.run();
  }

  write(points: readonly MetricPoint[]): void {
    const lines = this.#lines;
    // Should an earlier call have ended half-way.
    lines.take();
    let kept = 0;
    let rewrites = false;
    const ends = new Set<number>();
    const reasons = new Set<string>();
    let oldestAt = Number.POSITIVE_INFINITY;
    let newestAt = Number.NEGATIVE_INFINITY;
    for (const point of points) {
      const clean = cleanPoint(point);
      if ('unfit' in clean) {
        reasons.add(clean.unfit);
        continue;
      }
      if (!this.#series.admits(clean)) {
        reasons.add('too many series of one link: a device names its parts endlessly');
        continue;
      }
      lines.add(clean);
      kept++;
      if (clean.measurement === 'alert') rewrites = true;
      oldestAt = Math.min(oldestAt, clean.at);
      newestAt = Math.max(newestAt, clean.at);
      if (SCHEMA[clean.measurement].rolledUp) ends.add(bucketEnd(clean.at, STEP_MS['5m']));
    }
    if (kept > 0) {
      const queuedAt = this.#deps.wallMs();
      const head = {
        policy: '1m',
        points: kept,
        oldestAt,
        newestAt,
        queuedAt,
        ends: [...ends],
        rewrites,
      } as const;
      this.#keep(() => this.#spool.add(head, lines.take()));
    }
    const refused = points.length - kept;
    this.#unfit += refused;
    if (refused > 0) this.#deps.log('warn', 'Points refused', { refused, reasons: [...reasons].slice(0, 5) });
    this.#delivery.wake();
  }

  async history(query: HistoryQuery): Promise<History> {
    const plan = this.#plan(query);
    return foldHistory(query, plan, await readRows(this.#client, query.link, plan));
  }

  async metricHistory(query: MetricHistoryQuery): Promise<MetricHistory> {
    const plan = this.#plan(query);
    return foldMetric(query, plan, await readMetricRows(this.#client, query, plan));
  }

  summaries(query: SummaryQuery): Promise<ReadonlyMap<LinkId, LinkSummary>> {
    return readSummaries(this.#client, query);
  }

  async tick(): Promise<void> {
    if (this.#delivery.trouble !== undefined) return;
    const now = this.#deps.wallMs();
    if (!this.#defined && now >= this.#defineAt) await this.#tryDefine(now);
    await this.#rollUps.some(this.#deps.wallMs);
    this.#delivery.wake();
  }

  status(): BackendStatus {
    const { points, bytes, oldestAt } = this.#spool.size();
    const trouble = this.#spoolTrouble ?? this.#delivery.trouble;
    return {
      kind: 'influx',
      writtenPoints: this.#delivery.written,
      refusedPoints: this.#delivery.refused + this.#unfit,
      droppedPoints: this.#spool.dropped,
      spooledPoints: points,
      spooledBytes: bytes,
      ...(oldestAt !== undefined && { oldestSpooledAt: oldestAt }),
      ...(trouble !== undefined && { trouble }),
    };
  }

  async close(): Promise<void> {
    this.#delivery.stop();
    await this.#running;
    if (this.#db.isOpen) this.#db.close();
  }

  /** Once per start, that a changed retention takes effect; later only when a write finds something missing. */
  async #tryDefine(now: number): Promise<void> {
    this.#defined = this.#access.token !== undefined;
    if (this.#defined) return;
    try {
      await this.#define();
    } catch (error) {
      if (this.#defineAt === 0)
        this.#deps.log('warn', 'InfluxDB could not be prepared', {
          reason: error instanceof Error ? error.message : String(error),
        });
      this.#defineAt = now + DEFINE_RETRY_MS;
    }
  }

  /** Asked for by the first write and by the first tick: they share one run. */
  #define(): Promise<void> {
    this.#defining ??= define(this.#client, this.#access, this.#setup.retention, policyMemory(this.#db))
      .then(({ done, left }) => {
        this.#defined = true;
        for (const note of left) this.#deps.log('warn', 'InfluxDB keeps points longer', { note });
        if (done.length > 0) this.#deps.log('info', 'InfluxDB prepared', { done });
      })
      .finally(() => {
        this.#defining = undefined;
      });
    return this.#defining;
  }

  #plan(query: HistoryQuery): HistoryPlan {
    return planHistory(query, {
      roundMs: this.#setup.roundMs,
      keptMs: keptMs(this.#setup.retention),
      now: this.#deps.wallMs(),
    });
  }

  #keep(add: () => number): void {
    try {
      const dropped = add();
      this.#spoolTrouble = undefined;
      if (dropped > 0) this.#deps.log('warn', 'Spool is full; dropped its oldest points', { dropped });
    } catch (error) {
      const failure = storeError('keep points in the spool', error);
      this.#spoolTrouble = failure.message;
      throw failure;
    }
  }
}
