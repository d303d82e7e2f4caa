// Whatever the province looks like and whatever happens in it: nothing that is sent to somebody who sees a part of it names a
// link or site beyond.

import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROUTE_RULES } from '../../src/api/access-rules.ts';
import type { Scope } from '../../src/domain/access.ts';
import { type LinkId, linkId, siteId } from '../../src/domain/ids.ts';
import { hashSecret } from '../../src/store/access/secret-hash.ts';
import { token } from '../store/access/support.ts';
import { FakeTransport } from '../stream/support/fake-transport.ts';
import type { LinkSketch } from '../support/network.ts';
import { startApi } from './support/api.ts';
import { named, ScopedProvince, tellingNetwork } from './support/scoped.ts';

/** Thousands of questions on a machine that is busy with other things. */
const MOST_MS = 240_000;

const PROVIDERS = ['ICON', 'Telkom'];

/** Regencies, each on the monitor or on another regency; villages behind them, some in two steps; now and then a backup. */
const sketches = fc
  .record({
    regencies: fc.array(fc.record({ behind: fc.nat(3), provider: fc.nat(2), backup: fc.boolean() }), {
      minLength: 2,
      maxLength: 4,
    }),
    villages: fc.array(fc.record({ regency: fc.nat(3), behind: fc.nat(5), provider: fc.nat(2) }), {
      minLength: 2,
      maxLength: 7,
    }),
  })
  .map(({ regencies, villages }): LinkSketch[] => {
    const rented = (provider: number) => {
      const name = PROVIDERS[provider];
      return name === undefined ? {} : { provider: name };
    };
    const links: LinkSketch[] = [];
    for (const [index, { behind, provider, backup }] of regencies.entries()) {
      const from = behind > 0 && behind <= index ? `r${behind}` : 'hq';
      links.push({ id: `up-r${index + 1}`, from, to: `r${index + 1}`, ...rented(provider) });
      if (backup)
        links.push({
          id: `b-r${index + 1}`,
          from: 'hq',
          to: `r${index + 1}`,
          role: 'backup',
          ...rented(provider + 1),
        });
    }
    for (const [index, { regency, behind, provider }] of villages.entries()) {
      const from = behind > 0 && behind <= index ? `v${behind}` : `r${(regency % regencies.length) + 1}`;
      links.push({ id: `to-v${index + 1}`, from, to: `v${index + 1}`, ...rented(provider) });
    }
    return links;
  });

const story = fc.array(
  fc.record({
    do: fc.constantFrom('cut', 'cut', 'cut', 'mend', 'maintain', 'acknowledge', 'blind', 'see'),
    link: fc.nat(20),
    forS: fc.integer({ min: 5, max: 40 }),
  }),
  { minLength: 3, maxLength: 8 },
);

const SCOPES: readonly Scope[] = [
  { kind: 'regency', regency: siteId('r1') },
  { kind: 'regency', regency: siteId('r2') },
  { kind: 'provider', provider: 'ICON' },
  { kind: 'provider', provider: 'nobody' },
];

function play(province: ScopedProvince, acts: readonly { do: string; link: number; forS: number }[]): void {
  const links = [...province.sim.state.links.keys()];
  for (const act of acts) {
    const link = links[act.link % links.length] ?? linkId('none');
    if (act.do === 'cut') province.sim.cut.add(link);
    if (act.do === 'mend') province.sim.cut.delete(link);
    if (act.do === 'maintain') province.maintain([link]);
    if (act.do === 'acknowledge') province.acknowledgeAll();
    if (act.do === 'blind' || act.do === 'see') province.sim.uplinkCut = act.do === 'blind';
    province.sim.run(act.forS * 1_000);
  }
}

/** Every name of what a scope does not show, as it would stand in JSON. */
function beyond(province: ScopedProvince, scope: Scope): readonly string[] {
  const view = province.view(scope);
  const { links, sites } = province.sim.state.config.network;
  const hidden = [
    ...[...links.keys()].filter((id) => !view.links.has(id)),
    ...[...sites.keys()].filter((id) => !view.sites.has(id)),
  ];
  return hidden.flatMap((id) => [`"${id}"`, named(id)]);
}

