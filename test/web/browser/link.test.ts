// The page about one link, as an operator uses it.

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import { axeFindings } from '../support/axe.ts';
import { type Bench, CHROMIUM, openBench } from '../support/browser.ts';
import { FakeServer } from '../support/fake-server.ts';
import { linkAnswers } from '../support/link-answers.ts';
import { START } from '../support/province.ts';
import { workedOn } from '../support/room.ts';

const ID = 'prov-mamasa';

describe.skipIf(!CHROMIUM)('one link (needs Debian package chromium)', () => {
  let bench: Bench;
  let server: FakeServer;
  let complaints: readonly string[] = [];
  beforeAll(async () => {
    bench = await openBench();
  }, 60_000);
  afterEach(() => server.stop());
  afterAll(() => bench?.close());

  async function show(query = '', id = ID, prepare: () => void = () => undefined): Promise<Page> {
    const network = workedOn();
    server = new FakeServer({ webRoot: bench.webRoot, network });
    for (const [path, body] of linkAnswers(network, ID, START)) server.answers.set(path, body);
    prepare();
    await server.start();
    const opened = await bench.open(`${server.url}#/links/${id}${query}`);
    complaints = opened.complaints;
    await opened.page.waitForSelector('.link-head, .unknown-link');
    return opened.page;
  }
  const drawn = (page: Page) => page.waitForSelector('[data-chart=rtt] canvas');
  const hash = (page: Page): Promise<string> => page.evaluate(() => location.hash);

  it('says in one look what, where, since when, why, who is affected and what now', async () => {
    const page = await show();
    const head = await page.locator('.link-head').innerText();
    expect(head).toContain('Provinsi – Mamasa');
    expect(head).toContain('Putus');
    expect(head).toMatch(/echo tanpa jawaban sejak 13:16:[^·]* · \d+ mnt/);
    expect(head).toContain('Dinas Kominfo Provinsi → Mamasa');
    expect(head).toContain('Bergantung pada jalur ini: 1 kabupaten, 5 desa');
    expect(head).toMatch(/#41 Putus: Provinsi – Mamasa/);
    expect(await page.locator('.link-head [data-act]').allInnerTexts()).toEqual([
      'Akui',
      'Catatan',
      'Tangguhkan',
      'Penyebab',
    ]);
    const before = await page.locator('.running').innerText();
    await page.waitForFunction((text) => document.querySelector('.running')?.textContent !== text, before);
    const contract = await page.locator('section[aria-label=Kontrak]').innerText();
    expect(contract).toMatch(/99,5%/);
    expect(contract).toMatch(/99,432% · di bawah janji/);
    const grafana = page.locator('section[aria-label=Kontrak] a');
    expect(await grafana.getAttribute('href')).toMatch(
      /^http:\/\/grafana\.example\/d\/jalur-link\?var-link=/,
    );
    expect(await grafana.getAttribute('target')).toBe('_blank');
    expect(await page.locator('section[aria-label=Pemeliharaan]').innerText()).toContain('Ganti kabel');
    expect(await page.locator('.notes').innerText()).toContain('tim berangkat');
    await page.close();
  });

  it('watches single echoes while it is open, ten minutes back, and shows a loss', async () => {
    const page = await show();
    await page.getByText('300 echo · 1 hilang').waitFor();
    const at = server.now;
    server.broadcast({
      type: 'link.echo',
      link: linkId(ID),
      echoes: [{ at, outcome: 'answered', rttMs: 7.7, burst: false }],
    });
    await page.getByText('301 echo · 1 hilang').waitFor();
    expect(await page.locator('.live-now').innerText()).toBe('7,7 ms');
    await page.close();
  });

  it('draws every chart, keeps gaps, and reads all of them out under one cursor', async () => {
    const page = await show('?range=7d');
    await drawn(page);
    await page.waitForSelector('[data-chart=signal] canvas');
    expect(
      await page
        .locator('[data-chart]')
        .evaluateAll((all) => all.map((each) => each.getAttribute('data-chart'))),
    ).toEqual(['rtt', 'loss', 'jitter', 'mos', 'traffic', 'signal']);
    expect(await page.locator('[data-chart=traffic]').innerText()).toContain('kontrak 100 Mb/s');
    expect(await page.locator('[data-chart=mos] .chart-title').getAttribute('title')).toContain(
      'ITU-T G.107',
    );
    const rtt = page.locator('[data-chart=rtt] .u-over');
    // Panels above it may still grow: hover() waits until it stands still.
    const point = async (share: number): Promise<void> => {
      const { width = 0 } = (await rtt.boundingBox()) ?? {};
      await rtt.hover({ position: { x: width * share, y: 30 } });
    };
    await point(0.27);
    await page.waitForFunction(() =>
      /^(?!terbaru).*MOS 4,4/.test(document.querySelector('.readout')?.textContent ?? ''),
    );
    const lefts = await page
      .locator('.u-cursor-x')
      .evaluateAll((all) =>
        all.map(
          (each) =>
            each.getBoundingClientRect().left - (each.parentElement?.getBoundingClientRect().left ?? 0),
        ),
      );
    for (const left of lefts) expect(Math.abs(left - (lefts[0] ?? 0))).toBeLessThan(10);
    // The gap of the fourth day.
    await point(520 / 1008);
    await page.waitForFunction(() =>
      /^(?!terbaru).*RTT –.*Loss –/.test(document.querySelector('.readout')?.textContent ?? ''),
    );
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('zooms by drag, keeps the stretch in the address, and goes back by button and double click', async () => {
    const page = await show('?range=7d');
    await drawn(page);
    const over = page.locator('[data-chart=loss] .u-over');
    const zoom = async (): Promise<void> => {
      await over.scrollIntoViewIfNeeded();
      const box = await over.boundingBox();
      if (!box) throw new Error('the chart has no place');
      await page.mouse.move(box.x + box.width * 0.5, box.y + 30);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.75, box.y + 30, { steps: 4 });
      await page.mouse.up();
      await page.waitForFunction(() => /from=\d+&to=\d+/.test(location.hash));
    };
    await zoom();
    const params = new URLSearchParams((await hash(page)).split('?')[1]);
    const days = (Number(params.get('to')) - Number(params.get('from'))) / 86_400_000;
    expect(days).toBeGreaterThan(1.6);
    expect(days).toBeLessThan(1.9);
    await page.getByRole('button', { name: 'Kembali' }).click();
    await page.waitForFunction(() => location.hash.endsWith('?range=7d'));
    await zoom();
    await over.dblclick({ position: { x: 40, y: 30 } });
    await page.waitForFunction(() => location.hash.endsWith('?range=7d'));
    await page.getByRole('button', { name: '24 jam', exact: true }).click();
    expect(await hash(page)).toBe(`#/links/${ID}`);
    await page.close();
  });

  it('is read with the keyboard: the cursor of the charts, the strips, a stretch of one’s own', async () => {
    const page = await show('?range=7d');
    await drawn(page);
    const slider = page.getByRole('slider', { name: 'Waktu pada grafik' });
    // The last chart to come, and to be read out.
    await page.locator('.readout').getByText('Sinyal').waitFor();
    await slider.focus();
    const latest = await slider.getAttribute('aria-valuetext');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('PageUp');
    expect(await slider.getAttribute('aria-valuetext')).not.toBe(latest);
    await page.keyboard.press('Escape');
    expect(await slider.getAttribute('aria-valuetext')).toBe(latest);
    const year = page.getByRole('slider', { name: /1 tahun/ });
    await year.focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    expect(await year.getAttribute('aria-valuetext')).toContain('Putus 1 dtk');
    await page.getByRole('button', { name: 'Lainnya…' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('.own-range input').first().fill('2026-11-20T08:00');
    await page.locator('.own-range input').last().fill('2026-11-20T07:00');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Isi awal dan akhir').waitFor();
    await page.locator('.own-range input').last().fill('2026-11-20T20:00');
    await page.keyboard.press('Enter');
    const wanted = `from=${Date.UTC(2026, 10, 20, 0)}&to=${Date.UTC(2026, 10, 20, 12)}`;
    await page.waitForFunction((text) => location.hash.includes(text), wanted);
    await page.close();
  });

  it('echoes and polls now, and leads to planning maintenance', async () => {
    const page = await show();
    await page.getByRole('button', { name: 'Echo sekarang' }).click();
    await page.getByText('9 dari 10 terjawab').waitFor();
    expect(await page.locator('.echo-result li.is-lost').innerText()).toBe('tanpa jawaban');
    await page.getByRole('button', { name: 'Poll sekarang' }).click();
    await page.getByText('menjawab dalam 23').waitFor();
    await page.getByRole('link', { name: 'Rencanakan pemeliharaan' }).click();
    expect(await hash(page)).toBe(`#/maintenance?new&link=${ID}`);
    await page.close();
  });

  it('draws the path from the office, and leads along it', async () => {
    const page = await show('', 'mamasa-0-radio');
    const path = page.locator('.path');
    expect((await path.innerText()).replace(/\s+/g, ' ')).toMatch(
      /Dinas Kominfo Provinsi ?pemantau .*Provinsi – Mamasa Putus · FO.* Mamasa .*jalur ini Tak terjangkau · radio.* Osango/,
    );
    await path.getByRole('link', { name: 'Provinsi – Mamasa' }).click();
    await page.waitForFunction((id) => location.hash === `#/links/${id}`, ID);
    await page.getByText('Bergantung pada jalur ini: 1 kabupaten').waitFor();
    await page.close();
  });

  it('acknowledges the alert of the link', async () => {
    const page = await show();
    await page.locator('.link-head [data-act=ack]').click();
    await page.locator('[name=who]').fill('Andi');
    await page.keyboard.press('Enter');
    await page.locator('.link-head').getByText('diakui oleh Andi').waitFor();
    await page.evaluate(() => localStorage.clear());
    await page.close();
  });

  it('follows language and theme without losing a chart', async () => {
    const page = await show('?range=7d');
    await drawn(page);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('Drag on a chart to zoom').waitFor();
    await page.waitForFunction(
      () => document.querySelectorAll('.uplot').length === document.querySelectorAll('.plot').length,
    );
    await page.evaluate(() => localStorage.clear());
    await page.close();
  });

  it.each([
    [1366, 768],
    [1920, 1080],
    [390, 844],
  ])('has nothing that axe finds, and nothing cut off, at %i × %i', async (width, height) => {
    const page = await show('?range=7d');
    await page.setViewportSize({ width, height });
    await drawn(page);
    await page.getByRole('button', { name: /Mengapa begini/ }).click();
    await page.getByText('Echo dijawab.').waitFor();
    const scrolls = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(scrolls).toBe(false);
    expect(await axeFindings(page)).toEqual([]);
    await page.close();
  });
});
