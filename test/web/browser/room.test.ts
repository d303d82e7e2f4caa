// The room at work: incidents folded, maintenance told and marked, everything reached with the keyboard, nothing cut off.

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, CHROMIUM, openBench } from '../support/browser.ts';
import { FakeServer } from '../support/fake-server.ts';
import { fakeProvince, START } from '../support/province.ts';
import { COVERED, workedOn } from '../support/room.ts';

describe.skipIf(!CHROMIUM)('the room at work (needs Debian package chromium)', () => {
  let bench: Bench;
  let server: FakeServer;
  beforeAll(async () => {
    bench = await openBench();
  }, 60_000);
  afterEach(() => server.stop());
  afterAll(() => bench?.close());

  async function show(network = workedOn()): Promise<Page> {
    server = new FakeServer({ webRoot: bench.webRoot, network });
    await server.start();
    const { page } = await bench.open(`${server.url}#/links`);
    await page.waitForSelector('[data-link]');
    return page;
  }
  const focused = (page: Page): Promise<string> =>
    page.evaluate(() => {
      const { activeElement: at } = document;
      return at?.getAttribute('aria-label') ?? at?.getAttribute('name') ?? at?.textContent ?? '';
    });

  it('shows an incident with whom it cut off, and what it holds back folded under it', async () => {
    const page = await show();
    const root = page.locator('.alert[data-alert="41"]');
    expect(await root.locator('.alert-title').innerText()).toBe('Putus: Provinsi – Mamasa');
    expect(await root.locator('.alert-impact').innerText()).toBe('5 desa ikut terputus');
    await root.getByRole('button', { name: '5 alarm di bawahnya' }).click();
    expect(await root.locator('.child').count()).toBe(5);
    const child = root.locator('.child').first();
    expect(await child.innerText()).toMatch(/^Tak terjangkau: Mamasa – /);
    await child.locator('.alert-title').click();
    await page.waitForSelector('.detail.of-alert');
    const facts = await page.locator('.alert-facts').innerText();
    expect(facts).toContain('ditahan: Mamasa terputus sejak 13:16');
    expect(facts).toContain('gangguan #41');
    await page.close();
  });

  it('tells status, occurrences, cause, and why nobody was told', async () => {
    const page = await show();
    const text = (number: number): Promise<string> =>
      page.locator(`.alerts [data-alert="${number}"]`).innerText();
    expect(await page.locator('.alerts h2').innerText()).toMatch(
      /Alarm\s+5\s+3 menunggu petugas\s+2 ditahan/,
    );
    expect(await text(61)).toMatch(/3×[\s\S]*aktif – diakui oleh Andi 14:01/);
    expect(await text(30)).toMatch(
      /Penyebab: cuaca pada VSAT \(Sitti 13:34\)[\s\S]*pulih 13:32 – belum diakui/,
    );
    expect(await text(60)).toMatch(/\saktif$/);
    expect(await text(31)).toContain('pulih 11:43 – menunggu reset');
    expect(await text(32)).toContain('ditahan: ditangguhkan oleh Sitti sampai 17:00');
    expect(await text(33)).toContain('ditahan: pemeliharaan “Ganti ODP Majene” (ICON+) sampai 16:00');
    await page.close();
  });

  it('tells which windows are open, marks the links they cover, and follows their beginning and end', async () => {
    const page = await show(fakeProvince());
    expect(await page.locator('.banner.maintenance').count()).toBe(0);
    const open = {
      window: 'odp',
      name: 'Ganti ODP',
      announcedBy: 'ICON+',
      from: START,
      to: START + 3_600_000,
    };
    server.network = { ...server.network, maintenance: [{ ...open, links: COVERED }] };
    server.emit({ kind: 'maintenance.begun', at: server.now, ...open, links: COVERED.length });
    await page.waitForSelector('.banner.maintenance');
    expect(await page.locator('.banner.maintenance').innerText()).toMatch(
      /PEMELIHARAAN\s+Ganti ODP · ICON\+ · sampai 15:03 · 3 jalur/,
    );
    // Only a new snapshot tells which links.
    expect(server.resumes).toEqual([undefined, undefined]);
    await page.fill('input[type=search]', 'majene');
    expect(await page.locator('.c-link .wrench').count()).toBe(COVERED.length);
    expect(await page.locator(`[data-link="${COVERED[0]}"] .c-reason`).innerText()).toContain('pemeliharaan');
    server.emit({ kind: 'maintenance.ended', at: server.now, ...open, links: COVERED.length });
    await page.waitForSelector('.banner.maintenance', { state: 'detached' });
    expect(await page.locator('.c-link .wrench').count()).toBe(0);
    await page.close();
  });

  it('is worked with the keyboard alone: open, act, note, close, and the keyboard stays where it was', async () => {
    const page = await show();
    await page.locator('[data-alert="41"] .alert-title').focus();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Akui: Putus: Provinsi – Mamasa');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('who');
    await page.keyboard.press('Escape');
    expect(await focused(page)).toBe('Akui: Putus: Provinsi – Mamasa');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Andi');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.className === 'alert-title');
    expect(await focused(page)).toBe('Putus: Provinsi – Mamasa');
    expect(await page.locator('[data-alert="41"] [data-act=ack]').count()).toBe(0);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.detail.of-alert');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Tutup (Esc)');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Catatan: Putus: Provinsi – Mamasa');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('note');
    await page.keyboard.type('tim berangkat');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Andi mencatat: tim berangkat').waitFor();
    expect(await focused(page)).toBe('Catatan: Putus: Provinsi – Mamasa');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.detail', { state: 'detached' });
    await page.waitForFunction(() => document.activeElement?.className === 'alert-title');
    expect(await focused(page)).toBe('Putus: Provinsi – Mamasa');
    await page.evaluate(() => localStorage.clear());
    await page.close();
  });

  it('opens a form again although the browser tells late that the last one was closed', async () => {
    const page = await show();
    await page.locator('[data-alert="41"] [data-act=ack]').focus();
    for (let times = 0; times < 10; times++) {
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
    }
    await page.keyboard.press('Enter');
    await page.keyboard.type('Andi');
    expect(await page.locator('[name=who]').inputValue()).toBe('Andi');
    await page.close();
  });

  it('goes from a link to its alert', async () => {
    const page = await show();
    await page.locator('[data-link="prov-mamasa"] button').click();
    await page.getByRole('button', { name: 'Alarm #41: Putus: Provinsi – Mamasa' }).click();
    await page.waitForSelector('.detail.of-alert');
    await page.close();
  });

  it.each([
    [1366, 768],
    [1920, 1080],
    [390, 844],
  ])('cuts no button and no word of an alert short at %i × %i', async (width, height) => {
    const page = await show();
    await page.setViewportSize({ width, height });
    await page.locator('.alerts [data-alert="32"] .alert-title').click();
    await page.waitForSelector('.detail.of-alert');
    const cut = await page.evaluate(() => [
      ...(document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : []),
      ...[...document.querySelectorAll<HTMLElement>('.act, .alert-status, .alert-impact, .alert-facts p')]
        .filter((each) => each.scrollWidth > each.clientWidth)
        .filter((each) => getComputedStyle(each).display !== 'inline')
        .map((each) => each.innerText),
      ...[...document.querySelectorAll<HTMLElement>('.side .scroller, .top')]
        .filter((each) => each.scrollWidth > each.clientWidth)
        .map((each) => `${each.className} scrolls sideways`),
    ]);
    expect(cut).toEqual([]);
    if (width >= 1366) {
      const [counts, clock] = await Promise.all(
        ['.counts', '.clock'].map(async (each) => (await page.locator(each).boundingBox())?.height ?? 999),
      );
      expect(counts, 'the counts stand in one line').toBeLessThan(45);
      expect(clock).toBeLessThan(45);
      // The list keeps room for at least one alert above the details.
      expect((await page.locator('.alerts').boundingBox())?.height ?? 0).toBeGreaterThan(180);
    }
    await page.close();
  });
});
