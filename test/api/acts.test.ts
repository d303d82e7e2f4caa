// What operators do, from the request to the engine: who and from where, what is refused and why, and that no page of
// another site can act in anybody's name.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ActKeys } from '../../src/api/act-keys.ts';
import type { ActRefusal, ActRequest } from '../../src/domain/act.ts';
import { linkId } from '../../src/domain/ids.ts';
import { type FakeApi, fakeAlert, NOW, startApi } from './support/api.ts';

const JSON_BODY = { 'content-type': 'application/json' };

let api: FakeApi;
const asked: ActRequest[] = [];
let refusal: ActRefusal | undefined;
let monoMs = 0;
beforeAll(async () => {
  api = await startApi(
    {},
    {
      monoMs: () => monoMs,
      act: (request) => {
        asked.push(request);
        if (refusal) return { kind: 'refused', refusal };
        return {
          kind: 'done',
          alert: fakeAlert(7, { acknowledged: { by: request.actor.who, at: NOW } }),
          act: { ...request, at: NOW, subject: linkId('a') },
        };
      },
    },
  );
});
beforeEach(() => {
  asked.length = 0;
  refusal = undefined;
  monoMs += 600_000;
});
afterAll(() => api.close());

async function post(act: string, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await api.ask('POST', `/api/v1/alerts/${act}`, { ...JSON_BODY, ...headers }, text);
  return { ...answer, json: JSON.parse(answer.body) as object };
}

describe('an act', () => {
  it.each<[string, string, object, object]>([
    ['acknowledges', '7/ack', { who: 'Sari' }, { kind: 'acknowledge' }],
    [
      'acknowledges with a note',
      '7/ack',
      { who: 'Sari', note: 'tim berangkat' },
      { kind: 'acknowledge', note: 'tim berangkat' },
    ],
    [
      'adds a note of several lines',
      '7/note',
      { who: 'Sari', note: 'PLN padam.\nGenset jalan.' },
      { kind: 'note', note: 'PLN padam.\nGenset jalan.' },
    ],
    [
      'shelves until a moment',
      '7/shelve',
      { who: 'Sari', until: NOW + 9 },
      { kind: 'shelve', until: NOW + 9 },
    ],
    [
      'shelves for a while',
      '7/shelve',
      { who: 'Sari', forMs: 60_000 },
      { kind: 'shelve', until: NOW + 60_000 },
    ],
    ['takes off the shelf', '7/unshelve', { who: 'Sari' }, { kind: 'unshelve' }],
    [
      'confirms a cause',
      '7/cause',
      { who: 'Sari', cause: 'pln-power' },
      { kind: 'confirm-cause', cause: 'pln-power' },
    ],
    ['resets', '7/reset', { who: 'Sari' }, { kind: 'reset' }],
  ])('%s', async (_, path, body, act) => {
    const { status, json } = await post(path, body);
    expect(status).toBe(200);
    expect(asked).toEqual([{ alert: 7, act, actor: { who: 'Sari', via: 'api', address: '127.0.0.1' } }]);
    expect(json).toMatchObject({ alert: { number: 7 }, act: { at: NOW, subject: 'a', act } });
  });

  it('says that it came from the screen, and trims the name', async () => {
    await post('7/ack', { who: '  Sari Dewi ', via: 'screen' });
    expect(asked[0]?.actor).toEqual({ who: 'Sari Dewi', via: 'screen', address: '127.0.0.1' });
  });

  it('that comes second is told who was first', async () => {
    refusal = { code: 'already-acknowledged', message: 'Budi has it', by: 'Budi', at: NOW - 1_000 };
    expect(await post('7/ack', { who: 'Sari' })).toMatchObject({
      status: 409,
      json: { error: { code: 'already-acknowledged', message: 'Budi has it' }, by: 'Budi', at: NOW - 1_000 },
    });
  });

  it.each<[ActRefusal['code'], number]>([
    ['no-alert', 404],
    ['bad-until', 400],
    ['closed', 409],
    ['not-shelved', 409],
    ['not-latched', 409],
    ['not-returned', 409],
  ])('refused as %s answers %i', async (code, status) => {
    refusal = { code, message: 'no' };
    const answer = await post('7/reset', { who: 'Sari' });
    expect(answer.status).toBe(status);
    expect(answer.json).toEqual({ error: { code, message: 'no' } });
  });
});

