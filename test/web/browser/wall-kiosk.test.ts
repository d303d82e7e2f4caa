// A screen that nobody operates: the pointer goes, the display stays, and a newer page comes by itself when that costs nothing.

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, CHROMIUM, openBench } from '../support/browser.ts';
import { fakeAudio } from '../support/fake-audio.ts';
import { FakeServer } from '../support/fake-server.ts';
import { fakeProvince, START } from '../support/province.ts';
import { troubled } from '../support/story.ts';

const KIOSK = '#/wall?kiosk=1';
/** Ten past four in the morning there. */
const NIGHT = START + (14 * 60 + 7) * 60_000;

describe.skipIf(!CHROMIUM)('a screen that nobody operates (needs Debian package chromium)', () => {
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

  async function show(
    hash: string,
    { network = fakeProvince(), prepare = async (_: Page) => {} } = {},
  ): Promise<Page> {
    server = new FakeServer({ webRoot: bench.webRoot, network });
    await server.start();
    const { page } = await bench.open('about:blank');
    await prepare(page);
    await page.goto(`${server.url}${hash}`);
    await page.waitForSelector('.tile');
    return page;
  }
  const cursor = (page: Page): Promise<string> =>
    page
      .locator('.tile')
      .first()
      .evaluate((tile) => getComputedStyle(tile).cursor);

  it('hides the pointer that has rested for ten seconds, until it moves', async () => {
    const prepare = async (page: Page): Promise<void> => page.clock.install();
    const page = await show(KIOSK, { prepare });
    expect(await cursor(page)).not.toBe('none');
    await page.clock.fastForward(11_000);
    await page.waitForSelector('.wall.is-at-rest');
    expect(await cursor(page)).toBe('none');
    await page.mouse.move(200, 200);
    await page.mouse.move(300, 300);
    await page.waitForSelector('.wall:not(.is-at-rest)');
    expect(await cursor(page)).not.toBe('none');
  });

  it('keeps the display from sleeping, on the wall only', async () => {
    const prepare = async (page: Page): Promise<void> => {
      await page.addInitScript(() => {
        const locks = { taken: 0, released: 0 };
        const request = () => {
          locks.taken++;
          const lock = { released: false, release: () => Promise.resolve(locks.released++) };
          return Promise.resolve(lock);
        };
        Object.defineProperty(navigator, 'wakeLock', { value: { request } });
        Object.assign(window, { locks });
      });
    };
    const locks = (page: Page) =>
      page.evaluate(() => (window as unknown as { locks: { taken: number; released: number } }).locks);
    const desk = await show('#/wall', { prepare });
    expect(await locks(desk)).toEqual({ taken: 0, released: 0 });
    await desk.close();
    await server.stop();
    const page = await show(KIOSK, { prepare });
    expect(await locks(page)).toEqual({ taken: 1, released: 0 });
    await page.evaluate(() => {
      location.hash = '#/wall';
    });
    await page.waitForSelector('nav.pages');
    expect(await locks(page)).toEqual({ taken: 1, released: 1 });
  });

  /** Replaces the daemon by a newer one; gives whether the page still is the one that was loaded before. */
  async function update(page: Page): Promise<() => Promise<boolean>> {
    await page.evaluate(() => Object.assign(window, { isOld: true }));
    await server.stop();
    server.network = { ...server.network, version: '9.9.9', bootId: 'boot-2', seq: 500 };
    await server.start();
    return () => page.evaluate(() => (window as unknown as { isOld?: true }).isOld === true);
  }
  const allowed = (page: Page): Promise<void> => fakeAudio(page, { isAllowed: true });

  it('loads itself anew at night when jalur is a newer one', async () => {
    const page = await show(KIOSK, { network: { ...fakeProvince(), serverTime: NIGHT }, prepare: allowed });
    await update(page);
    await page.waitForFunction(() => !('isOld' in window), undefined, { timeout: 30_000 });
    await page.waitForSelector('.tile');
    expect(await page.getByText('Versi baru').count()).toBe(0);
  });

  it.each([
    ['by day', KIOSK, START, false],
    ['on a desk', '#/wall', NIGHT, false],
    ['during an incident', KIOSK, NIGHT, true],
  ])('does not %s, but says that there is a newer one', async (_, hash, serverTime, isTroubled) => {
    const calm = { ...fakeProvince(), serverTime };
    const page = await show(hash, { network: isTroubled ? troubled(calm) : calm, prepare: allowed });
    const isOld = await update(page);
    await page.getByText('Versi baru jalur sudah terpasang').waitFor({ timeout: 30_000 });
    const clock = await page.locator('.clock time').innerText();
    await page.waitForFunction(
      (text) => document.querySelector<HTMLElement>('.clock time')?.innerText !== text,
      clock,
    );
    expect(await isOld()).toBe(true);
    expect(await page.getByRole('button', { name: 'Muat ulang' }).count()).toBe(hash === KIOSK ? 0 : 1);
  });
});
