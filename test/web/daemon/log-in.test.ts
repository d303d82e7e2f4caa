// Who may come in, on the real daemon: the first admin is made on the command line while it runs, nobody comes in without
// from then on, a viewer of one regency sees no more than it and acts on nothing, and whoever is shut out loses his screen.

import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, CHROMIUM, openBench } from '../support/browser.ts';
import { DemoRoom } from './demo-room.ts';

const MAIN = join(resolve(import.meta.dirname, '../../..'), 'src/main.ts');
const PASSWORD = 'gunung laut pantai';

describe.skipIf(!CHROMIUM)('coming in (needs Debian package chromium)', () => {
  const room = new DemoRoom({ story: ['{ at: 2s, do: cut, link: prov-majene }'] });
  let bench: Bench;

  beforeAll(async () => {
    bench = await openBench();
    await room.start();
  }, 60_000);
  afterAll(async () => {
    await bench?.close();
    await room.remove();
  });

  function addUser(...args: readonly string[]): void {
    const { status, stderr } = spawnSync(
      process.execPath,
      [MAIN, 'user', 'add', ...args, '--data', room.data],
      { input: `${PASSWORD}\n`, encoding: 'utf8' },
    );
    expect(status, stderr).toBe(0);
  }

  async function logIn(page: Page, user: string): Promise<void> {
    await page.getByLabel('Nama masuk').fill(user);
    await page.getByLabel('Kata sandi', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Masuk', exact: true }).click();
  }

  it('needs nobody before the first user is made, and somebody from then on, at once', async () => {
    const { page } = await bench.open(`${room.url}#/settings/account`);
    await page.getByText('Belum ada pengguna di server ini').waitFor();
    addUser('sitti', '--role', 'admin', '--name', 'Sitti Aminah');
    await page.getByLabel('Nama masuk').waitFor({ timeout: 20_000 });
    expect((await fetch(`${room.url}api/v1/network`)).status).toBe(401);
    await logIn(page, 'sitti');
    await page.getByText('Anda masuk sebagai Sitti Aminah').waitFor();
    await page.getByRole('button', { name: 'Jejak audit' }).click();
    await page.getByText('session.login').first().waitFor();
    await page.close();
  }, 60_000);

  it('keeps what was filled in when the log-in ends meanwhile, for the same one who comes back', async () => {
    await bench.context.clearCookies();
    const { page } = await bench.open(`${room.url}#/maintenance?new`);
    await logIn(page, 'sitti');
    await page.getByLabel('Pekerjaan').fill('Ganti ODP Pamboang');
    await page.evaluate(async () => {
      await fetch('/api/v1/session', { method: 'DELETE' });
    });
    await page.getByLabel('Nama masuk').waitFor({ timeout: 20_000 });
    // What lies behind the form can be neither seen nor reached.
    expect(await page.evaluate(() => document.elementFromPoint(20, 20)?.closest('dialog') !== null)).toBe(
      true,
    );
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await logIn(page, 'sitti');
    await page.getByLabel('Nama masuk').waitFor({ state: 'detached' });
    expect(await page.getByLabel('Pekerjaan').inputValue()).toBe('Ganti ODP Pamboang');
    await page.close();
  }, 60_000);

  it('begins anew for somebody else, who may see less', async () => {
    addUser('joni', '--role', 'viewer', '--scope', 'regency:majene', '--name', 'Joni');
    await bench.context.clearCookies();
    const { page } = await bench.open(`${room.url}#/links`);
    await logIn(page, 'sitti');
    await page.locator('[data-link="prov-mamasa"]').waitFor();
    await page.evaluate(async () => {
      await fetch('/api/v1/session', { method: 'DELETE' });
    });
    await page.getByLabel('Nama masuk').waitFor({ timeout: 20_000 });
    await logIn(page, 'joni');
    await page.locator('[data-link="prov-mamasa"]').waitFor({ state: 'detached' });
    await page.locator('[data-link="prov-majene"]').waitFor();
    await page.close();
  }, 60_000);

  it('shows a regency its own branch, with nothing to press, until the admin shuts it out', async () => {
    addUser('rani', '--role', 'viewer', '--scope', 'regency:majene', '--name', 'Rani');
    await bench.context.clearCookies();
    const { page } = await bench.open(`${room.url}#/links`);
    await logIn(page, 'rani');
    await page.locator('[data-link]').first().waitFor();
    const network = await page.evaluate(async () => (await fetch('/api/v1/network')).text());
    expect(network).toContain('prov-majene');
    expect(network).not.toContain('mamasa');
    await page.evaluate(() => {
      location.hash = '#/alerts';
    });
    await page.locator('[data-alert]').first().waitFor();
    expect(await page.locator('[data-act]').count()).toBe(0);
    expect(await page.evaluate(async () => (await fetch('/metrics')).status)).toBe(403);
    const { status, stderr } = spawnSync(
      process.execPath,
      [MAIN, 'user', 'remove', 'rani', '--data', room.data],
      {
        encoding: 'utf8',
      },
    );
    expect(status, stderr).toBe(0);
    await page.getByLabel('Nama masuk').waitFor({ timeout: 20_000 });
    await page.close();
  }, 60_000);
});
