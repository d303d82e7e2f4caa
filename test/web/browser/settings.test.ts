// The settings: what this browser keeps, the own account, and for admins users, tokens and the audit trail; and the log-in by
// name and password.

import type { Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, CHROMIUM, openBench } from '../support/browser.ts';
import { FakeServer } from '../support/fake-server.ts';
import { fakeProvince, START } from '../support/province.ts';

const ADMIN = {
  principal: {
    kind: 'user',
    name: 'sitti',
    displayName: 'Sitti Aminah',
    role: 'admin',
    scope: { kind: 'province' },
  },
  logInBy: 'password',
  takesToken: true,
};
const USER = {
  name: 'andi',
  displayName: 'Andi',
  role: 'operator',
  scope: { kind: 'province' },
  disabled: false,
  createdAt: START,
};

describe.skipIf(!CHROMIUM)('the settings (need Debian package chromium)', () => {
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

  async function show(part: string, me: unknown = ADMIN): Promise<Page> {
    server = new FakeServer({ webRoot: bench.webRoot, network: fakeProvince() });
    if (me) server.answers.set('/api/v1/me', me);
    server.answers.set('/api/v1/users', { users: [USER] });
    server.answers.set('/api/v1/tokens', { tokens: [] });
    await server.start();
    const { page } = await bench.open(`${server.url}#/settings/${part}`);
    await page.getByRole('heading', { name: 'Pengaturan' }).waitFor();
    return page;
  }
  const bodyOf = (route: Route): unknown => route.request().postDataJSON();

  it('switch language and theme at once, and keep them', async () => {
    const page = await show('screen');
    await page.getByLabel('Terang', { exact: true }).check();
    await page.getByLabel('English').check();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    expect(
      await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset['theme']]),
    ).toEqual(['en', 'light']);
  });

  it('tell who is logged in, whose name then stands on every act', async () => {
    const page = await show('account');
    await page.getByText('Anda masuk sebagai Sitti Aminah (sitti)').waitFor();
    expect(await page.locator('.operator').innerText()).toContain('Sitti Aminah');
    const asked: unknown[] = [];
    await page.route('**/api/v1/me/password', (route) => {
      asked.push(bodyOf(route));
      return asked.length === 1
        ? route.fulfill({
            status: 403,
            json: { error: { code: 'password', message: 'the old password is wrong' } },
          })
        : route.fulfill({ status: 204 });
    });
    await page.locator('[name=old]').fill('salah salah salah');
    await page.locator('[name=new]').fill('gunung laut pantai');
    await page.locator('[name=again]').fill('gunung laut');
    await page.getByRole('button', { name: 'Simpan' }).click();
    await page.getByText('Kedua kata sandi baru tidak sama').waitFor();
    expect(asked).toEqual([]);
    await page.locator('[name=again]').fill('gunung laut pantai');
    await page.getByRole('button', { name: 'Simpan' }).click();
    await page.getByText('Kata sandi lama salah').waitFor();
    await page.getByRole('button', { name: 'Simpan' }).click();
    await page.getByText('Kata sandi diganti').waitFor();
    expect(await page.locator('[name=new]').inputValue()).toBe('');
  });

  it('let an admin add, change, and after one more question remove a user', async () => {
    const page = await show('users');
    const asked: [string, unknown][] = [];
    await page.route('**/api/v1/users', (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      asked.push(['POST', bodyOf(route)]);
      return route.fulfill({ json: USER });
    });
    await page.route('**/api/v1/users/andi', (route) => {
      asked.push([route.request().method(), bodyOf(route)]);
      return route.request().method() === 'DELETE'
        ? route.fulfill({ status: 204 })
        : route.fulfill({ json: USER });
    });
    const add = page.locator('form.settings-form');
    await add.locator('[name=user]').fill('Rani');
    await add.locator('[name=display]').fill('Rani Kab. Majene');
    await add.locator('[name=password]').fill('gunung laut pantai');
    expect(await add.locator('[name=scope]').isDisabled()).toBe(true);
    await add.locator('[name=role]').selectOption('viewer');
    await add.locator('[name=scope]').selectOption('regency majene');
    await add.getByRole('button', { name: 'Tambah' }).click();
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>('[name=user]')?.value === '');
    const item = page.locator('[data-user=andi]');
    await item.locator('[name=role]').selectOption('admin');
    await expect.poll(() => asked.length).toBe(2);
    await item.getByRole('button', { name: 'Hapus: andi' }).press('Enter');
    await page.keyboard.press('Enter');
    await expect.poll(() => asked.length).toBe(3);
    expect(asked).toEqual([
      [
        'POST',
        {
          name: 'rani',
          displayName: 'Rani Kab. Majene',
          password: 'gunung laut pantai',
          role: 'viewer',
          scope: { kind: 'regency', regency: 'majene' },
        },
      ],
      ['PATCH', { role: 'admin', scope: { kind: 'province' } }],
      ['DELETE', null],
    ]);
  });

  it('show the secret of a new token once', async () => {
    const page = await show('tokens');
    await page.getByText('Belum ada token mesin').waitFor();
    await page.route('**/api/v1/tokens', (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      expect(bodyOf(route)).toEqual({
        name: 'grafana',
        role: 'viewer',
        scope: { kind: 'province' },
        expiresAt: Date.UTC(2026, 11, 31, 16),
      });
      return route.fulfill({ json: { token: {}, secret: 'jalur_rahasia' } });
    });
    await page.locator('[name=token]').fill('grafana');
    await page.locator('[name=until]').fill('2026-12-31');
    await page.getByRole('button', { name: 'Tambah' }).click();
    expect(await page.locator('.secret code').innerText()).toBe('jalur_rahasia');
    await page.getByRole('button', { name: 'Sudah disalin' }).click();
    expect(await page.getByText('jalur_rahasia').count()).toBe(0);
  });

  it('show what everybody did, and look through it', async () => {
    const page = await show('screen');
    const asked: string[] = [];
    await page.route('**/api/v1/audit?**', (route) => {
      asked.push(new URL(route.request().url()).search);
      const entry = {
        id: 9,
        at: START,
        who: 'andi',
        via: 'user',
        action: 'alert.ack',
        target: '41',
        outcome: 'done',
      };
      return route.fulfill({ json: { entries: [entry] } });
    });
    await page.getByRole('button', { name: 'Jejak audit' }).click();
    await page.getByText('alert.ack').waitFor();
    await page.getByPlaceholder('Cari siapa').fill('andi');
    await expect.poll(() => asked.at(-1)).toContain('text=andi');
  });

  it('hide what only admins may, and say so to whoever follows a link there', async () => {
    const viewer = { ...ADMIN, principal: { ...ADMIN.principal, role: 'viewer' } };
    const page = await show('audit', viewer);
    await page.getByText('memerlukan peran administrator').waitFor();
    expect(await page.getByRole('button', { name: 'Pengguna' }).count()).toBe(0);
  });

  it('are reached after a log-in by name and password', async () => {
    server = new FakeServer({ webRoot: bench.webRoot, network: fakeProvince(), token: 'rahasia' });
    await server.start();
    const { page } = await bench.open('about:blank');
    await page.route('**/api/v1/me', (route) =>
      route.fulfill({
        status: 401,
        json: { error: { code: 'token', message: 'log in' }, ...ADMIN, principal: undefined },
      }),
    );
    await page.goto(`${server.url}#/settings`);
    await page.getByLabel('Nama masuk').fill('sitti');
    await page.getByLabel('Kata sandi').fill('salah');
    await page.route('**/api/v1/session', (route) => route.fulfill({ status: 401, json: { error: {} } }));
    await page.getByRole('button', { name: 'Masuk', exact: true }).click();
    await page.getByText('Nama atau kata sandi salah').waitFor();
    await page.unroute('**/api/v1/session');
    await page.getByRole('button', { name: 'Masuk dengan token' }).click();
    await page.getByLabel('Token akses').fill('rahasia');
    await page.getByRole('button', { name: 'Masuk', exact: true }).click();
    await page.getByRole('heading', { name: 'Pengaturan' }).waitFor();
    await page.context().clearCookies();
  });
});
