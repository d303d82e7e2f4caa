// Users, machines' tokens and the audit trail, as an admin has them.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { hashSecret } from '../../src/store/access/secret-hash.ts';
import { token, user } from '../store/access/support.ts';
import { until } from '../support/daemon.ts';
import { type FakeApi, fakeLink, fakeView, NOW, startApi } from './support/api.ts';
import type { Answer } from './support/ask.ts';

const BEARER = { authorization: 'Bearer admin-secret' };
const ADMIN = { ...BEARER, 'content-type': 'application/json' };
const BUDI = {
  name: 'budi',
  displayName: 'Budi',
  role: 'viewer',
  scope: { kind: 'provider', provider: 'ICON+' },
  password: 'gunung api tertidur',
};

let api: FakeApi;
beforeEach(async () => {
  const view = { ...fakeView([{ ...fakeLink('a'), provider: 'ICON+' }]), sites: [] };
  api = await startApi({}, { network: () => view });
  api.accounts.addUser(user('sari', { role: 'admin' }), 'hash');
  api.accounts.addToken(token('root', { role: 'admin' }), hashSecret('admin-secret'));
});
afterEach(() => api.close());

function ask(method: string, path: string, body?: object): Promise<Answer> {
  return api.ask(method, `/api/v1${path}`, body ? ADMIN : BEARER, body && JSON.stringify(body));
}

function refusal(answer: Answer): string {
  const { error } = JSON.parse(answer.body) as { error: { code: string; message: string } };
  return `${answer.status} ${error.code}: ${error.message}`;
}

describe('users', () => {
  it('are added, changed and removed; no answer and no entry holds a password', async () => {
    const added = await ask('POST', '/users', BUDI);
    expect(JSON.parse(added.body)).toEqual({
      name: 'budi',
      displayName: 'Budi',
      role: 'viewer',
      scope: BUDI.scope,
      disabled: false,
      createdAt: NOW,
    });
    expect(refusal(await ask('POST', '/users', BUDI))).toMatch(/^409 taken: there is a user "budi"/);
    const changed = await ask('PATCH', '/users/budi', {
      role: 'operator',
      scope: { kind: 'province' },
      password: 'laut yang tenang',
    });
    expect(JSON.parse(changed.body)).toMatchObject({
      role: 'operator',
      scope: { kind: 'province' },
      displayName: 'Budi',
    });
    expect(JSON.parse((await ask('GET', '/users')).body)).toMatchObject({
      users: [{ name: 'budi' }, { name: 'sari' }],
    });
    expect((await ask('DELETE', '/users/budi')).status).toBe(204);
    expect(refusal(await ask('DELETE', '/users/budi'))).toMatch(/^404 not-found/);
    const trail = JSON.parse((await ask('GET', '/audit?limit=9')).body) as {
      entries: { action: string; detail?: string }[];
    };
    expect(trail.entries.map(({ action }) => action)).toEqual([
      'user.remove',
      'user.remove',
      'user.change',
      'user.add',
      'user.add',
    ]);
    expect(trail.entries[2]?.detail).toBe('{"role":"operator","scope":"province","password":"changed"}');
    for (const text of [added.body, changed.body, JSON.stringify(trail)])
      expect(text).not.toMatch(/gunung|laut|scrypt/);
  });

  it.each<[string, object, RegExp]>([
    ['a name in capitals', { name: 'Budi' }, /^400 invalid: name: 1 to 64 characters/],
    ['a name of two lines', { displayName: 'a\nb' }, /^400 invalid: displayName/],
    ['a role there is not', { role: 'root' }, /^400 invalid: role/],
    ['a weak password', { password: 'password12' }, /^400 weak-password: .*tried first/],
    ['their own name as password', { password: 'budibudibudi' }, /^400 weak-password/],
    [
      'a provider there is not',
      { scope: { kind: 'provider', provider: 'X' } },
      /^400 scope: .*rented from "X"/,
    ],
    ['a regency there is not', { scope: { kind: 'regency', regency: 'x' } }, /^400 scope: .*no regency "x"/],
    [
      'a regency that is none',
      { scope: { kind: 'regency', regency: 'X y' } },
      /^400 invalid: scope.*id of a regency/,
    ],
    ['a part to act on', { role: 'operator' }, /^400 scope: .*must be a viewer/],
    ['something else', { admin: true }, /^400 invalid/],
  ])('are refused with %s', async (_, change, message) => {
    expect(refusal(await ask('POST', '/users', { ...BUDI, ...change }))).toMatch(message);
    expect(api.accounts.user('budi')).toBeUndefined();
  });

  it.each<[string, string, object | undefined]>([
    ['demoted', 'PATCH', { role: 'operator' }],
    ['disabled', 'PATCH', { disabled: true }],
    ['removed', 'DELETE', undefined],
  ])('do not lose their last admin: not %s', async (_, method, body) => {
    api.accounts.addUser(user('gone', { role: 'admin', disabled: true }), 'hash');
    expect(refusal(await ask(method, '/users/sari', body))).toMatch(
      /^409 last-admin: "sari" is the last admin/,
    );
    expect(api.accounts.user('sari')).toMatchObject({ role: 'admin', disabled: false });
    api.accounts.changeUser('gone', { disabled: false });
    expect((await ask(method, '/users/sari', body)).status).toBeLessThan(300);
  });
});

