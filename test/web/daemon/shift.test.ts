// A shift in front of the real daemon: a cut reaches the wall in time, what one operator does shows on the other's screen, the
// keyboard alone leads from the wall to an acknowledged alarm, and a daemon that stalls or dies is told and healed.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Alert } from '../../../src/domain/alert.ts';
import { type Bench, CHROMIUM, openBench } from '../support/browser.ts';
import { DemoRoom } from './demo-room.ts';

/** From the cut to the wall (design §14: the alert on a screen, and a second for the page). */
const CUT_TO_WALL_MS = 5_000;
/** Echoes of the demonstration's fibre links are a second apart: a cut is at most so much older than its first lost echo. */
const ECHO_EVERY_MS = 1_000;
/** Two heartbeats of the stream, and what the page's clock takes to notice. */
const OLD_WITHIN_MS = 13_000;

/** Regencies whose fibre is cut, one after the other. */
const CUTS = ['prov-majene', 'prov-pasangkayu', 'prov-mamuju-tengah'];

describe.skipIf(!CHROMIUM)('a shift (needs Debian package chromium)', () => {
  const room = new DemoRoom({
    story: CUTS.map((link, index) => `{ at: ${12 + 4 * index}s, do: cut, link: ${link} }`),
  });
  let bench: Bench;
  let wall: Page;

  beforeAll(async () => {
    bench = await openBench();
    await room.start();
    ({ page: wall } = await bench.open('about:blank'));
    // The page notes when each incident appears, on its own clock, which is that of the daemon's machine.
    await wall.addInitScript(() => {
      const shown: Record<string, number> = {};
      Object.assign(window, { shown });
      new MutationObserver(() => {
        for (const each of document.querySelectorAll<HTMLElement>('[data-incident-link]'))
          shown[each.dataset['incidentLink'] ?? ''] ??= Date.now();
      }).observe(document, { childList: true, subtree: true });
    });
    await wall.goto(`${room.url}#/wall`);
  }, 60_000);
  afterAll(async () => {
    await bench?.close();
    await room.remove();
  });

  const text = (page: Page): Promise<string> => page.locator('main').innerText();

  it('shows cuts on the wall within five seconds', async () => {
    for (const link of CUTS)
      await wall.locator(`[data-incident-link="${link}"]`).waitFor({ timeout: 40_000 });
    const shown = await wall.evaluate(() => (window as unknown as { shown: Record<string, number> }).shown);
    const { alerts } = (await (await fetch(`${room.url}api/v1/alerts`)).json()) as {
      readonly alerts: readonly Alert[];
    };
    const tookMs = CUTS.map((link) => {
      const since = alerts.find(({ rule, subject }) => rule === 'link.down' && subject === link)?.since;
      return (shown[link] ?? Number.NaN) - (since ?? Number.NaN) + ECHO_EVERY_MS;
    });
    expect(median(tookMs), `ms from each cut, at most: ${tookMs.join(', ')}`).toBeLessThan(CUT_TO_WALL_MS);
    expect(await text(wall)).toMatch(/\d+ desa/);
  }, 60_000);

  it('leads from the wall to an acknowledged alarm with the keyboard alone, which the other screen shows', async () => {
    const { page: other } = await bench.open(`${room.url.replace('127.0.0.1', 'localhost')}#/alerts`);
    await wall.bringToFront();
    await pressUntil(wall, 'Tab', () =>
      wall.evaluate(() => {
        const at = document.activeElement;
        return at?.matches('main a') === true && at.textContent.includes('Putus: Provinsi–Majene');
      }),
    );
    await wall.keyboard.press('Enter');
    await wall.locator('.detail.of-alert [data-act=ack]').waitFor();
    await pressUntil(wall, 'Tab', () =>
      wall.evaluate(() => document.activeElement?.matches('.detail [data-act=ack]') ?? false),
    );
    await wall.keyboard.press('Enter');
    await wall.locator('dialog [name=who]').waitFor();
    await wall.keyboard.type('Andi');
    await wall.keyboard.press('Enter');
    await wall.locator('.detail .alert-status', { hasText: 'diakui oleh Andi' }).waitFor();
    await other.bringToFront();
    await other.locator('.alerts', { hasText: 'diakui oleh Andi' }).waitFor();
    await other.close();
  });

  it('says DATA LAMA while the daemon stalls, and heals when it goes on', async () => {
    await wall.goto(`${room.url}#/wall`);
    await wall.locator('main h2').first().waitFor();
    process.kill(room.pid, 'SIGSTOP');
    try {
      await wall.locator('.old', { hasText: 'DATA LAMA' }).waitFor({ timeout: OLD_WITHIN_MS });
    } finally {
      process.kill(room.pid, 'SIGCONT');
    }
    await wall.locator('.old').waitFor({ state: 'detached', timeout: 30_000 });
  }, 60_000);

  it('says that the daemon is gone, and recovers by itself when it is back', async () => {
    await room.end('SIGKILL');
    await wall.locator('.pulse.dead').waitFor({ timeout: OLD_WITHIN_MS });
    await wall.locator('.old', { hasText: 'DATA LAMA' }).waitFor({ timeout: OLD_WITHIN_MS });
    await room.start();
    await wall.locator('.pulse.live').waitFor({ timeout: 45_000 });
    await wall.locator('.old').waitFor({ state: 'detached' });
    expect(await wall.locator('main h2').count()).toBeGreaterThan(0);
  }, 90_000);
});

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Presses a key until a condition holds; a page where it never does fails. */
async function pressUntil(page: Page, key: string, holds: () => Promise<boolean>): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    if (await holds()) return;
    await page.keyboard.press(key);
  }
  throw new Error(`80 × ${key} led nowhere`);
}
