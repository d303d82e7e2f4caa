// What lies under the map by HTTP: once with gzip, once without, and not at all to whoever has it.

import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { MapBytes } from '../../src/api/map-port.ts';
import { type FakeApi, startApi } from './support/api.ts';

const VIEW = {
  coast: [
    [
      [
        [118, -3],
        [119, -3],
        [119, -2],
        [118, -3],
      ],
    ],
  ],
};
const JSON_TEXT = JSON.stringify(VIEW);
const BYTES: MapBytes = {
  json: Buffer.from(JSON_TEXT),
  gzip: gzipSync(JSON_TEXT),
  etag: '"abc"',
};
const PATH = '/api/v1/map';

let api: FakeApi | undefined;
afterEach(async () => {
  await api?.close();
  api = undefined;
});
async function start(bytes: () => Promise<MapBytes> = () => Promise.resolve(BYTES)): Promise<FakeApi> {
  api = await startApi({}, { map: { bytes } });
  return api;
}

/** The body as bytes: a test asks by fetch without its own unpacking only where it must. */
async function raw(asked: FakeApi, headers: Record<string, string>): Promise<Response> {
  return await fetch(`http://127.0.0.1:${asked.server.port}${PATH}`, { headers });
}

describe('GET /api/v1/map', () => {
  it('answers with JSON, an entity tag, and leave to keep it', async () => {
    const answer = await (await start()).ask('GET', PATH);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual(VIEW);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-cache',
      etag: '"abc"',
      vary: 'accept-encoding',
    });
    expect(answer.headers).not.toHaveProperty('content-encoding');
  });

  it.each([
    ['gzip', true],
    ['br, GZIP;q=0.5', true],
    ['*', true],
    ['gzip;q=0', false],
    ['br', false],
  ])('is packed for "%s": %s', async (encoding, packed) => {
    const answer = await (await start()).ask('GET', PATH, { 'accept-encoding': encoding });
    expect(answer.headers['content-encoding']).toBe(packed ? 'gzip' : undefined);
    expect(answer.headers.etag).toBe(packed ? '"abc-gzip"' : '"abc"');
  });

  it('is what was packed', async () => {
    const answer = await raw(await start(), { 'accept-encoding': 'gzip' });
    expect(await answer.json()).toEqual(VIEW);
    expect(gunzipSync(BYTES.gzip).toString()).toBe(JSON_TEXT);
  });

  it.each([
    ['"abc"', 304],
    ['W/"abc"', 304],
    ['"old", "abc"', 304],
    ['*', 304],
    ['"old"', 200],
    ['"abc-gzip"', 200],
  ])('to whoever has %s it answers %d', async (tag, status) => {
    const answer = await (await start()).ask('GET', PATH, { 'if-none-match': tag });
    expect(answer.status).toBe(status);
    if (status === 304) expect(answer.body).toBe('');
  });

  it('says why there is none', async () => {
    const answer = await (
      await start(() => Promise.reject(new Error('cannot make the map: no such file')))
    ).ask('GET', PATH);
    expect(answer.status).toBe(503);
    expect(JSON.parse(answer.body)).toEqual({
      error: { code: 'map', message: 'cannot make the map: no such file' },
    });
  });

  it('is not there where nobody knows the map, and is described where somebody does', async () => {
    const described = await (await start()).ask('GET', '/openapi.json');
    expect(described.body).toContain(PATH);
    await api?.close();
    api = await startApi();
    expect((await api.ask('GET', PATH)).status).toBe(404);
  });
});
