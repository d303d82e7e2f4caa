// Days of rates: whatever they hold, a summary says what the rows of 5 minutes say.

import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import { seededRandom } from '../../../src/runtime/random.ts';
import { p95 } from '../../../src/store/metrics/history-fold.ts';
import type { MetricPoint } from '../../../src/store/metrics/port.ts';
import { SqliteBackend } from '../../../src/store/metrics/sqlite/backend.ts';
import { openSqlitePast } from '../../../src/store/metrics/sqlite/past.ts';
import type { LinkSummary } from '../../../src/store/metrics/summary.ts';
import { temporaryDirectory } from '../support/place.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, trafficPoint } from '../support/points.ts';

const T0 = Math.floor(1_790_000_000_000 / DAY_MS) * DAY_MS;
const LINK = linkId('prov-majene');
const STEP_MS = 5 * MINUTE_MS;
const RETENTION = { rawMs: 35 * DAY_MS, fiveMinutesMs: 40 * DAY_MS, oneHourMs: 3650 * DAY_MS };

interface Figures {
  readonly inP95Bps?: number | undefined;
  readonly outP95Bps?: number | undefined;
  readonly inOctets?: number | undefined;
  readonly outOctets?: number | undefined;
}

describe('days of rates', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  let backend: SqliteBackend;
  let now: number;
  /** Every point there is: one in each 5 minutes of an interface, so that it is the roll-up as well. */
  let points: Map<string, MetricPoint>;

  beforeEach(() => {
    directory = temporaryDirectory();
    now = T0 + 3 * DAY_MS + 2 * HOUR_MS;
    points = new Map();
    backend = open();
    const random = seededRandom(9);
    const drawn: MetricPoint[] = [];
    for (let at = T0 + STEP_MS; at <= now; at += STEP_MS)
      for (const ifname of ['sfp1', 'sfp2']) {
        // The second interface is used on the second day only; one poll of ten fails; some know but one direction.
        if (random() < 0.1 || (ifname === 'sfp2' && Math.floor((at - 1 - T0) / DAY_MS) !== 1)) continue;
        const [inBps, outBps] = [Math.round(random() * 1e9) / 8, Math.round(random() * 1e6)];
        drawn.push(trafficPoint(LINK, at, { ifname, inBps, ...(random() < 0.8 && { outBps }) }));
      }
    write(drawn);
  });
  afterEach(async () => {
    await backend.close();
    directory.remove();
  });

  function open(): SqliteBackend {
    const spool = { maxBytes: 1, maxAgeMs: 1 };
    return new SqliteBackend(
      { directory: directory.path, roundMs: MINUTE_MS, retention: RETENTION, spool },
      { wallMs: () => now, random: () => 0.5, log: () => {} },
    );
  }
  function write(list: readonly MetricPoint[]): void {
    for (const point of list) points.set(`${point.at} ${JSON.stringify(point.tags)}`, point);
    backend.write(list);
  }
  function wanted(from: number, to: number): Figures {
    const inside = [...points.values()].filter(({ at }) => at > from && at <= to);
    const rates = (name: string): readonly number[] =>
      inside.flatMap(({ fields }) => {
        const value = Object.entries(fields).find(([field]) => field === name)?.[1];
        return typeof value === 'number' ? [value] : [];
      });
    const octets = (list: readonly number[]): number | undefined =>
      list.length > 0 ? Math.round((list.reduce((sum, rate) => sum + rate, 0) * 300) / 8) : undefined;
    const [into, out] = [rates('in_bps'), rates('out_bps')];
    return {
      ...{ inP95Bps: p95(into), outP95Bps: p95(out), inOctets: octets(into), outOctets: octets(out) },
    };
  }
  function figures(summary: LinkSummary | undefined): Figures {
    const { inP95Bps, outP95Bps, inOctets, outOctets } = summary ?? {};
    return { inP95Bps, outP95Bps, inOctets, outOctets };
  }
  async function expectRight(from: number, to: number): Promise<void> {
    const query = { from, to, links: new Set([LINK]), utcOffsetMs: 8 * HOUR_MS };
    expect(figures((await backend.summaries(query)).get(LINK))).toEqual(wanted(from, to));
    const past = openSqlitePast(directory.path);
    expect(figures((await past.summaries(query)).get(LINK))).toEqual(wanted(from, to));
    past.close();
  }
  async function anyWindow(): Promise<void> {
    const hour = fc.integer({ min: -3, max: 76 });
    await fc.assert(
      fc.asyncProperty(hour, fc.integer({ min: 1, max: 80 }), (begin, hours) =>
        expectRight(T0 + begin * HOUR_MS, T0 + (begin + hours) * HOUR_MS),
      ),
      { numRuns: 40, seed: 1 },
    );
  }
  function sql<T>(work: (db: DatabaseSync) => T): T {
    const db = new DatabaseSync(join(directory.path, 'metrics.db'));
    try {
      return work(db);
    } finally {
      db.close();
    }
  }
  const days = (): number =>
    sql((db) => Number(db.prepare('SELECT count(*) AS n FROM rate_day').get()?.['n']));

  it('are made of days that are over, and read instead of rows', async () => {
    await backend.tick();
    // Three of the one interface, one of the other; the fourth day goes on.
    expect(days()).toBe(4);
    await anyWindow();
    const before = wanted(T0, T0 + 3 * DAY_MS);
    sql((db) => db.exec(`DELETE FROM iface_5m WHERE at <= ${T0 + 3 * DAY_MS}`));
    const query = { from: T0, to: T0 + 3 * DAY_MS, links: new Set([LINK]), utcOffsetMs: 0 };
    expect(figures((await backend.summaries(query)).get(LINK))).toEqual(before);
  });

  it('are left aside where a point came late, until they are made anew', async () => {
    await backend.tick();
    const late = T0 + DAY_MS + 7 * HOUR_MS;
    write([trafficPoint(LINK, late, { inBps: 9e9, outBps: 9e9 })]);
    // Asked before the roll-ups had their turn, and after it.
    await expectRight(T0, T0 + 2 * DAY_MS);
    await expectRight(late - HOUR_MS, late);
    await backend.tick();
    expect(days()).toBe(4);
    await expectRight(late - HOUR_MS, late);
    await anyWindow();
  });

  it('may be missing: a file from before has none', async () => {
    await backend.tick();
    sql((db) => db.exec('DELETE FROM rate_day WHERE end_ms % 172800000 = 0'));
    await anyWindow();
    sql((db) => db.exec('DELETE FROM rate_day'));
    await anyWindow();
  });

  it('are made of two months of a file from before', async () => {
    await backend.tick();
    await backend.close();
    sql((db) => db.exec('DROP TABLE rate_day; PRAGMA user_version=1'));
    backend = open();
    expect(days()).toBe(0);
    await anyWindow();
    await backend.tick();
    expect(days()).toBe(4);
    await anyWindow();
  });

  it('go when the first of their rows go, and the rest of them is read from rows', async () => {
    await backend.tick();
    const floor = T0 + DAY_MS + 5 * HOUR_MS;
    now = floor + RETENTION.fiveMinutesMs;
    await backend.tick();
    // The third, and the fourth, which is over by now.
    expect(days()).toBe(2);
    for (const [key, { at }] of points) if (at <= floor) points.delete(key);
    await expectRight(T0, T0 + 3 * DAY_MS);
    now += 3 * DAY_MS;
    await backend.tick();
    expect(days()).toBe(0);
  });
});
