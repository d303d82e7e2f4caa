// Stop clocks, corrections and tickets by HTTP, with the real desk on a store in memory behind the routes.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ScopeDesk, ScopeViews } from '../../src/api/scope-desk.ts';
import { openLedger } from '../../src/app/ledger.ts';
import type { Scope } from '../../src/domain/access.ts';
import { linkId, siteId } from '../../src/domain/ids.ts';
import type { LedgerEntry } from '../../src/domain/sla/ledger.ts';
import { hashSecret } from '../../src/store/access/secret-hash.ts';
import type { LedgerStore } from '../../src/store/state/ledger-table.ts';
import { token } from '../store/access/support.ts';
import { fakeLedger } from '../support/fake-ledger.ts';
import { FakeStore } from '../support/fake-store.ts';
import { engineConfig, networkOf } from '../support/network.ts';
import { Sim } from '../support/sim.ts';
import { type FakeApi, fakeDeps, startApi } from './support/api.ts';

/** 2026-11-01 00:00 in Makassar. */
const NOVEMBER = Date.UTC(2026, 9, 31, 16);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NETWORK = networkOf([
  { id: 'hq-r1', from: 'hq', to: 'r1', provider: 'ICON+', since: '2020-03-01' },
  { id: 'hq-r2', from: 'hq', to: 'r2', provider: 'Telkom' },
]);

const SCOPES: Readonly<Record<string, Scope>> = {
  r1: { kind: 'regency', regency: siteId('r1') },
  telkom: { kind: 'provider', provider: 'Telkom' },
  province: { kind: 'province' },
};

let api: FakeApi;
let ledger: LedgerStore;
const store = new FakeStore();

beforeAll(async () => {
  // One that was taken out of the plan, of which intervals are kept.
  store.commit([
    {
      kind: 'link.state',
      at: NOVEMBER - 30 * DAY,
      link: linkId('gone'),
      state: 'up',
      from: NOVEMBER - 30 * DAY,
      reason: { kind: 'answering', answeredInRow: 5 },
    },
  ]);
  const desk = openLedger({
    store: {
      get ledger() {
        return ledger;
      },
      intervals: (link, from, to) => store.intervals(link, from, to),
    },
    network: () => NETWORK,
    now: () => NOVEMBER,
  });
  const parts = fakeDeps({ ledger: desk });
  const { state } = new Sim(engineConfig(NETWORK));
  const scopes = new ScopeDesk(parts, new ScopeViews(() => ({ state })));
  api = await startApi({}, { ledger: desk, scopes });
  for (const [name, scope] of Object.entries(SCOPES))
    api.accounts.addToken(token(name, { scope }), hashSecret(`secret-of-${name}`));
  api.accounts.addToken(token('sari', { role: 'operator' }), hashSecret('secret-of-sari'));
});
beforeEach(() => {
  ledger = fakeLedger(() => {});
});
afterAll(() => api.close());

const STOP = {
  kind: 'stop',
  link: 'hq-r1',
  from: '2026-10-02 08:00',
  to: '2026-10-02 10:30',
  note: 'PLN padam di kantor',
  evidence: 'surat 12/X/2026',
  reason: 'customer-power',
  agreedByProvider: true,
};
const CORRECTION = {
  kind: 'correction',
  link: 'hq-r2',
  from: NOVEMBER - 5 * DAY,
  to: NOVEMBER - 5 * DAY + HOUR,
  note: 'NMS of the provider shows it up',
  state: 'up',
};
const TICKET = {
  kind: 'ticket',
  link: 'hq-r1',
  from: '2026-10-02 08:00',
  to: '2026-10-02 10:30',
  note: 'FO putus',
  providerNumber: 'ICON-4711',
  reportedAt: '2026-10-02 08:12',
  bareStopMinutes: 125,
};

interface Reply {
  readonly status: number;
  readonly json: {
    readonly entries?: readonly LedgerEntry[];
    readonly added?: readonly LedgerEntry[];
    readonly known?: readonly LedgerEntry[];
    readonly entry?: LedgerEntry;
    readonly error?: { readonly code: string; readonly message: string };
    readonly more?: boolean;
  };
}

