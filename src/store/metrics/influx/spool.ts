// Batches on disk between the daemon and InfluxDB: kept until the server has them, bounded by bytes and age.

import type { DatabaseSync } from 'node:sqlite';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { SpoolConfig } from '../../../config/config.ts';
import { transaction } from '../../sqlite/database.ts';
import { bytes, integer, optionalInteger, type Row, text } from '../../sqlite/row.ts';
import type { Resolution } from '../schema.ts';

/** Scripts from schema version i to i + 1. */
export const SPOOL_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE batch (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    policy TEXT NOT NULL,
    points INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    oldest_at INTEGER NOT NULL,
    newest_at INTEGER NOT NULL,
    queued_at INTEGER NOT NULL,
    -- JSON list of the ends of the roll-up buckets these points belong to.
    ends TEXT NOT NULL,
    body BLOB NOT NULL
  ) STRICT;

  -- Roll-up buckets whose points InfluxDB has, and that are to be computed anew.
  CREATE TABLE due (
    step_ms INTEGER NOT NULL,
    end_ms INTEGER NOT NULL,
    PRIMARY KEY (step_ms, end_ms)
  ) STRICT, WITHOUT ROWID;
  `,
  // Whether its points may replace earlier ones that still wait: such a batch keeps its place in the row.
  'ALTER TABLE batch ADD COLUMN rewrites INTEGER NOT NULL DEFAULT 0',
  // How long jalur itself has set each retention policy to keep points (definitions.ts).
  'CREATE TABLE policy (name TEXT PRIMARY KEY, duration_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID',
];

/** What a batch is about. */
export interface BatchHead {
  /** Retention policy it goes to. */
  readonly policy: Resolution;
  readonly points: number;
  /** Epoch ms of its oldest and newest point. */
  readonly oldestAt: number;
  readonly newestAt: number;
  /** Epoch ms. */
  readonly queuedAt: number;
  /** Ends of the roll-up buckets to be computed once InfluxDB has it. */
  readonly ends: readonly number[];
  /** It may hold points that replace earlier ones (an alert that changed): it never goes before what was written before it. */
  readonly rewrites?: boolean;
}

/** Points on their way to InfluxDB: one or several rows of the spool, of one policy. */
export interface Batch extends BatchHead {
  readonly rows: readonly { readonly id: number; readonly points: number; readonly bytes: number }[];
  /** Line protocol, gzip; of several rows their members one after the other (RFC 1952 §2.2), as gzip allows. */
  readonly body: Uint8Array<ArrayBuffer>;
}

/** What waits. */
export interface SpoolSize {
  readonly points: number;
  readonly bytes: number;
  /** Absent when nothing waits. */
  readonly oldestAt?: number;
}

/**
 * Bytes of one request, compressed: some 10 MB of lines, of which a server takes 25 MB (1.x). 5,000 rounds are 300 kB.
 */
const MOST_BYTES = 2 ** 20;
/** Rows of one request: of a small province each holds a few points. */
const MOST_ROWS = 20;
/** A batch this young goes before older ones: after an outage screens come up to date first. */
const FRESH_MS = 5_000;

/** The spool. Its sizes are kept in memory, for they are asked for every second. */
export class Spool {
  readonly #db: DatabaseSync;
  readonly #limits: SpoolConfig;
  readonly #statements;
  #points = 0;
  #bytes = 0;
  #dropped = 0;

  constructor(db: DatabaseSync, limits: SpoolConfig) {
    this.#db = db;
    this.#limits = limits;
    this.#statements = {
      size: db.prepare(
        'SELECT coalesce(sum(points), 0) AS points, coalesce(sum(bytes), 0) AS bytes FROM batch',
      ),
      oldest: db.prepare(
        'SELECT min(oldest_at) AS at FROM (SELECT oldest_at FROM batch ORDER BY id LIMIT 10)',
      ),
      insert: db.prepare(
        `INSERT INTO batch (policy, points, bytes, oldest_at, newest_at, queued_at, ends, body, rewrites)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ),
      // Few at a time: a row that does not fit is read in vain.
      first: db.prepare('SELECT * FROM batch ORDER BY id LIMIT ?'),
      fresh: db.prepare(
        `SELECT * FROM (SELECT * FROM batch ORDER BY id DESC LIMIT ?)
         WHERE queued_at >= ? AND rewrites = 0 ORDER BY id DESC`,
      ),
      firstHead: db.prepare('SELECT id, points, bytes, newest_at FROM batch ORDER BY id LIMIT 1'),
      remove: db.prepare('DELETE FROM batch WHERE id = ?'),
      waits: db.prepare(
        `SELECT 1 FROM batch
         WHERE oldest_at <= ?1 AND (policy IN ('1m', ?2) OR (policy = ?3 AND newest_at >= ?1)) LIMIT 1`,
      ),
    };
    const size = this.#statements.size.get() ?? {};
    this.#points = integer(size, 'points');
    this.#bytes = integer(size, 'bytes');
  }

  /** Points dropped at a bound since the start. */
  get dropped(): number {
    return this.#dropped;
  }

  /** What waits now. */
  size(): SpoolSize {
    const oldestAt = optionalInteger(this.#statements.oldest.get() ?? { at: null }, 'at');
    return { points: this.#points, bytes: this.#bytes, ...(oldestAt !== undefined && { oldestAt }) };
  }

  /**
   * Whether points from `atMs` or before still wait that a roll-up of this resolution is made of; or that roll-up itself, as it was
   * computed earlier: sent after a new one it would replace it.
   */
  waitsFor(into: '5m' | '1h', atMs: number): boolean {
    const other = into === '1h' ? '5m' : '1m';
    return this.#statements.waits.get(atMs, other, into) !== undefined;
  }

  /**
   * Keeps lines; safe from a power cut when it returns. Whatever exceeds the bounds is dropped, oldest first; returns
   * how many points that were. `also` runs in the same transaction.
   */
  add(head: BatchHead, lines: string | Uint8Array, also: () => void = () => {}): number {
    const body = gzipSync(lines, { level: 1 });
    return this.#change(() => {
      also();
      this.#insert(head, body);
      return this.#enforce(head.queuedAt);
    });
  }

  /**
   * What to send next: what is fresh, else the oldest; undefined when nothing waits. Rows are put together up to `mostPoints`,
   * but the first is sent however many it has.
   */
  next(now: number, mostPoints = 0): Batch | undefined {
    const many = mostPoints > 0 ? MOST_ROWS : 1;
    const fresh = this.#statements.fresh.all(many, now - FRESH_MS);
    return merged(fresh.length > 0 ? fresh : this.#statements.first.all(many), mostPoints);
  }

  /** InfluxDB has it, or will never take it. `also` runs in the same transaction. */
  remove(batch: Batch, also: () => void = () => {}): void {
    // Not synced to the disk: a batch that comes back after a power cut is sent again, which changes nothing.
    this.#db.exec('PRAGMA synchronous=NORMAL');
    try {
      this.#change(() => {
        also();
        for (const { id, points, bytes } of batch.rows) this.#remove(id, points, bytes);
      });
    } finally {
      this.#db.exec('PRAGMA synchronous=FULL');
    }
  }

  /** Replaces a batch by its halves, each a row; false when it is a single point. */
  split(batch: Batch): boolean {
    const lines = linesOf(batch);
    if (lines.length < 2) return false;
    const middle = Math.ceil(lines.length / 2);
    this.#change(() => {
      for (const { id, points, bytes } of batch.rows) this.#remove(id, points, bytes);
      for (const half of [lines.slice(0, middle), lines.slice(middle)])
        this.#insert({ ...batch, points: half.length }, gzipSync(half.join(''), { level: 1 }));
    });
    return true;
  }

  /** A transaction whose failure leaves the sizes as they were. */
  #change<T>(work: () => T): T {
    const before = { points: this.#points, bytes: this.#bytes };
    try {
      return transaction(this.#db, work);
    } catch (error) {
      this.#points = before.points;
      this.#bytes = before.bytes;
      throw error;
    }
  }

  /** A batch may be gone already: dropped at a bound while it was on its way. */
  #remove(id: number, points: number, size: number): void {
    if (this.#statements.remove.run(id).changes === 0) return;
    this.#points -= points;
    this.#bytes -= size;
  }

  #insert(head: BatchHead, body: Uint8Array): void {
    const { policy, points, oldestAt, newestAt, queuedAt, ends, rewrites } = head;
    const size = body.length;
    this.#statements.insert.run(
      policy,
      points,
      size,
      oldestAt,
      newestAt,
      queuedAt,
      JSON.stringify(ends),
      body,
      rewrites ? 1 : 0,
    );
    this.#points += points;
    this.#bytes += size;
  }

  #enforce(now: number): number {
    let dropped = 0;
    for (let row = this.#statements.firstHead.get(); row; row = this.#statements.firstHead.get()) {
      const isOld = integer(row, 'newest_at') < now - this.#limits.maxAgeMs;
      if (!isOld && this.#bytes <= this.#limits.maxBytes) break;
      this.#remove(integer(row, 'id'), integer(row, 'points'), integer(row, 'bytes'));
      dropped += integer(row, 'points');
    }
    this.#dropped += dropped;
    return dropped;
  }
}

