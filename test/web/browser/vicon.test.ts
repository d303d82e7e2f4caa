// Vicon on the page: the board says what decides, an event is put in from its name, its screen counts down, grows old in
// sight of everybody, and heals.

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { type Bench, CHROMIUM, openBench } from '../support/browser.ts';
import { FakeServer } from '../support/fake-server.ts';
import { fakeProvince, START } from '../support/province.ts';
import { fakeBoard, fakeDetail, fakeEvent } from '../support/vicon.ts';

const BOARD = '/api/v1/vicon';
const EVENTS = '/api/v1/vicon/events';

describe.skipIf(!CHROMIUM)('vicon on the page (needs Debian package chromium)', () => {
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

  async function show(place: string, board = fakeBoard()): Promise<Page> {
    server = new FakeServer({ webRoot: bench.webRoot, network: fakeProvince() });
    server.answers.set(BOARD, board);
    server.answers.set(EVENTS, { events: [fakeEvent()] });
    server.answers.set(`${EVENTS}/7`, fakeDetail(START));
    await server.start();
    const { page } = await bench.open(`${server.url}#/vicon${place}`);
    return page;
  }

  it('says of every regency whether it is ready, with the figure that decides, in words and shape', async () => {
    const page = await show('');
    const row = (name: string) => page.locator('.vicon-board tbody tr').filter({ hasText: name });
    await row('Majene').getByText('jalur putus').waitFor();
    expect(await row('Mamasa').innerText()).toContain('tidak siap');
    expect(await row('Mamasa').innerText()).toContain('RTT 612 ms, batas 500 ms');
    expect(await row('Mamasa').innerText()).toContain('tanpa data bandwidth');
    expect(await row('Polewali').innerText()).toContain('belum ada putaran utuh');
    expect(await row('Pasangkayu').locator('svg.mark.s-up').count()).toBe(1);
    expect(await row('Majene').locator('.day-strip').getAttribute('aria-label')).toBe(
      'siap 91,6 %, terbatas 4,2 %, tidak siap 4,2 %',
    );
    const cells = page.locator('.heat tbody tr').last().locator('td');
    expect(await cells.nth(0).innerText()).toBe('–');
    expect(await cells.nth(0).getAttribute('title')).toBe('00:00–01:00 tidak diketahui 100 %');
    expect(await cells.nth(9).innerText()).toBe('99');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'English' }).click();
    await row('Mamasa').getByText('RTT 612 ms, limit 500 ms').waitFor();
  });

  it('says that history is being worked out, and what keeps it from that', async () => {
    const { history } = fakeBoard();
    const { computedAt: _, ...none } = { ...history, days: 0, computing: true, sites: [] };
    const page = await show('', fakeBoard({ history: none }));
    await page.getByText('Riwayat sedang dihitung untuk pertama kali').waitFor();
    server.answers.set(
      BOARD,
      fakeBoard({ history: { ...none, computing: false, failure: 'InfluxDB diam' } }),
    );
    await page.getByText('InfluxDB diam').waitFor();
    server.answers.set(BOARD, fakeBoard());
    await page.locator('.heat').waitFor();
    expect(await page.getByText('InfluxDB diam').count()).toBe(0);
  });

  it('puts an event in with the keyboard, filled in from its name', async () => {
    const page = await show('');
    const sent: unknown[] = [];
    await page.route(`**${EVENTS}`, (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      sent.push(route.request().postDataJSON());
      const events = [fakeEvent(), fakeEvent({ id: 8, title: 'Rapat SPBE' })];
      server.answers.set(EVENTS, { events });
      return route.fulfill({ json: { event: events[1] } });
    });
    await page.getByRole('button', { name: 'Tambah acara' }).press('Enter');
    const form = page.locator('form.vicon-form');
    await form.getByLabel('Acara', { exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await form.getByText('Isi nama acara.').waitFor();
    await page.keyboard.type('Rapat 16:00 dengan Majene dan Mamasa');
    expect(await form.locator('input[name=from]').inputValue()).toBe('16:00');
    expect(
      await form
        .locator('input[name=site]:checked')
        .evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value)),
    ).toEqual(['mamasa', 'majene']);
    await form.getByLabel('Petugas').fill('Sari');
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText('Acara tercatat').waitFor();
    await page.getByRole('link', { name: 'Rapat SPBE' }).waitFor();
    expect(sent).toEqual([
      {
        key: expect.stringMatching(/^[\w-]{8,64}$/),
        title: 'Rapat 16:00 dengan Majene dan Mamasa',
        startsAt: Date.UTC(2026, 10, 24, 8),
        endsAt: Date.UTC(2026, 10, 24, 9),
        sites: ['mamasa', 'majene'],
        who: 'Sari',
        via: 'screen',
      },
    ]);
  });

  it('tells why the server would not have an event, and keeps what was typed', async () => {
    const page = await show('?new');
    await page.route(`**${EVENTS}`, (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({
            status: 409,
            json: { error: { code: 'too-many', message: 'there are 500 events' } },
          })
        : route.continue(),
    );
    await page.locator('input[name=title]').fill('Rapat 16:00 Majene');
    await page.locator('input[name=who]').fill('Sari');
    await page.getByRole('button', { name: 'Simpan' }).click();
    await page.getByText('Sudah terlalu banyak').waitFor();
    expect(await page.locator('input[name=title]').inputValue()).toBe('Rapat 16:00 Majene');
  });

  it('shows an event large, counts down, says when its verdicts are old, and heals', async () => {
    const page = await show('/7');
    const card = (name: string) => page.locator('.vicon-card').filter({ hasText: name });
    await card('Majene').getByText('tidak siap').waitFor();
    expect(await card('Mamasa').innerText()).toContain('RTT 612 ms, batas 500 ms');
    expect(await card('Mamuju').locator('.vicon-verdict').innerText()).toBe('siap');
    await page.getByText(/mulai dalam 1[12] mnt/).waitFor();
    expect(await page.locator('.vicon-log li').count()).toBe(5);
    expect(await axeFindings(page)).toEqual([]);
    let lost = true;
    await page.route(`**${EVENTS}/7`, (route) => (lost ? route.abort() : route.continue()));
    await page.getByText('Server tidak menjawab').waitFor();
    await page.getByText('DATA LAMA').waitFor({ timeout: 45_000 });
    lost = false;
    server.answers.set(`${EVENTS}/7`, fakeDetail(server.now + 3_600_000));
    await page.getByRole('button', { name: 'Coba lagi' }).click();
    await page.getByText('DATA LAMA').waitFor({ state: 'detached' });
  }, 90_000);

  it('says of an event that is not there what may have become of it', async () => {
    const page = await show('/9');
    await page.route(`**${EVENTS}/9`, (route) =>
      route.fulfill({ status: 404, json: { error: { code: 'no-event', message: 'there is no event 9' } } }),
    );
    await page.reload();
    await page.getByText('Tidak ada di server ini').waitFor();
    await page.getByRole('link', { name: /Semua acara/ }).click();
    await page.locator('.vicon-board').waitFor();
  });

  it('takes an event out only when it is asked twice', async () => {
    const page = await show('/7');
    const asked: string[] = [];
    await page.route(`**${EVENTS}/7?**`, (route) => {
      asked.push(`${route.request().method()} ${new URL(route.request().url()).search}`);
      const removed = {
        phase: 'removed',
        removed: { by: { who: 'Sari', via: 'screen' }, at: START },
      } as const;
      server.answers.set(`${EVENTS}/7`, fakeDetail(server.now, removed));
      return route.fulfill({ json: { event: fakeEvent(removed) } });
    });
    await page.getByRole('button', { name: 'Hapus dari kalender' }).click();
    expect(asked).toEqual([]);
    await page.locator('.vicon-remove input').fill('Sari');
    await page.getByRole('button', { name: 'Ya, hapus' }).click();
    await page.getByText('Dihapus oleh Sari').waitFor();
    expect(asked).toEqual(['DELETE ?who=Sari&via=screen']);
    expect(await page.locator('.vicon-card').count()).toBe(0);
  });

  it.each(['', '?new', '/7'])('is found without fault by axe at #/vicon%s in the light', async (place) => {
    const page = await show(place);
    await page.emulateMedia({ colorScheme: 'light' });
    await page
      .locator(place === '/7' ? '.vicon-card' : '.heat')
      .first()
      .waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('fits a telephone without scrolling sideways', async () => {
    const page = await show('');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.locator('.vicon-board').waitFor();
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
    expect(await wide()).toBeLessThanOrEqual(390);
    await page.goto(`${server.url}#/vicon/7`);
    await page.locator('.vicon-card').first().waitFor();
    expect(await wide()).toBeLessThanOrEqual(390);
  });
});
