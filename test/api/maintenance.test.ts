// Planned work by HTTP, against a desk that notes what it is asked.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  MaintenanceDraft,
  MaintenancePort,
  MaintenanceRefusal,
  WindowView,
} from '../../src/api/maintenance-port.ts';
import type { Actor } from '../../src/domain/act.ts';
import { linkId } from '../../src/domain/ids.ts';
import { type FakeApi, fakeDesk, fakeWindow, NOW, startApi } from './support/api.ts';

const JSON_BODY = { 'content-type': 'application/json' };
const PATH = '/api/v1/maintenance';

let api: FakeApi;
const created: { readonly draft: MaintenanceDraft; readonly actor: Actor }[] = [];
const ended: { readonly id: string; readonly actor: Actor }[] = [];
const listed: unknown[] = [];
let refusal: MaintenanceRefusal | undefined;
const VIEW: WindowView = fakeWindow();

function outcome(): ReturnType<MaintenancePort['create']> {
  return refusal ? { kind: 'refused', refusal } : { kind: 'done', view: VIEW, covered: [linkId('a')] };
}

beforeAll(async () => {
  api = await startApi(
    {},
    {
      maintenance: {
        ...fakeDesk(),
        windows: (options) => {
          listed.push(options);
          return [VIEW];
        },
        create: (draft, actor) => {
          created.push({ draft, actor });
          return outcome();
        },
        end: (id, actor) => {
          ended.push({ id, actor });
          return outcome();
        },
      },
    },
  );
});
beforeEach(() => {
  created.length = 0;
  ended.length = 0;
  refusal = undefined;
});
afterAll(() => api.close());

const ONCE = { kind: 'once', from: NOW, to: NOW + 3_600_000 };
const GOOD = { who: 'Sari', name: 'Ganti FO', scope: { links: ['a'] }, time: ONCE };

async function ask(method: string, path: string, body?: unknown) {
  const answer = await api.ask(
    method,
    path,
    body === undefined ? {} : JSON_BODY,
    body === undefined ? undefined : JSON.stringify(body),
  );
  return { status: answer.status, json: JSON.parse(answer.body) as object };
}

describe('announcing', () => {
  it('asked for again with the same key is answered as before, and done once; changed, it is another', async () => {
    const request = { ...GOOD, via: 'screen', key: 'key-0001' };
    const first = await ask('POST', PATH, request);
    expect(await ask('POST', PATH, request)).toEqual(first);
    expect(created).toHaveLength(1);
    await ask('POST', PATH, { ...request, name: 'Ganti FO 2' });
    expect(created).toHaveLength(2);
  });

  it('refused is not remembered: the same request may be done later', async () => {
    const request = { ...GOOD, key: 'key-0002' };
    refusal = { code: 'store', message: 'the disk is full' };
    expect((await ask('POST', PATH, request)).status).toBe(503);
    refusal = undefined;
    expect((await ask('POST', PATH, request)).status).toBe(200);
  });

  it('hands the window to the desk, with who did it, and answers what it covers', async () => {
    expect(await ask('POST', PATH, { ...GOOD, via: 'screen', announcedBy: 'ICON+', note: 'a\nb' })).toEqual({
      status: 200,
      json: {
        window: { ...VIEW.window, open: VIEW.open, overAt: VIEW.overAt, links: 1, acts: [] },
        covered: ['a'],
      },
    });
    expect(created).toEqual([
      {
        draft: {
          name: 'Ganti FO',
          scope: { links: ['a'], sites: [], regencies: [], providers: [] },
          time: ONCE,
          announcedBy: 'ICON+',
          note: 'a\nb',
        },
        actor: { who: 'Sari', via: 'screen', address: '127.0.0.1' },
      },
    ]);
  });

  it.each<[string, object]>([
    ['days of the week', { kind: 'recurring', days: ['sat', 'sun'], atMinute: 1_320, durationMs: 3_600_000 }],
    [
      'days of the month, within bounds',
      { kind: 'recurring', days: [1, 15], atMinute: 0, durationMs: 60_000, notBefore: 5, notAfter: 9 },
    ],
  ])('takes a row on %s; who is also who announced it', async (_, time) => {
    expect((await ask('POST', PATH, { ...GOOD, time })).status).toBe(200);
    expect(created[0]?.draft).toMatchObject({ time, announcedBy: 'Sari' });
    expect(created[0]?.draft.time).toEqual(time);
  });

  it.each<[string, object, string]>([
    ['without who', { who: undefined }, 'who'],
    ['with a name of two lines', { name: 'a\nb' }, 'name'],
    ['with a scope that has what there is not', { scope: { village: ['a'] } }, 'scope'],
    ['with 201 links', { scope: { links: Array.from({ length: 201 }, (_, i) => `l${i}`) } }, 'at most 200'],
    ['without a time', { time: undefined }, 'time'],
    ['with half a time', { time: { kind: 'once', from: 5 } }, 'time'],
    [
      'by a day there is not',
      { time: { kind: 'recurring', days: ['x'], atMinute: 0, durationMs: 60_000 } },
      'days',
    ],
    ['on no day', { time: { kind: 'recurring', days: [], atMinute: 0, durationMs: 60_000 } }, 'days'],
    ['at 24:00', { time: { kind: 'recurring', days: [1], atMinute: 1_440, durationMs: 60_000 } }, 'atMinute'],
    ['with an endless note', { note: 'x'.repeat(2_001) }, 'note'],
  ])('is refused %s', async (_, changes, text) => {
    expect(await ask('POST', PATH, { ...GOOD, ...changes })).toMatchObject({
      status: 400,
      json: { error: { code: 'invalid', message: expect.stringContaining(text) } },
    });
    expect(created).toEqual([]);
  });

  it.each<[MaintenanceRefusal, number]>([
    [{ code: 'scope', message: 'there is no "b" among links' }, 400],
    [{ code: 'time', message: 'it is over already' }, 400],
    [{ code: 'too-many', message: 'there are 500 windows already' }, 409],
    [{ code: 'store', message: 'it cannot be kept' }, 503],
  ])('answers the refusal %j by %i', async (given, status) => {
    refusal = given;
    expect(await ask('POST', PATH, GOOD)).toEqual({ status, json: { error: given } });
  });
});

