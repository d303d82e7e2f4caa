// The sound of new critical alerts, on every page: once each, never for what was there before, and never silently silent.

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Alert } from '../../../src/domain/alert.ts';
import { linkId } from '../../../src/domain/ids.ts';
import { type Bench, CHROMIUM, openBench } from '../support/browser.ts';
import { allowAudio, audioTold, fakeAudio } from '../support/fake-audio.ts';
import { FakeServer } from '../support/fake-server.ts';
import { fakeProvince } from '../support/province.ts';
import { alert } from '../support/story.ts';

describe.skipIf(!CHROMIUM)('the sound of new alerts (needs Debian package chromium)', () => {
  let bench: Bench;
  let server: FakeServer;
  beforeAll(async () => {
    bench = await openBench();
  }, 60_000);
  afterEach(async () => {
    for (const page of bench.context.pages().slice(1)) {
      await page.evaluate(() => localStorage.clear()).catch(() => undefined);
      await page.close();
    }
    await server.stop();
  });
  afterAll(() => bench?.close());

  async function show(hash = '#/wall', { isAllowed = true, isReal = false } = {}): Promise<Page> {
    server = new FakeServer({ webRoot: bench.webRoot, network: fakeProvince() });
    await server.start();
    const { page } = await bench.open('about:blank');
    if (!isReal) await fakeAudio(page, { isAllowed });
    await page.goto(`${server.url}${hash}`);
    await page.waitForSelector('.count');
    return page;
  }

  let numbers = 100;
  function raise(fields: Partial<Alert> = {}): Alert {
    const { now } = server;
    const subject = linkId('prov-majene');
    const raised = alert(++numbers, { rule: 'link.down', subject, since: now, raisedAt: now, ...fields });
    server.emit({ kind: 'alert.raised', at: now, alert: raised });
    return raised;
  }
  /** Waits until the page shows as many alerts in its title, which they all do that wait for somebody. */
  const told = (page: Page, waiting: number): Promise<unknown> =>
    page.waitForFunction((count) => document.title.startsWith(`(${count}) `), waiting);
  const sounds = async (page: Page): Promise<number> => (await audioTold(page)).sounds;
  const heard = (page: Page, count: number): Promise<unknown> =>
    page.waitForFunction(
      (wanted) => (window as unknown as { audioTold: { tones: number } }).audioTold.tones === wanted * 4,
      count,
    );

  it.each(['#/wall', '#/wall?kiosk=1', '#/settings'])(
    'is heard once on %s, with all that come with it',
    async (hash) => {
      const page = await show(hash);
      const first = raise();
      raise();
      await heard(page, 1);
      server.emit({ kind: 'alert.changed', at: server.now, alert: { ...first, data: { villages: 5 } } });
      server.heartbeat();
      await told(page, 2);
      expect(await audioTold(page)).toEqual({ sounds: 1, contexts: 1 });
    },
  );

  it('is not heard for what is not critical, held back or acknowledged', async () => {
    const page = await show();
    const { now } = server;
    raise({ severity: 'major' });
    raise({ suppressed: { by: 'shelved', who: 'Andi', since: now, until: now + 60_000 } });
    raise({ acknowledged: { by: 'Andi', at: now } });
    raise({ severity: 'minor' });
    await told(page, 2);
    expect(await sounds(page)).toBe(0);
  });

  it('is heard once over a lost stream and a reload, and for what came while the stream was lost', async () => {
    const page = await show();
    raise();
    await heard(page, 1);
    await server.stop();
    // More than two seconds have to pass between two sounds: reconnecting takes as long.
    await page.getByText('menyambung').first().waitFor();
    await server.start();
    await page.getByText('tersambung').first().waitFor({ timeout: 30_000 });
    await told(page, 1);
    expect(await sounds(page)).toBe(1);
    await page.reload();
    await told(page, 1);
    expect(await sounds(page)).toBe(0);
    const { now } = server;
    await server.stop();
    await page.getByText('menyambung').first().waitFor();
    const missed = alert(99, {
      rule: 'link.down',
      subject: linkId('prov-mamasa'),
      since: now,
      raisedAt: now,
    });
    server.network = {
      ...server.network,
      bootId: 'boot-2',
      seq: 900,
      alerts: [...server.network.alerts, missed],
    };
    await server.start();
    await told(page, 2);
    await heard(page, 1);
  });

  it('says that the browser does not allow it yet, and is on when somebody presses there', async () => {
    const page = await show('#/wall?kiosk=1', { isAllowed: false });
    await page.getByText('Suara belum diizinkan').waitFor();
    raise();
    await told(page, 1);
    expect(await sounds(page)).toBe(0);
    await allowAudio(page);
    await page.getByRole('button', { name: 'Tekan di sini' }).click();
    await page.getByText('Suara aktif').waitFor();
    expect(await page.getByRole('button', { name: 'Tekan di sini' }).count()).toBe(0);
  });

  it('is allowed by any press on the page', async () => {
    const page = await show('#/wall', { isAllowed: false });
    await page.getByText('Suara belum diizinkan').waitFor();
    await allowAudio(page);
    await page.keyboard.press('Tab');
    await page.getByText('Suara aktif').waitFor();
  });

  it('is muted by whom and since when, also after a reload and in another tab, and can be tested all the same', async () => {
    const page = await show();
    await page.getByText('Suara aktif').waitFor();
    await page.evaluate(() => localStorage.setItem('jalur.operator', 'Andi'));
    await page.reload();
    await page.getByRole('button', { name: 'Bisukan' }).click();
    await page.getByText('Suara dibisukan oleh Andi sejak 14:03').waitFor();
    raise();
    await told(page, 1);
    expect(await sounds(page)).toBe(0);
    await page.getByRole('button', { name: 'Uji suara' }).click();
    await heard(page, 1);
    await page.reload();
    await page.getByText('Suara dibisukan oleh Andi sejak 14:03').waitFor();
    const { page: other } = await bench.open(`${server.url}#/wall`);
    await other.getByRole('button', { name: 'Bunyikan lagi' }).click();
    await page.getByText('Suara aktif').waitFor();
  });

  it('is really made by the browser', async () => {
    const page = await show('#/wall', { isReal: true });
    await page.getByRole('button', { name: 'Uji suara' }).click();
    await page.getByText('Suara aktif').waitFor();
    expect(await page.getByRole('slider', { name: 'Volume suara' }).inputValue()).toBe('70');
  });
});
