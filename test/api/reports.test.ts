// Reports by HTTP, against a desk that notes what it is asked: as files, for whom, and how refusals are told.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ReportPort, ReportRefusal } from '../../src/api/report-port.ts';
import { linkId, siteId } from '../../src/domain/ids.ts';
import { zoneOf } from '../../src/domain/local-time.ts';
import { scopeView } from '../../src/domain/scope-view.ts';
import { hashSecret } from '../../src/store/access/secret-hash.ts';
import { networkOf } from '../support/network.ts';
import { type FakeApi, fakeDeps, NOW, startApi } from './support/api.ts';
import { HASH, KEPT } from './support/kept-report.ts';

const NETWORK = networkOf([
  { id: 'a', from: 'hq', to: 'r-majene' },
  { id: 'b', from: 'hq', to: 'r-mamuju' },
]);
const MAJENE = { kind: 'regency', regency: siteId('r-majene') } as const;

let api: FakeApi;
const asked: unknown[] = [];
let refusal: ReportRefusal | undefined;

const desk: ReportPort = {
  zone: () => zoneOf('Asia/Makassar'),
  subjects: (view) => ({
    lastMonth: '2026-10',
    province: view === undefined,
    contracts: [],
    providers: [],
    regencies: [
      { id: 'r-majene', name: 'Majene' },
      { id: 'r-mamuju', name: 'Mamuju' },
    ].filter(({ id }) => view?.sites.has(siteId(id)) ?? true),
  }),
  make: (wish, form, view) => {
    asked.push({ wish, form, ...(view && { sees: ['a', 'b'].filter((id) => view.links.has(linkId(id))) }) });
    if (refusal) return Promise.reject(refusal);
    const name = `sla-2026-10.${form.format}`;
    return Promise.resolve({ name, format: form.format, bytes: Buffer.from(`<${form.format}>`), hash: HASH });
  },
  keep: (wish, formats, by) => {
    asked.push({ wish, formats, by });
    return refusal ? Promise.reject(refusal) : Promise.resolve({ report: KEPT, outcome: 'new' });
  },
  list: ({ limit, ...query }) => {
    asked.push({ limit, ...query });
    return [KEPT, { ...KEPT, id: 2 }].slice(0, limit);
  },
  get: (id) => (id === 3 ? KEPT : undefined),
  file: (id, name) => {
    if (refusal) return Promise.reject(refusal);
    const file = id === 3 ? KEPT.files.find((each) => each.name === name) : undefined;
    return Promise.resolve(file && { file, bytes: Buffer.from('%PDF') });
  },
  byHash: (hash) => (hash === HASH ? [KEPT, { ...KEPT, id: 1, revision: 1, replacedBy: 3 }] : []),
};

beforeAll(async () => {
  api = await startApi(
    {},
    { reports: desk, scopes: { of: () => fakeDeps(), view: (scope) => scopeView(scope, NETWORK) } },
  );
  const scoped = { name: 'majene', role: 'viewer', scope: MAJENE, createdAt: NOW } as const;
  api.accounts.addToken(scoped, hashSecret('rahasia-majene-12345'));
});
beforeEach(() => {
  asked.length = 0;
  refusal = undefined;
});
afterAll(() => api.close());

const AS_MAJENE = { authorization: 'Bearer rahasia-majene-12345' };
const get = (path: string, headers: Record<string, string> = {}) =>
  api.ask('GET', `/api/v1/reports${path}`, headers);
const errorOf = (body: string) => (JSON.parse(body) as { error: { code: string; message: string } }).error;
const post = async (body: object, headers: Record<string, string> = {}) => {
  const answer = await api.ask(
    'POST',
    '/api/v1/reports',
    { ...headers, 'content-type': 'application/json' },
    JSON.stringify(body),
  );
  return { status: answer.status, json: JSON.parse(answer.body) as unknown };
};

