// Acknowledging several alerts at once, and looking for alerts.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AlertQuery } from '../../src/api/deps.ts';
import type { ActRequest } from '../../src/domain/act.ts';
import { linkId } from '../../src/domain/ids.ts';
import { type FakeApi, fakeAlert, NOW, startApi } from './support/api.ts';

let api: FakeApi;
const asked: ActRequest[] = [];
const queries: AlertQuery[] = [];
beforeAll(async () => {
  api = await startApi(
    {},
    {
      act: (request) => {
        asked.push(request);
        if (request.alert === 9)
          return {
            kind: 'refused',
            refusal: { code: 'already-acknowledged', message: 'Sitti was first', by: 'Sitti', at: NOW },
          };
        return {
          kind: 'done',
          alert: fakeAlert(request.alert),
          act: { ...request, at: NOW, subject: linkId('a') },
        };
      },
      alerts: (query) => {
        queries.push(query);
        return [];
      },
      causes: (from) => [
        {
          kind: 'link.cause',
          at: from + 1,
          link: linkId('a'),
          outageFrom: from,
          proposal: 'restart',
          uptimeS: 90,
        },
      ],
    },
  );
});
beforeEach(() => {
  asked.length = 0;
  queries.length = 0;
});
afterAll(() => api.close());

async function ack(body: unknown) {
  const answer = await api.ask(
    'POST',
    '/api/v1/alerts/ack',
    { 'content-type': 'application/json' },
    JSON.stringify(body),
  );
  return { status: answer.status, json: JSON.parse(answer.body) as Record<string, unknown> };
}

describe('several at once', () => {
  it('acknowledges each alert for itself, once, and tells which were not and who was first', async () => {
    const { status, json } = await ack({ alerts: [7, 9, 8, 7], who: 'Andi', note: 'badai', via: 'screen' });
    expect(status).toBe(200);
    expect(json).toEqual({
      done: [7, 8],
      refused: [{ alert: 9, code: 'already-acknowledged', message: 'Sitti was first', by: 'Sitti', at: NOW }],
    });
    expect(asked.map(({ alert, act, actor }) => [alert, act, actor.who, actor.via])).toEqual(
      [7, 9, 8].map((number) => [number, { kind: 'acknowledge', note: 'badai' }, 'Andi', 'screen']),
    );
  });

  it('does the same request with the same key once', async () => {
    const body = { alerts: [7], who: 'Andi', key: 'kunci-00001' };
    const first = await ack(body);
    expect(await ack(body)).toEqual(first);
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['none', { alerts: [], who: 'Andi' }],
    ['too many', { alerts: Array.from({ length: 201 }, (_, index) => index + 1), who: 'Andi' }],
    ['no number', { alerts: ['7'], who: 'Andi' }],
    ['nobody', { alerts: [7] }],
  ])('refuses %s', async (_, body) => {
    expect((await ack(body)).status).toBe(400);
    expect(asked).toEqual([]);
  });
});

describe('looking for alerts', () => {
  it('passes on what is looked for', async () => {
    const path =
      '/api/v1/alerts?state=closed&text=mamasa%20fo&rule=link.down&uncaused=true&before=50&limit=20';
    expect((await api.ask('GET', path)).status).toBe(200);
    expect(queries).toEqual([
      {
        statuses: ['closed'],
        before: 50,
        limit: 20,
        wish: { text: 'mamasa fo', rule: 'link.down', uncaused: true },
      },
    ]);
  });

  it('tells what devices let suppose about outages', async () => {
    const answer = await api.ask('GET', '/api/v1/causes?from=1000');
    expect(JSON.parse(answer.body)).toEqual({
      causes: [{ link: 'a', at: 1_001, outageFrom: 1_000, proposal: 'restart', uptimeS: 90 }],
    });
  });
});
