// Who stands behind a request, without a server: tokens, sessions over restarts and clocks, and names.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Access, type AccessOptions } from '../../src/api/access.ts';
import { Attempts } from '../../src/api/access-attempts.ts';
import { limitKey, RemoteEnds } from '../../src/api/access-client.ts';
import { cookieIn } from '../../src/api/access-cookie.ts';
import { openAccessStoreBeside } from '../../src/store/access/open.ts';
import { hashSecret } from '../../src/store/access/secret-hash.ts';
import type { SqliteAccessStore } from '../../src/store/access/sqlite-store.ts';
import { StoreError } from '../../src/store/state/port.ts';
import { T0, token, user } from '../store/access/support.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let directory: string;
let store: SqliteAccessStore;
let now: number;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'jalur-access-'));
  store = openAccessStoreBeside(directory, T0);
  now = T0;
});
afterEach(() => {
  store.close();
  rmSync(directory, { recursive: true, force: true });
});

function accessWith(options: Partial<AccessOptions> = {}): Access {
  return new Access(
    { host: '127.0.0.1', sessionMs: 12 * HOUR_MS, tls: false, ...options },
    { store, now: () => now },
  );
}

function request(headers: Record<string, string> = {}, remoteAddress = '10.0.0.1') {
  return { headers, socket: { remoteAddress } };
}

function withSession(secret: string) {
  return request({ cookie: `jalur_session=${secret}` });
}

describe('Access with the shared token', () => {
  it.each<[string, Record<string, string>, boolean]>([
    ['the token', { authorization: 'Bearer token' }, true],
    ['another token', { authorization: 'Bearer tokem' }, false],
    ['a longer token', { authorization: 'Bearer token ' }, false],
    ['no scheme', { authorization: 'token' }, false],
    ['an empty token', { authorization: 'Bearer ' }, false],
    ['an empty session', { cookie: 'jalur_session=' }, false],
    ['a made-up session', { cookie: 'jalur_session=abc' }, false],
    ['a made-up session of the token', { cookie: 'jalur_session=sabc' }, false],
    ['nothing', {}, false],
  ])('with %s', (_, headers, allowed) => {
    const principal = accessWith({ token: 'token' }).enter(request(headers))?.principal;
    expect(principal !== undefined).toBe(allowed);
    if (principal) expect(principal).toMatchObject({ kind: 'shared', role: 'operator' });
  });

  it('keeps its sessions over a restart, for a month, and not when the token is another', () => {
    const secret = accessWith({ token: 'token' }).sessions.begin('shared', { address: '10.0.0.1' });
    const restarted = accessWith({ token: 'token' });
    now = T0 + 31 * DAY_MS - 1;
    expect(restarted.enter(withSession(secret))?.principal.kind).toBe('shared');
    now = T0 + 31 * DAY_MS;
    expect(restarted.enter(withSession(secret))).toBeUndefined();
    now = T0;
    expect(accessWith({ token: 'changed' }).enter(withSession(secret))).toBeUndefined();
  });
});