describe('a report on demand', () => {
  it.each([
    ['json', 'application/json; charset=utf-8'],
    ['csv', 'text/csv; charset=utf-8'],
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['pdf', 'application/pdf'],
  ])('is a file of %s', async (format, type) => {
    const answer = await get(`/sla?month=2026-10&format=${format}`);
    expect(answer).toMatchObject({ status: 200, body: `<${format}>` });
    expect(answer.headers).toMatchObject({
      'content-type': type,
      'content-disposition': `attachment; filename="sla-2026-10.${format}"`,
      etag: `"${HASH}"`,
      'cache-control': 'private, no-cache',
    });
  });

  it('is not sent again to whoever has it', async () => {
    expect(await get('/sla', { 'if-none-match': `"${HASH}"` })).toMatchObject({ status: 304, body: '' });
    expect(await get('/sla', { 'if-none-match': '"x", *' })).toMatchObject({ status: 200 });
  });

  const JSON_FORM = { format: 'json' };
  it.each([
    ['/sla', { kind: 'sla', subject: { by: 'province' } }, JSON_FORM],
    [
      '/sla?month=2026-10&contract=marasa-2019&lang=en&format=csv&table=links',
      { kind: 'sla', month: '2026-10', subject: { by: 'contract', id: 'marasa-2019' }, locale: 'en' },
      { format: 'csv', table: 'links' },
    ],
    ['/sla?provider=a', { kind: 'sla', subject: { by: 'provider', id: 'a' } }, JSON_FORM],
    [
      '/sla?as_of=1790000000000',
      { kind: 'sla', subject: { by: 'province' }, asOf: 1_790_000_000_000 },
      JSON_FORM,
    ],
    [
      '/sla?as_of=2026-11-05',
      { kind: 'sla', subject: { by: 'province' }, asOf: Date.parse('2026-11-06T00:00:00+08:00') },
      JSON_FORM,
    ],
    [
      '/executive?month=2026-09&as_of=2026-11-05%2012:00',
      { kind: 'executive', month: '2026-09', asOf: Date.parse('2026-11-05T12:00:00+08:00') },
      JSON_FORM,
    ],
    ['/incident/12', { kind: 'incident', incident: 12 }, JSON_FORM],
    ['/acceptance/3', { kind: 'acceptance', record: 3 }, JSON_FORM],
    ['/rollout', { kind: 'rollout' }, JSON_FORM],
    ['/evidence?year=2026', { kind: 'evidence', year: 2026 }, JSON_FORM],
  ])('%s is asked of the desk', async (path, wish, form) => {
    expect((await get(path)).status).toBe(200);
    expect(asked).toEqual([{ wish, form }]);
  });

  it.each([
    ['/sla?month=2026-13', 'month: a month such as 2026-10'],
    ['/sla?contract=a&provider=b', 'one of contract and provider, not both'],
    ['/sla?as_of=yesterday', 'as_of: found "yesterday", wanted epoch ms'],
    ['/sla?format=docx', 'format'],
    ['/incident/x', 'id: a number'],
    ['/rollout?month=2026-10', 'month'],
  ])('%s is refused', async (path, message) => {
    const { status, body } = await get(path);
    expect(status).toBe(400);
    expect(errorOf(body).message).toContain(message);
    expect(asked).toEqual([]);
  });

  it.each([
    ['busy', 429],
    ['no-links', 404],
    ['no-incident', 404],
    ['no-table', 404],
    ['future', 400],
    ['store', 503],
  ] as const)('that the desk refuses with %s is answered %i', async (code, status) => {
    refusal = new ReportRefusal(code, 'why');
    const answer = await get('/sla');
    expect(answer.status).toBe(status);
    expect(errorOf(answer.body)).toEqual({ code, message: 'why' });
    expect(answer.headers['retry-after']).toBe(status === 429 ? '60' : undefined);
  });

  it('is made of what somebody sees who sees a part', async () => {
    expect((await get('/sla', AS_MAJENE)).status).toBe(200);
    expect(asked).toMatchObject([{ sees: ['a'] }]);
  });
});

describe('what reports can be about', () => {
  it('is told as far as somebody sees it', async () => {
    const whole = await api.ask('GET', '/api/v1/reports/subjects', {});
    expect(JSON.parse(whole.body)).toMatchObject({
      lastMonth: '2026-10',
      province: true,
      regencies: [{ id: 'r-majene' }, { id: 'r-mamuju' }],
    });
    const part = await api.ask('GET', '/api/v1/reports/subjects', AS_MAJENE);
    expect(JSON.parse(part.body)).toMatchObject({ province: false, regencies: [{ id: 'r-majene' }] });
    expect(part.body).not.toContain('mamuju');
  });
});

