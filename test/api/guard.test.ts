// Who gets in: tokens, sessions, Host and Origin, and the many ways to write an address.

import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeApi, startApi } from './support/api.ts';

const TOKEN = 'correct-horse-battery-staple';
const BEARER = { authorization: `Bearer ${TOKEN}` };
const JSON_BODY = { 'content-type': 'application/json' };

describe('a server with a token', () => {
  let api: FakeApi;
  beforeAll(async () => {
    api = await startApi({ token: TOKEN });
  });
  afterAll(() => api.close());

  it.each([
    ['the network', '/api/v1/network'],
    ['a link', '/api/v1/links/a'],
    ['alerts', '/api/v1/alerts'],
    ['readiness', '/readyz'],
    ['figures', '/metrics'],
    ['the description', '/openapi.json'],
    ['an encoded letter', '/%61pi/v1/network'],
    ['another encoded letter', '/api/v1/%6eetwork'],
    ['encoded figures', '/%6detrics'],
    ['a whole address', 'http://127.0.0.1/api/v1/network'],
    ['a query', '/api/v1/network?x=/healthz'],
  ])('refuses %s without it, and gives it with it', async (_, path) => {
    const refused = await api.ask('GET', path);
    expect(refused.status).toBe(401);
    expect(JSON.parse(refused.body)).toMatchObject({ error: { code: 'token' } });
    expect((await api.ask('GET', path, { authorization: 'Bearer wrong' })).status).toBe(401);
    expect((await api.ask('GET', path, BEARER)).status).not.toBe(401);
  });

  it('answers HEAD like GET: this is how the page learns that a token is wanted', async () => {
    expect((await api.ask('HEAD', '/api/v1/network')).status).toBe(401);
    expect(await api.ask('HEAD', '/api/v1/network', BEARER)).toMatchObject({ status: 200, body: '' });
  });

  it.each([
    ['the page', '/'],
    ['its files', '/assets/main-1a2b.js'],
    ['the health check', '/healthz'],
  ])('gives everybody %s', async (_, path) => {
    expect((await api.ask('GET', path)).status).toBe(200);
  });

  it('walks through a session: log in, use, log out', async () => {
    const wrong = await api.ask('POST', '/api/v1/session', JSON_BODY, '{"token":"wrong"}');
    expect(wrong.status).toBe(401);
    const done = await api.ask('POST', '/api/v1/session', JSON_BODY, JSON.stringify({ token: TOKEN }));
    expect(done.status).toBe(204);
    const [cookie = ''] = done.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict; Path=\/; Max-Age=2678400$/);
    const session = { cookie: `other=1; ${cookie.split(';')[0]}` };
    expect((await api.ask('GET', '/api/v1/network', session)).status).toBe(200);
    expect((await api.ask('DELETE', '/api/v1/session', session)).status).toBe(204);
    expect((await api.ask('GET', '/api/v1/network', session)).status).toBe(401);
  });

  it('lets an address guess ten times a minute', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++)
      statuses.push((await api.ask('POST', '/api/v1/session', JSON_BODY, '{"token":"guess"}')).status);
    expect(statuses.slice(-2)).toEqual([429, 429]);
    const right = await api.ask('POST', '/api/v1/session', JSON_BODY, JSON.stringify({ token: TOKEN }));
    expect(right).toMatchObject({ status: 429, headers: { 'retry-after': '60' } });
  });

  it.each([
    ['no JSON', JSON_BODY, '{', 400],
    ['no token', JSON_BODY, '{}', 400],
    ['more than a token', JSON_BODY, '{"token":"x","admin":true}', 400],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'token=x', 415],
    ['megabytes', JSON_BODY, JSON.stringify({ token: 'x'.repeat(20_000) }), 413],
  ])('refuses a log-in with %s', async (_, headers, body, status) => {
    const answer = await api.ask('POST', '/api/v1/session', headers, body);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toMatchObject({ error: { code: 'invalid' } });
  });

  it('may be called by any name', async () => {
    expect(
      (await api.ask('GET', '/api/v1/network', { ...BEARER, host: 'jalur.sulbarprov.go.id' })).status,
    ).toBe(200);
  });
});

describe('a server without a token', () => {
  let api: FakeApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());

  it.each([
    ['127.0.0.1:8080', 200],
    ['localhost:8080', 200],
    ['LOCALHOST', 200],
    ['[::1]:8080', 200],
    ['evil.example', 403],
    ['127.0.0.1.evil.example', 403],
    ['localhost.evil.example:8080', 403],
    ['10.76.0.1', 403],
    ['a b', 403],
  ])('called %s answers %i', async (host, status) => {
    expect((await api.ask('GET', '/api/v1/network', { host })).status).toBe(status);
    expect((await api.ask('GET', '/', { host })).status).toBe(status);
  });

  it('needs no session', async () => {
    const body = '{"token":"anything"}';
    expect((await api.ask('POST', '/api/v1/session', JSON_BODY, body)).status).toBe(204);
  });
});

describe('connections', () => {
  it('are so many at most: a stranger who opens more takes no descriptor from echoes and stores', async () => {
    const api = await startApi({ mostConnections: 2 });
    const open = [connect(api.server.port, '127.0.0.1'), connect(api.server.port, '127.0.0.1')];
    await Promise.all(open.map((socket) => once(socket, 'connect')));
    await expect(api.ask('GET', '/healthz')).rejects.toThrow();
    const [first] = open;
    first?.destroy();
    await expect.poll(() => api.ask('GET', '/healthz').catch(() => undefined)).toMatchObject({ status: 200 });
    for (const socket of open) socket.destroy();
    await api.close();
  });
});

describe('startServer()', () => {
  it.each(['0.0.0.0', '::', '10.0.0.1', 'example.com'])('refuses %s without a token', async (host) => {
    await expect(startApi({ host })).rejects.toMatchObject({ code: 'listen-refused' });
  });

  it('says what to do when the address is taken', async () => {
    const first = await startApi();
    await expect(startApi({ port: first.server.port })).rejects.toMatchObject({
      code: 'listen',
      message: expect.stringContaining('choose another port (monitor.listen)'),
    });
    await first.close();
  });
});