describe('Access with users', () => {
  it('wants nobody to prove anything before there is a user, and everybody from then on', () => {
    const access = accessWith();
    expect(access.enter(request())?.principal).toMatchObject({ kind: 'open', role: 'operator' });
    expect(access.logInBy).toBe('open');
    store.addUser(user('sari', { role: 'admin' }), 'hash');
    expect(access.enter(request())).toBeUndefined();
    expect(access.again({ kind: 'open' })).toBeUndefined();
    expect(access.logInBy).toBe('password');
  });

  it('lets nobody in beyond this machine where the last user is gone', () => {
    expect(accessWith({ host: '0.0.0.0' }).enter(request())).toBeUndefined();
  });

  it('prolongs a session that is used, hourly, up to a month', () => {
    store.addUser(user('sari'), 'hash');
    const access = accessWith();
    const secret = access.sessions.begin('user', { user: 'sari', address: '10.0.0.1' });
    const hash = access.sessions.hashOf(secret) ?? '';
    const expires = () => store.session(hash)?.expiresAt;
    access.enter(withSession(secret));
    now = T0 + HOUR_MS - 1;
    access.enter(withSession(secret));
    expect(expires()).toBe(T0 + 12 * HOUR_MS);
    now = T0 + 11 * HOUR_MS;
    expect(access.enter(withSession(secret))?.principal.name).toBe('sari');
    expect(expires()).toBe(T0 + 23 * HOUR_MS);
    while (now < T0 + 31 * DAY_MS - HOUR_MS) {
      now += 11 * HOUR_MS;
      access.enter(withSession(secret));
    }
    now = T0 + 31 * DAY_MS;
    expect(access.enter(withSession(secret))).toBeUndefined();
  });

  it('lets in whose use cannot be written down, and tries again after a minute: on a full disk people have to see', () => {
    store.addUser(user('sari'), 'hash');
    store.addToken(token('grafana'), hashSecret('jalur_x'));
    const access = accessWith();
    const secret = access.sessions.begin('user', { user: 'sari', address: '' });
    const [prolong, used] = [store.prolongSession.bind(store), store.usedToken.bind(store)];
    let tries = 0;
    const refuse = (): never => {
      tries++;
      throw new StoreError('full', 'prolong a session: the disk is full');
    };
    store.prolongSession = refuse;
    store.usedToken = refuse;
    now = T0 + 2 * HOUR_MS;
    for (const incoming of [withSession(secret), request({ authorization: 'Bearer jalur_x' })])
      expect(access.enter(incoming)).toBeDefined();
    expect(tries).toBe(1);
    store.prolongSession = prolong;
    store.usedToken = used;
    now += 60_000;
    access.enter(withSession(secret));
    expect(store.session(access.sessions.hashOf(secret) ?? '')?.expiresAt).toBe(now + 12 * HOUR_MS);
  });

  it('does not take a stream that is open for use, except on a wall', () => {
    store.addUser(user('sari'), 'hash');
    const access = accessWith({ kiosk: 'a-secret-of-the-wall' });
    const [mine, wall] = [
      access.sessions.begin('user', { user: 'sari', address: '' }),
      access.sessions.begin('kiosk', { address: '' }),
    ].map((secret) => ({ kind: 'session', hash: access.sessions.hashOf(secret) ?? '' }) as const);
    if (!mine || !wall) throw new Error('two sessions');
    now = T0 + 11 * HOUR_MS;
    access.again(mine);
    access.again(wall);
    now = T0 + 12 * HOUR_MS;
    expect(access.again(mine)).toBeUndefined();
    now = T0 + 31 * DAY_MS + 1;
    expect(access.again(wall)).toMatchObject({ kind: 'kiosk', role: 'viewer' });
  });

  it('takes no session of a time that has not come, after the clock was set back', () => {
    store.addUser(user('sari'), 'hash');
    const access = accessWith();
    const secret = access.sessions.begin('user', { user: 'sari', address: '' });
    now = T0 - 400 * DAY_MS;
    expect(access.enter(withSession(secret))).toBeUndefined();
    now = T0 - 60_000;
    expect(access.enter(withSession(secret))?.principal.name).toBe('sari');
  });

  it.each<[string, Parameters<SqliteAccessStore['changeUser']>[1]]>([
    ['disabled', { disabled: true }],
    ['given another password', { passwordHash: 'other' }],
    ['given another role', { role: 'operator' }],
    ['given another scope', { scope: { kind: 'provider', provider: 'ICON+' } }],
  ])('ends the sessions of one who is %s', (_, change) => {
    store.addUser(user('sari'), 'hash');
    const access = accessWith();
    const secret = access.sessions.begin('user', { user: 'sari', address: '' });
    store.changeUser('sari', change);
    expect(access.enter(withSession(secret))).toBeUndefined();
  });

  it('takes none of two sessions that differ: one of them was put there', () => {
    store.addUser(user('sari'), 'hash');
    store.addUser(user('eve'), 'hash');
    const access = accessWith();
    const [sari, eve] = ['sari', 'eve'].map((name) =>
      access.sessions.begin('user', { user: name, address: '' }),
    );
    const twice = (a = '', b = '') => request({ cookie: `jalur_session=${a}; jalur_session=${b}` });
    expect(access.enter(twice(sari, eve))).toBeUndefined();
    expect(access.enter(twice(sari, sari))?.principal.name).toBe('sari');
  });
});

describe('Access with a machine token', () => {
  it('lets it in until it expires or is removed, and notes its use', () => {
    store.addToken(token('grafana', { expiresAt: T0 + DAY_MS }), hashSecret('jalur_x'));
    const access = accessWith({ token: 'token' });
    const bearer = request({ authorization: 'Bearer jalur_x' });
    expect(access.enter(bearer)?.principal).toMatchObject({ kind: 'token', name: 'grafana', role: 'viewer' });
    expect(store.tokens()[0]?.lastUsedAt).toBeGreaterThan(T0 - HOUR_MS);
    now = T0 + DAY_MS;
    expect(access.enter(bearer)).toBeUndefined();
    now = T0;
    store.removeToken('grafana');
    expect(access.enter(bearer)).toBeUndefined();
  });
});

