// The page about reports: a file of a month, the archive, checking a printed copy, and what is said when it cannot be had.

import type { Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { type Bench, CHROMIUM, openBench } from '../support/browser.ts';
import { FakeServer } from '../support/fake-server.ts';
import { fakeProvince, START } from '../support/province.ts';

const SUBJECTS = {
  lastMonth: '2026-10',
  province: true,
  contracts: [{ id: 'metro-2020', name: 'Metro 2020' }],
  providers: [{ id: 'iconplus', name: 'ICON+' }],
  regencies: [{ id: 'majene', name: 'Kabupaten Majene' }],
};
const HASH = 'ab'.repeat(32);
const KEPT = {
  id: 3,
  kind: 'sla',
  about: 'sla/2026-10/contract/metro-2020',
  title: 'Laporan Ketersediaan Layanan (SLA) · Oktober 2026',
  locale: 'id',
  revision: 2,
  replaces: 1,
  hash: HASH,
  madeAt: START,
  asOf: START,
  by: { who: 'Sari', via: 'screen' },
  files: [
    { name: 'sla.pdf', format: 'pdf', bytes: 9, sha256: HASH },
    { name: 'sla.xlsx', format: 'xlsx', bytes: 9, sha256: HASH },
  ],
  missing: ['sla.xlsx'],
  runs: [],
};

describe.skipIf(!CHROMIUM)('reports on the page (needs Debian package chromium)', () => {
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

  async function show(subjects: object = SUBJECTS, reports: readonly object[] = [KEPT]): Promise<Page> {
    server = new FakeServer({ webRoot: bench.webRoot, network: fakeProvince() });
    server.answers.set('/api/v1/reports/subjects', subjects);
    server.answers.set('/api/v1/reports', { reports, more: false });
    await server.start();
    const { page } = await bench.open(`${server.url}#/reports`);
    await page.getByRole('heading', { name: 'Laporan', exact: true }).waitFor();
    return page;
  }
  const form = (page: Page) => page.getByRole('form', { name: 'Buat laporan' });

  it('hands over the file of what was chosen, under its own name', async () => {
    const page = await show();
    let asked = '';
    await page.route('**/api/v1/reports/sla?**', (route: Route) => {
      asked = route.request().url();
      return route.fulfill({
        status: 200,
        headers: { 'content-disposition': 'attachment; filename="sla-metro-2020-2026-09.pdf"' },
        contentType: 'application/pdf',
        body: '%PDF',
      });
    });
    await form(page).getByLabel('Tentang').selectOption({ label: 'Metro 2020' });
    await form(page).locator('[name=month]').fill('2026-09');
    const download = page.waitForEvent('download');
    await form(page).getByRole('button', { name: 'PDF', exact: true }).click();
    expect((await download).suggestedFilename()).toBe('sla-metro-2020-2026-09.pdf');
    const { searchParams } = new URL(asked);
    expect(Object.fromEntries(searchParams)).toEqual({
      month: '2026-09',
      contract: 'metro-2020',
      format: 'pdf',
      lang: 'id',
    });
    await page.getByText('Berkas dibuat: sla-metro-2020-2026-09.pdf').waitFor();
  });

  it('keeps a report under somebody’s name, and asks for the archive again', async () => {
    const page = await show(SUBJECTS, []);
    await page.getByText('Belum ada laporan yang disimpan.').waitFor();
    const sent: unknown[] = [];
    await page.route('**/api/v1/reports', (route: Route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      sent.push(route.request().postDataJSON());
      return route.fulfill({ json: { outcome: 'new', report: KEPT } });
    });
    const keep = form(page).getByRole('button', { name: 'Simpan ke arsip' });
    await keep.click({ force: true });
    expect(sent).toEqual([]);
    await form(page).getByLabel('Petugas').fill('Sari');
    await form(page).getByLabel('Jenis').selectOption('evidence');
    server.answers.set('/api/v1/reports', { reports: [KEPT], more: false });
    await keep.click();
    await page.getByText('Tersimpan di arsip, nomor 3').waitFor();
    expect(sent).toEqual([{ kind: 'evidence', lang: 'id', year: 2026, via: 'screen', who: 'Sari' }]);
    await page.locator('[data-report="3"]').waitFor();
  });

  it('lists what is kept, with the way to its files, and says which are gone', async () => {
    const page = await show();
    const row = page.locator('[data-report="3"]');
    expect(await row.innerText()).toMatch(
      /Oktober 2026\s+2\s+.*oleh Sari\s+abababababab\s+PDF\s*XLSX hilang dari disk/,
    );
    expect(await row.getByRole('link', { name: 'PDF' }).getAttribute('href')).toBe(
      '/api/v1/reports/3/files/sla.pdf',
    );
    expect(await axeFindings(page)).toEqual([]);
  });

  it('tells whether a printed report is genuine', async () => {
    const page = await show();
    server.answers.set('/api/v1/reports/verify', { known: true, reports: [{ ...KEPT, newest: false }] });
    const check = page.getByRole('form', { name: 'Periksa salinan' });
    await check.getByLabel(/hash/).fill(HASH);
    await check.getByRole('button', { name: 'Periksa' }).click();
    await page.getByText(/3 · Laporan Ketersediaan.*sudah diganti revisi berikutnya/).waitFor();
    server.answers.set('/api/v1/reports/verify', { known: false, reports: [] });
    await check.getByRole('button', { name: 'Periksa' }).click();
    await page.getByText('Tidak ada laporan dengan hash ini di arsip.').waitFor();
  });

  it('says why there is no file', async () => {
    const page = await show();
    await page.route('**/api/v1/reports/sla?**', (route: Route) =>
      route.fulfill({
        status: 503,
        json: { error: { code: 'render', message: 'the PDF took more than 60 s' } },
      }),
    );
    await form(page).getByRole('button', { name: 'XLSX' }).click();
    await page.getByRole('alert').getByText('the PDF took more than 60 s').waitFor();
  });

  it('offers somebody who sees a part only what is about it', async () => {
    const page = await show({ ...SUBJECTS, province: false, contracts: [] });
    expect(await form(page).getByLabel('Jenis').locator('option').allInnerTexts()).toEqual([
      'SLA bulanan / berita acara',
    ]);
    expect(await page.getByText('Arsip berisi laporan seluruh provinsi').count()).toBe(1);
    expect(await page.getByRole('button', { name: 'Simpan ke arsip' }).count()).toBe(0);
    expect(await page.getByRole('form', { name: 'Periksa salinan' }).count()).toBe(0);
  });
});
