// Logging in with names and passwords, by the kiosk link, out again, and how often one may guess.

import { afterEach, describe, expect, it } from 'vitest';
import type { PasswordHasher } from '../../src/api/access-passwords.ts';
import { user } from '../store/access/support.ts';
import { type FakeApi, NOW, startApi } from './support/api.ts';

const JSON_BODY = { 'content-type': 'application/json' };
/** Passwords that can be read; scrypt has its own tests. */
const PLAIN: PasswordHasher = {
  hash: (password) => Promise.resolve(`plain:${password}`),
  verify: (password, hash) => Promise.resolve(hash === `plain:${password}`),
  isOutdated: () => false,
};

const open: FakeApi[] = [];
afterEach(async () => {
  for (const api of open.splice(0)) await api.close();
});

async function start(...[options = {}, changes = {}]: Parameters<typeof startApi>): Promise<FakeApi> {
  const api = await startApi(options, { passwordHasher: PLAIN, ...changes });
  open.push(api);
  api.accounts.addUser(user('sari', { displayName: 'Sari Dewi', role: 'operator' }), 'plain:kata sandi sari');
  return api;
}

function logIn(api: FakeApi, body: object, headers: Record<string, string> = {}) {
  return api.ask('POST', '/api/v1/session', { ...JSON_BODY, ...headers }, JSON.stringify(body));
}

const SARI = { user: 'sari', password: 'kata sandi sari' };

async function sessionOf(api: FakeApi, body: object = SARI): Promise<{ cookie: string }> {
  const { status, headers } = await logIn(api, body);
  expect(status).toBe(204);
  return { cookie: headers['set-cookie']?.[0]?.split(';')[0] ?? '' };
}

