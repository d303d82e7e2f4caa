// The roll-out and acceptance records by HTTP, against a board and a desk that note what they are asked.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AcceptanceOutcome, AcceptanceRefusal } from '../../src/api/acceptance-port.ts';
import type { AcceptanceDetail } from '../../src/domain/acceptance-view.ts';
import { linkId, siteId } from '../../src/domain/ids.ts';
import type { RolloutBoard } from '../../src/domain/rollout-view.ts';
import { scopeView } from '../../src/domain/scope-view.ts';
import { hashSecret } from '../../src/store/access/secret-hash.ts';
import { networkOf } from '../support/network.ts';
import { type FakeApi, fakeDeps, NOW, startApi } from './support/api.ts';

const RECORD: AcceptanceDetail = {
  id: 3,
  link: linkId('a'),
  about: {
    name: 'Lombang',
    from: siteId('majene'),
    to: siteId('lombang'),
    fromName: 'Majene',
    toName: 'Lombang',
    medium: 'fiber',
  },
  begunAt: NOW - 86_400_000,
  dueAt: NOW,
  silentMs: 3_600_000,
  limits: { lossPct: 2, rttMs: 50, jitterMs: 15, availabilityPct: 99, coveragePct: 90 },
  state: 'complete',
  restarts: [],
  restartCount: 0,
  findings: [],
  signable: 'yes',
  fingerprint: 'ab12',
};
const FIGURES = {
  villages: 1,
  planned: 0,
  building: 0,
  active: 1,
  ended: 0,
  connected: 1,
  activeSilent: 0,
  activeUnseen: 0,
  undeclared: 0,
};
const BOARD: RolloutBoard = {
  at: NOW,
  connectedRule: { withinMs: 604_800_000, atLeastMs: 86_400_000 },
  targetsShown: true,
  choices: { years: [2026], programmes: ['P'], regencies: [] },
  total: { ...FIGURES, target: 4 },
  byYear: [{ key: 2026, ...FIGURES }],
  byProgramme: [],
  byRegency: [],
  curve: [],
  villageList: [],
};
const MAJENE = { kind: 'regency', regency: siteId('majene') } as const;
const SARI = { who: 'Sari', via: 'screen', address: '127.0.0.1' };

let api: FakeApi;
const asked: unknown[] = [];
let refusal: AcceptanceRefusal | undefined;

function outcome(...what: readonly unknown[]): Promise<AcceptanceOutcome> {
  asked.push(what);
  return Promise.resolve(refusal ? { kind: 'refused', refusal } : { kind: 'done', record: RECORD });
}

beforeAll(async () => {
  api = await startApi(
    {},
    {
      rollout: {
        board: (query, scope) => {
          asked.push([query, scope.kind]);
          return Promise.resolve(BOARD);
        },
      },
      acceptance: {
        list: (query, scope) => {
          asked.push([query, scope.kind]);
          return { records: [RECORD], more: false };
        },
        get: (id, scope) => Promise.resolve(id === 3 && scope.kind === 'province' ? RECORD : undefined),
        begin: (link, actor) => outcome('begin', link, actor),
        sign: (id, word, actor) => outcome('sign', id, word, actor),
      },
      scopes: { of: () => fakeDeps(), view: (scope) => scopeView(scope, networkOf([])) },
    },
  );
  api.accounts.addToken(
    { name: 'majene', role: 'viewer', scope: MAJENE, createdAt: NOW },
    hashSecret('rahasia-majene-12345'),
  );
});
beforeEach(() => {
  asked.length = 0;
  refusal = undefined;
});
afterAll(() => api.close());

async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const answer = await api.ask(
    method,
    `/api/v1/${path}`,
    body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
    body === undefined ? undefined : JSON.stringify(body),
  );
  return { status: answer.status, json: JSON.parse(answer.body) as unknown };
}

describe('the roll-out', () => {
  it('is told whole, or the part that is asked for', async () => {
    expect(await ask('GET', 'rollout')).toEqual({ status: 200, json: BOARD });
    await ask('GET', 'rollout?year=2026&programme=Desa%20Marasa&regency=majene');
    expect(asked).toEqual([
      [{}, 'province'],
      [{ year: 2026, programme: 'Desa Marasa', regency: 'majene' }, 'province'],
    ]);
  });

  it.each(['year=dua', 'year=1999', 'year=2026.5', 'kabupaten=majene'])('refuses %s', async (query) => {
    expect(await ask('GET', `rollout?${query}`)).toMatchObject({
      status: 400,
      json: { error: { code: 'invalid' } },
    });
    expect(asked).toEqual([]);
  });
});

