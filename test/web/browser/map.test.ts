// The map's page as an operator meets it: with a mouse, with the keyboard alone, on a telephone, and when something fails.

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import type { NetworkView } from '../../../src/stream/protocol.ts';
import { axeFindings } from '../support/axe.ts';
import { type Bench, CHROMIUM, openBench } from '../support/browser.ts';
import { FakeServer } from '../support/fake-server.ts';
import { mappedProvince, mappedTrouble } from '../support/map-province.ts';
import { MAP_VIEW } from '../support/map-view.ts';
import { fakeProvince } from '../support/province.ts';

const DESK = [1366, 768] as const;
const PHONE = [390, 844] as const;
/** A tooltip stands so far beside what it is about, px; as in tooltip.tsx. */
const TIP_GAP_PX = 14;

interface Look {
  readonly network?: NetworkView;
  readonly hash?: string;
  readonly size?: readonly [width: number, height: number];
  readonly theme?: 'dark' | 'light';
  /** What the daemon answers; undefined: nothing. */
  readonly view?: object | undefined;
  /** Whether the list has any sites. */
  readonly rows?: boolean;
}

describe.skipIf(!CHROMIUM)('the map (needs Debian package chromium)', () => {
  let bench: Bench;
  let server: FakeServer;
  beforeAll(async () => {
    bench = await openBench();
  }, 60_000);
  afterEach(async () => {
    for (const page of bench.context.pages().slice(1)) await page.close();
    await server.stop();
  });
  afterAll(() => bench?.close());

  async function show(
    look: Look = {},
  ): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> {
    const { network = mappedTrouble(), hash = '#/map', size = DESK, theme = 'dark' } = look;
    server = new FakeServer({ webRoot: bench.webRoot, network });
    if (!('view' in look) || look.view) server.answers.set('/api/v1/map', look.view ?? MAP_VIEW);
    await server.start();
    const { page, complaints } = await bench.open('about:blank');
    await page.setViewportSize({ width: size[0], height: size[1] });
    await page.emulateMedia({ colorScheme: theme });
    await page.goto(`${server.url}${hash}`);
    await page.waitForSelector(look.rows === false ? '.map-list .empty' : '.map-row[data-site]');
    return { page, complaints };
  }

  const focused = (page: Page): Promise<string | undefined> =>
    page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['site']);
  /** Puts the keyboard on a site of the list, of which only what is in view is drawn. */
  async function focusSite(page: Page, site: string): Promise<void> {
    await page.locator('.map-row[data-site]').first().focus();
    await page.keyboard.press('Home');
    for (let pages = 0; pages < 10 && (await page.locator(`[data-site="${site}"]`).count()) === 0; pages++)
      await page.keyboard.press('PageDown');
    await page.locator(`[data-site="${site}"]`).focus();
    const name = await page.locator(`[data-site="${site}"] .map-row-name`).innerText();
    await page.waitForFunction(
      (text) => document.querySelector('.map-tip strong')?.textContent === text,
      name,
    );
  }

  /** Where a site is drawn, told by the tooltip that the list gives it. */
  async function placeOf(page: Page, site: string): Promise<{ readonly x: number; readonly y: number }> {
    await focusSite(page, site);
    const tip = await page.locator('.map-tip').boundingBox();
    if (!tip) throw new Error('the list names what is focused on the map');
    return { x: tip.x - TIP_GAP_PX, y: tip.y + tip.height / 2 };
  }

  it('draws without a complaint, and asks nobody but its own server', async () => {
    const { page, complaints } = await show();
    const urls: string[] = [];
    page.on('request', (request) => urls.push(request.url()));
    await page.reload();
    await page.waitForSelector('.map-row[data-site]');
    await page.waitForFunction(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('.map-network');
      const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
      return data?.some((value) => value !== 0);
    });
    expect(urls.filter((url) => !url.startsWith(server.url))).toEqual([]);
    expect(urls.filter((url) => url.endsWith('/api/v1/map'))).toHaveLength(1);
    expect(server.missing).toEqual([]);
    expect(complaints).toEqual([]);
    // What lies under the network is drawn when its answer is there, maybe later than the links.
    await page
      .locator('.map-credit')
      .getByText('Garis pantai: Natural Earth · Batas wilayah indikatif', { exact: true })
      .waitFor();
    expect(await page.locator('.map-scale').innerText()).toMatch(/^\d+ km$/);
    expect(await page.locator('canvas:not([aria-hidden=true])').count()).toBe(0);
  });

  it('lists by regency what it shows, whatever is broken first', async () => {
    const { page } = await show();
    const rows = (await page.locator('.map-row').allInnerTexts()).map((text) =>
      text.replace(/\s+/g, ' ').trim(),
    );
    expect(rows.slice(0, 4)).toEqual([
      'Mamasa 6 dari 6 bermasalah',
      expect.stringMatching(/^Mamasa Putus 47 mnt \d\d dtk$/),
      expect.stringMatching(/^Lambanan Tak terjangkau 47 mnt/),
      expect.stringMatching(/^Malabo Tak terjangkau 47 mnt/),
    ]);
    expect(rows).toContain('Tingkat provinsi 1');
    expect(rows).toContain('Karya Bersama Normal');
  });

  it('is walked with the keyboard alone: list, panel, and back', async () => {
    const { page } = await show();
    await page.locator('select[name=provider]').focus();
    for (let presses = 0; presses < 8 && (await focused(page)) === undefined; presses++)
      await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('mamasa');
    expect(await page.locator('.map-tip').innerText()).toMatch(/^Mamasa/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const site = await focused(page);
    await page.locator('.map-tip strong', { hasText: /^Malabo$/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.site-panel');
    expect(page.url()).toContain(`#/map?site=${site}`);
    expect(await page.locator('.site-panel').innerText()).toMatch(/Malabo[\s\S]+Desa[\s\S]+Jalur ke sini/);
    await page.keyboard.press('Escape');
    await page.waitForSelector('.site-panel', { state: 'detached' });
    await page.waitForFunction((id) => (document.activeElement as HTMLElement).dataset['site'] === id, site);
    await page.keyboard.press('End');
    await page.waitForFunction(() => document.activeElement?.closest('li')?.nextElementSibling === null);
    await page.keyboard.press('Home');
    expect(await focused(page)).toBe('mamasa');
  });

  it('zooms and moves with keys and buttons, and shows the whole province again', async () => {
    const { page } = await show();
    const scale = () => page.locator('.map-scale').innerText();
    const before = await scale();
    await page.locator('.map-holder').focus();
    for (let presses = 0; presses < 5; presses++) await page.keyboard.press('+');
    expect(await scale()).not.toBe(before);
    await page.keyboard.press('ArrowRight');
    await page.getByRole('button', { name: 'Seluruh provinsi' }).click();
    expect(await scale()).toBe(before);
    await page.getByRole('button', { name: 'Perbesar' }).click();
    await page.getByRole('button', { name: 'Perbesar' }).click();
    expect(await scale()).not.toBe(before);
  });

  it('names what the pointer is on, and opens it', async () => {
    const { page } = await show();
    const place = await placeOf(page, 'majene');
    await page.locator('.map-legend summary').focus();
    await page.waitForSelector('.map-tip', { state: 'detached' });
    await page.mouse.move(place.x, place.y);
    await page.waitForSelector('.map-tip');
    // Majene has two links, each with its state.
    expect(await page.locator('.map-tip').innerText()).toMatch(/^Majene\n[\s\S]*Provinsi – Majene 2/);
    await page.mouse.click(place.x, place.y);
    await page.waitForSelector('.site-panel');
    expect(await page.locator('.site-panel h2').innerText()).toContain('Majene');
    await page.locator('.site-panel a').first().click();
    await page.waitForURL(/#\/links\/prov-majene/);
  });

  it('opens a link that was pointed at, and a cluster by zooming into it', async () => {
    const { page } = await show();
    const from = await placeOf(page, 'diskominfo');
    const to = await placeOf(page, 'pasangkayu');
    await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2);
    await page.waitForSelector('.map-tip');
    expect(await page.locator('.map-tip').innerText()).toMatch(/^Provinsi – Pasangkayu\n[\s\S]*sejak/);
    // A village that is drawn with its neighbours: its place is the cluster's.
    const village = await placeOf(page, 'pasangkayu-0');
    await page.locator('.map-legend summary').focus();
    await page.mouse.move(village.x, village.y);
    await page.waitForFunction(() => /lokasi/.test(document.querySelector('.map-tip')?.textContent ?? ''));
    const before = await page.locator('.map-scale').innerText();
    await page.mouse.click(village.x, village.y);
    await page.waitForFunction((text) => document.querySelector('.map-scale')?.textContent !== text, before);
    expect(page.url()).not.toContain('site=');
  });

  it('follows the stream, and keeps the view in the address', async () => {
    const { page } = await show({ network: mappedProvince(), rows: false, hash: '#/map?state=problems' });
    expect(await page.locator('.map-row[data-site]').count()).toBe(0);
    server.emit({
      kind: 'link.state',
      at: server.now,
      link: linkId('majene-2-fiber'),
      state: 'down',
      from: server.now - 3_000,
      reason: { kind: 'blind' },
    });
    await page.waitForSelector('[data-site="majene-2"]');
    expect(await page.locator('[data-site="majene-2"]').innerText()).toMatch(/Putus/);
    await page.selectOption('select[name=medium]', 'vsat');
    await page.waitForSelector('[data-site="majene-2"]', { state: 'detached' });
    expect(page.url()).toContain('#/map?state=problems&medium=vsat');
    await page.getByRole('button', { name: 'Tampilkan semua' }).click();
    await page.waitForSelector('[data-site="majene-1"]');
    expect(page.url()).toMatch(/#\/map$/);
  });

  it('says what is missing: the coast, a position, all positions', async () => {
    const { page } = await show({ network: mappedProvince(300), view: undefined });
    await page.waitForSelector('.map-note');
    expect(await page.locator('.map-note').innerText()).toMatch(
      /^7 lokasi tanpa koordinat tidak tampak di peta/,
    );
    await page.keyboard.press('End');
    await page.close();
    await server.stop();
    const bare = await show({ network: fakeProvince() });
    expect(await bare.page.locator('.map-empty').innerText()).toMatch(/Belum ada lokasi dengan koordinat/);
    expect(bare.complaints).toEqual([]);
  });

  it.each([
    ['dark', DESK],
    ['light', DESK],
    ['light', PHONE],
  ] as const)('gives axe nothing to find: %s, %j', async (theme, size) => {
    const { page } = await show({ theme, size });
    await page.locator('.map-row[data-site]').first().click();
    await page.waitForSelector('.site-panel');
    expect(await axeFindings(page)).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(wide).toBe(false);
  });
});