describe('an act is refused', () => {
  it.each<[string, string, unknown, number, string]>([
    ['by nobody', '7/ack', {}, 400, 'who'],
    ['by an empty name', '7/ack', { who: '  ' }, 400, 'who'],
    ['by a name of 65 characters', '7/ack', { who: 'x'.repeat(65) }, 400, 'at most 64'],
    ['by a name of two lines', '7/ack', { who: 'Sari\nBudi' }, 400, 'control characters'],
    ['by a name with an escape', '7/ack', { who: 'Sari\u001b[31m' }, 400, 'control characters'],
    ['by a name turned around', '7/ack', { who: 'Sari\u202eidub' }, 400, 'control characters'],
    ['by a name that is none', '7/ack', { who: 7 }, 400, 'who'],
    ['as jalur itself', '7/ack', { who: 'Sari', via: 'jalur' }, 400, 'via'],
    ['with more than it takes', '7/ack', { who: 'Sari', admin: true }, 400, 'admin'],
    ['without its note', '7/note', { who: 'Sari' }, 400, 'note'],
    ['with an endless note', '7/note', { who: 'Sari', note: 'x'.repeat(2_001) }, 400, 'at most 2000'],
    ['with a bell in its note', '7/note', { who: 'Sari', note: 'ding\u0007' }, 400, 'control characters'],
    ['without an end of the shelving', '7/shelve', { who: 'Sari' }, 400, 'exactly one of until, forMs'],
    ['with two ends', '7/shelve', { who: 'Sari', until: 5, forMs: 5 }, 400, 'exactly one of until, forMs'],
    ['for less than no time', '7/shelve', { who: 'Sari', forMs: -5 }, 400, 'forMs'],
    ['for a cause there is not', '7/cause', { who: 'Sari', cause: 'ghosts' }, 400, 'cause'],
    ['for an alert that has no number', 'seven/ack', { who: 'Sari' }, 400, 'id'],
    ['as no JSON', '7/ack', '{', 400, ''],
    ['as megabytes', '7/note', { who: 'Sari', note: 'x'.repeat(20_000) }, 413, ''],
  ])('%s', async (_, path, body, status, text) => {
    const answer = await post(path, body);
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({
      error: { code: 'invalid', message: expect.stringContaining(text) },
    });
    expect(asked).toEqual([]);
  });

  it('after too many of them from one address, until a while has passed', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 122; i++) statuses.push((await post('7/ack', { who: 'Sari' })).status);
    expect(statuses.indexOf(429)).toBe(120);
    expect(await post('7/ack', { who: 'Sari' })).toMatchObject({
      status: 429,
      headers: { 'retry-after': '60' },
      json: { error: { code: 'slow-down' } },
    });
    monoMs += 60_000;
    expect((await post('7/ack', { who: 'Sari' })).status).toBe(200);
  });
});

describe('an act whose answer was not heard', () => {
  const note = { who: 'Sari', note: 'tim berangkat', key: 'form-0001' };

  it('is done once when it is asked for again with its key, and answered as before', async () => {
    const first = await post('7/note', note);
    expect(await post('7/note', note)).toMatchObject({ status: 200, body: first.body });
    expect(asked).toHaveLength(1);
  });

  it('is another one with another text, about another alert, with another key, or without one', async () => {
    const { key, ...keyless } = { ...note, key: 'form-0002' };
    for (const [act, body] of [
      ['7/note', { ...keyless, key }],
      ['7/note', { ...keyless, key, note: 'tim tiba' }],
      ['8/note', { ...keyless, key }],
      ['7/note', { ...keyless, key: 'form-0003' }],
      ['7/note', keyless],
      ['7/note', keyless],
    ] as const)
      expect((await post(act, body)).status).toBe(200);
    expect(asked).toHaveLength(6);
  });

  it('is tried again when it was refused', async () => {
    const again = { ...note, key: 'form-0004' };
    refusal = { code: 'no-alert', message: 'there is no alert 7' };
    expect((await post('7/note', again)).status).toBe(404);
    refusal = undefined;
    expect((await post('7/note', again)).status).toBe(200);
    expect(asked).toHaveLength(2);
  });

  it('has a key of 8 to 64 plain characters', async () => {
    expect((await post('7/note', { ...note, key: 'kurang' })).status).toBe(400);
    expect((await post('7/note', { ...note, key: 'x'.repeat(65) })).status).toBe(400);
    expect(asked).toEqual([]);
  });
});

describe('the keys of acts', () => {
  it('are forgotten beyond 1,000, the oldest first', () => {
    const keys = new ActKeys<number>();
    for (let i = 0; i <= 1_000; i++) keys.remember('7/note', { key: `form-${i}` }, i);
    expect(keys.known('7/note', { key: 'form-0' })).toBeUndefined();
    expect(keys.known('7/note', { key: 'form-1' })).toBe(1);
    expect(keys.known('7/note', {})).toBeUndefined();
  });
});

describe('a page of another site', () => {
  it.each<[string, Record<string, string>]>([
    ['by its origin', { origin: 'https://evil.example' }],
    ['by an origin that hides', { origin: 'null' }],
    ['by another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['by what the browser says of it', { 'sec-fetch-site': 'cross-site' }],
    ['of the same domain, by what the browser says', { 'sec-fetch-site': 'same-site' }],
  ])('cannot act, recognised %s', async (_, headers) => {
    expect(await post('7/ack', { who: 'Sari' }, headers)).toMatchObject({
      status: 403,
      json: { error: { code: 'origin' } },
    });
    expect(asked).toEqual([]);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'cannot act by a form as %s',
    async (type) => {
      const answer = await post('7/ack', '{"who":"Sari"}', { 'content-type': type });
      expect(answer.status).toBe(415);
      expect(asked).toEqual([]);
    },
  );

  it('is not this page, whose requests are taken', async () => {
    const origin = `http://127.0.0.1:${api.server.port}`;
    const headers = { host: `127.0.0.1:${api.server.port}`, origin, 'sec-fetch-site': 'same-origin' };
    expect((await post('7/ack', { who: 'Sari', via: 'screen' }, headers)).status).toBe(200);
  });
});

describe('with a token', () => {
  it('nobody acts without it', async () => {
    const guarded = await startApi({ token: 'correct-horse-battery-staple' });
    const ack = (headers: Record<string, string>) =>
      guarded.ask('POST', '/api/v1/alerts/7/ack', { ...JSON_BODY, ...headers }, '{"who":"Sari"}');
    expect((await ack({})).status).toBe(401);
    expect((await ack({ authorization: 'Bearer correct-horse-battery-staple' })).status).toBe(200);
    await guarded.close();
  });
});
