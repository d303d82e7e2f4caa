// The table of links: a view that can be sent, sorted and filtered by hand and keyboard, taken away as a file.

import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import type { NetworkView } from '../../../src/stream/protocol.ts';
import { axeFindings } from '../support/axe.ts';
import { type Bench, CHROMIUM, openBench } from '../support/browser.ts';
import { FakeServer } from '../support/fake-server.ts';
import { fakeProvince } from '../support/province.ts';
import { troubled } from '../support/story.ts';

describe.skipIf(!CHROMIUM)('the table of links (needs Debian package chromium)', () => {
  let bench: Bench;
  let server: FakeServer;

  beforeAll(async () => {
    bench = await openBench();
  }, 60_000);
  afterEach(async () => {
    const [first, ...others] = bench.context.pages();
    for (const page of others) {
      await page.evaluate(() => {
        localStorage.clear();
        sessionStorage.clear();
      });
      await page.close();
    }
    await first?.goto('about:blank');
    await server.stop();
  });
  afterAll(() => bench?.close());

  async function show(query = '', network: NetworkView = troubled(fakeProvince())): Promise<Page> {
    server = new FakeServer({ webRoot: bench.webRoot, network });
    await server.start();
    const { page } = await bench.open(`${server.url}#/links${query}`);
    await page.waitForSelector('.toolbar');
    return page;
  }
  const queryOf = (page: Page): string => page.url().split('?')[1] ?? '';
  const names = (page: Page): Promise<string[]> => page.locator('tr.link .c-link button').allInnerTexts();
  const waitForRows = (page: Page, count: number): Promise<unknown> =>
    page.waitForFunction((wanted) => document.querySelectorAll('tr.link').length === wanted, count);

  it('filters by several things at once, says by chips what is on, and clears with one press', async () => {
    const page = await show();
    expect(queryOf(page)).toBe('');
    await page.getByRole('button', { name: /^Saring/ }).click();
    await page.getByRole('checkbox', { name: 'VSAT' }).check();
    await page.getByRole('checkbox', { name: 'Mamasa' }).check();
    await page.getByRole('checkbox', { name: 'Majene' }).check();
    await waitForRows(page, 2);
    expect(queryOf(page)).toBe('rg=majene,mamasa&md=vsat');
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Saring');
    expect(await page.locator('.filter-chip').allInnerTexts()).toEqual([
      'Kabupaten: Majene ✕',
      'Kabupaten: Mamasa ✕',
      'Media: VSAT ✕',
      'Hapus semua saringan',
    ]);
    expect(await page.locator('.toolbar h1 .badge').innerText()).toBe('2 dari 36');
    await page.getByRole('button', { name: 'Kabupaten: Majene: hapus saringan' }).click();
    await waitForRows(page, 1);
    await page.getByRole('button', { name: 'Hapus semua saringan' }).click();
    await page.locator('.filter-chip').first().waitFor({ state: 'detached' });
    // The keyboard goes on where the filter is.
    await page.waitForFunction(() => document.activeElement?.getAttribute('type') === 'search');
    expect(queryOf(page)).toBe('');
  });

  it('shows a colleague the same view, and ignores what it does not know', async () => {
    const page = await show('?g=none&s=-loss&st=down,degraded,up&c=state,link,provider,loss,mos&x=1&pv=');
    expect(await page.locator('thead th').allInnerTexts()).toEqual([
      'Status',
      'Jalur',
      'Penyedia',
      'Loss ▾',
      'MOS',
    ]);
    expect(await page.locator('tr.group').count()).toBe(0);
    expect((await names(page)).slice(0, 2)).toEqual(['Provinsi – Mamasa', 'Mamuju Tengah – Tobadak']);
    expect(await page.locator('thead th.c-loss').getAttribute('aria-sort')).toBe('descending');
    expect(await page.locator('[data-link="mateng-0-radio"] .c-mos').innerText()).toMatch(/^\d,\d$/);
    expect(await page.locator('[data-link="prov-mamasa"] .c-mos').innerText()).toBe('–');
  });

  it('is sorted with the keyboard, both ways and back', async () => {
    const page = await show('?g=none');
    await page.locator('thead button').first().focus();
    for (let presses = 0; presses < 3; presses++) await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('RTT');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => location.hash.includes('s=-rtt'));
    expect(await page.locator('tr.link .c-rtt').first().innerText()).toBe('612 ms');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => location.hash.includes('s=rtt'));
    expect(await page.locator('tr.link .c-rtt').first().innerText()).toBe('4,2 ms');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => !location.hash.includes('s='));
    expect(await page.locator('tr.link .c-state').first().innerText()).toBe('Putus');
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Provinsi – Mamasa');
  });

  it('groups with counts, and keeps what was closed over a reload', async () => {
    const page = await show();
    await page.locator('.grouping select').selectOption('provider');
    await page.waitForFunction(() => location.hash.endsWith('?g=provider'));
    const groups = page.locator('tr.group .group-name');
    expect(await groups.allInnerTexts()).toEqual(['ICON+', 'Satelit']);
    expect(await page.locator('tr.group .group-counts').first().innerText()).toMatch(/23\s+normal/);
    await page.locator('tr.group button').first().click();
    await waitForRows(page, 6);
    await page.reload();
    await page.waitForSelector('tr.group');
    await waitForRows(page, 6);
    expect(await page.locator('tr.group button').first().getAttribute('aria-expanded')).toBe('false');
  });

  it('has the columns somebody chose, also when he comes again without them in the address', async () => {
    const page = await show();
    await page.getByRole('button', { name: 'Kolom' }).click();
    await page.getByRole('checkbox', { name: 'Jitter' }).check();
    await page.getByRole('checkbox', { name: 'Sebab' }).uncheck();
    await page.waitForFunction(() => location.hash.includes('jitter'));
    expect(queryOf(page)).toBe('c=state,link,long,rtt,jitter,loss,traffic,age');
    expect(await page.getByRole('checkbox', { name: 'Status' }).isDisabled()).toBe(true);
    await page.locator('nav.pages a[href="#/alerts"]').click();
    await page.locator('nav.pages a[href="#/links"]').click();
    await page.waitForSelector('th.c-jitter');
    expect(queryOf(page)).toContain('c=state,link,long,rtt,jitter');
    await page.getByRole('button', { name: 'Kolom' }).click();
    await page.getByRole('button', { name: 'Kolom bawaan' }).click();
    await page.locator('th.c-jitter').waitFor({ state: 'detached' });
    expect(queryOf(page)).toBe('');
  });

  it('writes exactly the view into a file, drawn or not, and says how many rows', async () => {
    const page = await show('?g=none&s=-rtt&c=state,link,provider,since,rtt,loss,spark', fakeProvince(300));
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Unduh CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('jalur-sulawesi-barat-20261124-1403.csv');
    const text = readFileSync(await download.path(), 'utf8');
    const lines = text.trimEnd().split('\r\n');
    expect(lines[0]).toBe('\uFEFFid;Status;Jalur;Penyedia;Sejak;RTT (ms);Loss (%)');
    expect(lines).toHaveLength(307);
    expect(lines[1]).toMatch(/^\S+-vsat;Normal;[^;]+;Satelit;2026-11-\d\dT\d\d:\d\d:\d\d\+08:00;612;0$/);
    expect(lines.at(-1)).toMatch(/;4,2;0$/);
    expect(await page.locator('tr.link').count()).toBeLessThan(80);
    expect(await page.locator('.exported').innerText()).toBe('CSV dibuat: 306 baris.');
  });

  it('opens a link beside the table with a press, and its page in a tab of its own', async () => {
    const page = await show();
    const row = page.locator('[data-link="prov-mamasa"]');
    await row.getByRole('button').click();
    const name = page.locator('.detail').getByRole('link', { name: 'Provinsi – Mamasa' });
    expect(await name.getAttribute('href')).toBe('#/links/prov-mamasa');
    expect(await page.locator('tr.selected').getAttribute('data-link')).toBe('prov-mamasa');
    const way = row.getByRole('link', { name: 'Buka halaman jalur: Provinsi – Mamasa' });
    expect(await way.getAttribute('href')).toBe('#/links/prov-mamasa');
    const [tab] = await Promise.all([bench.context.waitForEvent('page'), way.click({ button: 'middle' })]);
    await tab.waitForFunction(() => location.hash === '#/links/prov-mamasa');
    expect(new URL(page.url()).hash).toBe('#/links');
  });

  it('moves no row under the hand, says so, and moves them when asked', async () => {
    const page = await show('?g=none', fakeProvince());
    await page.locator('tr.link button').nth(2).focus();
    const before = await names(page);
    const down = linkId('majene-2-fiber');
    const reason = { kind: 'blind' } as const;
    server.emit({ kind: 'link.state', at: server.now, link: down, state: 'down', from: server.now, reason });
    await page.getByText('Urutan ditahan').waitFor();
    expect(await names(page)).toEqual(before);
    // What is told of the row itself does not wait.
    await page.waitForSelector(`[data-link="${down}"].s-down`);
    await page.getByRole('button', { name: 'Urutkan sekarang' }).click();
    await page.getByText('Urutan ditahan').waitFor({ state: 'detached' });
    expect(await page.locator('tr.link').first().getAttribute('data-link')).toBe(down);
    await page.waitForFunction(() => document.activeElement?.closest('tr.link') !== null);
  });

  it('says why it is empty, and what to do', async () => {
    const page = await show('?st=unknown&md=copper');
    expect(await page.locator('.table-panel .empty').innerText()).toMatch(/^Tidak ada jalur yang cocok/);
    await page.locator('.table-panel .empty button').click();
    await page.waitForSelector('tr.link');
    await page.close();
    await server.stop();
    const bare = await show('', { ...fakeProvince(), links: [] });
    expect(await bare.locator('.table-panel .empty').innerText()).toContain(
      'Belum ada jalur dalam konfigurasi',
    );
  });

  it('says that somebody sees a part only, and that nothing lies in it', async () => {
    const scope = { kind: 'regency', regency: 'majene' };
    const principal = { kind: 'user', name: 'andi', displayName: 'Andi', role: 'viewer', scope };
    await bench.context.route('**/api/v1/me', (route) =>
      route.fulfill({ json: { principal, logInBy: 'password' } }),
    );
    const page = await show();
    await page.getByText('Akun ini hanya melihat jalur kabupaten Majene.').waitFor();
    await page.close();
    await server.stop();
    const bare = await show('', { ...fakeProvince(), links: [] });
    await bare.getByText('Tidak ada jalur dalam wewenang akun ini').waitFor();
    await bench.context.unroute('**/api/v1/me');
  });

  it('on a telephone comes before the alarms, keeps names in place, and opens the page of a link', async () => {
    const page = await show('?c=state,link,rtt,loss,age,reason');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.waitForSelector('#links.is-wide');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    const top = (selector: string): Promise<number> =>
      page.locator(selector).evaluate((element) => element.getBoundingClientRect().top);
    expect(await top('.table-panel')).toBeLessThan(await top('.alerts'));
    const left = (selector: string): Promise<number> =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => Math.round(element.getBoundingClientRect().left));
    const [state, name, rtt] = [await left('td.c-state'), await left('td.c-link'), await left('td.c-rtt')];
    await page.locator('#links').evaluate((element) => element.scrollTo(150, 0));
    expect([await left('td.c-state'), await left('td.c-link'), await left('td.c-rtt')]).toEqual([
      state,
      name,
      rtt - 150,
    ]);
    await page.locator('[data-link="prov-mamasa"] button').click();
    await page.waitForFunction(() => location.hash === '#/links/prov-mamasa');
  });

  it.each(['dark', 'light'] as const)(
    'is fit for everybody in the %s theme: axe finds nothing',
    async (theme) => {
      const page = await show(
        '?st=down,up,degraded,unreachable&s=-loss&c=state,link,provider,rtt,loss,mos,age,reason',
      );
      await page.evaluate((chosen) => {
        document.documentElement.dataset['theme'] = chosen;
      }, theme);
      await page.waitForSelector('tr.link');
      await page.locator('tr.link button').nth(1).click();
      await page.waitForSelector('tr.selected');
      expect(await axeFindings(page)).toEqual([]);
      await page.getByRole('button', { name: /^Saring/ }).click();
      expect(await axeFindings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Kolom' }).click();
      expect(await axeFindings(page)).toEqual([]);
    },
  );
});
