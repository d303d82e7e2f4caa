// Sparklines on the page: what is drawn, how rounds move them on, and how little is asked.

import { describe, expect, it } from 'vitest';
import { type LinkId, linkId } from '../../../../src/domain/ids.ts';
import type { Spark, SparksReply } from '../../../../src/stream/spark.ts';
import type { Reply } from '../../../../src/web/data/answer.ts';
import { extendSpark, sparkShapes, sparkSummary } from '../../../../src/web/pages/links/spark-line.ts';
import { SparkStore } from '../../../../src/web/pages/links/spark-store.ts';
import { FakeTimers } from '../../support/fake-socket.ts';
import { fakeProvince, round } from '../../support/province.ts';
import { provinceOf } from './support.ts';

const MINUTE_MS = 60_000;
const A = linkId('majene-1-vsat');

function sparkOf(changes: Partial<Spark> = {}, link = A): Spark {
  const empty = new Array<number | null>(4).fill(null);
  return { link, from: 0, stepMs: MINUTE_MS, rttMedianMs: empty, lossPct: empty, downPct: empty, ...changes };
}

describe('sparkShapes()', () => {
  it('draws a line with gaps, a steady link through the middle', () => {
    const { line } = sparkShapes(sparkOf({ rttMedianMs: [10, 10, null, 20] }), 40, 22);
    expect(line).toBe('M5 11h0L15 11M35 1h0');
  });

  it('draws loss as ticks that are seen, and outages as blocks instead', () => {
    const spark = sparkOf({ lossPct: [0, 1, 100, 100], downPct: [0, 0, 0, 90] });
    const { loss, down } = sparkShapes(spark, 40, 23);
    expect(loss).toBe('M15 23v-3.2M25 23v-23');
    expect(down).toBe('M30 0h10v23h-10z');
  });

  it('draws nothing where nothing was measured', () => {
    expect(sparkShapes(sparkOf(), 40, 22)).toEqual({ line: '', loss: '', down: '' });
  });
});

describe('sparkSummary()', () => {
  it('tells the same in figures', () => {
    const spark = sparkOf({
      rttMedianMs: [4, null, 9, null],
      lossPct: [0, 50, 5, null],
      downPct: [0, 50, 0, null],
    });
    expect(sparkSummary(spark)).toEqual({ leastMs: 4, mostMs: 9, worstLossPct: 50, downMs: 30_000 });
    expect(sparkSummary(sparkOf())).toEqual({ downMs: 0 });
  });
});

describe('extendSpark()', () => {
  const spark = sparkOf({ rttMedianMs: [1, 2, 3, null], lossPct: [0, 0, 5, null], downPct: [0, 0, 0, null] });

  it('fills the minute of a round', () => {
    const next = extendSpark(spark, round(4 * MINUTE_MS, 7));
    expect(next).toMatchObject({ from: 0, rttMedianMs: [1, 2, 3, 7], lossPct: [0, 0, 5, 0] });
  });

  it('moves on, and leaves gaps where nothing was heard', () => {
    const next = extendSpark(spark, round(6 * MINUTE_MS, 7, 6));
    expect(next).toMatchObject({
      from: 2 * MINUTE_MS,
      rttMedianMs: [3, null, null, 7],
      lossPct: [5, null, null, 10],
    });
  });

  it('keeps nothing after an hour of silence', () => {
    const next = extendSpark(spark, round(100 * MINUTE_MS, 7));
    expect(next).toMatchObject({ from: 96 * MINUTE_MS, rttMedianMs: [null, null, null, 7] });
  });

  it('keeps the worst of several rounds in a minute, and the newest delay', () => {
    const lossy = extendSpark(spark, round(3.5 * MINUTE_MS, 9, 30));
    const calm = extendSpark(lossy, round(4 * MINUTE_MS, 5));
    expect([calm.rttMedianMs[3], calm.lossPct[3]]).toEqual([5, 50]);
  });

  it('leaves alone what is known or older', () => {
    const known = extendSpark(spark, round(4 * MINUTE_MS, 7));
    expect(extendSpark(known, round(4 * MINUTE_MS, 7))).toBe(known);
    expect(extendSpark(known, round(0, 7))).toBe(known);
  });
});

