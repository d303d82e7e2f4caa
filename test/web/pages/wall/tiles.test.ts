// One tile per regency: what it counts, what it is called worst, and where it stands.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { siteId } from '../../../../src/domain/ids.ts';
import { LINK_STATES, type LinkState } from '../../../../src/domain/state.ts';
import type { LinkView, NetworkView } from '../../../../src/stream/protocol.ts';
import { densityOf, shownStates, tilesOf } from '../../../../src/web/pages/wall/tiles.ts';
import { fakeProvince } from '../../support/province.ts';
import { troubled } from '../../support/story.ts';

function provinceOf({ links, province: facts, sites }: NetworkView) {
  return {
    facts,
    links: new Map(links.map((link) => [link.id, link])),
    sites: new Map(sites.map((site) => [site.id, site])),
  };
}

function withStates(network: NetworkView, states: Readonly<Record<string, LinkState>>): NetworkView {
  const links = network.links.map((link): LinkView => ({ ...link, state: states[link.id] ?? link.state }));
  return { ...network, links };
}

describe('tiles', () => {
  it('stand in the order of the regencies’ codes while all is well', () => {
    expect(tilesOf(provinceOf(fakeProvince())).map(({ name, worst }) => `${name} ${worst}`)).toEqual([
      'Pasangkayu up',
      'Mamuju up',
      'Mamasa up',
      'Polewali Mandar up',
      'Majene up',
      'Mamuju Tengah up',
    ]);
  });

  it('put the worst first: down, unreachable, degraded, unknown', () => {
    const network = withStates(fakeProvince(), {
      'majene-0-radio': 'unknown',
      'mateng-0-radio': 'degraded',
      'mamuju-1-vsat': 'unreachable',
      'polewali-2-fiber': 'down',
      'polewali-0-radio': 'unknown',
    });
    expect(tilesOf(provinceOf(network)).map(({ key, worst }) => `${key} ${worst}`)).toEqual([
      'polewali down',
      'mamuju unreachable',
      'mateng degraded',
      'majene unknown',
      'pasangkayu up',
      'mamasa up',
    ]);
  });

  it('count what is active, the link to the regency included, and nothing planned', () => {
    const [mamasa, ...others] = tilesOf(provinceOf(troubled(fakeProvince())));
    expect(mamasa).toMatchObject({ key: 'mamasa', active: 6, worst: 'down' });
    expect(mamasa?.counts).toEqual({ up: 0, degraded: 0, down: 1, unreachable: 5, unknown: 0 });
    expect(mamasa && shownStates(mamasa)).toEqual(['down', 'unreachable']);
    expect(mamasa?.uplinks).toEqual([{ id: 'prov-mamasa', role: 'primary', state: 'down' }]);
    expect(others.find(({ key }) => key === 'pasangkayu')?.active).toBe(5);
  });

  it('tell the primary way to a regency before its backup', () => {
    const network = fakeProvince();
    const [first] = network.links;
    if (!first) throw new Error('the fake province has no links');
    const backup: LinkView = { ...first, id: `${first.id}-b` as LinkView['id'], role: 'backup' };
    const primary: LinkView = { ...first, state: 'down' };
    const links = [backup, primary, ...network.links.slice(1)];
    const [tile] = tilesOf(provinceOf({ ...network, links }));
    expect(tile?.uplinks.map(({ role, state }) => `${role} ${state}`)).toEqual(['primary down', 'backup up']);
  });

  it('have one for what is above the regencies, before those that are as well as it', () => {
    const network = fakeProvince();
    const [first] = network.links;
    if (!first) throw new Error('the fake province has no links');
    const { regency: _, ...rest } = first;
    const office: LinkView = { ...rest, id: 'opd' as LinkView['id'], to: siteId('opd') };
    const [above] = tilesOf(provinceOf({ ...network, links: [...network.links, office] }));
    expect(above).toMatchObject({ key: '', name: 'Sulawesi Barat', active: 1, uplinks: [] });
  });

  it('are one in a province of offices only, and none where nothing is watched at all', () => {
    const network = fakeProvince();
    const sites = network.sites.filter(({ kind }) => kind === 'province');
    const links = network.links.slice(0, 3).map(({ regency: _, ...link }): LinkView => link);
    expect(tilesOf(provinceOf({ ...network, sites, links }))).toMatchObject([{ key: '', active: 3 }]);
    expect(tilesOf(provinceOf({ ...network, sites, links: [] }))).toEqual([]);
  });

  it.each([
    ['Kabupaten Majene', 'Majene'],
    ['Kab. Majene', 'Majene'],
    ['Kota Mamuju', 'Kota Mamuju'],
    ['Majene', 'Majene'],
  ])('are called by what tells them apart: %s', (name, shortName) => {
    const network = fakeProvince();
    const sites = network.sites.map((site) => (site.id === 'majene' ? { ...site, name } : site));
    const tile = tilesOf(provinceOf({ ...network, sites })).find(({ key }) => key === 'majene');
    expect(tile).toMatchObject({ name, shortName });
  });

  it('show a regency of which nothing is watched yet, last', () => {
    const network = fakeProvince();
    const links = network.links.filter(({ regency }) => regency !== 'mamuju');
    const tiles = tilesOf(provinceOf({ ...network, links }));
    expect(tiles.at(-1)).toMatchObject({ key: 'mamuju', name: 'Mamuju', active: 0 });
    expect(tiles.at(-1)?.worst).toBeUndefined();
  });

  it('together count every active link once, whatever its state', () => {
    const network = fakeProvince();
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            state: fc.constantFrom(...LINK_STATES),
            stage: fc.constantFrom('active', 'planned', 'suspended', 'retired'),
          }),
          { minLength: network.links.length, maxLength: network.links.length },
        ),
        (drawn) => {
          const links = network.links.map((link, index): LinkView => ({ ...link, ...drawn[index] }));
          const tiles = tilesOf(provinceOf({ ...network, links }));
          for (const state of LINK_STATES)
            expect(tiles.reduce((sum, { counts }) => sum + counts[state], 0)).toBe(
              links.filter((link) => link.stage === 'active' && link.state === state).length,
            );
        },
      ),
    );
  });

  it.each([
    [0, 'roomy'],
    [7, 'roomy'],
    [14, 'close'],
    [41, 'packed'],
  ])('stand closer the more there are: %i %s', (tiles, density) => {
    expect(densityOf(tiles)).toBe(density);
  });
});
