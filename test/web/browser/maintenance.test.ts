// Planned work on the page: what is listed, announcing it with the keyboard, being told beforehand whom it covers, ending it.

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, CHROMIUM, openBench } from '../support/browser.ts';
import { FakeServer } from '../support/fake-server.ts';
import { fakeProvince, START } from '../support/province.ts';

const HOUR_MS = 3_600_000;
const SCOPE = { links: ['majene-0-radio'], sites: [], regencies: [], providers: [] };
const OPEN = {
  id: 'op.1',
  name: 'Ganti ODP',
  scope: SCOPE,
  time: { kind: 'once', from: START - HOUR_MS, to: START + HOUR_MS },
  announcedBy: 'ICON+ 12/2026',
  announcedAt: START - 2 * HOUR_MS,
  origin: 'operator',
  open: { from: START - HOUR_MS, to: START + HOUR_MS },
  overAt: START + HOUR_MS,
  links: 3,
  acts: [
    { kind: 'announce', actor: { who: 'Sitti', via: 'screen' }, at: START - 2 * HOUR_MS, window: 'op.1' },
  ],
};
const ROW = {
  ...OPEN,
  id: 'cfg.1',
  name: 'Jendela Sabtu',
  time: { kind: 'recurring', days: ['sat'], atMinute: 1_320, durationMs: 2 * HOUR_MS },
  origin: 'config',
  open: undefined,
  next: { from: START + 90 * HOUR_MS, to: START + 92 * HOUR_MS },
  overAt: undefined,
  acts: [],
};

describe.skipIf(!CHROMIUM)('planned work on the page (needs Debian package chromium)', () => {
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

  async function show(windows: readonly object[], query = ''): Promise<Page> {
    server = new FakeServer({ webRoot: bench.webRoot, network: fakeProvince() });
    server.answers.set('/api/v1/maintenance', { windows });
    await server.start();
    const { page } = await bench.open(`${server.url}#/maintenance${query}`);
    return page;
  }

  it('lists what is under way and to come, and says what stands in the file', async () => {
    const page = await show([ROW, OPEN]);
    const item = (id: string): Promise<string> => page.locator(`[data-window="${id}"]`).innerText();
    expect(await item('op.1')).toMatch(/Ganti ODP[\s\S]*sampai 15:03[\s\S]*mencakup 3 jalur[\s\S]*\(Sitti\)/);
    expect(await item('cfg.1')).toMatch(/setiap Sabtu pukul 22:00[\s\S]*berkas konfigurasi/);
    expect(await page.locator('[data-window="cfg.1"] button').count()).toBe(0);
    expect(await page.locator('section h2').allInnerTexts()).toEqual([
      expect.stringMatching(/^Sedang berlangsung\s+1$/),
      expect.stringMatching(/^Akan datang\s+1$/),
    ]);
  });

  it('announces with the keyboard alone, after it has said whom it would cover', async () => {
    const page = await show([]);
    const asked: object[] = [];
    await page.route('**/api/v1/maintenance/check', (route) =>
      route.fulfill({ json: { covered: ['majene-0-radio', 'majene-1-vsat'] } }),
    );
    await page.getByText('Tidak ada pemeliharaan').waitFor();
    await page.route('**/api/v1/maintenance', (route) => {
      if (route.request().method() !== 'POST') return route.fulfill({ json: { windows: [OPEN] } });
      asked.push(route.request().postDataJSON() as object);
      return route.fulfill({ json: { window: OPEN, covered: [] } });
    });
    await page.getByRole('button', { name: 'Rencanakan pemeliharaan' }).press('Enter');
    await page.locator('[name=name]').fill('Ganti ODP');
    await page.getByLabel('Kabupaten Majene').or(page.getByLabel('Majene')).first().press('Space');
    await page.getByPlaceholder('Cari jalur').fill('osango');
    await page.keyboard.press('Enter');
    await page.getByText('Akan mencakup 2 jalur').waitFor();
    await page.locator('[name=who]').fill('Andi');
    await page.getByRole('button', { name: 'Umumkan' }).press('Enter');
    await page.getByText('Diumumkan.', { exact: true }).waitFor();
    await page.locator('[data-window="op.1"]').waitFor();
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      name: 'Ganti ODP',
      who: 'Andi',
      via: 'screen',
      scope: { regencies: ['majene'], links: [expect.stringContaining('mamasa')] },
      time: { kind: 'once', from: Date.UTC(2026, 10, 24, 7), to: Date.UTC(2026, 10, 24, 9) },
    });
  });

  it('opens for a link, and says what is missing or was refused', async () => {
    const page = await show([], '?new&link=majene-0-radio');
    await page.route('**/api/v1/maintenance/check', (route) =>
      route.fulfill({ status: 400, json: { error: { code: 'time', message: 'it is over already' } } }),
    );
    await page.getByRole('button', { name: /^Hapus/ }).waitFor();
    await page.locator('[name=to]').fill('2026-11-24T10:00');
    await page.locator('[name=name]').fill('x');
    await page.locator('[name=who]').fill('Andi');
    await page.getByRole('button', { name: 'Umumkan' }).click();
    await page.getByText('selesai harus sesudah mulai').waitFor();
    await page.locator('[name=from]').fill('2026-11-24T09:00');
    await page.getByText('Waktu ini tidak dapat dipakai').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('form.announce').waitFor({ state: 'detached' });
  });

  it('is ended after it was asked once more, by whoever has said who he is', async () => {
    const page = await show([OPEN]);
    const asked: string[] = [];
    await page.route('**/api/v1/maintenance/op.1?**', (route) => {
      asked.push(`${route.request().method()} ${new URL(route.request().url()).search}`);
      server.answers.set('/api/v1/maintenance', { windows: [] });
      return route.fulfill({ json: { window: OPEN, covered: [] } });
    });
    await page.evaluate(() => localStorage.setItem('jalur.operator', 'Andi'));
    await page.reload();
    await page.getByRole('button', { name: 'Akhiri sekarang' }).press('Enter');
    await page.getByRole('button', { name: 'Tidak' }).click();
    expect(asked).toEqual([]);
    await page.getByRole('button', { name: 'Akhiri sekarang' }).press('Enter');
    await page.keyboard.press('Enter');
    await page.locator('[data-window="op.1"]').waitFor({ state: 'detached' });
    expect(asked).toEqual(['DELETE ?who=Andi&via=screen']);
  });

  it('is told when it cannot be read, and comes back by itself', async () => {
    const page = await show([OPEN]);
    let down = true;
    await page.route('**/api/v1/maintenance', (route) => (down ? route.abort() : route.continue()));
    await page.reload();
    await page.getByText('Server tidak menjawab').waitFor();
    down = false;
    await page.locator('[data-window="op.1"]').waitFor();
    expect(await page.locator('.failure').count()).toBe(0);
  });
});