describe('SparkStore', () => {
  function bench(answer: (ids: readonly string[]) => Reply<SparksReply | undefined>) {
    const timers = new FakeTimers();
    const asked: string[][] = [];
    const store = new SparkStore({
      ask: (path) => {
        const ids = path.slice(path.indexOf('=') + 1).split(',');
        asked.push(ids);
        return Promise.resolve(answer(ids));
      },
      after: (delayMs, callback) => timers.after(delayMs, callback),
    });
    const wait = async (ms: number): Promise<void> => {
      timers.advance(ms);
      for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    };
    return { store, asked, wait };
  }
  const all = (ids: readonly string[]): Reply<SparksReply> => ({
    ok: true,
    value: { sparks: ids.map((id) => sparkOf({}, linkId(id))) },
  });
  const ids = (count: number): LinkId[] => Array.from({ length: count }, (_, n) => linkId(`l${n}`));

  it('asks when the view has settled, each link once, a hundred at a time', async () => {
    const { store, asked, wait } = bench(all);
    store.want(ids(5));
    await wait(100);
    store.want(ids(150));
    await wait(199);
    expect(asked).toEqual([]);
    await wait(1);
    await wait(200);
    expect(asked.map(({ length }) => length)).toEqual([100, 50]);
    store.want(ids(20));
    await wait(1_000);
    expect(asked).toHaveLength(2);
    expect(store.sparks.value.size).toBe(150);
  });

  it('asks nothing where the column is not shown', async () => {
    const { store, asked, wait } = bench(all);
    store.want([]);
    await wait(10_000);
    expect(asked).toEqual([]);
  });

  it('says why it has none, asks again later and later, and heals', async () => {
    let fails = true;
    const { store, asked, wait } = bench((some) =>
      fails ? { ok: false, failure: { kind: 'server', message: 'InfluxDB is away' } } : all(some),
    );
    store.want(ids(3));
    await wait(200);
    expect(store.failure.value?.message).toBe('InfluxDB is away');
    // Scrolling does not make it ask more often.
    store.want(ids(4));
    await wait(1_999);
    expect(asked).toHaveLength(1);
    await wait(1);
    await wait(3_999);
    expect(asked).toHaveLength(2);
    fails = false;
    await wait(1);
    expect(store.failure.value).toBeUndefined();
    expect(store.sparks.value.size).toBe(4);
  });

  it('goes on with the rounds of the stream, and asks again when the stream was away', async () => {
    const { store, asked, wait } = bench((some) => ({
      ok: true,
      value: { sparks: some.map((id) => sparkOf({ from: 0 }, linkId(id))) },
    }));
    const { links } = provinceOf(fakeProvince());
    store.hear(links);
    store.want([A]);
    await wait(200);
    const link = links.get(A);
    if (!link?.round) throw new Error('the fake province has such a link');
    // What the screen knew already is in it.
    expect(store.sparks.value.get(A)?.rttMedianMs.at(-1)).toBe(612);
    const later = round(link.round.to + MINUTE_MS, 77);
    store.hear(new Map(links).set(A, { ...link, round: later }));
    expect(store.sparks.value.get(A)?.rttMedianMs.slice(-2)).toEqual([612, 77]);
    store.renew();
    await wait(200);
    expect(asked).toEqual([[A], [A]]);
  });

  it('forgets those wanted longest ago beyond a thousand', async () => {
    const { store, asked, wait } = bench(all);
    const many = ids(1_100);
    for (let at = 0; at < many.length; at += 100) {
      store.want(many.slice(at, at + 100));
      await wait(200);
    }
    expect(store.sparks.value.size).toBe(1_000);
    store.want(many.slice(0, 1));
    await wait(400);
    expect(asked.at(-1)).toEqual(['l0']);
  });
});
