// Video conferences by HTTP, against a desk that notes what it is asked; answers are held to the published description.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ViconDraft, ViconPort, ViconRefusal } from '../../src/api/vicon-port.ts';
import * as schemas from '../../src/api/vicon-schemas.ts';
import type { Actor } from '../../src/domain/act.ts';
import { linkId, siteId } from '../../src/domain/ids.ts';
import { judgeFigures, VICON_LIMITS } from '../../src/domain/vicon.ts';
import { NO_MS } from '../../src/domain/vicon-history.ts';
import type { ViconBoardView, ViconEventDetail, ViconEventView } from '../../src/domain/vicon-view.ts';
import { type FakeApi, NOW, startApi } from './support/api.ts';

const PATH = '/api/v1/vicon/events';
const VERDICT = judgeFigures(
  { rttMs: 612, lossPct: 0, jitterMs: 9, freeInBps: 1e6, freeOutBps: 2e6 },
  VICON_LIMITS,
  'whole',
);
const MAJENE = { site: siteId('majene'), name: 'Kabupaten Majene', link: linkId('prov-majene'), ...VERDICT };
const EVENT: ViconEventView = {
  id: 3,
  title: 'Tatap muka',
  startsAt: NOW + 600_000,
  endsAt: NOW + 4_200_000,
  sites: [siteId('majene')],
  createdBy: { who: 'Sari', via: 'screen' },
  createdAt: NOW,
  phase: 'watched',
  watchFrom: NOW,
};
const BOARD: ViconBoardView = {
  at: NOW,
  limits: VICON_LIMITS,
  sites: [MAJENE],
  left: 0,
  history: {
    computedAt: NOW - 60_000,
    days: 28,
    ofDays: 28,
    computing: false,
    sites: [
      {
        site: siteId('majene'),
        day: [{ from: NOW - 86_400_000, to: NOW, level: 'ready' }],
        dayMs: { ...NO_MS, ready: 86_400_000 },
        hours: Array.from({ length: 24 }, () => NO_MS),
      },
    ],
  },
};
const CHANGE = { at: NOW, site: siteId('majene'), ...VERDICT };
const DETAIL: ViconEventDetail = {
  at: NOW,
  event: EVENT,
  sites: [MAJENE],
  changes: [CHANGE],
  summary: [{ site: siteId('majene'), beforeMs: NO_MS, duringMs: NO_MS, changes: 0, worst: CHANGE }],
};

let api: FakeApi;
const created: { readonly draft: ViconDraft; readonly actor: Actor }[] = [];
const removed: { readonly id: number; readonly actor: Actor }[] = [];
const listed: unknown[] = [];
let refusal: ViconRefusal | undefined;

const outcome = (): ReturnType<ViconPort['create']> =>
  refusal ? { kind: 'refused', refusal } : { kind: 'done', event: EVENT };

beforeAll(async () => {
  api = await startApi(
    {},
    {
      vicon: {
        board: () => BOARD,
        events: (options) => {
          listed.push(options);
          return [EVENT];
        },
        event: (id) => (id === 3 ? DETAIL : undefined),
        create: (draft, actor) => {
          created.push({ draft, actor });
          return outcome();
        },
        remove: (id, actor) => {
          removed.push({ id, actor });
          return outcome();
        },
      },
    },
  );
});
beforeEach(() => {
  created.length = 0;
  removed.length = 0;
  listed.length = 0;
  refusal = undefined;
});
afterAll(() => api.close());

const GOOD = { who: 'Sari', title: 'Tatap muka', startsAt: NOW, endsAt: NOW + 3_600_000, sites: ['majene'] };

async function ask(method: string, path: string, body?: unknown) {
  const answer = await api.ask(
    method,
    path,
    body === undefined ? {} : { 'content-type': 'application/json' },
    body === undefined ? undefined : JSON.stringify(body),
  );
  return { status: answer.status, json: JSON.parse(answer.body) as object };
}

