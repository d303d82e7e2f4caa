// Every route against made-up parts: what it asks of them, what it answers, and how it refuses.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AlertQuery } from '../../src/api/deps.ts';
import { type FakeApi, fakeAlert, fakeView, NOW, startApi } from './support/api.ts';

const WINDOW = `from=${NOW - 7_200_000}&to=${NOW}`;

let api: FakeApi;
let healthy = true;
const queries: AlertQuery[] = [];
beforeAll(async () => {
  api = await startApi(
    {},
    {
      alerts: (query) => {
        queries.push(query);
        return [fakeAlert(7)];
      },
      history: ({ link, points }) =>
        link === 'b'
          ? Promise.reject(new Error('InfluxDB does not answer'))
          : Promise.resolve({ link, stepMs: points, buckets: [] }),
      health: () => ({ dead: [], notReady: healthy ? [] : ['no echo verdict yet'] }),
    },
  );
});
afterAll(() => api.close());

async function get(path: string): Promise<{ status: number; json: unknown }> {
  const { status, body } = await api.ask('GET', path);
  return { status, json: JSON.parse(body) };
}

describe('the API gives', () => {
  it.each<[string, string, object]>([
    ['the network', '/api/v1/network', fakeView()],
    ['a link with its echoes', '/api/v1/links/a', { link: { id: 'a' }, echoes: [{ outcome: 'answered' }] }],
    [
      'intervals that tile the window',
      `/api/v1/links/a/intervals?${WINDOW}`,
      {
        link: 'a',
        intervals: [
          { state: 'unknown', from: NOW - 7_200_000, to: NOW - 3_600_000, reason: { kind: 'unmeasured' } },
          { state: 'up', from: NOW - 3_600_000, to: NOW },
        ],
      },
    ],
    ['history', `/api/v1/links/a/history?${WINDOW}`, { link: 'a', stepMs: 300, buckets: [] }],
    ['history in more points', `/api/v1/links/a/history?${WINDOW}&points=5000`, { stepMs: 5_000 }],
    ['an explanation', '/api/v1/links/a/explain', { link: 'a', sentences: ['id'] }],
    ['an explanation in English', '/api/v1/links/a/explain?locale=en', { sentences: ['en'] }],
    ['one alert with what was done about it', '/api/v1/alerts/7', { number: 7, acts: [] }],
    ['an incident', '/api/v1/incidents/7', { root: { number: 7 }, members: [{ number: 8 }], total: 1 }],
    [
      'availability by link',
      `/api/v1/availability?${WINDOW}`,
      { groups: [{ key: 'a', links: 1, availabilityPct: 100, coveragePct: 50 }, { key: 'b' }] },
    ],
    [
      'availability by regency',
      `/api/v1/availability?${WINDOW}&by=regency`,
      { groups: [{ key: 'majene', links: 2 }] },
    ],
    [
      'availability by provider',
      `/api/v1/availability?${WINDOW}&by=provider`,
      { groups: [{ key: 'iconplus', links: 1 }] },
    ],
    [
      'availability by contract',
      `/api/v1/availability?${WINDOW}&by=contract`,
      { groups: [{ key: 'metro-2020', links: 2 }] },
    ],
    [
      'announced maintenance beside availability',
      `/api/v1/availability?${WINDOW}`,
      {
        groups: [
          { key: 'a', maintenanceMs: 1_000 },
          { key: 'b', maintenanceMs: 0 },
        ],
      },
    ],
    [
      'availability by site',
      `/api/v1/availability?${WINDOW}&by=site`,
      {
        groups: [
          { key: 'desa', links: 1, availabilityPct: 100, coveragePct: 50 },
          { key: 'majene', links: 1 },
        ],
      },
    ],
    [
      'availability by path, of those that a link serves',
      `/api/v1/availability?${WINDOW}&by=path&link=a`,
      {
        groups: [
          { key: 'desa', links: 2, availabilityPct: 100, coveragePct: 50 },
          { key: 'majene', links: 1 },
        ],
      },
    ],
    ['life', '/healthz', { ok: true, reasons: [] }],
    ['readiness', '/readyz', { ok: true, reasons: [] }],
  ])('%s', async (_, path, expected) => {
    const { status, json } = await get(path);
    expect(status).toBe(200);
    expect(json).toMatchObject(expected);
  });

  it.each<[string, Partial<AlertQuery>]>([
    ['', { statuses: ['active', 'returned'], limit: 1_000 }],
    ['?state=closed', { statuses: ['closed'] }],
    ['?state=active,closed', { statuses: ['active', 'closed'] }],
    ['?state=returned,active,closed', { statuses: ['returned', 'active', 'closed'] }],
    ['?state=active&state=closed', { statuses: ['active', 'closed'] }],
    ['?state=active,active', { statuses: ['active'] }],
    ['?from=5&to=9&link=b&limit=3', { from: 5, to: 9, limit: 3 }],
    ['?from=5&to=', { from: 5 }],
  ])('alerts for %s', async (query, expected) => {
    expect((await get(`/api/v1/alerts${query}`)).json).toMatchObject({ alerts: [{ number: 7 }] });
    expect(queries.at(-1)).toMatchObject(expected);
  });

  it('readiness with its reasons', async () => {
    healthy = false;
    expect(await get('/readyz')).toEqual({
      status: 503,
      json: { ok: false, reasons: ['no echo verdict yet'] },
    });
    expect((await get('/healthz')).status).toBe(200);
    healthy = true;
  });
});

