// Headers and addresses as nobody's browser writes them, over bare sockets.

import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashSecret } from '../../src/store/access/secret-hash.ts';
import { token, user } from '../store/access/support.ts';
import { type FakeApi, startApi } from './support/api.ts';

let api: FakeApi;
beforeAll(async () => {
  api = await startApi();
  api.accounts.addUser(user('sari', { role: 'admin' }), 'hash');
  api.accounts.addToken(token('machine'), hashSecret('machine-secret'));
});
afterAll(() => api.close());

/** Writes lines as they are; resolves with the status, or 0 where the connection was just cut. */
function raw(lines: readonly string[], { port } = api.server): Promise<number> {
  return new Promise((done) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(`${lines.join('\r\n')}\r\n\r\n`));
    socket.on('data', (data) => {
      text += String(data);
      const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
      if (status === undefined) return;
      socket.destroy();
      done(Number(status));
    });
    socket.on('error', () => done(0));
    socket.on('close', () => done(0));
  });
}

const HOST = 'Host: jalur.example';
const BEARER = 'Authorization: Bearer machine-secret';

describe('the API lets nobody in by', () => {
  it.each<[string, readonly string[], number]>([
    ['a header of a proxy that there is not', [HOST, 'X-Forwarded-User: sari'], 401],
    ['two of them', [HOST, 'X-Forwarded-User: sari', 'X-Forwarded-User: sari'], 401],
    ['the name of this machine as Host', ['Host: 127.0.0.1', 'X-Forwarded-For: 127.0.0.1'], 401],
    ['an empty Bearer', [HOST, 'Authorization: Bearer '], 401],
    ['two Authorizations, the right one last', [HOST, 'Authorization: Bearer x', BEARER], 401],
    ['a session with a letter of its own', [HOST, 'Cookie: jalur_session=u; jalur_session=x'], 401],
    ['a cookie of 8 kB', [HOST, `Cookie: jalur_session=u${'x'.repeat(8_000)}`], 401],
    ['a cookie of 20 kB', [HOST, `Cookie: jalur_session=u${'x'.repeat(20_000)}`], 431],
    ['no Host', [], 400],
    ['two Hosts', [HOST, 'Host: 127.0.0.1'], 401],
  ])('%s', async (_, headers, status) => {
    expect(await raw(['GET /api/v1/users HTTP/1.1', ...headers])).toBe(status);
  });

  it.each<[string, number]>([
    ['http://jalur.example/api/v1/network', 401],
    ['/api/v1/network?x=/healthz', 401],
    ['/api/v1/network#/healthz', 401],
    ['/%61pi/v1/network', 401],
    ['/api/v1/network;x=1', 404],
    ['//api/v1/network', 404],
    ['/api//v1/network', 404],
    ['/healthz/../api/v1/network', 404],
    ['/assets/..%2f..%2fetc/passwd', 404],
    ['/kiosk/', 404],
    ['/kiosk/x', 404],
    ['/api/v1/links/..%2fme', 401],
  ])('the address %s', async (address, status) => {
    expect(await raw([`GET ${address} HTTP/1.1`, HOST])).toBe(status);
  });

  it.each<[string, readonly string[], number]>([
    ['a page of another site', ['Origin: http://evil.example'], 403],
    ['a page without an origin', ['Origin: null'], 403],
    ['a page that calls itself same-site', ['Sec-Fetch-Site: same-site'], 403],
    ['a page of another port', ['Origin: http://jalur.example:81'], 403],
    [
      'a host that a stranger forwards',
      ['Origin: http://evil.example', 'X-Forwarded-Host: evil.example'],
      403,
    ],
  ])('changing something from %s', async (_, headers, status) => {
    const body = ['Content-Type: application/json', 'Content-Length: 2', '', '{}'];
    expect(await raw(['POST /api/v1/alerts/7/ack HTTP/1.1', HOST, BEARER, ...headers, ...body])).toBe(status);
  });
});

describe('the stream lets nobody in by', () => {
  const upgrade = (...headers: readonly string[]) =>
    raw([
      'GET /api/v1/stream HTTP/1.1',
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
      ...headers,
    ]);
  it.each<[string, readonly string[], number]>([
    ['nothing', [HOST], 401],
    ['a forwarded user', [HOST, 'X-Forwarded-User: sari'], 401],
    ['the token from another site', [HOST, BEARER, 'Origin: http://evil.example'], 403],
    [
      'a forwarded host',
      [HOST, BEARER, 'Origin: http://evil.example', 'X-Forwarded-Host: evil.example'],
      403,
    ],
    ['the token', [HOST, BEARER, 'Origin: http://jalur.example'], 101],
  ])('%s', async (_, headers, status) => {
    expect(await upgrade(...headers)).toBe(status);
  });
});

describe('behind a trusted proxy', () => {
  it('a page of the name it passes on may act and listen, and one of the inner name may not', async () => {
    const proxy = { from: ['127.0.0.1'], userHeader: 'x-forwarded-user' };
    const behind = await startApi({ access: { sessionMs: 3_600_000, proxy } });
    behind.accounts.addUser(user('sari', { role: 'admin' }), 'hash');
    const asked = (origin: string) => [
      'PATCH /api/v1/users/none HTTP/1.1',
      'Host: inner:8080',
      'X-Forwarded-Host: noc.example',
      'X-Forwarded-User: sari',
      `Origin: ${origin}`,
      'Content-Type: application/json',
      'Content-Length: 23',
      '',
      '{"displayName":"Dewi"} ',
    ];
    expect(await raw(asked('https://noc.example'), behind.server)).toBe(404);
    expect(await raw(asked('https://inner:8080'), behind.server)).toBe(403);
    await behind.close();
  });
});