describe('tokens', () => {
  it('are made, work, are listed without their secret, and are out at once when removed', async () => {
    const made = JSON.parse((await ask('POST', '/tokens', { name: 'grafana', role: 'viewer' })).body) as {
      secret: string;
    };
    expect(made.secret).toMatch(/^jalur_[\w-]{43}$/);
    const grafana = { authorization: `Bearer ${made.secret}` };
    expect((await api.ask('GET', '/api/v1/network', grafana)).status).toBe(200);
    const listed = await ask('GET', '/tokens');
    expect(JSON.parse(listed.body)).toMatchObject({ tokens: [{ name: 'grafana' }, { name: 'root' }] });
    expect(listed.body).not.toContain(made.secret);
    expect((await ask('DELETE', '/tokens/grafana')).status).toBe(204);
    expect((await api.ask('GET', '/api/v1/network', grafana)).status).toBe(401);
    expect(refusal(await ask('POST', '/tokens', { name: 'old', role: 'viewer', expiresAt: NOW }))).toMatch(
      /^400 expired/,
    );
    expect(JSON.stringify(api.accounts.auditTrail({ limit: 9 }))).not.toContain(made.secret);
  });
});

describe('the audit trail', () => {
  it('has what was let in and what was refused, and is paged', async () => {
    await api.ask('POST', '/api/v1/alerts/7/ack', { 'content-type': 'application/json' }, '{"who":"x"}');
    await api.ask('POST', '/api/v1/alerts/7/ack', { ...ADMIN, origin: 'http://evil.example' }, '{"who":"x"}');
    await ask('POST', '/alerts/7/ack', { who: 'x' });
    await ask('POST', '/alerts/7/shelve', {});
    await api.ask('GET', '/api/v1/network', ADMIN);
    await api.ask('POST', '/api/v1/nothing', ADMIN, '{}');
    const { entries } = JSON.parse((await ask('GET', '/audit?text=alert')).body) as {
      entries: { id: number; who: string; via: string; action: string; target: string; outcome: string }[];
    };
    expect(
      entries.map(({ who, via, action, target, outcome }) => [who, via, action, target, outcome]),
    ).toEqual([
      ['root', 'token', 'alert.shelve', '7', 'invalid'],
      ['root', 'token', 'alert.ack', '7', 'done'],
      ['-', 'none', 'alert.ack', '7', 'origin'],
      ['-', 'none', 'alert.ack', '7', 'token'],
    ]);
    const older = await ask('GET', `/audit?before=${entries[2]?.id}&limit=1`);
    expect(JSON.parse(older.body)).toMatchObject({ entries: [{ id: entries[3]?.id }] });
    expect(api.accounts.auditTrail({ limit: 99 }).length).toBe(4);
  });

  it('that cannot be written is told to the log, and the act is done', async () => {
    api.accounts.audit = () => {
      throw new Error('disk full');
    };
    expect((await ask('POST', '/alerts/7/ack', { who: 'x' })).status).toBe(200);
    expect(api.log.lines.join('\n')).toMatch(/audit trail could not be written.*alert\.ack.*disk full/);
  });
});

describe('an access store that cannot be read', () => {
  it('lets nobody in, and throws nobody out', async () => {
    const stays = join(ADMIN);
    await until('the stream is open', () => stays.socket.readyState === WebSocket.OPEN);
    api.accounts.tokenOf = () => {
      throw new Error('disk I/O error');
    };
    const { status, body } = await ask('GET', '/users');
    expect([status, JSON.parse(body)]).toMatchObject([500, { error: { code: 'internal' } }]);
    expect((await api.ask('GET', '/healthz')).status).toBe(200);
    const comes = join(ADMIN);
    await until('the other is refused', () => comes.ended !== undefined);
    expect(comes.ended).toBe(503);
    api.server.checkAccess();
    expect(stays.ended).toBeUndefined();
    expect(api.log.lines.join('\n')).toMatch(/could not be looked at.*disk I\/O error/);
    stays.socket.terminate();
  });

  function join(headers: Record<string, string>) {
    const socket = new WebSocket(`ws://127.0.0.1:${api.server.port}/api/v1/stream`, { headers });
    const client: { socket: WebSocket; ended: number | undefined } = { socket, ended: undefined };
    socket.on('unexpected-response', (_, response) => {
      client.ended = response.statusCode;
    });
    socket.on('error', () => undefined);
    socket.on('close', (code) => {
      client.ended ??= code;
    });
    return client;
  }
});
