// The link table's order, counts and filter.

import { describe, expect, it } from 'vitest';
import { countStates, type Filter, groupLinks, rowsOf } from '../../../src/web/model/groups.ts';
import { reduce } from '../../../src/web/model/reduce.ts';
import { EMPTY_SCREEN, type Province } from '../../../src/web/model/screen.ts';
import { fakeProvince } from '../support/province.ts';
import { troubled } from '../support/story.ts';

const ALL: Filter = { problemsOnly: false, text: '' };

function provinceOf(network = troubled(fakeProvince())): Province {
  const { screen } = reduce(EMPTY_SCREEN, [
    { message: { type: 'snapshot', seq: 1, network }, instant: { monoMs: 0, wallMs: 0 } },
  ]);
  if (!screen.province) throw new Error('a snapshot gives a province');
  return screen.province;
}

describe('groupLinks()', () => {
  it('puts regencies with a broken link first, then lesser problems, then codes', () => {
    expect(groupLinks(provinceOf(), ALL).map((group) => group.name)).toEqual([
      'Mamasa',
      'Mamuju Tengah',
      'Pasangkayu',
      'Mamuju',
      'Polewali Mandar',
      'Majene',
    ]);
  });

  it('puts problems first within a regency, and what is not active last', () => {
    const groups = groupLinks(provinceOf(), ALL);
    expect(groups[0]?.links.map((link) => link.state)).toEqual(['down', ...Array(5).fill('unreachable')]);
    expect(groups.find((group) => group.key === 'pasangkayu')?.links.at(-1)?.stage).toBe('planned');
  });

  it('counts only active links', () => {
    const province = provinceOf();
    expect(countStates(province.links.values())).toEqual({
      up: 28,
      degraded: 1,
      down: 1,
      unreachable: 5,
      unknown: 0,
    });
    const group = groupLinks(province, ALL).find((each) => each.key === 'pasangkayu');
    expect(group).toMatchObject({ counts: { up: 5, unknown: 0 }, others: 1 });
  });

  it.each<[string, Filter, number]>([
    ['everything', ALL, 36],
    ['problems only', { problemsOnly: true, text: '' }, 7],
    ['part of a name', { problemsOnly: false, text: 'katim' }, 1],
    ['an address', { problemsOnly: false, text: '10.76.2.1' }, 1],
    ['words in any order and case', { problemsOnly: false, text: 'VSAT mamasa' }, 1],
    ['problems with a word', { problemsOnly: true, text: 'tobadak' }, 1],
    ['nothing', { problemsOnly: false, text: 'jayapura' }, 0],
  ])('filters: %s', (_name, filter, count) => {
    expect(groupLinks(provinceOf(), filter).flatMap((group) => group.links)).toHaveLength(count);
  });

  it('puts links above the regencies into a group of their own', () => {
    const calm = fakeProvince();
    const links = calm.links.map((link, index) => {
      const { regency: _, ...above } = link;
      return index === 0 ? above : link;
    });
    expect(groupLinks(provinceOf({ ...calm, links }), ALL)[0]).toMatchObject({
      key: '',
      name: 'Sulawesi Barat',
    });
  });
});

describe('rowsOf()', () => {
  it('shows only the header of a closed group', () => {
    const groups = groupLinks(provinceOf(), ALL);
    expect(rowsOf(groups, new Set())).toHaveLength(42);
    const rows = rowsOf(groups, new Set(['mamasa']));
    expect(rows).toHaveLength(36);
    expect(rows[0]).toMatchObject({ kind: 'group', open: false });
  });
});