describe('the API refuses', () => {
  it.each<[string, number, string]>([
    ['/api/v1/links/stranger', 404, 'not-found'],
    ['/api/v1/links/stranger/explain', 404, 'not-found'],
    [`/api/v1/links/stranger/intervals?${WINDOW}`, 404, 'not-found'],
    [`/api/v1/links/stranger/history?${WINDOW}`, 404, 'not-found'],
    [`/api/v1/links/${'x'.repeat(65)}`, 400, 'invalid'],
    ['/api/v1/links/..%2F..%2Fetc%2Fpasswd', 404, 'not-found'],
    ['/api/v1/links/a/intervals', 400, 'invalid'],
    ['/api/v1/links/a/intervals?from=9&to=5', 400, 'invalid'],
    ['/api/v1/links/a/intervals?from=5&to=5', 400, 'invalid'],
    ['/api/v1/links/a/intervals?from=0&to=8000000000000000', 400, 'invalid'],
    ['/api/v1/links/a/intervals?from=&to=5', 400, 'invalid'],
    ['/api/v1/links/a/intervals?from=1&from=2&to=5', 400, 'invalid'],
    ['/api/v1/links/a/intervals?from=now&to=5', 400, 'invalid'],
    [`/api/v1/links/a/history?${WINDOW}&points=0`, 400, 'invalid'],
    [`/api/v1/links/a/history?${WINDOW}&points=5001`, 400, 'invalid'],
    [`/api/v1/links/b/history?${WINDOW}`, 503, 'history'],
    ['/api/v1/links/a/explain?locale=jv', 400, 'invalid'],
    ['/api/v1/alerts?state=shelved', 400, 'invalid'],
    ['/api/v1/alerts?state=active,open', 400, 'invalid'],
    ['/api/v1/alerts?from=9&to=5', 400, 'invalid'],
    ['/api/v1/alerts?limit=10001', 400, 'invalid'],
    ['/api/v1/alerts?colour=red', 400, 'invalid'],
    ['/api/v1/alerts?link=stranger', 404, 'not-found'],
    ['/api/v1/alerts/8', 404, 'not-found'],
    ['/api/v1/alerts/seven', 400, 'invalid'],
    ['/api/v1/incidents/8', 404, 'not-found'],
    ['/api/v1/incidents/7?limit=0', 400, 'invalid'],
    [`/api/v1/availability?${WINDOW}&by=colour`, 400, 'invalid'],
    ['/api/v1/nothing', 404, 'not-found'],
    ['/nothing.html', 404, 'not-found'],
    ['/..%2f..%2fpackage.json', 404, 'not-found'],
    ['/%zz', 400, 'invalid'],
  ])('%s with %i', async (path, status, code) => {
    expect(await get(path)).toMatchObject({
      status,
      json: { error: { code, message: expect.stringMatching(/./) } },
    });
  });

  it.each([
    ['POST', '/api/v1/network', 'GET, HEAD'],
    ['DELETE', '/api/v1/links/a', 'GET, HEAD'],
    ['PUT', '/api/v1/alerts/7', 'GET, HEAD'],
    ['GET', '/api/v1/session', 'POST, DELETE'],
    ['POST', '/', 'GET, HEAD'],
  ])('%s of %s, and says what is possible', async (method, path, allowed) => {
    const { status, headers, body } = await api.ask(method, path);
    expect(status).toBe(405);
    expect(new Set(headers.allow?.split(', '))).toEqual(new Set(allowed.split(', ')));
    expect(JSON.parse(body)).toMatchObject({ error: { code: 'method' } });
  });

  it('names what is wrong with a parameter', async () => {
    const { json } = await get('/api/v1/links/a/intervals?from=now&to=5');
    expect(json).toMatchObject({ error: { message: expect.stringContaining('from') } });
  });
});

describe('a fault of our own', () => {
  it('is told without its insides, and logged', async () => {
    const broken = await startApi(
      {},
      {
        alert: () => {
          throw new Error('SELECT secret FROM table');
        },
      },
    );
    const { status, body } = await broken.ask('GET', '/api/v1/alerts/7');
    expect(status).toBe(500);
    expect(body).not.toContain('secret');
    expect(broken.log.lines.join()).toContain('SELECT secret');
    await broken.close();
  });
});
