// Routes about one link beyond its history: echo and poll now, the strip, what was done, and its plan.

import { afterEach, describe, expect, it } from 'vitest';
import type { ApiDeps } from '../../src/api/deps.ts';
import type { LinkActPort, LinkActRefusal } from '../../src/api/link-act-port.ts';
import { linkId } from '../../src/domain/ids.ts';
import { type FakeApi, fakeAlert, NOW, startApi } from './support/api.ts';

let api: FakeApi | undefined;
afterEach(async () => {
  await api?.close();
  api = undefined;
});

async function ask(method: string, path: string, changes: Partial<ApiDeps> = {}) {
  api ??= await startApi({}, changes);
  const answer = await api.ask(method, path);
  return { status: answer.status, body: JSON.parse(answer.body) as unknown };
}

const a = linkId('a');
const DESK: LinkActPort = {
  echoNow: (link) =>
    Promise.resolve({
      kind: 'done',
      reply: {
        link,
        address: '10.0.0.1',
        startedAt: NOW,
        asked: 10,
        echoes: [{ at: NOW, outcome: 'answered', rttMs: 4 }],
      },
    }),
  pollNow: (link) =>
    Promise.resolve({
      kind: 'done',
      reply: {
        link,
        at: NOW,
        durationMs: 12,
        result: {
          kind: 'answered',
          system: { sysName: 'router' },
          interface: { ifName: 'sfp1', ifIndex: 1, octetBits: 64, counters: { inOctets: 2n ** 60n } },
        },
      },
    }),
};

describe('POST /api/v1/links/ID/echo and /poll', () => {
  it('tell what came back, counters exact', async () => {
    const linkActs = DESK;
    expect(await ask('POST', '/api/v1/links/a/echo', { linkActs })).toMatchObject({
      status: 200,
      body: { asked: 10, echoes: [{ outcome: 'answered', rttMs: 4 }] },
    });
    expect(await ask('POST', '/api/v1/links/a/poll')).toMatchObject({
      status: 200,
      body: { result: { interface: { counters: { inOctets: '1152921504606846976' } } } },
    });
  });

  it('answer 404 for a link there is not', async () => {
    expect(await ask('POST', '/api/v1/links/zz/echo', { linkActs: DESK })).toMatchObject({ status: 404 });
  });

  it.each<[LinkActRefusal['code'], number]>([
    ['no-address', 409],
    ['no-snmp', 409],
    ['not-probed', 409],
    ['under-way', 429],
    ['busy', 429],
    ['fault', 503],
    ['late', 503],
  ])('answer %s with %i and the reason', async (code, status) => {
    const refused = () =>
      Promise.resolve({ kind: 'refused', refusal: { code, message: 'because' } } as const);
    const linkActs = { echoNow: refused, pollNow: refused };
    const expected = { status, body: { error: { code, message: 'because' } } };
    expect(await ask('POST', '/api/v1/links/a/echo', { linkActs })).toMatchObject(expected);
    expect(await ask('POST', '/api/v1/links/a/poll')).toMatchObject(expected);
  });

  it('are not there without a desk', async () => {
    expect(await ask('POST', '/api/v1/links/a/echo')).toMatchObject({ status: 404 });
  });
});

describe('GET /api/v1/links/ID/strip', () => {
  it('gives runs up to the present: what lies ahead is no past', async () => {
    const intervals = () => [
      { link: a, state: 'up', from: NOW - 10_000, to: NOW - 5_000, reason: { kind: 'unmeasured' } } as const,
      { link: a, state: 'down', from: NOW - 5_000, reason: { kind: 'unmeasured' } } as const,
    ];
    const path = `/api/v1/links/a/strip?from=${NOW - 10_000}&to=${NOW + 10_000}&points=10`;
    expect(await ask('GET', path, { intervals })).toEqual({
      status: 200,
      body: {
        link: 'a',
        from: NOW - 10_000,
        to: NOW,
        runs: [
          { from: NOW - 10_000, to: NOW - 5_000, state: 'up' },
          { from: NOW - 5_000, to: NOW, state: 'down' },
        ],
      },
    });
  });

  it('is empty for the future, refuses too many cells, and knows its links', async () => {
    const window = `from=${NOW + 1_000}&to=${NOW + 2_000}`;
    expect(await ask('GET', `/api/v1/links/a/strip?${window}`)).toMatchObject({
      status: 200,
      body: { runs: [] },
    });
    expect(await ask('GET', `/api/v1/links/a/strip?${window}&points=4001`)).toMatchObject({ status: 400 });
    expect(await ask('GET', `/api/v1/links/zz/strip?${window}`)).toMatchObject({ status: 404 });
  });
});

it('lists the newest intervals with a limit, and how many there are', async () => {
  const intervals = () =>
    [0, 1, 2].map((n) => ({
      link: a,
      state: n === 1 ? ('down' as const) : ('up' as const),
      from: NOW - 3_000 + n * 1_000,
      to: NOW - 2_000 + n * 1_000,
      reason: { kind: 'unmeasured' } as const,
    }));
  const path = `/api/v1/links/a/intervals?from=${NOW - 3_000}&to=${NOW}`;
  expect(await ask('GET', `${path}&limit=2`, { intervals })).toMatchObject({
    body: { total: 3, intervals: [{ state: 'down' }, { state: 'up' }] },
  });
  expect(await ask('GET', path)).toMatchObject({ body: { total: 3, intervals: { length: 3 } } });
});

it('sums availability for one link alone', async () => {
  const window = `from=${NOW - 1_000}&to=${NOW}`;
  expect(await ask('GET', `/api/v1/availability?${window}&link=b`)).toMatchObject({
    status: 200,
    body: { groups: [{ key: 'b', links: 1 }] },
  });
  expect(await ask('GET', `/api/v1/availability?${window}&link=zz`)).toMatchObject({ status: 404 });
});

it('tells what was done about the alerts of a link, newest first', async () => {
  const acts: ApiDeps['acts'] = (alert) => [
    {
      alert,
      act: { kind: 'note', note: `n${alert}` },
      actor: { who: 'Andi', via: 'screen' },
      at: NOW + alert,
      subject: a,
    },
  ];
  const alerts = () => [fakeAlert(7), fakeAlert(9)];
  expect(await ask('GET', '/api/v1/links/a/acts', { acts, alerts })).toMatchObject({
    status: 200,
    body: { acts: [{ alert: 9 }, { alert: 7 }] },
  });
});

it('tells the plan of a link beside its echoes', async () => {
  const plan = {
    tags: [],
    echo: { everyMs: 1_000, timeoutMs: 1_000 },
    quality: {
      lossPct: { raise: 5, clear: 2 },
      rttMs: { raise: 100, clear: 80 },
      jitterMs: { raise: 30, clear: 20 },
      forMs: 120_000,
    },
    contract: { id: 'metro', name: 'Metro 2020', provider: 'ICON+', slaPct: 99.5, minEventMs: 300_000 },
    maintenance: [],
  };
  expect(await ask('GET', '/api/v1/links/a', { linkPlan: () => plan })).toMatchObject({
    status: 200,
    body: { link: { id: 'a' }, plan: { contract: { slaPct: 99.5 } } },
  });
});