/** Addresses of every scoped route, about links and alerts of the whole province. */
function paths(links: readonly LinkId[], alerts: readonly number[]): readonly string[] {
  const window = `from=${1_699_999_000_000}&to=${1_700_001_000_000}`;
  const queries: Readonly<Record<string, readonly string[]>> = {
    '/api/v1/links/:id/intervals': [window],
    '/api/v1/links/:id/history': [window],
    '/api/v1/links/:id/strip': [`${window}&points=50`],
    '/api/v1/links/:id/metrics': [`${window}&metric=clients`],
    '/api/v1/links/:id/explain': ['locale=id', 'locale=en'],
    '/api/v1/availability': ['link', 'regency', 'provider', 'contract', 'site', 'path'].map(
      (by) => `${window}&by=${by}`,
    ),
    '/api/v1/sparks': [`links=${links.join(',')}`],
    '/api/v1/causes': ['from=0'],
    '/api/v1/alerts': ['state=active,returned,closed', ...links.map((link) => `link=${link}`)],
  };
  return Object.entries(ROUTE_RULES).flatMap(([route, { scoped }]) => {
    const [method, path = ''] = route.split(' ');
    if (!scoped || method !== 'GET' || /vicon|rollout|acceptance|map|openapi/.test(path)) return [];
    const ids = path.includes('/links/') ? links : path.includes(':id') ? alerts : [''];
    return ids.flatMap((id) =>
      (queries[path] ?? ['']).map((query) => `${path.replace(':id', String(id))}?${query}`),
    );
  });
}

describe('somebody who sees a part of the province', () => {
  it(
    'is told no name of anything beyond it by any route',
    async () => {
      await fc.assert(
        fc.asyncProperty(sketches, story, async (links, acts) => {
          const province = new ScopedProvince(tellingNetwork(links));
          play(province, acts);
          const { deps, scopes } = province;
          const api = await startApi({}, { ...deps, scopes });
          try {
            const asked = paths([...province.sim.state.links.keys()], [1, 2, 3, 4, 5]);
            for (const [index, scope] of SCOPES.entries()) {
              const secret = randomBytes(16).toString('hex');
              api.accounts.addToken(token(`t${index}`, { scope }), hashSecret(secret));
              const hidden = beyond(province, scope);
              let answered = 0;
              for (const path of asked) {
                const { status, body } = await api.ask('GET', path, { authorization: `Bearer ${secret}` });
                const own = path.split(/[/?=,&]/);
                const found = hidden.filter(
                  (name) => body.includes(name) && !(status === 404 && own.includes(name.slice(1, -1))),
                );
                expect({ path, status, found }).toMatchObject({ found: [] });
                expect(status, `${path}: ${body}`).not.toBe(500);
                if (status === 200) answered++;
              }
              expect(answered).toBeGreaterThan(4);
            }
          } finally {
            await api.close();
          }
        }),
        { numRuns: 6 },
      );
    },
    MOST_MS,
  );

  it('is told no name of anything beyond it by the stream', async () => {
    await fc.assert(
      fc.asyncProperty(sketches, story, story, async (links, before, after) => {
        const province = new ScopedProvince(tellingNetwork(links));
        play(province, before);
        const clients = SCOPES.map((scope) => {
          const transport = new FakeTransport();
          province.hubs.of(scope)?.attach(transport, undefined);
          return { scope, transport };
        });
        play(province, after);
        await province.timers.advance(1_000);
        for (const { scope, transport } of clients) {
          const text = JSON.stringify(transport.messages);
          expect(transport.types).toContain('snapshot');
          for (const name of beyond(province, scope)) expect(text.includes(name), name).toBe(false);
        }
        province.hubs.close();
      }),
      { numRuns: 100 },
    );
  });
});
