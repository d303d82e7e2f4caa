// What the answers of the server to an act mean, and that the real API takes what the page asks for.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActRefusal, ActRequest } from '../../../src/domain/act.ts';
import { linkId } from '../../../src/domain/ids.ts';
import { shelveUntil } from '../../../src/web/model/act-choice.ts';
import {
  type ActResult,
  type ActWish,
  actRequest,
  actResult,
  historyOf,
  newActKey,
} from '../../../src/web/stream/acts.ts';
import { type FakeApi, fakeAlert, NOW, startApi } from '../../api/support/api.ts';

const REFUSED = { error: { code: 'already-acknowledged', message: 'Andi was first' }, by: 'Andi', at: 7 };

const TOLD = {
  channel: 'room',
  kind: 'raised',
  subject: 'Putus: a',
  recipients: 0,
  bornAt: NOW - 50_000,
  endedAt: NOW - 49_000,
  attempts: 1,
  outcome: 'delivered',
} as const;

describe('actResult()', () => {
  it.each<[number, unknown, ActResult]>([
    [200, { alert: {}, act: {} }, { kind: 'done' }],
    [
      409,
      REFUSED,
      { kind: 'refused', code: 'already-acknowledged', message: 'Andi was first', by: 'Andi', at: 7 },
    ],
    [400, { error: { code: 'bad', message: 'no who' } }, { kind: 'refused', code: 'bad', message: 'no who' }],
    [404, 'not JSON', { kind: 'refused', code: '', message: 'HTTP 404' }],
    [401, { error: { code: 'token', message: 'x' } }, { kind: 'token' }],
    [429, '', { kind: 'failed', message: 'HTTP 429' }],
    [503, { error: { code: 'store', message: 'disk full' } }, { kind: 'failed', message: 'disk full' }],
    [502, '<html>', { kind: 'failed', message: 'HTTP 502' }],
    [409, [], { kind: 'refused', code: '', message: 'HTTP 409' }],
    [409, { error: 'x', by: 3, at: 'y' }, { kind: 'refused', code: '', message: 'HTTP 409' }],
  ])('%i %o', (status, body, result) => {
    expect(actResult(status, typeof body === 'string' ? body : JSON.stringify(body))).toEqual(result);
  });
});

describe('the API and the page', () => {
  let api: FakeApi;
  const asked: ActRequest[] = [];
  let refusal: ActRefusal | undefined;
  beforeAll(async () => {
    const act = (request: ActRequest) => {
      asked.push(request);
      if (refusal) return { kind: 'refused', refusal } as const;
      const done = { ...request, at: NOW, subject: linkId('a') };
      return { kind: 'done', alert: fakeAlert(7), act: done } as const;
    };
    const done = asked;
    api = await startApi(
      {},
      {
        act,
        acts: () => done.map((each) => ({ ...each, at: NOW, subject: linkId('a') })),
        messages: () => [TOLD],
      },
    );
  });
  afterAll(() => api.close());

  async function ask(wish: ActWish): Promise<ActResult> {
    const { path, body } = actRequest(wish);
    const answer = await api.ask('POST', path, { 'content-type': 'application/json' }, body);
    return actResult(answer.status, answer.body);
  }

  it.each<[Omit<ActWish, 'alert' | 'who'>, object]>([
    [{ name: 'ack' }, { kind: 'acknowledge' }],
    [
      { name: 'note', note: 'tim\nberangkat' },
      { kind: 'note', note: 'tim\nberangkat' },
    ],
    // The page's clock runs on between heartbeats, with fractions.
    [
      { name: 'shelve', until: shelveUntil('1h', '', { now: NOW + 0.4, timezone: 'Asia/Makassar' }) ?? 0 },
      { kind: 'shelve', until: NOW + 3_600_000 },
    ],
    [{ name: 'unshelve' }, { kind: 'unshelve' }],
    [
      { name: 'cause', cause: 'vsat-weather', note: 'hujan' },
      { kind: 'confirm-cause', cause: 'vsat-weather', note: 'hujan' },
    ],
    [{ name: 'reset' }, { kind: 'reset' }],
  ])('agree on %o', async (wish, act) => {
    expect(await ask({ alert: 7, who: 'Andi', key: newActKey(), ...wish })).toEqual({ kind: 'done' });
    expect(asked.at(-1)).toMatchObject({ alert: 7, act, actor: { who: 'Andi', via: 'screen' } });
  });

  it('agree on who was first', async () => {
    refusal = { code: 'already-acknowledged', message: 'Sitti was first', by: 'Sitti', at: NOW };
    expect(await ask({ alert: 7, who: 'Andi', name: 'ack' })).toEqual({ kind: 'refused', ...refusal });
    refusal = undefined;
  });

  it('agree on what was done about an alert', async () => {
    const { body } = await api.ask('GET', '/api/v1/alerts/7');
    const history = historyOf(body);
    expect(history?.alert).toEqual(fakeAlert(7));
    expect(history?.acts.length).toBe(asked.length);
    expect(history?.messages).toEqual([TOLD]);
    expect(historyOf('{"number":7}')).toBeUndefined();
    expect(historyOf('[]')).toBeUndefined();
  });
});
