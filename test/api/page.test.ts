// The page's files, and the headers that every answer carries.

import { rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeApi, startApi } from './support/api.ts';

let api: FakeApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

describe('every answer', () => {
  it.each(['/', '/assets/main-1a2b.js', '/api/v1/network', '/nothing', '/metrics', '/%zz'])(
    '%s forbids what the page does not need',
    async (path) => {
      const { headers } = await api.ask('GET', path);
      if (path === '/%zz') return expect(headers['content-type']).toMatch(/^application\/json/);
      const policy = headers['content-security-policy'];
      expect(policy).toContain("default-src 'self'; base-uri 'none'");
      expect(policy).toContain("frame-ancestors 'none'; object-src 'none'");
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
      return undefined;
    },
  );

  it.each([
    ['/', 'no-cache', /^text\/html/],
    ['/index.html', 'no-cache', /^text\/html/],
    ['/assets/main-1a2b.js', 'public, max-age=31536000, immutable', /javascript/],
    ['/api/v1/network', 'no-store', /^application\/json/],
    ['/api/v1/links/a', 'no-store', /^application\/json/],
  ])('%s says how long it may be kept', async (path, caching, type) => {
    const { status, headers } = await api.ask('GET', path);
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe(caching);
    expect(headers['content-type']).toMatch(type);
  });

  it('is the page itself also to a browser that takes gzip, which every browser does', async () => {
    writeFileSync(join(api.page, 'index.html.gz'), gzipSync('<!doctype html><title>jalur</title>'));
    const { status, headers } = await api.ask('GET', '/', { 'accept-encoding': 'gzip, deflate, br' });
    expect(status).toBe(200);
    expect(headers['content-encoding']).toBe('gzip');
  });

  it('has its form even for what is no HTTP', async () => {
    const text = await new Promise<string>((done) => {
      let answer = '';
      const socket = connect(api.server.port, '127.0.0.1', () => socket.write('NONSENSE\r\n\r\n'));
      socket.on('data', (data) => {
        answer += String(data);
      });
      socket.on('close', () => done(answer));
    });
    expect(text).toMatch(/^HTTP\/1\.1 400 Bad Request/);
    expect(text).toContain('{"error":{"code":"invalid"');
  });
});

describe('a page that is not built', () => {
  it('says so', async () => {
    const page = api.page;
    rmSync(join(page, 'index.html'));
    const bare = await startApi({ webRoot: page });
    const { status, body } = await bare.ask('GET', '/');
    expect(status).toBe(200);
    expect(body).toContain('npm run prepare');
    await bare.close();
  });
});
