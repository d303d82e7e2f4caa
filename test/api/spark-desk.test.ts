// Sparklines: how history becomes steps, and how little is asked of the store.

import { describe, expect, it } from 'vitest';
import { SparkDesk } from '../../src/api/spark-desk.ts';
import { sparkOf, sparkWindow } from '../../src/api/spark-fold.ts';
import { linkId } from '../../src/domain/ids.ts';

const MINUTE_MS = 60_000;
const A = linkId('a');
const bucket = (at: number, figures: object = {}) => ({
  at,
  sent: 60,
  received: 60,
  upMs: MINUTE_MS,
  downMs: 0,
  ...figures,
});

describe('sparkWindow()', () => {
  it.each([
    ['within a minute', 90 * MINUTE_MS + 1, 91 * MINUTE_MS],
    ['at its very end', 90 * MINUTE_MS, 90 * MINUTE_MS],
  ])('ends with the minute that runs: %s', (_name, now, to) => {
    expect(sparkWindow(now)).toEqual({ from: to - 60 * MINUTE_MS, to });
  });
});

describe('sparkOf()', () => {
  it('puts each bucket into its minute, and leaves the others empty', () => {
    const buckets = [
      bucket(MINUTE_MS, { rttMedianMs: 4.2149 }),
      bucket(60 * MINUTE_MS, { sent: 60, received: 45, upMs: 45_000, downMs: 15_000 }),
    ];
    const spark = sparkOf(A, 0, { stepMs: MINUTE_MS, buckets });
    expect(spark.rttMedianMs).toHaveLength(60);
    expect([spark.rttMedianMs[0], spark.lossPct[0], spark.downPct[0]]).toEqual([4.21, 0, 0]);
    expect([spark.rttMedianMs[59], spark.lossPct[59], spark.downPct[59]]).toEqual([null, 25, 25]);
    expect([spark.rttMedianMs[30], spark.lossPct[30], spark.downPct[30]]).toEqual([null, null, null]);
  });

  it('calls nothing a loss where nothing was sent, and nothing an outage where nothing is known', () => {
    const spark = sparkOf(A, 0, {
      stepMs: MINUTE_MS,
      buckets: [bucket(MINUTE_MS, { sent: 0, received: 0, upMs: 0 })],
    });
    expect([spark.lossPct[0], spark.downPct[0]]).toEqual([null, null]);
  });

  it('takes the width of longer rounds, and leaves out what lies beyond the hour', () => {
    const buckets = [bucket(0), bucket(5 * MINUTE_MS, { rttMedianMs: 9 }), bucket(61 * MINUTE_MS)];
    const spark = sparkOf(A, 0, { stepMs: 5 * MINUTE_MS, buckets });
    expect(spark.rttMedianMs).toEqual([9, ...new Array(11).fill(null)]);
  });
});

describe('SparkDesk', () => {
  function desk() {
    const asked: string[] = [];
    let nowMs = 0;
    let underWay = 0;
    let most = 0;
    let fails = false;
    const sparks = new SparkDesk({
      now: () => 3_600_000 + nowMs,
      monoMs: () => nowMs,
      history: async ({ link, from, to, points }) => {
        asked.push(`${link} ${to - from} ${points}`);
        most = Math.max(most, ++underWay);
        await Promise.resolve();
        underWay--;
        if (fails) throw new Error('InfluxDB does not answer');
        return { stepMs: MINUTE_MS, buckets: [] };
      },
    });
    return {
      sparks,
      asked,
      mostAtOnce: () => most,
      wait: (ms: number) => {
        nowMs += ms;
      },
      fail: (does: boolean) => {
        fails = does;
      },
    };
  }

  it('reads each link once in 20 s, however many ask for it', async () => {
    const { sparks, asked, wait } = desk();
    await Promise.all([sparks.read([A]), sparks.read([A])]);
    wait(19_999);
    await sparks.read([A]);
    expect(asked).toEqual(['a 3600000 61']);
    wait(1);
    await sparks.read([A]);
    expect(asked).toHaveLength(2);
  });

  it('reads four at a time at most, of all questions together, and keeps their order', async () => {
    const { sparks, asked, mostAtOnce } = desk();
    const ids = Array.from({ length: 100 }, (_, index) => linkId(`l${index}`));
    const [first, second] = await Promise.all([sparks.read(ids.slice(0, 60)), sparks.read(ids.slice(40))]);
    expect(first?.map(({ link }) => link)).toEqual(ids.slice(0, 60));
    expect(second?.map(({ link }) => link)).toEqual(ids.slice(40));
    expect(asked).toHaveLength(100);
    expect(mostAtOnce()).toBe(4);
  });

  it('tells a failure, and asks again after it', async () => {
    const { sparks, asked, fail } = desk();
    fail(true);
    await expect(sparks.read([A])).rejects.toThrow('InfluxDB does not answer');
    fail(false);
    await expect(sparks.read([A])).resolves.toHaveLength(1);
    expect(asked).toHaveLength(2);
  });

  it('forgets what was read longest ago beyond 2,000 links', async () => {
    const { sparks, asked } = desk();
    const ids = Array.from({ length: 2_001 }, (_, index) => linkId(`l${index}`));
    await sparks.read(ids);
    await sparks.read(ids.slice(-1));
    expect(asked).toHaveLength(2_001);
    await sparks.read(ids.slice(0, 1));
    expect(asked).toHaveLength(2_002);
  });
});