/** The lines of a batch, each with its newline. A text never holds a newline (clean.ts). */
export function linesOf(batch: Batch): readonly string[] {
  const lines = gunzipSync(batch.body).toString('utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => `${line}\n`);
}

/** The first rows that fit together, in the order given. */
function merged(rows: readonly Row[], mostPoints: number): Batch | undefined {
  const [first] = rows;
  if (!first) return undefined;
  const policy = text(first, 'policy');
  const taken: Row[] = [];
  let points = 0;
  let size = 0;
  for (const row of rows) {
    points += integer(row, 'points');
    size += integer(row, 'bytes');
    const fits = points <= mostPoints && size <= MOST_BYTES && text(row, 'policy') === policy;
    if (taken.length > 0 && !fits) break;
    taken.push(row);
  }
  const figures = (name: string): number[] => taken.map((row) => integer(row, name));
  return {
    rows: taken.map((row) => ({
      id: integer(row, 'id'),
      points: integer(row, 'points'),
      bytes: integer(row, 'bytes'),
    })),
    // This program wrote policy and ends.
    policy: policy as Resolution,
    points: figures('points').reduce((sum, each) => sum + each, 0),
    oldestAt: Math.min(...figures('oldest_at')),
    newestAt: Math.max(...figures('newest_at')),
    queuedAt: Math.min(...figures('queued_at')),
    ends: [...new Set(taken.flatMap((row) => JSON.parse(text(row, 'ends')) as number[]))],
    ...(taken.some((row) => integer(row, 'rewrites') === 1) && { rewrites: true }),
    body: new Uint8Array(Buffer.concat(taken.map((row) => bytes(row, 'body')))),
  };
}