describe('Access behind a proxy', () => {
  const proxy = { from: ['10.9.0.0/16', 'fd00::1'], userHeader: 'x-forwarded-user' };
  const named = (name: string, from = '10.9.8.7') => request({ 'x-forwarded-user': name }, from);

  it.each<[string, ReturnType<typeof request>, string | undefined]>([
    ['a user', named('sari'), 'sari'],
    ['a user in capitals', named('Sari'), 'sari'],
    ['a user from the IPv6 proxy', named('sari', 'fd00::1'), 'sari'],
    ['a user from the proxy by a mapped address', named('sari', '::ffff:10.9.8.7'), 'sari'],
    ['a user from a stranger', named('sari', '10.8.0.1'), undefined],
    ['a user from a mapped stranger', named('sari', '::ffff:10.8.0.1'), undefined],
    ['a stranger', named('eve'), undefined],
    ['two users', named('sari, admin'), undefined],
    ['a disabled user', named('budi'), undefined],
    ['nobody', request({}, '10.9.8.7'), undefined],
  ])('%s', (_, asked, name) => {
    store.addUser(user('sari'), 'hash');
    store.addUser(user('budi', { disabled: true }), 'hash');
    expect(accessWith({ proxy }).enter(asked)?.principal.name).toBe(name);
  });

  it('gives strangers the role that is configured for them, whatever cookie they carry', () => {
    const access = accessWith({ proxy: { ...proxy, unknownRole: 'viewer' } });
    expect(access.enter(named('eve'))?.principal).toMatchObject({
      kind: 'proxy',
      name: 'eve',
      role: 'viewer',
    });
  });

  it.each<[string, Record<string, string>, object]>([
    ['nothing', {}, { address: '10.9.8.7', host: 'inner', secure: false }],
    ['a client', { 'x-forwarded-for': '10.1.1.1' }, { address: '10.1.1.1' }],
    ['a client that made up another', { 'x-forwarded-for': '1.2.3.4, 10.1.1.1' }, { address: '10.1.1.1' }],
    ['a second proxy', { 'x-forwarded-for': '10.1.1.1, 10.9.1.1' }, { address: '10.1.1.1' }],
    ['a client by a mapped address', { 'x-forwarded-for': '::ffff:10.1.1.1' }, { address: '10.1.1.1' }],
    ['a second proxy by one', { 'x-forwarded-for': '10.1.1.1, ::FFFF:10.9.1.1' }, { address: '10.1.1.1' }],
    ['nonsense', { 'x-forwarded-for': '<b>' }, { address: '10.9.8.7' }],
    [
      'its name and TLS',
      { 'x-forwarded-host': 'noc', 'x-forwarded-proto': 'https' },
      { host: 'noc', secure: true },
    ],
  ])('is told %s', (_, headers, end) => {
    const ends = new RemoteEnds(proxy, false);
    expect(ends.of(request({ host: 'inner', ...headers }, '10.9.8.7'))).toMatchObject(end);
    const stranger = ends.of(request({ host: 'inner', ...headers }, '10.8.0.1'));
    expect(stranger).toEqual({ address: '10.8.0.1', host: 'inner', secure: false });
  });
});

describe('cookieIn()', () => {
  it.each<[string, boolean, string | undefined]>([
    ['a=1; jalur_session=x; b=2', false, 'x'],
    ['jalur_session=x', true, undefined],
    ['__Host-jalur_session=x; jalur_session=y', true, 'x'],
    ['xjalur_session=x', false, undefined],
  ])('%s, secure %s', (header, secure, found) => {
    expect(cookieIn(header, secure)).toBe(found);
  });
});

describe('Attempts', () => {
  it('lets a key that guessed too often wait, and no other; what was right is given back', () => {
    let nowMs = 0;
    const attempts = new Attempts({ most: 3, withinMs: 60_000 }, () => nowMs);
    for (let i = 0; i < 3; i++) expect(attempts.take('a')).toBe(true);
    expect(attempts.take('a')).toBe(false);
    expect(attempts.take('b')).toBe(true);
    attempts.giveBack('a');
    expect(attempts.take('a')).toBe(true);
    nowMs = 60_000;
    expect(attempts.take('a')).toBe(true);
  });
});

describe('limitKey()', () => {
  it.each([
    ['10.0.0.1', '10.0.0.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['', ''],
  ])('%s: %s', (address, key) => {
    expect(limitKey(address)).toBe(key);
  });
});
