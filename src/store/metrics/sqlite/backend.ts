// The embedded history: points, roll-ups and retention in one SQLite file. Runs in the metric worker.

import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import type { LinkId } from '../../../domain/ids.ts';
import { systemClock } from '../../../runtime/clock.ts';
import { transaction } from '../../sqlite/database.ts';
import { storeError } from '../../sqlite/fault.ts';
import { openOrQuarantine } from '../../sqlite/quarantine.ts';
import { type Shrink, shrinkOf } from '../../sqlite/shrink.ts';
import {
  type BackendDeps,
  type BackendSetup,
  type BackendStatus,
  keptMs,
  type MetricBackend,
} from '../backend.ts';
import { cleanPoint } from '../clean.ts';
import { foldHistory, foldMetric } from '../history-fold.ts';
import { type HistoryPlan, planHistory } from '../history-plan.ts';
import type { History, HistoryQuery, MetricHistory, MetricHistoryQuery, MetricPoint } from '../port.ts';
import type { LinkSummary, SummaryQuery } from '../summary.ts';
import { type HistoryReader, historyReader, type MetricReader, metricReader } from './read.ts';
import { type Retention, retentionOf } from './retention.ts';
import { type RollUps, rollUps } from './rollups.ts';
import { type RowWriter, rowWriter } from './rows.ts';
import { type SeriesTable, seriesTable } from './series.ts';
import { type SummaryReader, summaryReader } from './summary.ts';
import { ensureTables, METRIC_MIGRATIONS } from './tables.ts';

/** A bucket is computed this long after its end, when its points are in; a query computes what it needs at once. */
const GRACE_MS = 90_000;
/** Buckets per transaction: about 10 ms, so that a write or a query never waits longer. */
const ROLL_UPS_AT_ONCE = 500;
/** Transactions per tick: 20,000 buckets a tick catch up with a day of 10,000 links in some minutes. */
const ROUNDS_PER_TICK = 40;
/** Of each tick, for giving space back to the file system: some MB a second. */
const SHRINK_MS = 10;

/** {@link MetricBackend} on SQLite. */
export class SqliteBackend implements MetricBackend {
  readonly #setup: BackendSetup;
  readonly #deps: BackendDeps;
  readonly #db: DatabaseSync;
  readonly #series: SeriesTable;
  readonly #write: RowWriter;
  readonly #rollUps: RollUps;
  readonly #read: HistoryReader;
  readonly #readMetric: MetricReader;
  readonly #readSummaries: SummaryReader;
  readonly #retention: Retention;
  readonly #shrink: Shrink;
  #writtenPoints = 0;
  #refusedPoints = 0;
  #trouble: string | undefined;

  /** Opens `metrics.db` in the setup's directory; a damaged one is moved aside and logged. Throws StoreError. */
  constructor(setup: BackendSetup, deps: BackendDeps) {
    this.#setup = setup;
    this.#deps = deps;
    const file = join(setup.directory, 'metrics.db');
    // A power cut may take the last seconds of points; state.db keeps what contracts are settled by.
    const options = { file, migrations: METRIC_MIGRATIONS, synchronous: 'NORMAL' } as const;
    const { db, quarantine } = openOrQuarantine(options, deps.wallMs());
    if (quarantine)
      deps.log('error', 'History was damaged; moved aside and begun anew', { file, ...quarantine });
    ensureTables(db);
    this.#db = db;
    this.#series = seriesTable(db);
    this.#write = rowWriter(db);
    this.#rollUps = rollUps(db, this.#series);
    this.#read = historyReader(db, this.#series);
    this.#readMetric = metricReader(db);
    this.#readSummaries = summaryReader(db);
    this.#retention = retentionOf(db, setup.retention);
    this.#shrink = shrinkOf(db, systemClock.monoMs);
  }

  write(points: readonly MetricPoint[]): void {
    const floor = this.#retention.rawFloor(this.#deps.wallMs());
    let refused = 0;
    const reasons = new Set<string>();
    const refuse = (reason: string): void => {
      refused++;
      reasons.add(reason);
    };
    try {
      transaction(this.#db, () => {
        for (const point of points) {
          const clean = cleanPoint(point);
          if ('unfit' in clean) refuse(clean.unfit);
          else if (clean.at <= floor) refuse(`${clean.measurement}: point is older than raw points are kept`);
          else {
            const series = this.#series.idOf(clean);
            if (series === undefined) refuse('too many series: tags must not hold endless values');
            else this.#write(series, clean);
          }
        }
      });
    } catch (error) {
      this.#series.forget();
      const failure = storeError(`write ${points.length} points of history`, error);
      this.#trouble = failure.message;
      throw failure;
    }
    this.#series.kept();
    this.#trouble = undefined;
    this.#writtenPoints += points.length - refused;
    this.#refusedPoints += refused;
    if (refused > 0) this.#deps.log('warn', 'Points refused', { refused, reasons: [...reasons].slice(0, 5) });
  }

  history(query: HistoryQuery): Promise<History> {
    return new Promise((resolve) => resolve(this.#history(query)));
  }

  metricHistory(query: MetricHistoryQuery): Promise<MetricHistory> {
    return new Promise((resolve) => {
      const plan = this.#plan(query);
      const rows = transaction(this.#db, () => {
        if (plan.source !== '1m')
          for (const id of this.#series.ofLink(query.link, 'metric')) this.#rollUps.ofSeries(id);
        return this.#readMetric(query, plan);
      });
      resolve(foldMetric(query, plan, rows));
    });
  }

  summaries(query: SummaryQuery): Promise<ReadonlyMap<LinkId, LinkSummary>> {
    return this.#readSummaries(query, {
      before: (series) =>
        transaction(this.#db, () => {
          for (const id of series) this.#rollUps.ofSeries(id);
        }),
      nowMs: this.#deps.wallMs,
      breathe: () => setImmediate(),
    });
  }

  async tick(): Promise<void> {
    const before = this.#deps.wallMs() - GRACE_MS;
    for (let round = 0; round < ROUNDS_PER_TICK; round++) {
      const settled = transaction(this.#db, () => this.#rollUps.some(before, ROLL_UPS_AT_ONCE));
      if (settled === 0) break;
      await setImmediate();
    }
    transaction(this.#db, () => this.#retention.some(this.#series, this.#deps.wallMs()));
    await setImmediate();
    this.#shrink(SHRINK_MS);
  }

  status(): BackendStatus {
    return {
      kind: 'sqlite',
      writtenPoints: this.#writtenPoints,
      refusedPoints: this.#refusedPoints,
      droppedPoints: 0,
      spooledPoints: 0,
      spooledBytes: 0,
      ...(this.#trouble !== undefined && { trouble: this.#trouble }),
    };
  }

  close(): Promise<void> {
    if (this.#db.isOpen) this.#db.close();
    return Promise.resolve();
  }

  #plan(query: HistoryQuery): HistoryPlan {
    return planHistory(query, {
      roundMs: this.#setup.roundMs,
      keptMs: keptMs(this.#setup.retention),
      now: this.#deps.wallMs(),
    });
  }

  #history(query: HistoryQuery): History {
    const plan = this.#plan(query);
    const rows = transaction(this.#db, () => {
      if (plan.source !== '1m') {
        for (const measurement of ['icmp', 'iface'] as const)
          for (const id of this.#series.ofLink(query.link, measurement)) this.#rollUps.ofSeries(id);
      }
      return { icmp: this.#read(query.link, 'icmp', plan), iface: this.#read(query.link, 'iface', plan) };
    });
    return foldHistory(query, plan, rows);
  }
}