describe('logging in', () => {
  it('is a walk: asked who one is, in, acting by name, another password, out', async () => {
    const api = await start();
    const nobody = await api.ask('GET', '/api/v1/me');
    expect(nobody.status).toBe(401);
    expect(JSON.parse(nobody.body)).toMatchObject({
      error: { code: 'token' },
      logInBy: 'password',
      takesToken: false,
    });
    const session = await sessionOf(api, { user: ' Sari ', password: SARI.password });
    expect(JSON.parse((await api.ask('GET', '/api/v1/me', session)).body)).toEqual({
      principal: {
        kind: 'user',
        name: 'sari',
        displayName: 'Sari Dewi',
        role: 'operator',
        scope: { kind: 'province' },
      },
      logInBy: 'password',
      takesToken: false,
      signs: true,
    });
    expect(api.accounts.user('sari')?.lastLoginAt).toBe(NOW);
    const acted = await api.ask(
      'POST',
      '/api/v1/alerts/7/ack',
      { ...JSON_BODY, ...session },
      '{"who":"Eve"}',
    );
    expect(JSON.parse(acted.body)).toMatchObject({
      act: { actor: { who: 'Sari Dewi', address: '127.0.0.1' } },
    });

    const other = await sessionOf(api);
    const change = (old: string, next: string) =>
      api.ask('PUT', '/api/v1/me/password', { ...JSON_BODY, ...session }, JSON.stringify({ old, new: next }));
    expect(JSON.parse((await change('wrong', 'kata sandi lain')).body)).toMatchObject({
      error: { code: 'password' },
    });
    expect(JSON.parse((await change(SARI.password, 'pendek')).body)).toMatchObject({
      error: { code: 'weak-password' },
    });
    const changed = await change(SARI.password, 'gunung api tertidur');
    expect(changed.status).toBe(204);
    const renewed = { cookie: changed.headers['set-cookie']?.[0]?.split(';')[0] ?? '' };
    expect((await api.ask('GET', '/api/v1/me', other)).status).toBe(401);
    expect((await api.ask('GET', '/api/v1/me', renewed)).status).toBe(200);
    expect((await logIn(api, SARI)).status).toBe(401);

    expect((await api.ask('DELETE', '/api/v1/session', renewed)).status).toBe(204);
    expect((await api.ask('GET', '/api/v1/me', renewed)).status).toBe(401);
    expect(
      api.accounts.auditTrail({ limit: 20 }).map(({ who, action, outcome }) => `${who} ${action} ${outcome}`),
    ).toEqual([
      'sari session.logout done',
      'sari session.login password',
      'sari user.password done',
      'sari user.password weak-password',
      'sari user.password password',
      'sari session.login done',
      'sari alert.ack done',
      'sari session.login done',
    ]);
  });

  it.each<[string, object]>([
    ['a wrong password', { user: 'sari', password: 'x' }],
    ['nobody', { user: 'eve', password: 'x' }],
    ['a name in other letters', { user: 'śari', password: SARI.password }],
    ['a token where there is none', { token: SARI.password }],
  ])('refuses %s', async (_, body) => {
    const api = await start();
    const { status, headers, body: text } = await logIn(api, body);
    expect(status).toBe(401);
    expect(headers['set-cookie']).toBeUndefined();
    expect(JSON.parse(text)).toMatchObject({ logInBy: 'password' });
    expect(text).not.toContain('sari');
  });

  it('tells a disabled user no more than one who is none', async () => {
    const api = await start();
    api.accounts.changeUser('sari', { disabled: true });
    const [known, unknown] = [await logIn(api, SARI), await logIn(api, { ...SARI, user: 'eve' })];
    expect(known.status).toBe(401);
    expect(known.body).toBe(unknown.body);
  });

  it('with the token goes on beside users, and signs nothing', async () => {
    const api = await start({ token: 'the-token' });
    const session = await sessionOf(api, { token: 'the-token' });
    const { body } = await api.ask('GET', '/api/v1/me', session);
    expect(JSON.parse(body)).toMatchObject({
      principal: { kind: 'shared', role: 'operator' },
      takesToken: true,
      signs: false,
    });
    const unsigned = await api.ask('POST', '/api/v1/alerts/7/ack', { ...JSON_BODY, ...session }, '{}');
    expect(JSON.parse(unsigned.body)).toMatchObject({
      error: { code: 'invalid', message: expect.stringContaining('who:') },
    });
    const own = await api.ask(
      'PUT',
      '/api/v1/me/password',
      { ...JSON_BODY, ...session },
      '{"old":"a","new":"b"}',
    );
    expect(JSON.parse(own.body)).toMatchObject({ error: { code: 'no-password' } });
  });

  it('ends the session that the browser had before', async () => {
    const api = await start();
    const before = await sessionOf(api);
    await logIn(api, SARI, before);
    expect((await api.ask('GET', '/api/v1/me', before)).status).toBe(401);
  });

  it('out again by nobody is no act: a stranger who repeats it fills no audit trail and writes nothing', async () => {
    const api = await start();
    const removed: string[] = [];
    api.accounts.removeSession = (hash) => void removed.push(hash);
    for (const headers of [{}, { cookie: 'jalur_session=u-made-up' }])
      expect((await api.ask('DELETE', '/api/v1/session', headers)).status).toBe(204);
    expect(api.accounts.auditTrail({ limit: 9 })).toEqual([]);
    expect(removed).toEqual([]);
  });

  it('is secure where a trusted proxy encrypts', async () => {
    const proxy = { from: ['127.0.0.1'], userHeader: 'x-forwarded-user' };
    const api = await start({ access: { sessionMs: 3_600_000, proxy } });
    const { headers } = await logIn(api, SARI, { 'x-forwarded-proto': 'https' });
    expect(headers['set-cookie']?.[0]).toMatch(
      /^__Host-jalur_session=u[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/; Max-Age=2678400; Secure$/,
    );
  });
});

describe('guesses', () => {
  it('at one user are counted, wherever they come from', async () => {
    const proxy = { from: ['127.0.0.1'], userHeader: 'x-forwarded-user' };
    const api = await start({ access: { sessionMs: 3_600_000, proxy } });
    const guess = (from: number, name: string) =>
      logIn(api, { user: name, password: 'x' }, { 'x-forwarded-for': `10.0.0.${from}` });
    for (let i = 0; i < 30; i++) expect((await guess(i, 'sari')).status).toBe(401);
    expect((await guess(99, 'sari')).status).toBe(429);
    expect((await guess(99, 'budi')).status).toBe(401);
  });

  it('beyond two at once wait in a short line, and the rest comes again', async () => {
    const waiting: ((right: boolean) => void)[] = [];
    const slow: PasswordHasher = { ...PLAIN, verify: () => new Promise((done) => waiting.push(done)) };
    const proxy = { from: ['127.0.0.1'], userHeader: 'x-forwarded-user' };
    const api = await start({ access: { sessionMs: 3_600_000, proxy } }, { passwordHasher: slow });
    const all = Array.from({ length: 14 }, (_, i) => logIn(api, SARI, { 'x-forwarded-for': `10.0.1.${i}` }));
    const statuses: number[] = [];
    for (const each of all) void each.then(({ status }) => statuses.push(status));
    await expect.poll(() => statuses.length, { timeout: 15_000 }).toBe(4);
    expect(statuses).toEqual([429, 429, 429, 429]);
    expect(waiting.length).toBe(2);
    while (statuses.length < 14) {
      for (const done of waiting.splice(0)) done(true);
      await new Promise((later) => setImmediate(later));
    }
    expect(statuses.filter((status) => status === 204).length).toBe(10);
  });

  it('are summed in the audit trail when there are many', async () => {
    let monoMs = 0;
    const api = await start({}, { monoMs: () => monoMs });
    for (let i = 0; i < 50; i++) await logIn(api, { user: 'sari', password: 'x' });
    expect(api.accounts.auditTrail({ limit: 100 }).length).toBe(20);
    monoMs = 60_000;
    api.server.checkAccess();
    expect(api.accounts.auditTrail({ limit: 1 })).toMatchObject([
      { action: 'requests.refused', outcome: 'summed', address: '127.0.0.1', detail: '{"refused":30}' },
    ]);
  });
});

describe('the kiosk link', () => {
  it('shows the wall to whoever has it, and nothing more', async () => {
    const api = await start({
      access: { sessionMs: 3_600_000, kiosk: { reveal: () => 'a-secret-of-the-wall' } },
    });
    const there = await api.ask('GET', '/kiosk/a-secret-of-the-wall');
    expect(there).toMatchObject({ status: 303, headers: { location: '/#/wall?kiosk=1' } });
    const session = { cookie: there.headers['set-cookie']?.[0]?.split(';')[0] ?? '' };
    expect((await api.ask('GET', '/api/v1/network', session)).status).toBe(200);
    const acted = await api.ask(
      'POST',
      '/api/v1/alerts/7/ack',
      { ...JSON_BODY, ...session },
      '{"who":"Eve"}',
    );
    expect(JSON.parse(acted.body)).toMatchObject({ error: { code: 'role' } });
    expect((await api.ask('HEAD', '/kiosk/a-secret-of-the-wall')).headers['set-cookie']).toBeUndefined();
    for (let i = 0; i < 10; i++) expect((await api.ask('GET', '/kiosk/guess')).status).toBe(404);
    expect((await api.ask('GET', '/kiosk/a-secret-of-the-wall')).status).toBe(429);
    const trail = JSON.stringify(api.accounts.auditTrail({ limit: 100 }));
    expect(trail).toContain('session.kiosk');
    expect(trail).not.toContain('secret-of-the-wall');
  });

  it('begins no more sessions a minute than an office has screens: whoever has it cannot fill the audit trail', async () => {
    const api = await start({
      access: { sessionMs: 3_600_000, kiosk: { reveal: () => 'a-secret-of-the-wall' } },
    });
    const statuses: number[] = [];
    for (let i = 0; i < 122; i++) statuses.push((await api.ask('GET', '/kiosk/a-secret-of-the-wall')).status);
    expect(statuses.filter((status) => status === 303).length).toBe(120);
    expect(statuses.at(-1)).toBe(429);
    expect(api.accounts.auditTrail({ limit: 1_000, text: 'session.kiosk' }).length).toBe(122);
  });
});
