// The alarm page: open ones by where they are in their life, several acknowledged at once, the history, causes to confirm,
// and the page of an incident.

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import { type Bench, CHROMIUM, openBench } from '../support/browser.ts';
import { FakeServer } from '../support/fake-server.ts';
import { fakeProvince, START } from '../support/province.ts';
import { workedOn } from '../support/room.ts';
import { alert } from '../support/story.ts';

const OUTAGE = alert(29, {
  rule: 'link.down',
  subject: linkId('mamuju-1-vsat'),
  severity: 'major',
  status: 'closed',
  since: START - 7_200_000,
  closedAt: START - 3_600_000,
  announced: true,
  data: { name: 'Mamuju – Lebani', from: 'Mamuju', to: 'Lebani', unreachable: 0 },
});

describe.skipIf(!CHROMIUM)('the alarm page (needs Debian package chromium)', () => {
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

  async function at(hash: string, operator = 'Andi'): Promise<{ page: Page; complaints: readonly string[] }> {
    server = new FakeServer({ webRoot: bench.webRoot, network: workedOn(fakeProvince()) });
    await server.start();
    server.acts.know(OUTAGE);
    const { page, complaints } = await bench.open(server.url);
    await page.evaluate((name) => localStorage.setItem('jalur.operator', name), operator);
    await page.goto('about:blank');
    await page.goto(`${server.url}${hash}`);
    return { page, complaints };
  }

  it('groups open alarms by phase with their counts, and shows one phase alone when asked', async () => {
    const { page, complaints } = await at('#/alerts');
    await page.waitForSelector('[data-alert]');
    const phases = (await page.locator('.phase').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
    expect(phases).toEqual([
      'Menunggu petugas 1',
      'Ditangani 2',
      'Pulih, belum ditutup 2',
      'Ditangguhkan petugas 1',
      expect.stringMatching(/^Ditahan 1/),
    ]);
    await page.getByRole('button', { name: /^Pulih, belum ditutup/ }).click();
    expect(await page.locator('.phase').count()).toBe(1);
    expect(
      await page
        .locator('section ol > [data-alert]')
        .evaluateAll((all) => all.map((each) => each.getAttribute('data-alert'))),
    ).toEqual(['30', '31']);
    expect(complaints).toEqual([]);
  });

  it('acknowledges several at once with the keyboard, and tells whom somebody else had first', async () => {
    const { page } = await at('#/alerts');
    await page.waitForSelector('[data-alert="41"]');
    for (const number of [41, 60, 30]) {
      await page.locator(`[data-alert="${number}"] input[type=checkbox]`).focus();
      await page.keyboard.press('Space');
    }
    // Sitti is faster by one, on a screen that this one has not heard of yet.
    await page.route('**/api/v1/alerts/ack', async (route) => {
      await server.acts.do(60, 'ack', { who: 'Sitti', via: 'screen' });
      await route.continue();
    });
    await page.getByRole('button', { name: 'Akui yang dipilih (3)' }).press('Enter');
    await page.getByText('2 diakui; 1 tidak: #60 (Sitti)').waitFor();
    await page.waitForFunction(() => !document.querySelector('[data-alert="41"] [data-act=ack]'));
    expect(server.acts.acts.map(({ alert: number, actor }) => [number, actor.who]).sort()).toEqual([
      [30, 'Andi'],
      [41, 'Andi'],
      [60, 'Sitti'],
    ]);
  });

  it('says why nothing was acknowledged, and does it once when asked again', async () => {
    const { page } = await at('#/alerts');
    await page.locator('[data-alert="41"] input[type=checkbox]').check();
    server.acts.mode = 'fail';
    await page.getByRole('button', { name: 'Akui yang dipilih (1)' }).click();
    await page.getByText('disk penuh').waitFor();
    server.acts.mode = 'work';
    await page.locator('.failure').getByRole('button', { name: 'Coba lagi' }).click();
    await page.getByText('1 diakui').waitFor();
    expect(server.acts.acts).toHaveLength(1);
  });

  it('asks again in the same words when the answer was lost, though all were acknowledged meanwhile', async () => {
    const { page } = await at('#/alerts');
    await page.locator('[data-alert="41"] input[type=checkbox]').check();
    const asked: unknown[] = [];
    await page.route('**/api/v1/alerts/ack', async (route) => {
      asked.push(route.request().postDataJSON());
      if (asked.length > 1) return route.fulfill({ json: { done: [41], refused: [] } });
      await server.acts.do(41, 'ack', { who: 'Andi', via: 'screen' });
      return route.abort();
    });
    await page.getByRole('button', { name: 'Akui yang dipilih (1)' }).click();
    await page.waitForFunction(() => !document.querySelector('[data-alert="41"] [data-act=ack]'));
    await page.locator('.failure').getByRole('button', { name: 'Coba lagi' }).click();
    await page.getByText('1 diakui').waitFor();
    expect(asked[1]).toEqual(asked[0]);
    expect(asked[0]).toMatchObject({ alerts: [41] });
  });

  it('looks into the past, keeps the search in the address, and opens what it finds', async () => {
    const { page } = await at('#/alerts?v=history&from=2026-11-01&to=2026-11-24');
    const asked: string[] = [];
    await page.route('**/api/v1/alerts?**', (route) => {
      asked.push(new URL(route.request().url()).search);
      return route.fulfill({ json: { alerts: [OUTAGE] } });
    });
    await page.reload();
    await page.getByRole('link', { name: 'Putus: Mamuju – Lebani' }).waitFor();
    await page.getByPlaceholder('Cari nama').fill('lebani vsat');
    await page.locator('.search-form select').selectOption('link.down');
    await page.getByRole('button', { name: 'Cari', exact: true }).press('Enter');
    await page.waitForFunction(() => location.hash.includes('q=lebani+vsat'));
    expect(new URL(page.url()).hash).toBe(
      '#/alerts?v=history&from=2026-11-01&to=2026-11-24&q=lebani+vsat&rule=link.down',
    );
    await expect.poll(() => asked.at(-1)).toContain('lebani');
    // Nobody may take what was not looked at for what is not there.
    await page.getByText('dicari di 20.000 alarm terbaru').waitFor();
    const last = new URLSearchParams(asked.at(-1));
    expect(last.get('text')).toBe('lebani vsat');
    expect(last.get('rule')).toBe('link.down');
    // Midnight of the province, eight hours before that of UTC.
    expect(Number(last.get('from'))).toBe(Date.UTC(2026, 9, 31, 16));
    expect(Number(last.get('to'))).toBe(Date.UTC(2026, 10, 24, 16));
    await page.getByRole('link', { name: 'Putus: Mamuju – Lebani' }).click();
    await page.locator('.detail.of-alert').waitFor();
    expect(new URL(page.url()).hash).toContain('#/alerts/29?v=history');
  });

  it('tells a history that cannot be read, and finds it again when asked', async () => {
    const { page } = await at('#/alerts');
    await page.waitForSelector('[data-alert]');
    await page.route('**/api/v1/alerts?**', (route) =>
      route.fulfill({ status: 503, json: { error: { code: 'store', message: 'disk penuh' } } }),
    );
    await page.getByRole('button', { name: 'Riwayat' }).click();
    await page.getByText('Penyimpanan server terganggu').waitFor();
    await page.unroute('**/api/v1/alerts?**');
    server.answers.set('/api/v1/alerts', { alerts: [] });
    await page.getByRole('button', { name: 'Coba lagi' }).click();
    await page.getByText('Tidak ada alarm pada rentang dan kata ini').waitFor();
  });

  it('offers what jalur supposes about an outage, for a person to confirm', async () => {
    const { page } = await at('#/alerts?v=causes');
    let alerts: readonly unknown[] = [OUTAGE];
    await page.route('**/api/v1/alerts?**', (route) => route.fulfill({ json: { alerts } }));
    await page.route('**/api/v1/causes?**', (route) =>
      route.fulfill({
        json: {
          causes: [
            { link: OUTAGE.subject, at: START, outageFrom: OUTAGE.since, proposal: 'restart', uptimeS: 60 },
          ],
        },
      }),
    );
    await page.reload();
    await page.getByText('kemungkinan listrik di lokasi').waitFor();
    await page.getByRole('button', { name: /^Konfirmasi:/ }).click();
    expect(await page.locator('dialog input[type=radio]:checked').inputValue()).toBe('site-power');
    alerts = [];
    await page.locator('dialog [type=submit]').click();
    await page.getByText('Tidak ada gangguan selesai yang menunggu penyebab').waitFor();
    expect(server.acts.acts.map(({ act }) => act)).toEqual([{ kind: 'confirm-cause', cause: 'site-power' }]);
  });

  it('tells the story of an incident, and leads to it from its alarm', async () => {
    const { page, complaints } = await at('#/alerts/41');
    const { alerts } = server.network;
    const root = alerts.find(({ number }) => number === 41);
    const members = alerts.filter(({ suppressed }) => suppressed?.by === 'ancestor');
    server.answers.set('/api/v1/incidents/41', {
      incident: 41,
      root,
      acts: [],
      members,
      total: members.length,
      open: members.length,
      counts: { links: members.length, village: members.length },
    });
    await page.getByRole('link', { name: /Halaman gangguan #41/ }).click();
    await page.getByRole('heading', { name: /Gangguan #41: Putus: Provinsi – Mamasa/ }).waitFor();
    const story = (await page.locator('.timeline li').allInnerTexts()).join('\n');
    expect(story).toContain('Putus: Provinsi – Mamasa: mulai');
    expect(story).toContain('5 jalur mulai');
    expect(await page.locator('.members li').count()).toBe(5);
    expect(await page.title()).toContain('Gangguan');
    await page.goBack();
    await page.locator('.detail.of-alert').waitFor();
    expect(complaints).toEqual([]);
  });
});
