// What somebody sees who sees a part of the province: one province, three scopes, and every route that tells of it.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '../../src/domain/access.ts';
import { linkId, siteId } from '../../src/domain/ids.ts';
import { hashSecret } from '../../src/store/access/secret-hash.ts';
import { token } from '../store/access/support.ts';
import { type FakeApi, startApi } from './support/api.ts';
import { ScopedProvince, tellingNetwork } from './support/scoped.ts';

/** r3 hangs behind r2, r2 behind r1; ICON+ rents out what leads to r1 and v3, Telkom the rest. */
const NETWORK = tellingNetwork([
  { id: 'up-r1', from: 'hq', to: 'r1', provider: 'ICON+' },
  { id: 'up-r2', from: 'r1', to: 'r2', provider: 'Telkom' },
  { id: 'up-r3', from: 'r2', to: 'r3', provider: 'Telkom' },
  { id: 'to-v1', from: 'r1', to: 'v1', provider: 'Telkom' },
  { id: 'to-v3', from: 'r3', to: 'v3', provider: 'ICON+' },
]);

const SCOPES: Readonly<Record<string, Scope>> = {
  r3: { kind: 'regency', regency: siteId('r3') },
  icon: { kind: 'provider', provider: 'ICON+' },
  nobody: { kind: 'provider', provider: 'nobody' },
};

let api: FakeApi;
let province: ScopedProvince;
beforeAll(async () => {
  province = new ScopedProvince(NETWORK);
  province.sim.run(30_000);
  province.maintain([linkId('up-r2')]);
  province.sim.cut.add(linkId('up-r1'));
  province.sim.run(60_000);
  province.acknowledgeAll();
  const { deps, scopes } = province;
  api = await startApi({}, { ...deps, scopes });
  for (const [name, scope] of Object.entries(SCOPES))
    api.accounts.addToken(token(name, { scope }), hashSecret(`secret-of-${name}`));
});
afterAll(() => api.close());

async function get(who: string, path: string): Promise<{ status: number; json: Record<string, never> }> {
  const { status, body } = await api.ask('GET', path, { authorization: `Bearer secret-of-${who}` });
  return { status, json: JSON.parse(body) as Record<string, never> };
}

function ids(list: readonly { readonly id: string }[]): readonly string[] {
  return list.map(({ id }) => id).sort();
}

describe('the network', () => {
  it.each([
    ['r3', ['to-v3', 'up-r3'], ['hq', 'r2', 'r3', 'v3']],
    ['icon', ['to-v3', 'up-r1'], ['hq', 'r1', 'r3', 'v3']],
    ['nobody', [], ['hq']],
  ])('of %s has %j and the sites %j', async (who, links, sites) => {
    const { json } = await get(who, '/api/v1/network');
    expect(ids(json['links'] ?? [])).toEqual(links);
    expect(ids(json['sites'] ?? [])).toEqual(sites);
  });

  it('is said to be cut off beyond what may be seen, without a name', async () => {
    const { json } = await get('r3', '/api/v1/links/to-v3');
    expect(json['link']).toMatchObject({
      state: 'unreachable',
      reason: { kind: 'ancestor', site: 'beyond-your-scope', link: 'beyond-your-scope' },
    });
    const { json: intervals } = await get(
      'r3',
      `/api/v1/links/to-v3/intervals?from=${1_700_000_000_000}&to=${1_700_000_090_000}`,
    );
    expect(JSON.stringify(intervals)).toContain('"link":"beyond-your-scope"');
    const { json: explained } = await get('r3', '/api/v1/links/to-v3/explain?locale=en');
    expect(String(explained['sentences'])).toContain('behind a site beyond what you may see');
    const { json: whole } = await get('icon', '/api/v1/links/to-v3');
    expect(whole['link']).toMatchObject({ reason: { site: 'r1', link: 'up-r1' } });
  });
});