describe('the register', () => {
  it('is listed in pages', async () => {
    const answer = JSON.parse((await get('?limit=1&kind=sla&before=9')).body) as object;
    expect(answer).toMatchObject({ reports: [{ id: 3, revision: 2, replaces: 1 }], more: true });
    expect(asked).toEqual([{ limit: 2, kind: 'sla', before: 9 }]);
  });

  it('gives files as they were made', async () => {
    const answer = await get('/3/files/sla-r2.pdf');
    expect(answer).toMatchObject({ status: 200, body: '%PDF' });
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename="sla-r2.pdf"',
      etag: `"${'cd'.repeat(32)}"`,
    });
    expect((await get('/3/files/other.pdf')).status).toBe(404);
    expect((await get('/3/files/..%2F..%2Fstate.db')).status).toBe(404);
    expect(JSON.parse((await get('/3')).body)).toMatchObject({ report: { id: 3 } });
    expect((await get('/4')).status).toBe(404);
  });

  it.each([
    ['missing', 410],
    ['changed', 409],
  ] as const)('tells that a file is %s', async (code, status) => {
    refusal = new ReportRefusal(code, 'where');
    expect((await get('/3/files/sla-r2.pdf')).status).toBe(status);
  });

  it.each(['', '/3', '/3/files/sla-r2.pdf'])('is for those who see the whole province: %s', async (path) => {
    const answer = await get(path, AS_MAJENE);
    expect(answer.status).toBe(403);
    expect(errorOf(answer.body).code).toBe('scope');
  });

  it('tells whoever has a printed report whether it is genuine, and whether a newer one is there', async () => {
    const grouped = HASH.replace(/(.{8})/g, '$1%20').toUpperCase();
    const answer = JSON.parse((await get(`/verify?hash=${grouped}`, AS_MAJENE)).body) as object;
    expect(answer).toEqual({
      known: true,
      reports: [
        { id: 3, kind: 'sla', title: 'SLA Oktober', locale: 'id', revision: 2, madeAt: NOW, newest: true },
        { id: 1, kind: 'sla', title: 'SLA Oktober', locale: 'id', revision: 1, madeAt: NOW, newest: false },
      ],
    });
    expect(JSON.parse((await get(`/verify?hash=${'0'.repeat(64)}`)).body)).toEqual({
      known: false,
      reports: [],
    });
    expect((await get('/verify?hash=ab')).status).toBe(400);
  });
});

describe('keeping a report', () => {
  it('is an act with a name, which the trail tells', async () => {
    const wish = { kind: 'sla', month: '2026-10', contract: 'marasa-2019', lang: 'en' };
    expect(await post({ ...wish, who: 'Sari', via: 'screen', formats: ['pdf'] })).toMatchObject({
      status: 200,
      json: { outcome: 'new', report: { id: 3 } },
    });
    expect(asked).toEqual([
      {
        wish: {
          kind: 'sla',
          month: '2026-10',
          subject: { by: 'contract', id: 'marasa-2019' },
          locale: 'en',
        },
        formats: ['pdf'],
        by: { who: 'Sari', via: 'screen', address: '127.0.0.1' },
      },
    ]);
    const [entry] = api.accounts.auditTrail({ limit: 1 });
    expect(entry).toMatchObject({
      action: 'report.make',
      target: 'sla/2026-10/province',
      outcome: 'done',
      detail: '{"report":3}',
    });
  });

  it.each([
    [{ kind: 'incident' }, 400],
    [{ kind: 'sla', month: 'October' }, 400],
    [{ kind: 'sla', formats: [] }, 400],
    [{ kind: 'sla', as_of: 1 }, 400],
  ])('%o is refused', async (body, status) => {
    expect(await post({ who: 'Sari', ...body })).toMatchObject({ status });
    expect(asked).toEqual([]);
  });

  it('is refused where there is no room, and for viewers', async () => {
    refusal = new ReportRefusal('full', 'raise reports.keep');
    expect(await post({ who: 'Sari', kind: 'incident', id: 12 })).toMatchObject({
      status: 507,
      json: { error: { code: 'full' } },
    });
    expect(await post({ who: 'Sari', kind: 'rollout' }, AS_MAJENE)).toMatchObject({ status: 403 });
  });
});
