// GET /api/v1/sparks: what it answers, and how it refuses.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeApi, NOW, startApi } from './support/api.ts';

let api: FakeApi;
let isAway = false;
beforeAll(async () => {
  api = await startApi(
    {},
    {
      history: ({ link, to }) =>
        isAway
          ? Promise.reject(new Error('InfluxDB is away'))
          : Promise.resolve({
              link,
              stepMs: 60_000,
              buckets: [{ at: to, sent: 60, received: 57, upMs: 60_000, downMs: 0, rttMedianMs: 4.2 }],
            }),
    },
  );
});
afterAll(() => api.close());

async function get(query: string) {
  const { status, body } = await api.ask('GET', `/api/v1/sparks${query}`);
  return { status, body: JSON.parse(body) as unknown };
}

describe('GET /api/v1/sparks', () => {
  it('answers 503 with the reason when the history cannot be read, and heals', async () => {
    isAway = true;
    const refusal = { status: 503, body: { error: { code: 'history', message: 'InfluxDB is away' } } };
    expect(await get('?links=a')).toMatchObject(refusal);
    isAway = false;
    expect(await get('?links=a')).toMatchObject({ status: 200 });
  });

  it('gives the last hour of links, each once, and nothing of those there are not', async () => {
    const to = Math.ceil(NOW / 60_000) * 60_000;
    const { status, body } = await get('?links=a,zz,b,a,A%20B');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      sparks: [
        { link: 'a', from: to - 3_600_000, stepMs: 60_000 },
        { link: 'b', from: to - 3_600_000, stepMs: 60_000 },
      ],
    });
    const { sparks } = body as { sparks: { lossPct: unknown[]; rttMedianMs: unknown[] }[] };
    expect(sparks).toHaveLength(2);
    expect([sparks[0]?.lossPct.at(-1), sparks[0]?.rttMedianMs.at(-1)]).toEqual([5, 4.2]);
    expect(sparks[0]?.rttMedianMs.at(0)).toBeNull();
  });

  it.each([
    ['no links', ''],
    ['an empty list', '?links=,'],
    ['more than 100', `?links=${Array.from({ length: 101 }, (_, n) => `l${n}`).join(',')}`],
    ['an id that is too long', `?links=${'x'.repeat(65)}`],
    ['anything else', '?links=a&points=5'],
  ])('refuses %s', async (_name, query) => {
    expect(await get(query)).toMatchObject({ status: 400, body: { error: { code: 'invalid' } } });
  });
});
