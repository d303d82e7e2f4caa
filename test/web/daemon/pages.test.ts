// Every page on the real daemon: in both languages and themes, at three sizes, without anything cut off, without a
// complaint of the browser, and with nothing that axe finds. The pictures are kept in test/artifacts.

import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../support/daemon.ts';
import { axeFindings } from '../support/axe.ts';
import { type Bench, CHROMIUM, openBench } from '../support/browser.ts';
import { DemoRoom } from './demo-room.ts';

const ARTIFACTS = resolve(import.meta.dirname, '../../artifacts');
const SIZES = [
  [1366, 768],
  [1920, 1080],
  [390, 844],
] as const;

/** Pages by their addresses, and what is on them once they are drawn. */
const PAGES: readonly (readonly [name: string, hash: string, drawn: string])[] = [
  ['ruang-operasi', '#/wall', 'main h2'],
  ['dinding', '#/wall?kiosk=1', 'main h2'],
  ['peta', '#/map', 'main canvas'],
  ['jalur', '#/links', '[data-link]'],
  ['satu-jalur', '#/links/prov-majene', 'main .uplot'],
  ['alarm', '#/alerts', 'main [data-alert]'],
  ['alarm-riwayat', '#/alerts?v=history', 'main .alert-rows tbody tr'],
  ['vicon', '#/vicon', 'main h1, main h2'],
  ['pembangunan', '#/rollout', 'main h1, main h2'],
  ['laporan', '#/reports', 'main form select'],
  ['pemeliharaan', '#/maintenance', 'main [data-window]'],
  ['pengaturan', '#/settings', 'main .settings-part'],
];

describe.skipIf(!CHROMIUM)('every page (needs Debian package chromium)', () => {
  const room = new DemoRoom({
    story: [
      '{ at: 2s, do: cut, link: prov-majene }',
      '{ at: 3s, do: power-cut, link: mamasa-minanga }',
      '{ at: 4s, do: degrade, link: mamuju-lebani, loss: 15%, delay: 60ms, jitter: 30ms }',
    ],
  });
  let bench: Bench;
  let page: Page;
  let complaints: readonly string[];

  beforeAll(async () => {
    mkdirSync(ARTIFACTS, { recursive: true });
    bench = await openBench();
    await room.start();
    ({ page, complaints } = await bench.open(room.url));
    // What fades in is read by axe while it is faint.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    // Something has to have happened, and a round to have ended, before there is anything to look at.
    await until(
      'the cut regency has an alert',
      async () => (await page.evaluate(() => document.title)).startsWith('('),
      60_000,
    );
  }, 120_000);
  afterAll(async () => {
    await bench?.close();
    await room.remove();
  });

  async function go(hash: string, drawn: string): Promise<void> {
    await page.evaluate((to) => {
      location.hash = to;
    }, hash);
    await page.locator(drawn).first().waitFor();
  }

  async function choose(language: 'id' | 'en', theme: 'dark' | 'light'): Promise<void> {
    await page.evaluate(
      ([lang, look]) => {
        localStorage.setItem('jalur.language', lang ?? 'id');
        localStorage.setItem('jalur.theme', look ?? 'dark');
      },
      [language, theme],
    );
    await page.reload();
  }

  describe.each([
    ['id', 'dark'],
    ['id', 'light'],
    ['en', 'dark'],
    ['en', 'light'],
  ] as const)('in %s, %s', (language, theme) => {
    it('fits every screen', async () => {
      await choose(language, theme);
      for (const [width, height] of SIZES) {
        await page.setViewportSize({ width, height });
        for (const [name, hash, drawn] of PAGES) {
          await go(hash, drawn);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          expect(overflow, `${name} is wider than ${width} px by`).toBeLessThanOrEqual(0);
          const file = `${name}-${language}-${theme}-${width}x${height}.jpg`;
          await page.screenshot({ path: join(ARTIFACTS, file), type: 'jpeg', quality: 60 });
        }
      }
    }, 180_000);

    it('has nothing that axe finds', async () => {
      await choose(language, theme);
      await page.setViewportSize({ width: 1366, height: 768 });
      const findings: string[] = [];
      for (const [name, hash, drawn] of PAGES) {
        await go(hash, drawn);
        for (const finding of await axeFindings(page)) findings.push(`${name}: ${finding}`);
      }
      expect(findings).toEqual([]);
    }, 120_000);
  });

  it('went by without a complaint of the browser', () => {
    expect(complaints).toEqual([]);
  });
});
