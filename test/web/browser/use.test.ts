// Using the page: language, theme, filter, keyboard, details, and a province of ten thousand links.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Alert } from '../../../src/domain/alert.ts';
import { linkId } from '../../../src/domain/ids.ts';
import { type Bench, CHROMIUM, openBench } from '../support/browser.ts';
import { FakeServer } from '../support/fake-server.ts';
import { fakeProvince, round } from '../support/province.ts';
import { alert, troubled } from '../support/story.ts';
import { watchThread } from '../support/thread-work.ts';

/** Rows that may exist at once, however long the list is. */
const DRAWN_ROWS = 80;
/**
 * Longest stretch of work that may keep the browser from drawing while figures or alerts pour in, ms of the thread's CPU; a hitch,
 * not a freeze.
 */
const LONGEST_TASK_MS = 500;

describe.skipIf(!CHROMIUM)('using the page (needs Debian package chromium)', () => {
  let bench: Bench;
  let server: FakeServer;
  let big: FakeServer;

  beforeAll(async () => {
    bench = await openBench();
    server = new FakeServer({ webRoot: bench.webRoot, network: troubled(fakeProvince()) });
    big = new FakeServer({ webRoot: bench.webRoot, network: fakeProvince(10_000) });
    await server.start();
    await big.start();
  }, 60_000);
  afterAll(async () => {
    await bench?.close();
    await server?.stop();
    await big?.stop();
  });

  async function open(url = server.url) {
    const opened = await bench.open(`${url}#/links`);
    await opened.page.waitForSelector('[data-link]');
    return opened.page;
  }

  it('changes language and theme at once and keeps them', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.locator('[data-link="prov-mamasa"] .c-state').innerText()).toBe('Down');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await background();
    await page.getByRole('button', { name: 'Dark or light theme' }).click();
    expect(await background()).not.toBe(dark);
    await page.reload();
    await page.waitForSelector('[data-link]');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await background()).not.toBe(dark);
    await page.evaluate(() => localStorage.clear());
    await page.close();
  });

  it('shows problems only, and finds a link from the slash key', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Hanya gangguan' }).click();
    expect(await page.locator('tr.link').count()).toBe(7);
    await page.keyboard.press('/');
    await page.keyboard.type('tobadak');
    await page.waitForFunction(() => document.querySelectorAll('tr.link').length === 1);
    expect(await page.locator('tr.link .c-state').innerText()).toBe('Menurun');
    await page.close();
  });

  it('is walked with the keyboard: groups close, details open', async () => {
    const page = await open();
    await page.locator('tr.group button').first().focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('[data-link="prov-mamasa"]').count()).toBe(0);
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Provinsi – Mamasa');
    await page.keyboard.press('Enter');
    expect(await page.locator('.detail').innerText()).toContain('10.76.2.1');
    await page.keyboard.press('End');
    await page.waitForFunction(() => document.activeElement?.textContent?.startsWith('Majene – '));
    await page.locator('#links').evaluate((element) => element.scrollTo(0, 0));
    await page.waitForFunction(
      () => document.querySelector('tr.group button')?.getAttribute('tabindex') === '0',
    );
    await page.close();
  });

  it('reveals the link of an alert, and draws its echoes as they come', async () => {
    const page = await open();
    await page.locator('[data-alert="61"] .alert-title').click();
    await page.waitForFunction(() => location.hash === '#/alerts/61');
    await page.waitForSelector('.detail.of-alert .of-link');
    const link = linkId('polewali-3-lte');
    const at = server.now;
    server.broadcast({
      type: 'link.echo',
      link,
      echoes: [
        { at, outcome: 'answered', rttMs: 38.4, burst: false },
        { at: at + 200, outcome: 'lost', burst: true },
      ],
    });
    await page.waitForSelector('.echo-lost');
    expect(await page.locator('.echoes svg').getAttribute('aria-label')).toBe(
      'Echo langsung: 1 terjawab, 1 hilang',
    );
    await page.locator('nav.pages a[href="#/links"]').click();
    await page.waitForSelector('tr[data-link="polewali-3-lte"].selected');
    expect(await page.locator('[data-link="polewali-3-lte"] .c-reason').innerText()).toContain('diperiksa');
    await page.close();
  });

  it('needs no colour to tell states apart: every state has a word and a shape of its own', async () => {
    const page = await open();
    const shapes = await page
      .locator('.counts .mark')
      .evaluateAll((marks) => marks.map((mark) => mark.innerHTML.replace(/ (class|style)="[^"]*"/g, '')));
    expect(shapes).toHaveLength(5);
    expect(new Set(shapes).size).toBe(5);
    await page.close();
  });

  it('draws only what is in view of ten thousand links, and stays quick while all of them report', async () => {
    const page = await open(big.url);
    expect(await page.locator('.count.s-up b').innerText()).toBe('10008');
    expect(await page.locator('table.links tr').count()).toBeLessThan(DRAWN_ROWS);
    const work = await watchThread(page);
    for (const [index, link] of big.network.links.entries()) {
      const state = index === 5_000 ? 'down' : 'up';
      if (state === 'down') {
        const reason = { kind: 'blind' } as const;
        big.emit({ kind: 'link.state', at: big.now, link: link.id, state, from: big.now, reason });
      }
      big.emit({ kind: 'link.round', at: big.now, link: link.id, state, round: round(big.now, 77) });
      if (index % 100 === 0) await new Promise((done) => setTimeout(done, 10));
    }
    await page.waitForSelector('.count.s-down:not(.zero)');
    await page.waitForFunction(() => document.querySelector('tr.link .c-rtt')?.textContent === '77,0 ms');
    const box = page.locator('#links');
    await box.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await page.waitForSelector('tr[aria-rowindex="10015"]');
    expect(await page.locator('table.links tr').count()).toBeLessThan(DRAWN_ROWS);
    expect((await work()).longestTaskMs).toBeLessThan(LONGEST_TASK_MS);
    await page.close();
  }, 60_000);

  it('draws 200 of ten thousand alerts, and stays quick while all of them come and go', async () => {
    const page = await open(big.url);
    const work = await watchThread(page);
    const alerts = big.network.links
      .slice(0, 10_000)
      .map(({ id, name }, index) => alert(index + 1, { rule: 'link.down', subject: id, data: { name } }));
    const badge = (count: string) =>
      page.waitForFunction((text) => document.querySelector('.alerts .badge')?.textContent === text, count);
    let { seq } = big.network;
    const tell = (kind: 'alert.raised' | 'alert.closed', told: readonly Alert[]): void => {
      const events = told.map((each) => ({ seq: ++seq, durable: true, kind, at: big.now, alert: each }));
      for (let i = 0; i < events.length; i += 200)
        big.broadcast({ type: 'events', events: events.slice(i, i + 200) });
    };
    tell('alert.raised', alerts);
    await badge('10000');
    expect(await page.locator('.alerts .alert').count()).toBe(200);
    expect(await page.locator('.alerts .scroller > .empty').innerText()).toMatch(/^\+9800 /);
    tell(
      'alert.closed',
      alerts.map((each) => ({ ...each, status: 'closed', closedAt: big.now })),
    );
    await badge('0');
    expect(await page.locator('.alerts .alert').count()).toBe(0);
    expect((await work()).longestTaskMs).toBeLessThan(LONGEST_TASK_MS);
    await page.close();
  }, 60_000);
});
