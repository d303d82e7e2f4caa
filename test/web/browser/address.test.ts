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

  async function at(hash: string) {
    const network = troubled(fakeProvince());
    server = new FakeServer({ webRoot: bench.webRoot, network });
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
    const { page, complaints } = await bench.open(`${server.url}${hash}`);
    await page.waitForSelector('[data-link]');
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
    expect(new URL(page.url()).hash).toBe('');
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
});