async function ask(method: string, path: string, body?: unknown, as = 'sari'): Promise<Reply> {
  const answer = await api.ask(
    method,
    `/api/v1/ledger${path}`,
    {
      authorization: `Bearer secret-of-${as}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    body === undefined ? undefined : JSON.stringify(body),
  );
  return { status: answer.status, json: JSON.parse(answer.body) as Reply['json'] };
}

const enter = (...entries: readonly object[]): Promise<Reply> => ask('POST', '', { entries });

// First, for refusals by the dozen are summed up.
describe('the audit trail', () => {
  it('has who entered and withdrew what, and who was refused', async () => {
    const before = api.accounts.auditTrail({ limit: 1_000 })[0]?.id ?? 0;
    await enter(STOP, TICKET);
    await ask('POST', '', { check: true, entries: [CORRECTION] });
    await enter({ ...STOP, to: STOP.from });
    await ask('POST', '/2/withdraw', { note: 'wrong' });
    await ask('POST', '', { entries: [STOP] }, 'province');
    const trail = api.accounts.auditTrail({ limit: 1_000 }).filter(({ id }) => id > before);
    expect(trail.map(({ who, action, target, outcome }) => [who, action, target, outcome]).reverse()).toEqual(
      [
        ['sari', 'ledger.add', 'hq-r1', 'done'],
        ['sari', 'ledger.add', 'hq-r1', 'time'],
        ['sari', 'ledger.withdraw', '2', 'done'],
        ['province', 'ledger.add', undefined, 'role'],
      ],
    );
    expect(JSON.parse(trail.at(-1)?.detail ?? '')).toEqual({
      entries: [
        { id: 1, kind: 'stop' },
        { id: 2, kind: 'ticket' },
      ],
      count: 2,
    });
  });
});

describe('an entry', () => {
  it("is entered by the province's clock, told, withdrawn with who and why, and stays", async () => {
    const { status, json } = await enter(STOP, CORRECTION, TICKET);
    expect(status, JSON.stringify(json)).toBe(200);
    const actor = { who: 'sari', via: 'api', address: '127.0.0.1' };
    const eight = Date.UTC(2026, 9, 2, 0);
    expect(json.added).toEqual([
      { ...STOP, id: 1, from: eight, to: eight + 2.5 * HOUR, actor, at: NOVEMBER },
      { ...CORRECTION, id: 2, actor, at: NOVEMBER },
      {
        ...TICKET,
        id: 3,
        from: eight,
        to: eight + 2.5 * HOUR,
        reportedAt: eight + 12 * 60_000,
        actor,
        at: NOVEMBER,
      },
    ]);
    const gone = await ask('POST', '/1/withdraw', { note: 'it was the other office', via: 'screen' });
    expect(gone.json.entry).toMatchObject({
      id: 1,
      withdrawn: { actor: { who: 'sari', via: 'screen' }, at: NOVEMBER, note: 'it was the other office' },
    });
    expect(await ask('POST', '/1/withdraw', { note: 'again' })).toMatchObject({
      status: 409,
      json: { error: { code: 'withdrawn' }, by: 'sari', at: NOVEMBER },
    });
    expect(await ask('POST', '/9/withdraw', { note: 'x' })).toMatchObject({ status: 404 });
    const all = await ask('GET', '');
    expect(all.json).toMatchObject({ more: false, timezone: 'Asia/Makassar' });
    expect(all.json.entries?.map(({ id, withdrawn }) => [id, withdrawn !== undefined])).toEqual([
      [1, true],
      [2, false],
      [3, false],
    ]);
  });

  it('about a day alone lasts that whole day', async () => {
    const { json } = await enter({ ...STOP, from: '2026-10-02', to: '2026-10-02' });
    expect(json.added?.[0]).toMatchObject({
      from: Date.UTC(2026, 9, 1, 16),
      to: Date.UTC(2026, 9, 2, 16),
    });
  });

  it('may be about a link that is in the plan no more', async () => {
    expect((await enter({ ...STOP, link: 'gone' })).status).toBe(200);
  });

  it.each<[string, object, string, string]>([
    [
      'about a link that never was',
      { link: 'hq-r3' },
      'no-link',
      'there is and was no link "hq-r3"; did you mean "hq-r1"',
    ],
    ['that ends as it begins', { to: STOP.from }, 'time', 'the end is not after the begin'],
    ['that ends in the future', { to: '2026-11-01 00:01' }, 'time', 'the end lies in the future'],
    ['of more than 400 days', { from: '2025-08-20 00:00' }, 'time', 'wanted at most 400'],
    [
      'of a day there is not',
      { from: '2026-02-30 08:00' },
      'time',
      'from is "2026-02-30 08:00", wanted a moment',
    ],
    [
      'before the link was in service',
      { from: '2019-08-20', to: '2019-08-21' },
      'time',
      'service began 2020-03-01',
    ],
    [
      'of more than ten years ago',
      { link: 'hq-r2', from: '2001-08-20', to: '2001-08-21' },
      'time',
      'is the year right?',
    ],
    ['with a date that reads both ways', { from: '01-08-20 08:00' }, 'invalid', 'from'],
    ['without a note', { note: ' ' }, 'invalid', 'note'],
    ['with an endless note', { note: 'x'.repeat(501) }, 'invalid', 'note'],
    ['for a reason there is not', { reason: 'rain' }, 'invalid', 'reason'],
    ['with what a stop clock does not have', { state: 'up' }, 'invalid', 'state'],
  ])('is refused %s', async (_, changes, code, text) => {
    const { status, json } = await enter({ ...STOP, ...changes });
    expect(status).toBe(400);
    expect(json.error?.code).toBe(code);
    expect(json.error?.message).toContain(text);
    expect(ledger.count()).toBe(0);
  });

  it.each([
    ['a correction of nothing', { ...CORRECTION, state: undefined }, 'nothing'],
    ['a ticket without a number', { ...TICKET, providerNumber: undefined }, 'nothing'],
    ['a ticket reported after the outage', { ...TICKET, reportedAt: '2026-10-02 10:31' }, 'time'],
  ])('is refused as %s', async (_, entry, code) => {
    expect(await enter(entry)).toMatchObject({ status: 400, json: { error: { code } } });
  });

  it('is entered with all others of its request, or none is, and every mistake is told', async () => {
    const { json } = await enter(STOP, { ...STOP, link: 'x' }, CORRECTION, { ...STOP, to: STOP.from });
    expect(json.error?.message).toMatch(/^entry 2: there is .*; entry 4: from 2026-10-02 08:00 /);
    expect(json).toMatchObject({
      refusals: [
        { code: 'no-link', index: 1 },
        { code: 'time', index: 3 },
      ],
    });
    expect(ledger.count()).toBe(0);
  });

  it('is only looked at where that is asked for', async () => {
    expect(await ask('POST', '', { check: true, entries: [STOP] })).toEqual({
      status: 200,
      json: { added: [], known: [] },
    });
    expect(ledger.count()).toBe(0);
  });

  it('is not told as kept when the disk does not take it', async () => {
    store.failing = 'full';
    ledger = store.ledger;
    expect(await enter(STOP)).toMatchObject({ status: 503, json: { error: { code: 'full' } } });
    store.failing = undefined;
    expect(store.ledger.count()).toBe(0);
  });
});

describe('entering twice', () => {
  it('with a key is answered as before, and done once', async () => {
    const body = { key: 'key-of-request-1', entries: [STOP] };
    const first = await ask('POST', '', body);
    expect(await ask('POST', '', body)).toEqual(first);
    expect(ledger.count()).toBe(1);
    const withdrawal = { key: 'key-of-request-2', note: 'wrong' };
    const second = await ask('POST', '/1/withdraw', withdrawal);
    expect(await ask('POST', '/1/withdraw', withdrawal)).toEqual(second);
  });

  it('without one changes nothing either, and says what is there: a retry after a crash has no memory of keys', async () => {
    await enter(STOP);
    const again = await enter(STOP, TICKET, TICKET);
    expect(again.json.known?.map(({ id }) => id)).toEqual([1]);
    expect(again.json.added?.map(({ id }) => id)).toEqual([2]);
    await ask('POST', '/1/withdraw', { note: 'wrong' });
    expect((await enter(STOP)).json.added?.map(({ id }) => id)).toEqual([3]);
  });

  it('restores a correction that a later one had outdone', async () => {
    await enter(CORRECTION);
    await enter({ ...CORRECTION, state: 'down' });
    expect((await enter(CORRECTION)).json.added?.map(({ id }) => id)).toEqual([3]);
    expect((await enter(CORRECTION)).json.known?.map(({ id }) => id)).toEqual([3]);
  });
});

describe('reading', () => {
  beforeEach(async () => {
    await enter(STOP, CORRECTION, TICKET);
  });

  it.each([
    ['?link=hq-r1', [1, 3]],
    [`?from=${NOVEMBER - 10 * DAY}&to=${NOVEMBER}`, [2]],
    ['?before=3', [1, 2]],
    ['?link=Not%20an%20id', []],
  ])('%s gives %j', async (query, wanted) => {
    expect((await ask('GET', query)).json.entries?.map(({ id }) => id)).toEqual(wanted);
  });

  it('goes page by page, from the newest', async () => {
    const { json } = await ask('GET', '?limit=2');
    expect(json.entries?.map(({ id }) => id)).toEqual([2, 3]);
    expect(json.more).toBe(true);
  });

  it.each([
    ['r1', [1, 3]],
    ['telkom', [2]],
    ['province', [1, 2, 3]],
  ])('%s sees the entries of his own links, without addresses where he sees a part', async (who, wanted) => {
    const { json } = await ask('GET', '', undefined, who);
    expect(json.entries?.map(({ id }) => id)).toEqual(wanted);
    const addresses = json.entries?.flatMap(({ actor }) => actor.address ?? []);
    expect(addresses).toHaveLength(who === 'province' ? 3 : 0);
  });

  it('shows nothing of a link that may not be seen', async () => {
    expect((await ask('GET', '?link=hq-r2', undefined, 'r1')).json.entries).toEqual([]);
  });
});
