// The page in a real browser against a fake daemon: what an operator sees, and when.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import type { NetworkView } from '../../../src/stream/protocol.ts';
import { type Bench, CHROMIUM, openBench } from '../support/browser.ts';
import { FakeServer, type FakeServerOptions } from '../support/fake-server.ts';
import { fakeProvince } from '../support/province.ts';
import { alert, troubled } from '../support/story.ts';

const MAMASA = linkId('prov-mamasa');

describe.skipIf(!CHROMIUM)('the page (needs Debian package chromium)', () => {
  let bench: Bench;
  const servers: FakeServer[] = [];

  beforeAll(async () => {
    bench = await openBench();
  }, 60_000);
  afterEach(async () => {
    for (const page of bench.context.pages()) await page.close();
    await bench.context.clearCookies();
    for (const server of servers.splice(0)) await server.stop();
  });
  afterAll(() => bench?.close());

  async function show(network: NetworkView, options: Partial<FakeServerOptions> = {}) {
    const server = new FakeServer({ webRoot: bench.webRoot, network, ...options });
    servers.push(server);
    await server.start();
    const opened = await bench.open(`${server.url}#/links`);
    return { server, ...opened };
  }

  function cutMamasa(server: FakeServer): void {
    server.emit({
      kind: 'link.state',
      at: server.now,
      link: MAMASA,
      state: 'down',
      from: server.now - 3_000,
      reason: { kind: 'blind' },
    });
    const data = { name: 'Provinsi – Mamasa' };
    const raised = alert(70, { rule: 'link.down', subject: MAMASA, since: server.now - 3_000, data });
    server.emit({ kind: 'alert.raised', at: server.now, alert: raised });
  }

  it.each([1366, 1920])('cuts no figure short at a width of %i', async (width) => {
    const { page, server } = await show(troubled(fakeProvince()));
    await page.setViewportSize({ width, height: 768 });
    await page.waitForSelector('[data-link]');
    const cut = await page.evaluate(() =>
      ['c-state', 'c-since', 'c-long', 'c-rtt', 'c-loss', 'c-traffic', 'c-age'].flatMap((column) =>
        [...document.querySelectorAll<HTMLElement>(`tr[data-link] td.${column}`)]
          .filter((cell) => cell.scrollWidth > cell.clientWidth)
          .map((cell) => `${column}: ${cell.innerText}`),
      ),
    );
    expect(cut).toEqual([]);
    expect(await page.locator('tr[data-link] td.c-rtt').count()).toBeGreaterThan(10);
    // Rows are as wide as the groups' rows: no column is left over.
    const rights = await page.evaluate(() =>
      ['tr.group', 'tr[data-link] td:last-child'].map((each) =>
        Math.round(document.querySelector(each)?.getBoundingClientRect().right ?? 0),
      ),
    );
    expect(rights[1]).toBe(rights[0]);
    await page.close();
    await server.stop();
  });

  it('shows links by regency, alerts with what they took along, and asks nobody else for anything', async () => {
    const { page, server, complaints } = await show(troubled(fakeProvince()));
    await page.waitForSelector('[data-link]');
    const groups = await page.locator('tr.group .group-name').allTextContents();
    expect(groups.slice(0, 3)).toEqual(['Mamasa', 'Mamuju Tengah', 'Pasangkayu']);
    const row = page.locator(`[data-link="${MAMASA}"]`);
    expect(await row.locator('.c-state').innerText()).toBe('Putus');
    expect(await row.locator('.c-reason').innerText()).toContain('9 echo tanpa jawaban sejak 13:16:00');
    expect(await row.locator('.c-loss').innerText()).toBe('100%');
    expect(await row.locator('.c-rtt').innerText()).toBe('–');
    expect(await page.locator('.counts').innerText()).toMatch(
      /28\s*Normal\s*1\s*Menurun\s*1\s*Putus\s*5\s*Tak terjangkau/,
    );
    expect(await page.locator('.clock').innerText()).toMatch(/14:03:\d\d WITA\s+Selasa, 24 November 2026/);
    expect(await page.locator('.alert').count()).toBe(3);
    const first = page.locator('.alert').first();
    expect(await first.locator('.child').count()).toBe(0);
    await first.locator('.fold').click();
    expect(await first.locator('.child').count()).toBe(5);
    expect(complaints).toEqual([]);
    expect(server.missing).toEqual([]);
  });

  it.each([
    ['socket', '', ''],
    ['ping', 'echo lewat ping', ''],
    ['lab', '', 'echo dijawab simulasi sendiri'],
  ] as const)('tells which engine sends the echoes: %s', async (engine, besideName, inBanner) => {
    const why = 'alasan uji';
    const { page } = await show({ ...fakeProvince(), simulated: true, echoEngine: { engine, why } });
    await page.waitForSelector('[data-link]');
    const brand = page.locator('.brand span');
    expect(await brand.getAttribute('title')).toContain(why);
    expect((await brand.innerText()).replace('jalur · Ruang Operasi', '').replace(' · ', '')).toBe(
      besideName,
    );
    const banner = await page.locator('.banner.simulated').innerText();
    expect(banner).toContain('SIMULASI');
    expect(banner.includes('echo dijawab')).toBe(inBanner !== '');
    expect(banner).toContain(inBanner);
  });

  it('shows a change as soon as it is announced', async () => {
    const { page, server } = await show(fakeProvince());
    await page.waitForSelector('[data-link]');
    expect(await page.locator('.alerts .empty').innerText()).toBe('Tidak ada alarm aktif');
    cutMamasa(server);
    await page.waitForSelector(`[data-link="${MAMASA}"].s-down`, { timeout: 3_000 });
    await page.waitForSelector('[data-alert="70"]', { timeout: 3_000 });
    expect(await page.locator('tr.group .group-name').first().innerText()).toBe('Mamasa');
  });

  it('comes back by itself after the daemon restarts, resuming or with a new snapshot', async () => {
    const { page, server } = await show(fakeProvince());
    await page.waitForSelector('[data-link]');
    const seq = server.network.seq;
    server.emit({ kind: 'monitor.sighted', at: server.now, from: server.now });
    await page.waitForFunction(() => document.querySelector('.pulse.live') !== null);
    await server.stop();
    await page.waitForSelector('.pulse.dead');
    cutMamasa(server);
    await server.start();
    await page.waitForSelector(`[data-link="${MAMASA}"].s-down`);
    expect(server.resumes).toEqual([undefined, seq + 1]);
    await server.stop();
    const restarted = troubled(fakeProvince());
    server.network = { ...restarted, bootId: 'boot-2', seq: 900, simulated: true };
    await server.start();
    await page.waitForSelector('.banner.simulated');
    expect(server.resumes.at(-1)).toBeUndefined();
  });

  it('covers old data until the server speaks again', async () => {
    const { page, server } = await show(fakeProvince());
    await page.waitForSelector('.pulse.live');
    server.silence(true);
    await page.waitForSelector('.old', { timeout: 15_000 });
    expect(await page.locator('.old').innerText()).toMatch(
      /DATA LAMA\s+server tidak terdengar selama 1\d dtk/,
    );
    await page.waitForFunction(() => document.title.startsWith('DATA LAMA · '));
    server.silence(false);
    await page.waitForSelector('.old', { state: 'detached', timeout: 15_000 });
    await page.waitForFunction(() => !document.title.includes('DATA LAMA'));
  });

  it('says so where a hand has scrolled to, too', async () => {
    const { page, server } = await show(fakeProvince());
    await page.setViewportSize({ width: 390, height: 360 });
    await page.waitForSelector('.pulse.live');
    server.oldestDataMs = 240_000;
    await page.waitForSelector('.old');
    const card = page.locator('.old-card');
    const top = (): Promise<number> => card.evaluate((element) => element.getBoundingClientRect().top);
    const before = await top();
    const scrolled = await page.evaluate(() => {
      const main = document.querySelector('main')?.getBoundingClientRect();
      scrollTo(0, (main?.bottom ?? 0) - innerHeight);
      return scrollY;
    });
    expect(scrolled).toBeGreaterThan(before);
    expect(await top()).toBeGreaterThan(0);
    expect(await top()).toBeLessThan(360);
  });

  it('says so when the server speaks but measures nothing', async () => {
    const { page, server } = await show(fakeProvince());
    await page.waitForSelector('.pulse.live');
    server.oldestDataMs = 240_000;
    await page.waitForSelector('.old');
    expect(await page.locator('.old').innerText()).toContain(
      'pengukuran berhenti; data tertua berusia 4 mnt',
    );
    server.oldestDataMs = 800;
    await page.waitForSelector('.old', { state: 'detached' });
  });

  it('says that it is blind, and that it sees again', async () => {
    const { page, server } = await show(fakeProvince());
    await page.waitForSelector('[data-link]');
    server.emit({ kind: 'monitor.blind', at: server.now, from: server.now - 4_000 });
    await page.waitForSelector('.banner.blind');
    expect(await page.locator('.banner.blind').innerText()).toMatch(/^BUTA pemantau terputus/);
    server.emit({ kind: 'monitor.sighted', at: server.now, from: server.now });
    await page.waitForSelector('.banner.blind', { state: 'detached' });
  });

  it('asks for the token, refuses a wrong one and goes on with the right one', async () => {
    const { page } = await show(fakeProvince(), { token: 'sandeq' });
    await page.waitForSelector('form.token');
    await page.fill('#token', 'wrong');
    await page.click('button[type=submit]');
    expect(await page.locator('.wrong').innerText()).toBe('Token tidak diterima');
    await page.fill('#token', 'sandeq');
    await page.click('button[type=submit]');
    await page.waitForSelector('[data-link]');
  });

  it('tells apart a server of another protocol', async () => {
    const { page } = await show(fakeProvince(), { protocol: 99 });
    await page.waitForSelector('.banner.warn');
    expect(await page.locator('.banner.warn').innerText()).toContain('VERSI BERBEDA');
  });
});
