// Routes about devices: what they answer, and their bounds.

import { afterEach, describe, expect, it } from 'vitest';
import type { ApiDeps } from '../../src/api/deps.ts';
import { type FakeApi, NOW, startApi } from './support/api.ts';

let api: FakeApi | undefined;
afterEach(() => api?.close());

async function get(path: string, changes: Partial<ApiDeps> = {}) {
  api ??= await startApi({}, changes);
  const answer = await api.ask('GET', path);
  return { status: answer.status, body: JSON.parse(answer.body) as unknown };
}
afterEach(() => {
  api = undefined;
});

describe('GET /api/v1/links/ID/device', () => {
  it('tells what is known', async () => {
    expect(await get('/api/v1/links/a/device')).toMatchObject({
      status: 200,
      body: { link: 'a', poll: { metrics: [{ metric: 'clients', value: 11, unit: '1' }] } },
    });
  });

  it('answers 404 for a link there is not', async () => {
    expect(await get('/api/v1/links/zz/device')).toMatchObject({ status: 404 });
  });
});

describe('GET /api/v1/links/ID/metrics', () => {
  const window = `from=${NOW - 3_600_000}&to=${NOW}`;

  it('gives buckets', async () => {
    expect(await get(`/api/v1/links/a/metrics?metric=temperature&instance=sfp1&${window}`)).toMatchObject({
      status: 200,
      body: { metric: 'temperature', buckets: [{ mean: 2, min: 1, max: 3 }] },
    });
  });

  it.each([
    ['without a metric', window],
    ['with a name that is none', `metric=a%20b&${window}`],
    ['backwards', `metric=cpu&from=${NOW}&to=${NOW - 1}`],
  ])('%s answers 400', async (_name, query) => {
    expect(await get(`/api/v1/links/a/metrics?${query}`)).toMatchObject({ status: 400 });
  });

  it('answers 503 when the history cannot be read', async () => {
    const changes = { metricHistory: () => Promise.reject(new Error('InfluxDB is away')) };
    expect(await get(`/api/v1/links/a/metrics?metric=cpu&${window}`, changes)).toMatchObject({
      status: 503,
      body: { error: { message: 'InfluxDB is away' } },
    });
  });
});

describe('GET /api/v1/links/ID/interfaces', () => {
  it('reads the device, its counters exact, and not again at once', async () => {
    expect(await get('/api/v1/links/a/interfaces')).toMatchObject({
      status: 200,
      body: { interfaces: [{ name: 'sfp1', counters: { inOctets: '1152921504606846976' } }] },
    });
    expect(await get('/api/v1/links/a/interfaces')).toMatchObject({
      status: 429,
      body: { error: { code: 'too-often' } },
    });
    expect(await get('/api/v1/links/b/interfaces')).toMatchObject({ status: 200 });
  });

  it('says why when the device does not tell them', async () => {
    const failed = { kind: 'failed', failure: 'silent', detail: 'no answer' } as const;
    const changes = { interfaces: () => Promise.resolve(failed) };
    expect(await get('/api/v1/links/a/interfaces', changes)).toMatchObject({
      status: 503,
      body: { error: { code: 'silent', message: expect.stringContaining('no answer') } },
    });
  });

  it('reads two devices at once at most', async () => {
    let free: () => void = () => undefined;
    const held = new Promise<void>((done) => {
      free = done;
    });
    const changes: Partial<ApiDeps> = {
      link: (id) => ({ id }) as never,
      interfaces: async () => {
        await held;
        return { kind: 'read', interfaces: [] };
      },
    };
    api = await startApi({}, changes);
    const [one, two] = [get('/api/v1/links/a/interfaces'), get('/api/v1/links/b/interfaces')];
    await expect.poll(() => get('/api/v1/links/c/interfaces')).toMatchObject({ status: 429 });
    free();
    expect([(await one).status, (await two).status]).toEqual([200, 200]);
  });
});
