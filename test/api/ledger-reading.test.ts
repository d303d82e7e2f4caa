// The ledger by HTTP: what is read by whom, what a retry does, and what the audit trail has.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CORRECTION, DAY, LedgerOffice, NOVEMBER, STOP, TICKET } from './support/ledger.ts';

let office: LedgerOffice;
beforeAll(async () => {
  office = await LedgerOffice.open();
});
beforeEach(() => office.empty());
afterAll(() => office.api.close());

describe('the audit trail', () => {
  it('has who entered and withdrew what, and who was refused', async () => {
    const before = office.api.accounts.auditTrail({ limit: 1_000 })[0]?.id ?? 0;
    await office.enter(STOP, TICKET);
    await office.ask('POST', '', { check: true, entries: [CORRECTION] });
    await office.enter({ ...STOP, to: STOP.from });
    await office.ask('POST', '/2/withdraw', { note: 'wrong' });
    await office.ask('POST', '', { entries: [STOP] }, 'province');
    const trail = office.api.accounts.auditTrail({ limit: 1_000 }).filter(({ id }) => id > before);
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

describe('entering twice', () => {
  it('with a key is answered as before, and done once', async () => {
    const body = { key: 'key-of-request-1', entries: [STOP] };
    const first = await office.ask('POST', '', body);
    expect(await office.ask('POST', '', body)).toEqual(first);
    expect(office.ledger.count()).toBe(1);
    const withdrawal = { key: 'key-of-request-2', note: 'wrong' };
    const second = await office.ask('POST', '/1/withdraw', withdrawal);
    expect(await office.ask('POST', '/1/withdraw', withdrawal)).toEqual(second);
  });

  it('without one changes nothing either, and says what is there: a retry after a crash has no memory of keys', async () => {
    await office.enter(STOP);
    const again = await office.enter(STOP, TICKET, TICKET);
    expect(again.json.known?.map(({ id }) => id)).toEqual([1]);
    expect(again.json.added?.map(({ id }) => id)).toEqual([2]);
    await office.ask('POST', '/1/withdraw', { note: 'wrong' });
    expect((await office.enter(STOP)).json.added?.map(({ id }) => id)).toEqual([3]);
  });

  it('restores a correction that a later one had outdone', async () => {
    await office.enter(CORRECTION);
    await office.enter({ ...CORRECTION, state: 'down' });
    expect((await office.enter(CORRECTION)).json.added?.map(({ id }) => id)).toEqual([3]);
    expect((await office.enter(CORRECTION)).json.known?.map(({ id }) => id)).toEqual([3]);
  });
});

describe('reading', () => {
  beforeEach(async () => {
    await office.enter(STOP, CORRECTION, TICKET);
  });

  it.each([
    ['?link=hq-r1', [1, 3]],
    [`?from=${NOVEMBER - 10 * DAY}&to=${NOVEMBER}`, [2]],
    ['?before=3', [1, 2]],
    ['?link=Not%20an%20id', []],
  ])('%s gives %j', async (query, wanted) => {
    expect((await office.ask('GET', query)).json.entries?.map(({ id }) => id)).toEqual(wanted);
  });

  it('goes page by page, from the newest', async () => {
    const { json } = await office.ask('GET', '?limit=2');
    expect(json.entries?.map(({ id }) => id)).toEqual([2, 3]);
    expect(json.more).toBe(true);
  });

  it.each([
    ['r1', [1, 3]],
    ['telkom', [2]],
    ['province', [1, 2, 3]],
  ])('%s sees the entries of his own links, without addresses where he sees a part', async (who, wanted) => {
    const { json } = await office.ask('GET', '', undefined, who);
    expect(json.entries?.map(({ id }) => id)).toEqual(wanted);
    const addresses = json.entries?.flatMap(({ actor }) => actor.address ?? []);
    expect(addresses).toHaveLength(who === 'province' ? 3 : 0);
  });

  it('shows nothing of a link that may not be seen', async () => {
    expect((await office.ask('GET', '?link=hq-r2', undefined, 'r1')).json.entries).toEqual([]);
  });
});

describe('the published description', () => {
  it('has the routes, with the form of every kind of entry', async () => {
    const { body } = await office.api.ask('GET', '/openapi.json', { authorization: 'Bearer secret-of-sari' });
    const { paths } = JSON.parse(body) as { readonly paths: Readonly<Record<string, object>> };
    expect(Object.keys(paths['/api/v1/ledger'] ?? {})).toEqual(['get', 'post']);
    expect(Object.keys(paths['/api/v1/ledger/{id}/withdraw'] ?? {})).toEqual(['post']);
    const post = JSON.stringify(paths['/api/v1/ledger']);
    for (const word of ['customer-power', 'fiber-cut', 'bareStopMinutes', 'refusals'])
      expect(post).toContain(word);
  });
});
