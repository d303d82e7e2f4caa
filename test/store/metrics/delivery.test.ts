// The way from the spool to InfluxDB, in virtual time: a server that is away, refuses, or chokes on one point.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/store/metrics/influx/decide.ts';
import { Delivery } from '../../../src/store/metrics/influx/delivery.ts';
import {
  type Batch,
  type BatchHead,
  linesOf,
  SPOOL_MIGRATIONS,
  Spool,
} from '../../../src/store/metrics/influx/spool.ts';
import { openDatabase } from '../../../src/store/sqlite/database.ts';
import { temporaryDirectory } from '../support/place.ts';

const T0 = 1_790_000_000_000;
const OK: Answer = { kind: 'answered', status: 204, body: '' };
const INFLUX_1: Answer = { ...OK, version: '1.6.7' };

describe('delivery', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  let spool: Spool;
  let db: ReturnType<typeof openDatabase>;
  let now: number;
  let lines: string[];
  beforeEach(() => {
    directory = temporaryDirectory();
    db = openDatabase({
      file: `${directory.path}/spool.db`,
      migrations: SPOOL_MIGRATIONS,
      synchronous: 'FULL',
    });
    spool = new Spool(db, { maxBytes: 1e6, maxAgeMs: 1e9 });
    now = T0;
    lines = [];
  });
  afterEach(() => {
    db.close();
    directory.remove();
  });

  function add(...names: string[]): void {
    keep({}, ...names);
  }

  function keep(change: Partial<BatchHead>, ...names: string[]): void {
    const head = {
      policy: '1m',
      points: names.length,
      oldestAt: now,
      newestAt: now,
      queuedAt: now,
      ends: [],
      ...change,
    } as const;
    spool.add(head, names.map((name) => `${name}\n`).join(''));
  }

  /** Runs until the spool has been empty once, or `untilMs` of virtual time have passed. */
  async function run(
    server: (names: readonly string[], batch: Batch) => Answer,
    { untilMs = 3_600_000, onSleep = () => {}, define = () => Promise.resolve() } = {},
  ): Promise<{ readonly delivery: Delivery; readonly sent: string[]; readonly slept: number[] }> {
    const sent: string[] = [];
    const slept: number[] = [];
    const delivery = new Delivery(spool, {
      wallMs: () => now,
      random: () => 1,
      log: (level, message) => lines.push(`${level} ${message}`),
      define,
      delivered: () => {},
      post: (batch) => {
        const names = linesOf(batch).map((line) => line.trim());
        sent.push(names.join(' '));
        return Promise.resolve(server(names, batch));
      },
      sleep: (ms) => {
        now += ms;
        slept.push(ms);
        onSleep();
        if (now - T0 >= untilMs || spool.size().points === 0) delivery.stop();
        return Promise.resolve();
      },
    });
    await delivery.run();
    return { delivery, sent, slept };
  }

  it('backs off while the server is away for two minutes, and loses nothing', async () => {
    add('a', 'b');
    const away = (): Answer => (now < T0 + 120_000 ? { kind: 'failed', reason: 'refused' } : OK);
    const { delivery, sent, slept } = await run(away, {
      onSleep: () => now < T0 + 120_000 && add(`at-${now - T0}`),
    });
    expect(slept.slice(0, 7)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000]);
    expect(delivery.trouble).toBeUndefined();
    expect(delivery.written).toBe(2 + 6);
    expect(sent.at(-1), 'the oldest of what waited came last').toBe('at-63000');
    expect(lines).toEqual(['warn InfluxDB takes no points', 'info InfluxDB takes points again']);
  });

  it('sends what is fresh first, then the oldest', async () => {
    add('old-1');
    now += 1_000;
    add('old-2');
    now += 60_000;
    add('fresh');
    const { sent } = await run(() => OK);
    expect(sent).toEqual(['fresh', 'old-1', 'old-2']);
  });

  it('keeps the order of what may replace earlier points: an alert that has closed must not open again', async () => {
    keep({ rewrites: true }, 'raised');
    now += 60_000;
    keep({ rewrites: true }, 'closed');
    add('fresh');
    const { sent } = await run(() => OK);
    expect(sent).toEqual(['fresh', 'raised', 'closed']);
  });

  it('puts rows of one policy together for servers that read several gzip members, and only for those', async () => {
    for (const name of ['a', 'b', 'c']) add(name);
    keep({ policy: '5m' }, 'roll-up');
    add('d', 'e');
    now += 60_000;
    const { delivery, sent } = await run(() => INFLUX_1);
    expect(sent, 'the first answer tells what the server is').toEqual(['a', 'b c', 'roll-up', 'd e']);
    expect(delivery.written).toBe(5);
    for (const name of ['f', 'g', 'h']) add(name);
    now += 60_000;
    const other = await run(() => ({ ...OK, version: '3.1.0' }));
    expect(other.sent).toEqual(['f', 'g', 'h']);
  });

  it('keeps to 5,000 points a request', async () => {
    const names = Array.from({ length: 600 }, (_, index) => String(index));
    for (let row = 0; row < 20; row++) add(...names);
    now += 60_000;
    const counts: number[] = [];
    await run((got) => {
      counts.push(got.length);
      return INFLUX_1;
    });
    expect(counts).toEqual([600, 4_800, 4_800, 1_800]);
  });

  it('isolates the bad point of rows that were put together, sends every good one once, and grows again', async () => {
    const taken: string[] = [];
    for (let row = 0; row < 300; row++) add(`a${row}`, row === 120 ? 'bad' : `b${row}`, `c${row}`);
    now += 60_000;
    let most = 0;
    const { delivery } = await run((names) => {
      if (names.includes('bad')) return { ...INFLUX_1, status: 400, body: `unable to parse 'bad'` };
      taken.push(...names);
      if (taken.length > 600) most = Math.max(most, names.length);
      return INFLUX_1;
    });
    expect([delivery.refused, delivery.written, taken.length, new Set(taken).size]).toEqual([
      1, 899, 899, 899,
    ]);
    expect(most).toBeGreaterThan(3);
  });

  it('makes smaller requests when one is too large', async () => {
    for (let row = 0; row < 20; row++) add(...Array.from({ length: 100 }, (_, index) => `${row}-${index}`));
    now += 60_000;
    const counts: number[] = [];
    const { delivery } = await run((names) => {
      counts.push(names.length);
      return names.length > 400 ? { ...INFLUX_1, status: 413, body: 'Request Entity Too Large' } : INFLUX_1;
    });
    expect(delivery.written).toBe(2_000);
    expect(counts.filter((count) => count > 400)).toEqual([1_900, 900]);
  });

  it('isolates the one point that spoils a batch, and counts it', async () => {
    add('a', 'b', 'bad', 'd', 'e');
    const { delivery, sent } = await run((names) =>
      names.includes('bad') ? { kind: 'answered', status: 400, body: `unable to parse 'bad'` } : OK,
    );
    expect(delivery.refused).toBe(1);
    expect(delivery.written).toBe(4);
    expect(sent).toContain('bad');
    expect(lines).toEqual(['error InfluxDB refused a point']);
  });

  it('never sends a partial write again', async () => {
    add('a', 'b', 'c');
    const body = 'partial write: field type conflict: … dropped=1';
    const { delivery, sent } = await run(() => ({ kind: 'answered', status: 400, body }));
    expect(sent).toEqual(['a b c']);
    expect([delivery.written, delivery.refused]).toEqual([2, 1]);
  });

  it('waits a minute when credentials are refused, and says so', async () => {
    add('a');
    const refused: Answer = { kind: 'answered', status: 401, body: '{"error":"authorization failed"}' };
    const { delivery, slept } = await run(() => refused, { untilMs: 180_000 });
    expect(slept).toEqual([60_000, 60_000, 60_000]);
    expect(delivery.trouble).toMatch(/credentials refused.*authorization failed.*spool/);
    expect(spool.size().points).toBe(1);
  });

  it('honours Retry-After', async () => {
    add('a');
    const throttled: Answer = { kind: 'answered', status: 429, body: '', retryAfterMs: 20_000 };
    const { slept } = await run(() => (now === T0 ? throttled : OK));
    expect(slept[0]).toBe(20_000);
  });

  it('creates what is missing and sends again at once; without the privilege it waits', async () => {
    add('a');
    let defined = 0;
    const missing: Answer = { kind: 'answered', status: 404, body: '{"error":"database not found"}' };
    const { sent } = await run(() => (defined > 0 ? OK : missing), {
      define: () => {
        defined++;
        return Promise.resolve();
      },
    });
    expect(sent).toEqual(['a', 'a']);
    add('b');
    const { delivery, slept } = await run(() => missing, {
      untilMs: now - T0 + 60_000,
      define: () => Promise.reject(new Error('not authorized')),
    });
    expect(slept).toEqual([60_000]);
    expect(delivery.trouble).toContain('not authorized');
  });
});
