// The whole way with the real daemon: a simulated link is cut, and the wall shows it within five seconds.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Alert } from '../../../src/domain/alert.ts';
import { Jalur, until } from '../../support/daemon.ts';
import { icmpMissing } from '../../support/icmp.ts';
import { type Bench, CHROMIUM, openBench } from '../support/browser.ts';

const missing = CHROMIUM ? await icmpMissing() : 'needs Debian package chromium';
/** From the cut to the wall, ms. */
const BUDGET_MS = 5_000;
/** A link is echoed once a second: the first lost echo comes at most so long after the cut. */
const ECHO_EVERY_MS = 1_000;

const CONFIG = `version: 1
province: { name: Uji, code: "76", timezone: Asia/Makassar }
monitor: { site: hq, anchors: [127.78.0.1], listen: "127.0.0.1:0" }
alerts: { settle: 1s }
sites:
  - { id: hq, name: Dinas Kominfo, kind: province }
  - { id: majene, name: Kabupaten Majene, kind: regency, parent: hq }
  - { id: pamboang, name: Pamboang, kind: village, parent: majene }
links:
  - { id: hq-majene, from: hq, to: majene, medium: fiber, device: { address: 127.78.1.1 } }
  - { id: majene-pamboang, from: majene, to: pamboang, medium: fiber, device: { address: 127.78.1.2 } }
lab:
  seed: 7
  repeat: 50s
  story:
    - { at: 20s, do: cut, link: hq-majene }
    - { at: 35s, do: mend, link: hq-majene }
`;

describe.skipIf(missing !== undefined)(`a cut link on the wall${missing ? ` (${missing})` : ''}`, () => {
  const directory = mkdtempSync(join(tmpdir(), 'jalur-cut-'));
  let bench: Bench;
  let jalur: Jalur;
  beforeAll(async () => {
    bench = await openBench();
    const config = join(directory, 'jalur.yaml');
    writeFileSync(config, CONFIG);
    jalur = new Jalur(['run', '--config', config, '--data', join(directory, 'data')]);
  }, 60_000);
  afterAll(async () => {
    await jalur?.end('SIGKILL');
    await bench?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  /** The page of this very source, whatever the daemon finds in dist/web; all questions go to the daemon. */
  async function serveOwnPage(page: Page, url: string): Promise<void> {
    await page.route(
      (asked) => asked.href.startsWith(url) && !asked.pathname.startsWith('/api/'),
      (route) => {
        const { pathname } = new URL(route.request().url());
        const file = pathname === '/' ? 'index.html' : pathname.slice(1);
        return route.fulfill({ path: join(bench.webRoot, file) });
      },
    );
  }

  it('is there within five seconds, with the village that it took along', async () => {
    const url = await jalur.url();
    const { page } = await bench.open('about:blank');
    // A page whose files do not come from the daemon itself counts as one from elsewhere.
    await bench.context.grantPermissions(['local-network-access']);
    await serveOwnPage(page, url.endsWith('/') ? url : `${url}/`);
    // The page notes when each incident appears, on its own clock, which is that of the daemon's machine.
    await page.addInitScript(() => {
      const seen: Record<string, number> = {};
      Object.assign(window, { seen });
      new MutationObserver(() => {
        for (const each of document.querySelectorAll<HTMLElement>('[data-incident]'))
          seen[each.dataset['incident'] ?? ''] ??= Date.now();
      }).observe(document, { childList: true, subtree: true });
    });
    await page.goto(`${url.replace(/\/$/, '')}/#/wall?kiosk=1`);
    await page.waitForSelector('[data-tile=majene].is-up', { timeout: 60_000 });
    const readyAt = Date.now();
    let cut: Alert | undefined;
    await until(
      'a link is cut after the wall is there',
      async () => {
        const answer = await fetch(new URL('/api/v1/alerts?state=active', url));
        const { alerts } = (await answer.json()) as { readonly alerts: readonly Alert[] };
        cut = alerts.find(
          ({ rule, since, suppressed }) => rule === 'link.down' && since > readyAt && !suppressed,
        );
        return cut !== undefined;
      },
      90_000,
    );
    if (!cut) throw new Error('no link was cut');
    const incident = page.locator(`[data-incident="${cut.number}"]`);
    await incident.waitFor();
    expect(await incident.innerText()).toMatch(/^Putus: Kabupaten Majene\s+(?:BARU\s+)?1 desa ikut terputus/);
    const seen = await page.evaluate(() => (window as unknown as { seen: Record<string, number> }).seen);
    // What the alert is dated back to is the first echo lost after the cut.
    expect((seen[cut.number] ?? 0) - cut.since).toBeLessThan(BUDGET_MS - ECHO_EVERY_MS);
  }, 180_000);
});
