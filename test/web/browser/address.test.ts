// The address of the page: a message leads to its alert, also when that is over by now, and the way back works.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Alert } from '../../../src/domain/alert.ts';
import { type Bench, CHROMIUM, openBench } from '../support/browser.ts';
import { FakeServer } from '../support/fake-server.ts';
import { fakeProvince } from '../support/province.ts';
import { troubled } from '../support/story.ts';

describe.skipIf(!CHROMIUM)('the address of the page (needs Debian package chromium)', () => {
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

  async function at(hash: string, { token, isPhone = false }: { token?: string; isPhone?: boolean } = {}) {
    const network = troubled(fakeProvince());
    server = new FakeServer({ webRoot: bench.webRoot, network, ...(token !== undefined && { token }) });
    await server.start();
    const root = network.alerts.find(({ number }) => number === 41);
    if (!root) throw new Error('the story has no alert 41');
    server.acts.know({ ...root, number: 7, status: 'closed', closedAt: root.since + 60_000 } as Alert);
    server.acts.messages = [
      {
        channel: 'ruang-operasi',
        subject: '[Mayor] Putus: Majene',
        bornAt: root.since,
        endedAt: root.since + 1_000,
        outcome: 'refused',
        detail: 'HTTP 403',
      },
    ];
    const { page, complaints } = await bench.open('about:blank');
    if (isPhone) await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${server.url}${hash}`);
    if (token !== undefined) {
      await page.fill('#token', token);
      await page.keyboard.press('Enter');
    }
    await page.waitForSelector('[data-alert]');
    return { page, complaints };
  }

  it('opens the alert that a message names, with what became of messages', async () => {
    const { page, complaints } = await at('#/alerts/41');
    const detail = page.locator('.detail.of-alert');
    await detail.getByText('Pesan').waitFor();
    expect(await detail.locator('h2').innerText()).toContain('Putus');
    expect(await detail.locator('section[aria-label=Pesan] li').innerText()).toMatch(
      /ruang-operasi ditolak: \[Mayor\] Putus: Majene \(HTTP 403\)$/,
    );
    expect(await detail.locator('.of-link').count()).toBe(1);
    await page.keyboard.press('Escape');
    await detail.waitFor({ state: 'detached' });
    expect(new URL(page.url()).hash).toBe('#/alerts');
    await page.goBack();
    await detail.waitFor();
    expect(complaints).toEqual([]);
  });

  it('opens one that is over, and says of one it cannot read that it cannot', async () => {
    const { page } = await at('#/alerts/7');
    const detail = page.locator('.detail.of-alert');
    await detail.locator('.of-link').waitFor();
    expect(await detail.locator('.alert-status').innerText()).toMatch(/selesai|ditutup|pulih/i);
    await page.evaluate(() => {
      location.hash = '#/alerts/999';
    });
    await detail.getByText('Alarm dengan nomor ini tidak ada').waitFor();
    await page.evaluate(() => {
      location.hash = '#links';
    });
    expect(await detail.getByText('Alarm dengan nomor ini tidak ada').count()).toBe(1);
  });

  it('follows what is opened by hand, and takes an address that names nothing for the room', async () => {
    const { page, complaints } = await at('#/alerts');
    expect(await page.locator('.detail').count()).toBe(0);
    await page.locator('[data-alert="41"] .alert-title').first().click();
    await page.waitForFunction(() => location.hash === '#/alerts/41');
    expect(complaints).toEqual([]);
  });

  it('asks for the token first, and then opens the alert that is over by now, with its link', async () => {
    const { page } = await at('#/alerts/7', { token: 'rahasia' });
    const detail = page.locator('.detail.of-alert');
    await detail.locator('.of-link').waitFor();
    expect(await detail.locator('.alert-status').innerText()).toMatch(/selesai|ditutup|pulih/i);
    expect(new URL(page.url()).hash).toBe('#/alerts/7');
    await page.reload();
    await detail.locator('.of-link').waitFor();
    await page.context().clearCookies();
  });

  it('goes back and forward through what was open', async () => {
    const { page, complaints } = await at('#/alerts');
    const title = page.locator('.detail.of-alert h2');
    for (const number of [41, 60]) {
      await page.locator(`[data-alert="${number}"] .alert-title`).first().click();
      await page.waitForFunction((hash) => location.hash === hash, `#/alerts/${number}`);
    }
    const opened = await title.innerText();
    await page.goBack();
    await page.waitForFunction(() => location.hash === '#/alerts/41');
    expect(await title.innerText()).not.toBe(opened);
    await page.goBack();
    await title.waitFor({ state: 'detached' });
    expect(new URL(page.url()).hash).toBe('#/alerts');
    await page.goForward();
    await page.goForward();
    await page.waitForFunction(() => location.hash === '#/alerts/60');
    expect(await title.innerText()).toBe(opened);
    expect(complaints).toEqual([]);
  });

  it('shows no link of another alert beside one that it does not know', async () => {
    const { page } = await at('#/alerts/41');
    const detail = page.locator('.detail.of-alert');
    await detail.locator('.of-link').waitFor();
    await page.evaluate(() => {
      location.hash = '#/alerts/999';
    });
    await detail.getByText('Alarm dengan nomor ini tidak ada').waitFor();
    expect(await detail.locator('.of-link').count()).toBe(0);
    expect(new URL(page.url()).hash).toBe('#/alerts/999');
    await page.goBack();
    await detail.locator('.of-link').waitFor();
  });

  it('keeps an alert open that closes meanwhile, and says that it is over', async () => {
    const { page, complaints } = await at('#/alerts/41');
    const detail = page.locator('.detail.of-alert');
    await detail.locator('.of-link').waitFor();
    const open = server.network.alerts.find(({ number }) => number === 41);
    if (!open) throw new Error('the story has no alert 41');
    const closed = { ...open, status: 'closed', closedAt: server.now } as const;
    server.emit({ kind: 'alert.closed', at: server.now, alert: closed });
    await detail.locator('.alert-status', { hasText: /selesai|ditutup|pulih/i }).waitFor();
    expect(await detail.locator('.of-link').count()).toBe(1);
    expect(new URL(page.url()).hash).toBe('#/alerts/41');
    expect(complaints).toEqual([]);
  });

  it('leads to the alert, or to the list of them, on a telephone', async () => {
    const top = (element: Element): number => element.getBoundingClientRect().top;
    const { page } = await at('#/alerts/41', { isPhone: true });
    const detail = page.locator('.detail.of-alert');
    await detail.locator('.of-link').waitFor();
    await page.waitForFunction(() => scrollY > 0);
    expect(await detail.evaluate(top)).toBeLessThan(100);
    await detail.locator('h2 button').click();
    await detail.waitFor({ state: 'detached' });
    await page.evaluate(() => scrollTo(0, 0));
    expect(await page.locator('.alerts .alert').first().evaluate(top)).toBeLessThan(422);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});
