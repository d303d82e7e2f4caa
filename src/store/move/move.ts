// Moves the embedded history to InfluxDB and proves that nothing is missing. What is sent twice overwrites itself, so that a
// move that was broken off, or called again, changes nothing that is there.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import type { RetentionConfig } from '../../config/config.ts';
import { seriesOf, seriesReader } from '../export/sqlite-points.ts';
import { type InfluxAccess, keptMs } from '../metrics/backend.ts';
import { type InfluxClient, influxClient } from '../metrics/influx/client.ts';
import { postTo } from '../metrics/influx/http.ts';
import { lineOf } from '../metrics/influx/line.ts';
import { SPOOL_MIGRATIONS } from '../metrics/influx/spool.ts';
import { bucketEnd, type Measurement, type Resolution, STEP_MS } from '../metrics/schema.ts';
import { rollUps } from '../metrics/sqlite/rollups.ts';
import { seriesTable } from '../metrics/sqlite/series.ts';
import {
  ensureTables,
  MEASUREMENTS,
  METRIC_MIGRATIONS,
  resolutionsOf,
  tableOf,
} from '../metrics/sqlite/tables.ts';
import { openDatabase, transaction } from '../sqlite/database.ts';
import { optionalInteger } from '../sqlite/row.ts';
import { StoreError } from '../state/port.ts';
import { compareStretch } from './compare.ts';
import { knownAlerts } from './known-alerts.ts';
import { moveProgress } from './progress-file.ts';
import { type Refused, type SendDeps, sendLines } from './send.ts';

/** What is to be moved, and where. */
export interface MoveJob {
  /** The data directory with metrics.db. */
  readonly data: string;
  readonly access: InfluxAccess;
  readonly retention: RetentionConfig;
  readonly wallMs: () => number;
  readonly signal: AbortSignal;
  readonly sleep: (ms: number) => Promise<void>;
  readonly progress: (line: string) => void;
}

/** What came of it. */
export interface Moved {
  /** Points sent by this call. */
  readonly points: number;
  /** Points that were older than InfluxDB keeps them. */
  readonly tooOld: number;
  readonly refused: readonly Refused[];
  /** Series and values found equal in both, and what differs. */
  readonly series: number;
  readonly values: number;
  readonly differences: readonly string[];
  /** Whether metrics.db was written to meanwhile: a jalur still works on the embedded store. */
  readonly grew: boolean;
}

const LINES_AT_ONCE = 5_000;
const ROLL_UPS_AT_ONCE = 500;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Compared at once: InfluxDB reads some million values for 600 links. */
const STRETCH_MS: Readonly<Record<Resolution, number>> = {
  '1m': 6 * HOUR_MS,
  '5m': 2 * DAY_MS,
  '1h': 30 * DAY_MS,
};
const MOST_DIFFERENCES = 50;

/** Moves and compares; rejects with StoreError, or the signal's reason, and then goes on where it was with the next call. */
export async function moveToInflux(job: MoveJob): Promise<Moved> {
  const file = join(job.data, 'metrics.db');
  if (!existsSync(file))
    throw new StoreError('io', `move "${file}": there is no such file; name the data directory (--data)`);
  const db = openDatabase({ file, migrations: METRIC_MIGRATIONS, synchronous: 'NORMAL' });
  try {
    ensureTables(db);
    await finishRollUps(db, job);
    const version = dataVersion(db);
    const move = new Move(db, job);
    const sent = await move.all();
    const compared = await move.compare();
    const grew = dataVersion(db) !== version;
    if (compared.differences.length === 0 && !grew) move.forget();
    return { ...sent, ...compared, grew };
  } finally {
    db.close();
  }
}

class Move {
  readonly #db: DatabaseSync;
  readonly #job: MoveJob;
  readonly #client: InfluxClient;
  readonly #send: SendDeps;
  readonly #progress;
  /** Points after this moment are InfluxDB's own. */
  readonly #last: number;

