// Stop clocks, corrections and tickets by HTTP, with the real desk behind the routes: what is entered, and what is refused.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CORRECTION, HOUR, LedgerOffice, NOVEMBER, STOP, TICKET } from './support/ledger.ts';

let office: LedgerOffice;
beforeAll(async () => {
  office = await LedgerOffice.open();
});
beforeEach(() => office.empty());
afterAll(() => office.api.close());

describe('an entry', () => {
  it("is entered by the province's clock, told, withdrawn with who and why, and stays", async () => {
    const { status, json } = await office.enter(STOP, CORRECTION, TICKET);
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
    const gone = await office.ask('POST', '/1/withdraw', { note: 'it was the other office', via: 'screen' });
    expect(gone.json.entry).toMatchObject({
      id: 1,
      withdrawn: { actor: { who: 'sari', via: 'screen' }, at: NOVEMBER, note: 'it was the other office' },
    });
    expect(await office.ask('POST', '/1/withdraw', { note: 'again' })).toMatchObject({
      status: 409,
      json: { error: { code: 'withdrawn' }, by: 'sari', at: NOVEMBER },
    });
    expect(await office.ask('POST', '/9/withdraw', { note: 'x' })).toMatchObject({ status: 404 });
    const all = await office.ask('GET', '');
    expect(all.json).toMatchObject({ more: false, timezone: 'Asia/Makassar' });
    expect(all.json.entries?.map(({ id, withdrawn }) => [id, withdrawn !== undefined])).toEqual([
      [1, true],
      [2, false],
      [3, false],
    ]);
  });

  it('about a day alone lasts that whole day', async () => {
    const { json } = await office.enter({ ...STOP, from: '2026-10-02', to: '2026-10-02' });
    expect(json.added?.[0]).toMatchObject({
      from: Date.UTC(2026, 9, 1, 16),
      to: Date.UTC(2026, 9, 2, 16),
    });
  });

  it('may be about a link that is in the plan no more', async () => {
    expect((await office.enter({ ...STOP, link: 'gone' })).status).toBe(200);
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
    const { status, json } = await office.enter({ ...STOP, ...changes });
    expect(status).toBe(400);
    expect(json.error?.code).toBe(code);
    expect(json.error?.message).toContain(text);
    expect(office.ledger.count()).toBe(0);
  });

  it.each([
    ['a correction of nothing', { ...CORRECTION, state: undefined }, 'nothing'],
    ['a ticket without a number', { ...TICKET, providerNumber: undefined }, 'nothing'],
    ['a ticket reported after the outage', { ...TICKET, reportedAt: '2026-10-02 10:31' }, 'time'],
  ])('is refused as %s', async (_, entry, code) => {
    expect(await office.enter(entry)).toMatchObject({ status: 400, json: { error: { code } } });
  });

  it('is entered with all others of its request, or none is, and every mistake is told', async () => {
    const { json } = await office.enter(STOP, { ...STOP, link: 'x' }, CORRECTION, { ...STOP, to: STOP.from });
    expect(json.error?.message).toMatch(/^entry 2: there is .*; entry 4: from 2026-10-02 08:00 /);
    expect(json).toMatchObject({
      refusals: [
        { code: 'no-link', index: 1 },
        { code: 'time', index: 3 },
      ],
    });
    expect(office.ledger.count()).toBe(0);
  });

  it('is only looked at where that is asked for', async () => {
    expect(await office.ask('POST', '', { check: true, entries: [STOP] })).toEqual({
      status: 200,
      json: { added: [], known: [] },
    });
    expect(office.ledger.count()).toBe(0);
  });

  it('is not told as kept when the disk does not take it', async () => {
    office.store.failing = 'full';
    office.ledger = office.store.ledger;
    expect(await office.enter(STOP)).toMatchObject({ status: 503, json: { error: { code: 'full' } } });
    office.store.failing = undefined;
    expect(office.store.ledger.count()).toBe(0);
  });
});
