// Operators at work on the page: who acknowledges, on which screens it shows, what is put aside and comes back, and what
// happens when the server does not record it.

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, CHROMIUM, openBench } from '../support/browser.ts';
import { FakeServer } from '../support/fake-server.ts';
import { fakeProvince } from '../support/province.ts';
import { workedOn } from '../support/room.ts';
import { troubled } from '../support/story.ts';

const ROOT = '.alerts [data-alert="41"]';

describe.skipIf(!CHROMIUM)('acts on the page (needs Debian package chromium)', () => {
  let bench: Bench;
  let server: FakeServer;

  beforeAll(async () => {
    bench = await openBench();
  }, 60_000);
  afterEach(async () => {
    for (const page of bench.context.pages().slice(1)) {
      await page.evaluate(() => localStorage.clear());
      await page.close();
    }
    await server.stop();
  });
  afterAll(() => bench?.close());

  async function start(network = troubled(fakeProvince())): Promise<void> {
    server = new FakeServer({ webRoot: bench.webRoot, network });
    await server.start();
  }

  /** A screen at which somebody has said who acts; screens of one host share what the browser keeps. */
  async function screenOf(name: string, host = '127.0.0.1'): Promise<Page> {
    const { page } = await bench.open(`${server.url.replace('127.0.0.1', host)}#/alerts`);
    await page.waitForSelector('[data-alert]');
    if (name === '') return page;
    await page.locator('.operator').click();
    await page.fill('[name=who]', name);
    await page.getByRole('button', { name: 'Simpan' }).click();
    await page.waitForSelector('dialog', { state: 'detached' });
    return page;
  }

  const status = (page: Page, alert = ROOT) => page.locator(`${alert} .alert-status`).innerText();

  it('asks once who acts, shows the name, and acknowledges with it', async () => {
    await start();
    const page = await screenOf('');
    expect(await page.locator('.operator').innerText()).toMatch(/Petugas\s+isi nama/);
    await page.locator(`${ROOT} [data-act=ack]`).click();
    await page.fill('[name=who]', '  Andi ');
    await page.keyboard.press('Enter');
    await page.waitForFunction((root) => !document.querySelector(`${root} [data-act=ack]`), ROOT);
    expect(await status(page)).toMatch(/^aktif – diakui oleh Andi 14:0\d$/);
    expect(await page.locator('.operator').innerText()).toMatch(/Petugas\s+Andi/);
    await page.locator('[data-alert="60"] [data-act=ack]').click();
    await page.waitForFunction(() => !document.querySelector('[data-alert="60"] [data-act=ack]'));
    await page.reload();
    expect(await page.locator('.operator').innerText()).toContain('Andi');
    expect(server.acts.acts.map(({ actor }) => actor.who)).toEqual(['Andi', 'Andi']);
  });

  it('shows on every screen what one operator does, and tells the second who was first', async () => {
    await start();
    const andi = await screenOf('Andi');
    const sitti = await screenOf('Sitti', 'localhost');
    await andi.bringToFront();
    server.acts.mode = 'hold';
    await andi.locator(`${ROOT} [data-act=ack]`).click();
    await andi.waitForSelector(`${ROOT} [data-act=ack][aria-disabled=true]`);
    expect(await andi.locator(`${ROOT} [data-act=ack]`).innerText()).toBe('Sedang dicatat…');
    await sitti.bringToFront();
    await sitti.locator(`${ROOT} [data-act=ack]`).click();
    await sitti.waitForSelector(`${ROOT} [data-act=ack][aria-disabled=true]`);
    server.acts.release();
    for (const page of [andi, sitti]) {
      await page.bringToFront();
      await page.waitForFunction((root) => !document.querySelector(`${root} [data-act=ack]`), ROOT);
      expect(await status(page)).toMatch(/diakui oleh Andi 14:0\d$/);
    }
    const notice = sitti.locator(`${ROOT} .act-notice`);
    expect(await notice.innerText()).toMatch(/^Akui: Sudah diakui oleh Andi pukul 14:0\d\s+Mengerti$/);
    await notice.getByRole('button', { name: 'Mengerti' }).click();
    expect(await notice.count()).toBe(0);
    expect(server.acts.acts).toHaveLength(1);
  });

  it('says what went wrong, and does it again when asked', async () => {
    await start();
    const page = await screenOf('Andi');
    server.acts.mode = 'fail';
    await page.locator(`${ROOT} [data-act=ack]`).click();
    const notice = page.locator(`${ROOT} .act-notice`);
    expect(await notice.innerText()).toContain('Akui: Tidak tercatat: disk penuh');
    expect(await status(page)).toBe('aktif – belum diakui');
    await server.stop();
    await notice.getByRole('button', { name: 'Coba lagi' }).click();
    await page.getByText('Server tidak menjawab; tindakan ini mungkin belum tercatat').waitFor();
    await server.start();
    server.acts.mode = 'work';
    await notice.getByRole('button', { name: 'Coba lagi' }).click();
    await page.locator(`${ROOT} .alert-status`).getByText('diakui oleh Andi').waitFor();
    await notice.waitFor({ state: 'detached' });
    expect(server.acts.acts).toHaveLength(1);
  });

  it('asks again with the same key for a note that was not answered, so that the server records it once', async () => {
    await start();
    const page = await screenOf('Andi');
    const asked: string[] = [];
    await page.route('**/api/v1/alerts/41/note', (route) => {
      asked.push(route.request().postData() ?? '');
      return asked.length === 1 ? route.abort() : route.continue();
    });
    for (const times of [2, 1]) {
      await page.locator(`${ROOT} .alert-title`).click();
      await page.locator('.detail [data-act=note]').click();
      await page.fill('[name=note]', 'tim berangkat');
      await page.locator('dialog [type=submit]').click();
      if (times === 2) await page.locator('dialog [type=submit]', { hasText: 'Coba lagi' }).click();
      await page.locator('dialog').waitFor({ state: 'detached' });
    }
    const keys = asked.map((body) => (JSON.parse(body) as { key?: string }).key);
    expect(asked[1]).toBe(asked[0]);
    expect(keys[0]).toMatch(/^[\w-]{8,64}$/);
    expect(keys[2], 'another form is another act').not.toBe(keys[0]);
  });

  it('puts an alert aside with what hangs under it, and brings it back when its time is over', async () => {
    await start();
    const page = await screenOf('Andi');
    await page.locator(`${ROOT} .alert-title`).click();
    await page.locator('.detail [data-act=shelve]').click();
    await page.getByLabel('4 jam').check();
    await page.fill('[name=note]', 'menunggu splicer');
    await page.locator('dialog [type=submit]').click();
    await page.waitForSelector('.held[data-alert="41"]');
    expect(await page.locator('.held[data-alert="41"]').innerText()).toMatch(
      /ditahan: ditangguhkan oleh Andi sampai 18:0\d\s+▸ 5 alarm di bawahnya/,
    );
    const [act] = server.acts.acts;
    expect(act?.act).toMatchObject({ kind: 'shelve', note: 'menunggu splicer' });
    await page.waitForSelector('.detail [data-act=unshelve]');
    const shelved = server.network.alerts.find(({ number }) => number === 41);
    if (!shelved) throw new Error('no alert');
    const { shelved: _, suppressed: __, ...back } = shelved;
    server.emit({ kind: 'alert.changed', at: server.now, alert: back });
    await page.waitForSelector(`${ROOT}.alert`);
    expect(await page.locator('.held[data-alert="41"]').count()).toBe(0);
    await page.waitForSelector('.detail [data-act=shelve]');
  });

  it('puts aside until a time of the province that the operator gives, and takes it back', async () => {
    await start();
    const page = await screenOf('Andi');
    await page.locator(`${ROOT} .alert-title`).click();
    await page.locator('.detail [data-act=shelve]').click();
    await page.getByLabel('waktu lain').check();
    await page.fill('[name=own]', '2026-11-24T22:30');
    await page.locator('dialog [type=submit]').click();
    await page.waitForSelector('.detail [data-act=unshelve]');
    expect(await status(page, '.detail')).toBe('aktif – ditangguhkan oleh Andi sampai 22:30');
    await page.locator('.detail [data-act=unshelve]').click();
    await page.waitForSelector(`${ROOT}.alert`);
    expect(server.acts.acts.map(({ act }) => act.kind)).toEqual(['shelve', 'unshelve']);
  });

  it('keeps the history of an alert as it grows, on whichever screen', async () => {
    await start();
    const page = await screenOf('Andi');
    await page.locator(`${ROOT} .alert-title`).click();
    await page.getByText('Belum ada tindakan').waitFor();
    await page.locator('.detail [data-act=note]').click();
    await page.fill('[name=note]', 'tim berangkat');
    await page.locator('dialog [type=submit]').click();
    await page.getByText('Andi mencatat: tim berangkat').waitFor();
    await server.acts.do(41, 'cause', { who: 'Sitti', via: 'screen', cause: 'fiber-cut' });
    await page.getByText('Sitti menetapkan penyebab: kabel fiber putus').waitFor();
    const items = await page.locator('.act-history li').allInnerTexts();
    expect(items.map((text) => text.replace(/^\d\d:\d\d /, ''))).toEqual([
      'Sitti menetapkan penyebab: kabel fiber putus',
      'Andi mencatat: tim berangkat',
    ]);
    expect(await page.locator(ROOT).innerText()).toContain('Penyebab: kabel fiber putus (Sitti 14:0');
  });

  it('keeps an alert open that ends meanwhile, for its cause is known only then', async () => {
    await start();
    const page = await screenOf('Andi');
    await page.locator(`${ROOT} .alert-title`).click();
    const ended = server.network.alerts.find(({ number }) => number === 41);
    if (!ended) throw new Error('no alert');
    server.emit({
      kind: 'alert.closed',
      at: server.now,
      alert: { ...ended, status: 'closed', closedAt: server.now },
    });
    await page.waitForFunction((root) => !document.querySelector(root), ROOT);
    await page.waitForFunction(() =>
      document.querySelector('.detail')?.textContent?.includes('selesai 14:0'),
    );
    await page.locator('.detail [data-act=cause]').click();
    await page.getByLabel('perangkat rusak').check();
    await page.locator('dialog [type=submit]').click();
    await page.getByText('Andi menetapkan penyebab: perangkat rusak').waitFor();
  });

  it('resets a latched alert that is over', async () => {
    await start(workedOn());
    const page = await screenOf('Andi');
    await page.locator('[data-alert="31"] [data-act=reset]').click();
    await page.waitForFunction(() => !document.querySelector('[data-alert="31"]'));
    expect(server.acts.acts.map(({ act }) => act.kind)).toEqual(['reset']);
  });
});