  constructor(db: DatabaseSync, job: MoveJob) {
    const { access, signal, sleep, wallMs } = job;
    this.#db = db;
    this.#job = job;
    this.#client = influxClient(access);
    this.#send = {
      ...{ post: postTo(access, wallMs), signal, sleep },
      waiting: (reason) => job.progress(`InfluxDB takes no points: ${reason}; trying again`),
    };
    this.#progress = moveProgress(job.data, `${access.url} ${access.database}`);
    this.#last = lastRaw(db);
  }

  forget(): void {
    this.#progress.forget();
  }

  async all(): Promise<Pick<Moved, 'points' | 'tooOld' | 'refused'>> {
    let [points, tooOld] = [0, 0];
    const refused: Refused[] = [];
    for (const measurement of MEASUREMENTS)
      for (const resolution of resolutionsOf(measurement)) {
        const one = await this.#one(measurement, resolution);
        points += one.points;
        tooOld += one.tooOld;
        refused.push(...one.refused);
      }
    this.#computeBorder();
    return { points, tooOld, refused };
  }

  async #one(
    measurement: Measurement,
    resolution: Resolution,
  ): Promise<Pick<Moved, 'points' | 'tooOld' | 'refused'>> {
    const series = seriesOf(this.#db, measurement, this.#progress.after(measurement, resolution));
    const refused: Refused[] = [];
    let [points, tooOld, lines, last] = [0, 0, [] as string[], 0];
    /** Lines on their way, and the last series that is whole once InfluxDB has them. */
    let sending: { readonly done: Promise<readonly Refused[]>; readonly whole: number } | undefined;
    const settle = async (): Promise<void> => {
      if (!sending) return;
      const { done, whole } = sending;
      refused.push(...(await done));
      sending = undefined;
      // A series in several pieces is noted with its last one.
      if (whole > 0) this.#progress.done(measurement, resolution, whole);
    };
    // The next lines are read while InfluxDB takes these.
    const flush = async (whole: number): Promise<void> => {
      await settle();
      const done = sendLines(resolution, lines, this.#send);
      // Whoever waits for it hears of it: until then it is nobody's.
      done.catch(() => {});
      sending = { done, whole };
      points += lines.length;
      lines = [];
    };
    const read = seriesReader(this.#db, measurement, resolution);
    const known = measurement === 'alert' ? await knownAlerts(this.#client) : undefined;
    const { to } = this.#bounds(resolution);
    for (const [index, one] of series.entries()) {
      const { from } = this.#bounds(resolution);
      tooOld += this.#count(measurement, resolution, one.id, from);
      for (const point of read(one, from, to)) {
        // An alert is rewritten as it goes on: what InfluxDB has of it is the newer.
        if (known?.has(point)) continue;
        lines.push(lineOf(point));
        if (lines.length >= LINES_AT_ONCE) await flush(last);
      }
      last = one.id;
      // Series of a few points share a batch; progress is noted when InfluxDB has them.
      if (index % 200 !== 199 && lines.length > 0 && index < series.length - 1) continue;
      await flush(last);
      if (index % 200 === 199)
        this.#job.progress(`${measurement} ${resolution}: ${index + 1} of ${series.length} series`);
    }
    await settle();
    if (points > 0)
      this.#job.progress(`${measurement} ${resolution}: ${series.length} series, ${points} points`);
    return { points, tooOld, refused };
  }

  async compare(): Promise<Pick<Moved, 'series' | 'values' | 'differences'>> {
    let [series, values] = [0, 0];
    const differences: string[] = [];
    for (const measurement of MEASUREMENTS)
      for (const resolution of resolutionsOf(measurement)) {
        const { from: begin, to: end } = this.#bounds(resolution);
        const first = Math.max(begin + HOUR_MS, this.#edge('min', measurement, resolution) - 1);
        const last = Math.min(end, this.#edge('max', measurement, resolution));
        const stretchMs = STRETCH_MS[resolution];
        for (let from = first; from < last; from += stretchMs) {
          this.#job.signal.throwIfAborted();
          const to = Math.min(from + stretchMs, last);
          const found = await compareStretch(this.#db, this.#client, { measurement, resolution, from, to });
          series = Math.max(series, found.series);
          values += found.values;
          differences.push(...found.differences.slice(0, MOST_DIFFERENCES - differences.length));
        }
      }
    return { series, values, differences };
  }

  /**
   * (from, to] of what is moved. InfluxDB refuses what is older than it keeps. The buckets in which one store took over from
   * the other are made of the points of both: they are left out here and computed by jalur from all of them.
   */
  #bounds(resolution: Resolution): { readonly from: number; readonly to: number } {
    const from = this.#job.wallMs() - keptMs(this.#job.retention)[resolution];
    if (resolution === '1m') return { from, to: this.#last };
    const stepMs = STEP_MS[resolution];
    // Without raw points the embedded store was left long ago.
    if (this.#last === 0) return { from, to: Number.MAX_SAFE_INTEGER };
    return { from, to: bucketEnd(this.#last, stepMs) - stepMs };
  }

  /** Notes these buckets for the daemon: the one that runs, or the next that starts. */
  #computeBorder(): void {
    if (this.#last === 0) return;
    const db = openDatabase({
      file: join(this.#job.data, 'spool.db'),
      migrations: SPOOL_MIGRATIONS,
      synchronous: 'FULL',
    });
    try {
      // All of the hour: its earlier 5-minute buckets make the hour anew.
      const mark = db.prepare('INSERT OR IGNORE INTO due (step_ms, end_ms) VALUES (?, ?)');
      transaction(db, () => {
        mark.run(STEP_MS['5m'], bucketEnd(this.#last, STEP_MS['5m']));
        mark.run(STEP_MS['1h'], bucketEnd(this.#last, STEP_MS['1h']));
      });
    } finally {
      db.close();
    }
  }

  #count(measurement: Measurement, resolution: Resolution, series: number, upTo: number): number {
    const sql = `SELECT count(*) AS n FROM "${tableOf(measurement, resolution)}" WHERE series = ? AND at <= ?`;
    return optionalInteger(this.#db.prepare(sql).get(series, upTo) ?? { n: null }, 'n') ?? 0;
  }

  /** Time of the first or last row of a table; beyond all times when it is empty. */
  #edge(which: 'min' | 'max', measurement: Measurement, resolution: Resolution): number {
    const table = tableOf(measurement, resolution);
    const statement = this.#db.prepare(`SELECT ${which}(at) AS at FROM "${table}" WHERE series = ?`);
    let edge = which === 'min' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    for (const { id } of seriesOf(this.#db, measurement))
      edge = Math[which](edge, optionalInteger(statement.get(id) ?? { at: null }, 'at') ?? edge);
    return edge;
  }
}

/** Roll-ups that were not computed yet when the embedded store was left. */
async function finishRollUps(db: DatabaseSync, job: MoveJob): Promise<void> {
  const due = rollUps(db, seriesTable(db));
  while (transaction(db, () => due.some(Number.MAX_SAFE_INTEGER, ROLL_UPS_AT_ONCE)) > 0) {
    job.signal.throwIfAborted();
    await setImmediate();
  }
}

/** Time of the newest point as measured; 0 when there is none. */
function lastRaw(db: DatabaseSync): number {
  let last = 0;
  for (const measurement of MEASUREMENTS) {
    const newest = db.prepare(`SELECT max(at) AS at FROM "${tableOf(measurement, '1m')}" WHERE series = ?`);
    for (const { id } of seriesOf(db, measurement))
      last = Math.max(last, optionalInteger(newest.get(id) ?? { at: null }, 'at') ?? 0);
  }
  return last;
}

/** Changes when another connection has written. */
function dataVersion(db: DatabaseSync): number {
  return (
    optionalInteger(db.prepare('PRAGMA data_version').get() ?? { data_version: null }, 'data_version') ?? 0
  );
}
