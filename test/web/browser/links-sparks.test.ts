// The line of the last hour in the table: asked for what is in view only, moved on by the stream, and honest about failures.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import type { Spark } from '../../../src/stream/spark.ts';
import { type Bench, CHROMIUM, openBench } from '../support/browser.ts';
import { FakeServer } from '../support/fake-server.ts';
import { fakeProvince, round, START } from '../support/province.ts';

const MINUTE_MS = 60_000;
const LINK = linkId('prov-pasangkayu');

function sparkOf(id: string): Spark {
  const steps = Array.from({ length: 60 }, (_, n) => n);
  return {
    link: linkId(id),
    from: START - 59 * MINUTE_MS,
    stepMs: MINUTE_MS,
    rttMedianMs: steps.map((n) => (n > 55 ? null : 4 + (n % 3))),
    lossPct: steps.map((n) => (n === 20 ? 35 : n > 55 ? null : 0)),
    downPct: steps.map((n) => (n === 30 || n === 31 ? 100 : n > 55 ? null : 0)),
  };
}

describe.skipIf(!CHROMIUM)('sparklines in the table (needs Debian package chromium)', () => {
  let bench: Bench;
  let server: FakeServer;

  beforeAll(async () => {
    bench = await openBench({ width: 1920, height: 1080 });
  }, 60_000);
  afterEach(async () => {
    for (const page of bench.context.pages().slice(1)) await page.close();
    await server.stop();
  });
  afterAll(() => bench?.close());

  async function show({ query = '', isAway = () => false, links = 3_000, width = 1920 }) {
    server = new FakeServer({ webRoot: bench.webRoot, network: fakeProvince(links) });
    await server.start();
    const { page, complaints } = await bench.open('about:blank');
    await page.setViewportSize({ width, height: 1080 });
    const asked: string[][] = [];
    await page.route('**/api/v1/sparks?*', (route) => {
      const ids = new URL(route.request().url()).searchParams.get('links')?.split(',') ?? [];
      asked.push(ids);
      const error = { code: 'history', message: 'InfluxDB does not answer' };
      return isAway()
        ? route.fulfill({ status: 503, json: { error } })
        : route.fulfill({ json: { sparks: ids.map(sparkOf) } });
    });
    await page.goto(`${server.url}#/links${query}`);
    await page.waitForSelector('tr.link');
    return { page, asked, complaints };
  }

  it('draws the hour with loss and outages, tells it in words, and moves on with the rounds', async () => {
    const { page, asked, complaints } = await show({});
    const line = page.locator(`[data-link="${LINK}"] svg.spark`);
    await line.waitFor();
    expect(await line.getAttribute('aria-label')).toBe(
      'RTT 4,0 ms – 6,0 ms, loss terburuk 35%, putus 2 mnt 00 dtk',
    );
    for (const shape of ['.spark-rtt', '.spark-loss', '.spark-down'])
      expect(await line.locator(shape).getAttribute('d')).not.toBe('');
    server.emit({
      kind: 'link.round',
      at: server.now,
      link: LINK,
      state: 'up',
      round: round(START + MINUTE_MS, 900),
    });
    await page.waitForFunction(
      (id) =>
        document
          .querySelector(`[data-link="${id}"] svg.spark`)
          ?.getAttribute('aria-label')
          ?.includes('900 ms'),
      LINK,
    );
    expect(asked.flat()).toHaveLength(new Set(asked.flat()).size);
    expect(asked[0]?.length).toBeLessThan(80);
    expect(complaints).toEqual([]);
  });

  it('asks for what somebody stops at, not for what flies by', async () => {
    const { page, asked } = await show({});
    await page.waitForSelector('svg.spark');
    const before = asked.flat().length;
    const box = page.locator('#links');
    await box.evaluate(async (element) => {
      for (let step = 0; step < 40; step++) {
        element.scrollTop += 2_000;
        await new Promise(requestAnimationFrame);
      }
    });
    await page.waitForFunction(() => document.querySelectorAll('tr.link svg.spark').length > 20);
    expect(asked.flat().length - before).toBeLessThan(200);
  });

  it('asks nothing where the column is not shown', async () => {
    const { page, asked } = await show({ width: 1366, links: 30 });
    await page.locator('#links').evaluate((element) => element.scrollTo(0, 300));
    await page.getByRole('button', { name: 'Kolom' }).click();
    expect(asked).toEqual([]);
    await page.getByRole('checkbox', { name: '1 jam terakhir' }).check();
    await page.waitForSelector('svg.spark');
    expect(asked).toHaveLength(1);
    await page.evaluate(() => localStorage.clear());
  });

  it('says why there are none, and heals by itself', async () => {
    let isAway = true;
    const { page } = await show({ isAway: () => isAway, links: 30 });
    await page.getByText('Garis satu jam tidak dapat dibaca: InfluxDB does not answer').waitFor();
    expect(await page.locator(`[data-link="${LINK}"] .c-spark`).innerText()).toBe('–');
    isAway = false;
    await page.waitForSelector('svg.spark');
    await page.getByText('Garis satu jam').waitFor({ state: 'detached' });
  });
});