describe('looking', () => {
  it('gives the board, the calendar and one event, as they are described', async () => {
    const board = await ask('GET', '/api/v1/vicon');
    expect(board).toEqual({ status: 200, json: JSON.parse(JSON.stringify(BOARD)) });
    expect(schemas.boardReply.parse(board.json)).toEqual(board.json);
    const events = await ask('GET', `${PATH}?all=true`);
    expect(schemas.eventsReply.parse(events.json)).toEqual({ events: [EVENT] });
    expect(listed).toEqual([{ all: true }]);
    const detail = await ask('GET', `${PATH}/3`);
    expect(schemas.eventDetailReply.parse(detail.json)).toEqual(JSON.parse(JSON.stringify(DETAIL)));
  });

  it.each([
    [`${PATH}/4`, 404, 'no-event'],
    [`${PATH}/first`, 400, 'invalid'],
    [`${PATH}?all=maybe`, 400, 'invalid'],
  ])('%s is answered %d', async (path, status, code) => {
    expect(await ask('GET', path)).toMatchObject({ status, json: { error: { code } } });
  });
});

describe('putting an event in', () => {
  it('asked for again with the same key is answered as before, and done once; changed, it is another', async () => {
    const request = { ...GOOD, via: 'screen', key: 'key-0001' };
    const first = await ask('POST', PATH, request);
    expect(await ask('POST', PATH, request)).toEqual(first);
    expect(created).toHaveLength(1);
    await ask('POST', PATH, { ...request, title: 'Tatap muka 2' });
    expect(created).toHaveLength(2);
  });

  it('refused is not remembered: the same request may be done later', async () => {
    const request = { ...GOOD, key: 'key-0002' };
    refusal = { code: 'store', message: 'the disk is full' };
    expect((await ask('POST', PATH, request)).status).toBe(503);
    refusal = undefined;
    expect((await ask('POST', PATH, request)).status).toBe(200);
  });

  it('hands it to the desk with who did it', async () => {
    const answer = await ask('POST', PATH, { ...GOOD, via: 'screen', note: 'a\nb' });
    expect(answer).toEqual({ status: 200, json: { event: EVENT } });
    const { who: _, ...draft } = GOOD;
    expect(created).toEqual([
      { draft: { ...draft, note: 'a\nb' }, actor: { who: 'Sari', via: 'screen', address: '127.0.0.1' } },
    ]);
  });

  it.each([
    { title: '' },
    { title: 'a\nb' },
    { startsAt: 'tomorrow' },
    { sites: [] },
    { sites: Array.from({ length: 51 }, (_, n) => `s${n}`) },
    { mood: 'good' },
  ])('refuses %o before the desk sees it', async (changes) => {
    expect(await ask('POST', PATH, { ...GOOD, ...changes })).toMatchObject({
      status: 400,
      json: { error: { code: 'invalid' } },
    });
    expect(created).toEqual([]);
  });

  it.each([
    ['sites', 400],
    ['time', 400],
    ['too-many', 409],
    ['store', 503],
  ] as const)('tells of %s with %d', async (code, status) => {
    refusal = { code, message: 'why not' };
    expect(await ask('POST', PATH, GOOD)).toEqual({ status, json: { error: { code, message: 'why not' } } });
  });
});

describe('taking one out', () => {
  it('says who did it, and who was first', async () => {
    expect((await ask('DELETE', `${PATH}/3?who=Sari&via=screen`)).status).toBe(200);
    expect(removed).toMatchObject([{ id: 3, actor: { who: 'Sari', via: 'screen' } }]);
    refusal = { code: 'removed', message: 'gone', by: 'Budi', at: NOW };
    expect(await ask('DELETE', `${PATH}/3?who=Sari`)).toMatchObject({
      status: 409,
      json: { by: 'Budi', at: NOW },
    });
    refusal = { code: 'no-event', message: 'none' };
    expect((await ask('DELETE', `${PATH}/9?who=Sari`)).status).toBe(404);
  });
});
