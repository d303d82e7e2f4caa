// Bulk reading of the embedded history. A scan leaves the search for what matters to SQLite: a month of 600 links is 26
// million rounds, of which a handful are unusual.

import { join } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { type LinkId, linkId } from '../../../domain/ids.ts';
import { systemClock } from '../../../runtime/clock.ts';
import { storeError } from '../../sqlite/fault.ts';
import { openReadOnly } from '../../sqlite/read-only.ts';
import { integer, text } from '../../sqlite/row.ts';
import { cleanTag } from '../clean.ts';
import type { PastMeasurement, PastMetrics, PastQuery, PastRow, PastScan, PointTest } from '../past.ts';
import type { LinkSummary, SummaryQuery } from '../summary.ts';
import { summaryReader } from './summary.ts';
import { METRIC_MIGRATIONS, tableOf } from './tables.ts';

/**
 * The file is read through the kernel's own pages, which it takes back when it needs them: a month of 600 links has a
 * million and a half pages, and a call for each would cost a third of the whole time. The daemon never shortens the file.
 */
const MAPPED_BYTES = 2 ** 36;

interface PastSeries {
  readonly id: number;
  readonly metric?: string;
  readonly instance?: string;
}

const MEASUREMENTS: readonly PastMeasurement[] = ['icmp', 'iface', 'device', 'metric'];

/** Opens `directory`/metrics.db for reading, also beside a running daemon; throws StoreError. */
export function openSqlitePast(directory: string): PastMetrics {
  const db = openReadOnly(join(directory, 'metrics.db'), METRIC_MIGRATIONS);
  try {
    return new SqlitePast(db);
  } catch (error) {
    db.close();
    throw storeError('read the series of the history', error);
  }
}

class SqlitePast implements PastMetrics {
  readonly kind = 'sqlite';
  readonly #db: DatabaseSync;
  readonly #series: ReadonlyMap<PastMeasurement, ReadonlyMap<LinkId, readonly PastSeries[]>>;
  /** One per set of tests and of fields: as many as the rules have. */
  readonly #statements = new Map<string, StatementSync>();

  constructor(db: DatabaseSync) {
    this.#db = db;
    db.exec(`PRAGMA mmap_size=${MAPPED_BYTES}`);
    this.#series = new Map(MEASUREMENTS.map((measurement) => [measurement, seriesOf(db, measurement)]));
  }

  scan(scan: PastScan): Promise<ReadonlyMap<LinkId, number>> {
    return this.#attempt(() => {
      const found = new Map<LinkId, number>();
      for (const [link, tests] of scan.tests) {
        const first = this.#first(scan, link, tests);
        if (first !== undefined) found.set(link, first);
      }
      return found;
    });
  }

  rows(query: PastQuery): Promise<readonly PastRow[]> {
    return this.#attempt(() => {
      const columns = query.fields.map((field) => `"${field}"`).join(', ');
      const statement = this.#statement(
        `SELECT at, ${columns} FROM "${tableOf(query.measurement, '1m')}" WHERE series = ? AND at > ? AND at <= ?`,
      );
      statement.setReturnArrays(true);
      const rows: PastRow[] = [];
      for (const [link, from] of query.starts) {
        for (const { id, ...named } of this.#series.get(query.measurement)?.get(link) ?? []) {
          // With setReturnArrays a row is a list, which the typing does not know.
          const found = statement.all(id, from, query.to) as unknown as (number | string | null)[][];
          // As from InfluxDB, which knows no point without any of the fields that are asked for.
          for (const [at, ...values] of found)
            if (values.some((value) => value !== null)) rows.push({ link, at: Number(at), ...named, values });
        }
      }
      return rows;
    });
  }

  async summaries(query: SummaryQuery): Promise<ReadonlyMap<LinkId, LinkSummary>> {
    const turns = { before: () => {}, nowMs: systemClock.monoMs, breathe: () => setImmediate() };
    try {
      return await summaryReader(this.#db)(query, turns);
    } catch (error) {
      throw storeError('sum up the history', error);
    }
  }

  close(): void {
    this.#db.close();
  }

  #first(scan: PastScan, link: LinkId, tests: readonly PointTest[]): number | undefined {
    let first: number | undefined;
    for (const { id, metric } of this.#series.get(scan.measurement)?.get(link) ?? []) {
      const mine = tests.filter((test) => !('metric' in test) || nameOf(test.metric) === metric);
      if (mine.length === 0) continue;
      const sql = `SELECT min(at) AS at FROM "${tableOf(scan.measurement, '1m')}"
        WHERE series = ? AND at > ? AND at <= ? AND (${mine.map(conditionOf).join(' OR ')})`;
      const row = this.#statement(sql).get(id, scan.from, scan.to, ...mine.flatMap(parametersOf));
      if (row && row['at'] !== null) first = Math.min(first ?? Number.POSITIVE_INFINITY, integer(row, 'at'));
    }
    return first;
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const made = this.#db.prepare(sql);
    this.#statements.set(sql, made);
    return made;
  }

  #attempt<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      try {
        resolve(work());
      } catch (error) {
        reject(storeError('read the history', error));
      }
    });
  }
}

function seriesOf(
  db: DatabaseSync,
  measurement: PastMeasurement,
): ReadonlyMap<LinkId, readonly PastSeries[]> {
  const found = new Map<LinkId, PastSeries[]>();
  const statement = db.prepare('SELECT id, link, tags FROM series WHERE measurement = ? ORDER BY id');
  for (const row of statement.iterate(measurement)) {
    const link = linkId(text(row, 'link'));
    // This program wrote the tags.
    const tags = new Map(JSON.parse(text(row, 'tags')) as [string, string][]);
    const [metric, instance] = [tags.get('metric'), tags.get('instance')];
    const series = {
      id: integer(row, 'id'),
      ...(metric !== undefined && { metric }),
      ...(instance !== undefined && { instance }),
    };
    const list = found.get(link);
    if (list) list.push(series);
    else found.set(link, [series]);
  }
  return found;
}

function nameOf(metric: string | undefined): string | undefined {
  return metric === undefined ? undefined : cleanTag(metric);
}

function conditionOf(test: PointTest): string {
  switch (test.kind) {
    case 'figure':
      return `"${test.field}" ${test.side === 'above' ? '>' : '<'} ?`;
    case 'loss':
      // Not less than: rounding must not hide a round that stands exactly at the limit.
      return '(recv < sent AND (sent - recv) * 100.0 >= sent * ?)';
    case 'text':
      return `(text ${test.is === 'one-of' ? 'IN' : 'NOT IN'} (${test.words.map(() => '?').join(', ')}))`;
  }
}

function parametersOf(test: PointTest): readonly (number | string)[] {
  switch (test.kind) {
    case 'figure':
      return [test.limit];
    case 'loss':
      return [test.abovePct];
    case 'text':
      return test.words;
  }
}
