// The route of beats: who gets in without an access token, and who learns what.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BeatAnswer, BeatCall } from '../../src/probe/beat/port.ts';
import { type FakeApi, startApi } from './support/api.ts';

const TOKEN = 'correct-horse-battery-staple';
const GOOD = '/api/v1/beat/good';

const calls: BeatCall[] = [];
function beat(call: BeatCall): BeatAnswer {
  calls.push(call);
  if (call.token === 'broken') throw new Error('a fault of ours');
  if (call.token === 'eager') return 'slow-down';
  return call.token === 'good' ? 'taken' : 'unknown';
}

let api: FakeApi;
beforeAll(async () => {
  api = await startApi({ token: TOKEN }, { beat });
});
beforeEach(() => {
  calls.length = 0;
});
afterAll(() => api.close());

describe('/api/v1/beat/TOKEN', () => {
  it.each(['GET', 'HEAD', 'POST'])(
    'answers %s with 204 and nothing, without session or access token',
    async (method) => {
      const answer = await api.ask(method, GOOD);
      expect(answer).toMatchObject({ status: 204, body: '' });
      expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' });
      expect(answer.headers).not.toHaveProperty('set-cookie');
      expect(calls).toMatchObject([{ token: 'good', address: '127.0.0.1' }]);
    },
  );

  it('hands the figures over, as texts', async () => {
    await api.ask('GET', `${GOOD}?uptime=1d02:03:04&cpu_pct=7&cpu_pct=8&name=Desa%20Satu&empty=`);
    expect(calls[0]?.query).toEqual({ uptime: '1d02:03:04', cpu_pct: ['7', '8'], name: 'Desa Satu' });
  });

  it('is reached by any name, also through a proxy', async () => {
    const headers = {
      host: 'jalur.example.go.id',
      'x-forwarded-for': '203.0.113.7',
      origin: 'https://evil.example',
    };
    expect((await api.ask('GET', GOOD, headers)).status).toBe(204);
    expect(calls[0]?.address).toBe('127.0.0.1');
  });

  it('takes a body of any kind and does nothing with it', async () => {
    for (const type of ['application/x-www-form-urlencoded', 'application/json', 'text/plain', 'x/y'])
      expect((await api.ask('POST', GOOD, { 'content-type': type }, '{"no json')).status).toBe(204);
    const long = await api.ask('POST', GOOD, { 'content-type': 'text/plain' }, 'x'.repeat(2_000));
    expect(long.status).toBe(413);
  });

  it('says the same of every token that is no good', async () => {
    const [one, other] = await Promise.all([
      api.ask('GET', '/api/v1/beat/never-was'),
      api.ask('GET', '/api/v1/beat/revoked'),
    ]);
    expect(one.status).toBe(404);
    expect(one.body).toBe(other.body);
    expect(JSON.parse(one.body)).toMatchObject({ error: { code: 'not-found' } });
  });

  it('asks those who call too often to wait', async () => {
    const answer = await api.ask('GET', '/api/v1/beat/eager');
    expect(answer).toMatchObject({ status: 429, headers: { 'retry-after': '60' } });
  });

  it('bounds what it reads', async () => {
    expect((await api.ask('GET', `${GOOD}?name=${'x'.repeat(1_024)}`)).status).toBe(414);
    expect((await api.ask('GET', `/api/v1/beat/${'x'.repeat(200)}`)).status).toBe(400);
    expect(calls).toEqual([]);
  });

  it('never logs a token', async () => {
    const answer = await api.ask('GET', '/api/v1/beat/broken?name=geheim');
    expect(answer.status).toBe(500);
    const log = api.log.lines.join('\n');
    expect(log).toContain('/api/v1/beat/:token');
    expect(log).not.toMatch(/broken|geheim/);
  });

  it('is the only exception: what looks like it is guarded as before', async () => {
    for (const path of [
      '/api/v1/beat/../network',
      '/api/v1/network?/api/v1/beat/good',
      '/api/v1/beat/good/../../network',
      '/api/v1/links/beat',
    ])
      expect((await api.ask('GET', path)).status).not.toBe(200);
    expect((await api.ask('GET', '/api/v1/network')).status).toBe(401);
    expect((await api.ask('DELETE', GOOD)).status).toBe(405);
    expect(calls).toEqual([]);
    expect((await api.ask('GET', '/api/v1/beat/')).status).toBe(404);
  });

  it('is written an odd way, and still the same route', async () => {
    expect((await api.ask('GET', '/api/v1/%62eat/good')).status).toBe(204);
  });

  it('is described', async () => {
    const { body } = await api.ask('GET', '/openapi.json', { authorization: `Bearer ${TOKEN}` });
    const { paths } = JSON.parse(body) as { paths: Record<string, Record<string, { security: unknown[] }>> };
    expect(paths['/api/v1/beat/{token}']?.['get']).toMatchObject({ security: [] });
  });
});

describe('a server without an access token', () => {
  it('lets beats in by a foreign name, and nothing else', async () => {
    const open = await startApi({}, { beat });
    const headers = { host: 'jalur.example.go.id' };
    expect((await open.ask('GET', GOOD, headers)).status).toBe(204);
    expect((await open.ask('GET', '/api/v1/network', headers)).status).toBe(403);
    expect((await open.ask('GET', '/', headers)).status).toBe(403);
    await open.close();
  });
});