describe('ending', () => {
  it('names the window and who ends it', async () => {
    expect(await ask('DELETE', `${PATH}/op.1?who=Sari%20Dewi&via=screen`)).toMatchObject({
      status: 200,
      json: { window: { id: 'op.1' }, covered: ['a'] },
    });
    expect(ended).toEqual([{ id: 'op.1', actor: { who: 'Sari Dewi', via: 'screen', address: '127.0.0.1' } }]);
  });

  it.each<[MaintenanceRefusal, number]>([
    [{ code: 'no-window', message: 'none' }, 404],
    [{ code: 'configured', message: 'edit the file' }, 409],
  ])('answers the refusal %j by %i', async (given, status) => {
    refusal = given;
    expect(await ask('DELETE', `${PATH}/x?who=Sari`)).toEqual({ status, json: { error: given } });
  });

  it('of one that is over tells by whom and when', async () => {
    refusal = { code: 'over', message: 'it is over', by: 'Budi', at: 5 };
    expect(await ask('DELETE', `${PATH}/x?who=Sari`)).toEqual({
      status: 409,
      json: { error: { code: 'over', message: 'it is over' }, by: 'Budi', at: 5 },
    });
  });

  it('by nobody is refused, and by a page of another site', async () => {
    expect((await ask('DELETE', `${PATH}/x`)).status).toBe(400);
    const foreign = { origin: 'https://evil.example' };
    expect((await api.ask('DELETE', `${PATH}/x?who=Sari`, foreign)).status).toBe(403);
    expect(ended).toEqual([]);
  });
});

describe('the list', () => {
  it.each([
    ['', false],
    ['?all=true', true],
    ['?all=false', false],
  ])('%s', async (query, all) => {
    expect((await ask('GET', `${PATH}${query}`)).json).toMatchObject({ windows: [{ id: 'op.1', links: 1 }] });
    expect(listed.at(-1)).toEqual({ all });
  });

  it('refuses what it does not know', async () => {
    expect((await ask('GET', `${PATH}?all=perhaps`)).status).toBe(400);
    expect((await ask('GET', `${PATH}?colour=red`)).status).toBe(400);
  });
});
