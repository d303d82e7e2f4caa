// The table's groups, its order, and what the filter lets through.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkId } from '../../../../src/domain/ids.ts';
import { COLUMNS, UNSORTED } from '../../../../src/web/pages/links/columns.ts';
import { compareKeys, movedSince, rowsOf, tallyOf } from '../../../../src/web/pages/links/order.ts';
import { moveOf, textKey } from '../../../../src/web/pages/links/rules.ts';
import { type Filter, GROUPINGS } from '../../../../src/web/pages/links/view-query.ts';
import { fakeProvince, round, START } from '../../support/province.ts';
import { ordered, provinceOf, viewOf } from './support.ts';

const ALL = viewOf();

describe('orderLinks()', () => {
  it('puts regencies with a broken link first, then lesser problems, then codes', () => {
    const { groups } = ordered(provinceOf());
    const keys = ['mamasa', 'mateng', 'pasangkayu', 'mamuju', 'polewali', 'majene'];
    expect(groups.map(({ key }) => key)).toEqual(keys);
  });

  it('puts problems first within a regency, and what is not active last', () => {
    const province = provinceOf();
    const { groups } = ordered(province);
    const links = groups[0]?.links.map((id) => province.links.get(id)?.state);
    expect(links).toEqual(['down', ...Array(5).fill('unreachable')]);
    const last = groups.find(({ key }) => key === 'pasangkayu')?.links.at(-1);
    expect(last && province.links.get(last)?.stage).toBe('planned');
  });

  it('puts links above the regencies into a group of their own', () => {
    const calm = fakeProvince();
    const links = calm.links.map((link, index) => {
      const { regency: _, ...above } = link;
      return index === 0 ? above : link;
    });
    expect(ordered(provinceOf({ ...calm, links })).groups[0]).toMatchObject({ key: '-' });
  });

  it.each([
    ['provider', ['ICON+', 'Satelit']],
    ['medium', ['fiber', 'lte', 'radio', 'vsat']],
    ['state', ['down', 'unreachable', 'degraded', 'up', 'unknown']],
    ['none', ['']],
  ] as const)('groups by %s', (grouping, keys) => {
    expect(ordered(provinceOf(), viewOf({ grouping })).groups.map(({ key }) => key)).toEqual(keys);
  });

  it.each<[string, Partial<Filter>, number]>([
    ['everything', {}, 36],
    ['problems only', { problemsOnly: true }, 7],
    ['part of a name', { text: 'katim' }, 1],
    ['an address', { text: '10.76.2.1' }, 1],
    ['words in any order and case', { text: 'VSAT mamasa' }, 1],
    ['the regency of a village', { text: 'tengah' }, 6],
    ['problems with a word', { problemsOnly: true, text: 'tobadak' }, 1],
    ['nothing', { text: 'jayapura' }, 0],
    ['states', { states: ['down', 'degraded'] }, 2],
    ['a medium in regencies', { media: ['vsat'], regencies: ['mamasa', 'majene'] }, 2],
    ['a provider', { providers: ['Satelit'] }, 6],
    ['no provider', { providers: ['-'] }, 0],
    ['a stage', { stages: ['planned'] }, 1],
    ['what cannot be together', { stages: ['planned'], problemsOnly: true }, 0],
  ])('filters: %s', (_name, filter, count) => {
    expect(ordered(provinceOf(), viewOf({ filter })).groups.flatMap(({ links }) => links)).toHaveLength(
      count,
    );
  });

  it('sorts by any column both ways: figures in order, what was not measured last', () => {
    const province = provinceOf();
    for (const column of COLUMNS.filter((each) => !UNSORTED.has(each))) {
      for (const isDown of [false, true]) {
        const view = viewOf({ grouping: 'none', sort: { column, isDown } });
        const { groups, rules } = ordered(province, view);
        const keys = (groups[0]?.links ?? []).map((id) => {
          const link = province.links.get(id);
          return link && rules.keyOf(link);
        });
        const sign = isDown ? -1 : 1;
        expect(keys, `${column} ${isDown}`).toEqual(keys.toSorted((a, b) => compareKeys(a, b, sign)));
      }
    }
  });
});

