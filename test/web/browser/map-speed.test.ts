// The map of a whole province: whether it stays smooth while it is dragged and while everything on it reports, and whether a
// wall's map follows its box. The figures are printed. The bounds are of the thread's CPU: they hold beside other work, too.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, CHROMIUM, openBench } from '../support/browser.ts';
import { FakeServer } from '../support/fake-server.ts';
import { mappedTrouble } from '../support/map-province.ts';
import { MAP_VIEW } from '../support/map-view.ts';
import { round } from '../support/province.ts';
import { watchThread } from '../support/thread-work.ts';

/** How often a batch of figures is sent, as the daemon gathers them, and the share of links in it. */
const BATCH_MS = 250;
const SHARE = 240;
const DRAG_STEPS = 120;
/** Bounds of the work for a frame, ms of CPU: what nobody would call smooth. Without a graphics card it is more than with one. */
const P95_FRAME_MS: Readonly<Record<number, number>> = { 648: 80, 10000: 250 };

describe.skipIf(!CHROMIUM).each([648, 10_000])(
  'the map with %i villages (needs Debian package chromium)',
  (villages) => {
    let bench: Bench;
    let server: FakeServer;
    beforeAll(async () => {
      bench = await openBench({ width: 1920, height: 1080 });
      server = new FakeServer({ webRoot: bench.webRoot, network: mappedTrouble(villages) });
      server.answers.set('/api/v1/map', MAP_VIEW);
      await server.start();
    }, 60_000);
    afterAll(async () => {
      await bench?.close();
      await server?.stop();
    });

    it('is dragged smoothly while all of them report', async () => {
      const { page, complaints } = await bench.open(`${server.url}#/map`);
      await page.waitForSelector('.map-row[data-site]');
      const stop = report(server);
      const work = await watchThread(page);
      const frames = await drag(page);
      const { frameMs } = await work();
      stop();
      const [median, p95, longest] = spreadOf(frames);
      const [, workP95] = spreadOf(frameMs);
      process.stdout.write(
        `map, ${villages} villages: ${frames.length} frames while dragging: median ${median.toFixed(1)}, p95 ${p95.toFixed(1)}, longest ${longest.toFixed(1)} ms; p95 of the work ${workP95.toFixed(1)} ms\n`,
      );
      expect(frames.length).toBeGreaterThan(30);
      expect(workP95).toBeLessThan(P95_FRAME_MS[villages] ?? 0);
      expect(complaints).toEqual([]);
      await page.close();
    }, 60_000);
  },
);

/** Median, 95th percentile and the most. */
function spreadOf(values: readonly number[]): readonly [median: number, p95: number, most: number] {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0;
  return [at(0.5), at(0.95), sorted.at(-1) ?? 0];
}

/** Lets a share of the links report in every batch, as long as it is not stopped. */
function report(server: FakeServer): () => void {
  const { links } = server.network;
  let turn = 0;
  const timer = setInterval(() => {
    turn++;
    const events = links
      .filter((_, index) => index % SHARE === turn % SHARE)
      .map((link) => ({
        seq: server.network.seq,
        durable: true,
        kind: 'link.round' as const,
        at: server.now,
        link: link.id,
        state: link.state,
        round: round(server.now, 12),
      }));
    server.broadcast({ type: 'figures', events });
  }, BATCH_MS);
  return () => clearInterval(timer);
}

/** Drags the map to and fro; the time of each frame in ms. */
async function drag(page: Page): Promise<readonly number[]> {
  const box = await page.locator('.map-holder').boundingBox();
  if (!box) throw new Error('the map is there');
  const [x, y] = [box.x + box.width / 3, box.y + box.height / 2];
  await page.evaluate(() => {
    const frames: number[] = [];
    Object.assign(window, { frames });
    let before = performance.now();
    const tick = (now: number): void => {
      frames.push(now - before);
      before = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 0; step < DRAG_STEPS; step++) {
    const turn = (step / DRAG_STEPS) * 2 * Math.PI;
    await page.mouse.move(x + 260 * Math.sin(turn), y + 160 * Math.sin(2 * turn));
  }
  await page.mouse.up();
  return page.evaluate(() => (window as unknown as { frames: number[] }).frames.slice(5));
}