describe('acceptance records', () => {
  it('are listed as they are looked for', async () => {
    expect(await ask('GET', 'acceptance')).toEqual({ status: 200, json: { records: [RECORD], more: false } });
    await ask('GET', 'acceptance?state=complete&link=a&before=9&limit=5');
    expect(asked).toEqual([
      [{ limit: 100 }, 'province'],
      [{ state: 'complete', link: 'a', before: 9, limit: 5 }, 'province'],
    ]);
    expect(await ask('GET', 'acceptance?link=Not%20an%20id')).toEqual({
      status: 200,
      json: { records: [], more: false },
    });
  });

  it.each(['state=done', 'limit=0', 'limit=501', 'before=x'])('are not listed by %s', async (query) => {
    expect(await ask('GET', `acceptance?${query}`)).toMatchObject({ status: 400 });
  });

  it('are told one by one', async () => {
    expect(await ask('GET', 'acceptance/3')).toEqual({ status: 200, json: RECORD });
    expect(await ask('GET', 'acceptance/4')).toMatchObject({
      status: 404,
      json: { error: { code: 'not-found', message: 'there is no acceptance record 4' } },
    });
    expect(await ask('GET', 'acceptance/x')).toMatchObject({ status: 400 });
  });

  it('are signed by a person', async () => {
    const body = { who: 'Sari', via: 'screen', decision: 'accepted', note: 'BAST 12\nsatu kali reboot' };
    expect(await ask('POST', 'acceptance/3/sign', body)).toEqual({ status: 200, json: RECORD });
    await ask('POST', 'acceptance/3/sign', { who: 'Sari', via: 'screen', decision: 'refused' });
    expect(asked).toEqual([
      ['sign', 3, { decision: 'accepted', note: 'BAST 12\nsatu kali reboot' }, SARI],
      ['sign', 3, { decision: 'refused' }, SARI],
    ]);
  });

  it.each<[string, object]>([
    ['by nobody', { decision: 'accepted' }],
    ['without a decision', { who: 'Sari' }],
    ['with another word', { who: 'Sari', decision: 'maybe' }],
    ['with an empty note', { who: 'Sari', decision: 'accepted', note: ' ' }],
    ['with what there is not', { who: 'Sari', decision: 'accepted', force: true }],
  ])('are not signed %s', async (_, body) => {
    expect(await ask('POST', 'acceptance/3/sign', body)).toMatchObject({ status: 400 });
    expect(asked).toEqual([]);
  });

  it.each<[AcceptanceRefusal, number]>([
    [{ code: 'no-record', message: 'm' }, 404],
    [{ code: 'running', message: 'm' }, 409],
    [{ code: 'broken-off', message: 'm' }, 409],
    [{ code: 'signed', message: 'm', by: 'Budi', at: 5 }, 409],
    [{ code: 'superseded', message: 'm' }, 409],
    [{ code: 'note', message: 'm' }, 400],
    [{ code: 'store', message: 'm' }, 503],
  ])('say why they are not signed: %j', async (why, status) => {
    refusal = why;
    const { code, message, ...more } = why;
    expect(await ask('POST', 'acceptance/3/sign', { who: 'Sari', decision: 'accepted' })).toEqual({
      status,
      json: { error: { code, message }, ...more },
    });
  });

  it('are begun anew of a link', async () => {
    expect(await ask('POST', 'links/a/acceptance', { who: 'Sari', via: 'screen' })).toMatchObject({
      status: 200,
    });
    expect(asked).toEqual([['begin', 'a', SARI]]);
    refusal = { code: 'not-answering', message: 'm' };
    expect(await ask('POST', 'links/a/acceptance', { who: 'Sari' })).toMatchObject({ status: 409 });
    expect(await ask('POST', 'links/No%20id/acceptance', { who: 'Sari' })).toMatchObject({ status: 404 });
  });
});

describe('somebody who sees a regency only', () => {
  const headers = { authorization: 'Bearer rahasia-majene-12345' };

  it('is told its part, and changes nothing', async () => {
    await ask('GET', 'rollout', undefined, headers);
    await ask('GET', 'acceptance', undefined, headers);
    expect(asked).toEqual([
      [{}, 'regency'],
      [{ limit: 100 }, 'regency'],
    ]);
    expect(await ask('GET', 'acceptance/3', undefined, headers)).toMatchObject({ status: 404 });
    asked.length = 0;
    expect(
      await ask('POST', 'acceptance/3/sign', { who: 'Sari', decision: 'accepted' }, headers),
    ).toMatchObject({ status: 403, json: { error: { code: 'role' } } });
    expect(asked).toEqual([]);
  });

  it('is in the audit trail where he tried, as is who signs', async () => {
    await ask('POST', 'acceptance/3/sign', { who: 'Sari', decision: 'accepted' });
    await ask('POST', 'links/a/acceptance', {}, headers);
    const trail = api.accounts
      .auditTrail({ limit: 2 })
      .map(({ action, target, outcome: end }) => [action, target, end]);
    expect(trail).toEqual([
      ['acceptance.begin', 'a', 'role'],
      ['acceptance.sign', '3', 'done'],
    ]);
  });
});