describe('textKey()', () => {
  it('orders names as people do', () => {
    const names = ['Desa 10', 'desa 9', 'Désa 2', 'Ako'];
    expect(names.toSorted((a, b) => (textKey(a) < textKey(b) ? -1 : 1))).toEqual([
      'Ako',
      'Désa 2',
      'desa 9',
      'Desa 10',
    ]);
  });
});

describe('movedSince()', () => {
  const before = provinceOf().links;
  const id = linkId('majene-1-vsat');
  const known = before.get(id);
  if (!known) throw new Error('the fake province has such a link');
  const slower = { ...known, round: round(START, 900) };
  const down = { ...known, state: 'down' } as const;

  it.each([
    ['a figure nobody sorts by', ALL, slower, undefined],
    ['the figure that is sorted by', viewOf({ sort: { column: 'rtt', isDown: true } }), slower, 'figure'],
    ['a state', ALL, down, 'state'],
    ['a state that is filtered out then', viewOf({ filter: { states: ['up'] } }), down, 'state'],
    ['a state of what is not shown', viewOf({ filter: { text: 'mamuju' } }), down, undefined],
  ] as const)('tells what moved: %s', (_name, view, after, move) => {
    const { rules } = ordered(provinceOf(), view);
    expect(movedSince(before, new Map(before).set(id, after), rules)).toBe(move);
    expect(moveOf(known, after, rules)).toBe(move);
  });

  it('sees links that come, go or stand elsewhere', () => {
    const { rules } = ordered(provinceOf());
    const without = new Map(before);
    without.delete(id);
    expect(movedSince(before, without, rules)).toBe('state');
    expect(movedSince(before, new Map(without).set(linkId('new'), known), rules)).toBe('state');
    expect(movedSince(before, new Map([...before].reverse()), rules)).toBe('state');
    expect(movedSince(before, before, rules)).toBeUndefined();
  });

  it('says nothing only where the order would be the same', () => {
    const links = [...before.values()];
    const change = fc.record({
      index: fc.nat(links.length - 1),
      medianMs: fc.integer({ min: 1, max: 900 }),
      lost: fc.nat(60),
      state: fc.constantFrom('up' as const, 'down' as const, 'degraded' as const),
    });
    const sort = fc.option(
      fc.record({
        column: fc.constantFrom('rtt' as const, 'loss' as const, 'link' as const),
        isDown: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 4 }),
        sort,
        fc.constantFrom(...GROUPINGS),
        (changes, by, grouping) => {
          const view = viewOf({ grouping, ...(by && { sort: by }) });
          const province = provinceOf();
          const { groups, rules } = ordered(province, view);
          const after = new Map(province.links);
          for (const { index, medianMs, lost, state } of changes) {
            const link = links[index];
            if (link) after.set(link.id, { ...link, state, round: round(START, medianMs, lost) });
          }
          if (movedSince(province.links, after, rules) !== undefined) return;
          expect(ordered({ ...province, links: after }, view).groups).toEqual(groups);
        },
      ),
    );
  });
});

describe('tallyOf()', () => {
  it('counts all links of a group, whatever the filter', () => {
    const province = provinceOf();
    const { rules } = ordered(province, viewOf({ filter: { text: 'katim' } }));
    expect(tallyOf(province.links, rules).get('pasangkayu')).toMatchObject({
      counts: { up: 5, unknown: 0 },
      others: 1,
    });
  });
});

describe('rowsOf()', () => {
  it('shows only the header of a closed group', () => {
    const { groups } = ordered(provinceOf());
    expect(rowsOf(groups, 'regency', new Set())).toHaveLength(42);
    const rows = rowsOf(groups, 'regency', new Set(['mamasa']));
    expect(rows).toHaveLength(36);
    expect(rows[0]).toMatchObject({ kind: 'group', isOpen: false });
  });

  it('has no headers without groups', () => {
    const { groups } = ordered(provinceOf(), viewOf({ grouping: 'none' }));
    expect(rowsOf(groups, 'none', new Set(['']))).toHaveLength(36);
  });
});
