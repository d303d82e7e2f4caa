// The page about one link where something is missing: no right to act, no address, no history, no such link.

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, CHROMIUM, openBench } from '../support/browser.ts';
import { FakeServer } from '../support/fake-server.ts';
import { linkAnswers } from '../support/link-answers.ts';
import { START } from '../support/province.ts';
import { workedOn } from '../support/room.ts';

const ID = 'prov-mamasa';
const PATH = `/api/v1/links/${ID}`;

describe.skipIf(!CHROMIUM)('one link that lacks something (needs Debian package chromium)', () => {
  let bench: Bench;
  let server: FakeServer;
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
    const { page } = await bench.open(`${server.url}#/links/${id}${query}`);
    await page.waitForSelector('.link-head, .unknown-link');
    return page;
  }

  it('asks nothing of a device that only beats, and draws what beats can tell', async () => {
    const page = await show('?range=7d', ID, () => {
      const links = server.network.links.map((link) => {
        if (link.id !== ID) return link;
        const { address: _, ...rest } = link;
        return { ...rest, beatEveryMs: 60_000 };
      });
      server.network = { ...server.network, links };
    });
    await page.waitForSelector('[data-chart=loss] canvas');
    expect(await page.locator('[data-chart=rtt], [data-chart=mos], [data-chart=jitter]').count()).toBe(0);
    const button = page.getByRole('button', { name: 'Echo sekarang' });
    expect(await button.getAttribute('aria-disabled')).toBe('true');
    await button.click({ force: true });
    expect(await page.locator('.asked').innerText()).toBe('');
    expect(await page.locator('.ask-now').innerText()).toContain('berdenyut sendiri');
    await page.close();
  });

  it('shows whoever may only look why he finds no buttons', async () => {
    const scope = { kind: 'province' };
    const principal = { kind: 'user', name: 'kabid', displayName: 'Kabid', role: 'viewer', scope };
    const page = await show('', ID, () =>
      server.answers.set('/api/v1/me', { principal, logInBy: 'password' }),
    );
    await page.getByText('memerlukan peran petugas').waitFor();
    expect(await page.locator('.link-head button').count()).toBe(0);
    await page.close();
  });

  it('does not say that nothing was measured before the history has come, or when it cannot', async () => {
    const page = await show();
    let answers = (): void => undefined;
    const held = new Promise<void>((go) => {
      answers = go;
    });
    await page.route(`**${PATH}/history*`, async (route) => {
      await held;
      await route.fulfill({ status: 503, contentType: 'application/json', body: '{}' });
    });
    await page.reload();
    const time = page.locator('.readout > b');
    await time.waitFor();
    expect(await time.innerText()).toBe('Memuat…');
    answers();
    await page.locator('.history .failure').waitFor();
    expect(await time.innerText()).toBe('–');
    await page.close();
  });

  it('tells why it could not echo, and asks again', async () => {
    const page = await show();
    let busy = true;
    await page.route(`**${PATH}/echo`, (route) =>
      busy
        ? route.fulfill({
            status: 429,
            contentType: 'application/json',
            body: JSON.stringify({ error: { code: 'busy', message: '8 links are being asked already' } }),
          })
        : route.fallback(),
    );
    await page.getByRole('button', { name: 'Echo sekarang' }).click();
    await page.getByText('Server sedang melayani banyak permintaan').waitFor();
    busy = false;
    await page.locator('.asked').getByRole('button', { name: 'Coba lagi' }).click();
    await page.getByText('9 dari 10 terjawab').waitFor();
    await page.close();
  });

  it('says that there is no such link, and leads back', async () => {
    const page = await show('', 'no-such-link');
    expect(await page.locator('.unknown-link').innerText()).toMatch(
      /Jalur ini tidak ada: no-such-link[\s\S]*salah ketik/,
    );
    await page.locator('.unknown-link a').click();
    await page.waitForFunction(() => location.hash === '#/links');
    await page.close();
  });

  it('stays when the history cannot be read, says so, and heals by itself', async () => {
    const page = await show('', ID, () => server.answers.delete(`${PATH}/history`));
    let broken = true;
    await page.route(`**${PATH}/history*`, (route) =>
      broken
        ? route.fulfill({
            status: 503,
            contentType: 'application/json',
            body: JSON.stringify({ error: { code: 'history', message: 'InfluxDB is away' } }),
          })
        : route.fallback(),
    );
    await page.getByRole('button', { name: '7 hari', exact: true }).click();
    await page.locator('.history').getByText('InfluxDB is away').waitFor();
    expect(await page.locator('.link-head').innerText()).toContain('Putus');
    broken = false;
    server.answers.set(`${PATH}/history`, { link: ID, stepMs: 60_000, buckets: [] });
    await page.locator('.charts').getByText('Belum ada data pada rentang ini').waitFor();
    await page.close();
  });
});