describe('alerts', () => {
  it('are those of his links, with facts about these alone', async () => {
    const { json } = await get('icon', '/api/v1/alerts');
    const alerts: readonly { subject: string; rule: string; data: object }[] = json['alerts'] ?? [];
    expect(alerts.map(({ subject }) => subject).sort()).toEqual(['to-v3', 'up-r1']);
    const down = alerts.find(({ rule }) => rule === 'link.down');
    expect(Object.keys(down?.data ?? {}).sort()).toEqual(['from', 'medium', 'name', 'role', 'to']);
    const { json: all } = await get('r3', '/api/v1/alerts?text=up-r1');
    expect(all['alerts']).toEqual([]);
  });

  it('tell who did something, and not from where; messages are nobody else’s business', async () => {
    const number = province.sim.alerts('link.down')[0]?.number ?? 0;
    const { json } = await get('icon', `/api/v1/alerts/${number}`);
    expect(json['acts']).toMatchObject([{ actor: { who: 'Sari', via: 'screen' } }]);
    expect(JSON.stringify(json)).not.toContain('10.0.0.9');
    expect((await get('r3', `/api/v1/alerts/${number}`)).status).toBe(404);
  });

  it('of an incident are his members, counted as if there were no others', async () => {
    const number = province.sim.alerts('link.down')[0]?.number ?? 0;
    const { json: whole } = await get('icon', `/api/v1/incidents/${number}`);
    expect(whole).toMatchObject({ root: { subject: 'up-r1' }, total: 1, counts: { links: 1, village: 1 } });
    const { json: part } = await get('r3', `/api/v1/incidents/${number}`);
    expect(part).toMatchObject({ incident: number, total: 1, acts: [] });
    expect((await get('nobody', `/api/v1/incidents/${number}`)).status).toBe(404);
  });
});

describe('planned work', () => {
  it('is what covers his links, with how many of his', async () => {
    const { json } = await get('r3', '/api/v1/maintenance');
    expect(json['windows']).toMatchObject([{ id: 'w1', links: 2, scope: { links: [] } }]);
    expect(JSON.stringify(json)).not.toMatch(/note|10\.0\.0\.9/);
    expect((await get('nobody', '/api/v1/maintenance')).json).toEqual({ windows: [] });
  });
});

describe('what is beyond', () => {
  it.each([
    '/api/v1/links/up-r2',
    '/api/v1/links/up-r2/explain',
    '/api/v1/links/up-r2/device',
    '/api/v1/links/up-r2/interfaces',
    '/api/v1/links/up-r2/acts',
    '/api/v1/links/up-r2/intervals?from=1&to=2',
    '/api/v1/links/up-r2/history?from=1&to=2',
    '/api/v1/links/up-r2/metrics?from=1&to=2&metric=clients',
    '/api/v1/alerts?link=up-r2',
  ])('%s is not there, as what never was', async (path) => {
    const there = await get('icon', path);
    const never = await get('icon', path.replace('up-r2', 'no-such'));
    expect(there.status).toBe(404);
    expect(JSON.stringify(there.json).replaceAll('up-r2', 'no-such')).toBe(JSON.stringify(never.json));
  });

  it.each(['/metrics', '/readyz'])('%s is for those who see the whole province', async (path) => {
    const { status, json } = await get('icon', path);
    expect(status).toBe(403);
    expect(json).toMatchObject({
      error: { code: 'scope', message: expect.stringContaining('provider:ICON+') },
    });
  });

  it('is in no sum', async () => {
    const window = `from=${1_700_000_000_000}&to=${1_700_000_060_000}`;
    const { json } = await get('icon', `/api/v1/availability?${window}&by=provider`);
    expect(json['groups']).toMatchObject([{ key: 'ICON+', links: 2 }]);
  });

  it.each([
    ['r3', 'site', ['r3', 'v3']],
    ['r3', 'path', []],
    ['icon', 'site', ['r1', 'v3']],
    ['icon', 'path', ['r1']],
    ['nobody', 'site', []],
  ])('gives %s by %s those that his links alone serve: %j', async (who, by, sites) => {
    const window = `from=${1_700_000_000_000}&to=${1_700_000_060_000}`;
    const { json } = await get(who, `/api/v1/availability?${window}&by=${by}`);
    const groups: readonly { readonly key: string }[] = json['groups'] ?? [];
    expect(groups.map(({ key }) => key).sort()).toEqual(sites);
  });
});

describe('the one who asks', () => {
  it('is told what he sees', async () => {
    const { json } = await get('icon', '/api/v1/me');
    expect(json).toMatchObject({
      principal: { kind: 'token', name: 'icon', role: 'viewer', scope: SCOPES['icon'] },
    });
  });
});
