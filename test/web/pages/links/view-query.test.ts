// A view in the address: short, readable, and the same when it comes back.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MEDIA, STAGES } from '../../../../src/domain/link.ts';
import { LINK_STATES } from '../../../../src/domain/state.ts';
import { COLUMNS, columnsNamed, UNSORTED } from '../../../../src/web/pages/links/columns.ts';
import {
  filterCount,
  formatView,
  GROUPINGS,
  parseView,
  type TableView,
  USUAL_VIEW,
} from '../../../../src/web/pages/links/view-query.ts';
import { viewOf } from './support.ts';

describe('formatView()', () => {
  it.each<[string, TableView]>([
    ['', USUAL_VIEW],
    ['q=mamasa%20vsat', viewOf({ filter: { text: 'mamasa vsat' } })],
    [
      'st=degraded,down&g=provider&s=-loss',
      viewOf({
        filter: { states: ['degraded', 'down'] },
        grouping: 'provider',
        sort: { column: 'loss', isDown: true },
      }),
    ],
    [
      'p=1&rg=majene&pv=ICON%2B,-&md=vsat&sg=active&g=none&s=link',
      viewOf({
        filter: {
          problemsOnly: true,
          regencies: ['majene'],
          providers: ['ICON+', '-'],
          media: ['vsat'],
          stages: ['active'],
        },
        grouping: 'none',
        sort: { column: 'link', isDown: false },
      }),
    ],
    ['c=state,link,mos', viewOf({ columns: ['state', 'link', 'mos'] })],
  ])('writes %o, and parseView() reads it', (query, view) => {
    expect(formatView(view)).toBe(query);
    expect(parseView(query)).toEqual(view);
  });

  it('keeps what belongs to the frame, and drops what nobody knows', () => {
    expect(formatView(viewOf({ grouping: 'none' }), 'kiosk&x=1&g=state')).toBe('g=none&kiosk');
  });

  it('gives any view back, whatever its names are made of', () => {
    const name = fc
      .string({ minLength: 1, maxLength: 20 })
      .map((text) => text.trim())
      .filter(Boolean);
    const subset = <Value>(values: readonly Value[]) => fc.subarray([...values]);
    const sorted = COLUMNS.filter((column) => !UNSORTED.has(column));
    const view = fc.record({
      filter: fc.record({
        text: fc.string({ maxLength: 40 }),
        problemsOnly: fc.boolean(),
        states: subset(LINK_STATES),
        regencies: fc.uniqueArray(name, { maxLength: 5 }),
        providers: fc.uniqueArray(name, { maxLength: 5 }),
        media: subset(MEDIA),
        stages: subset(STAGES),
      }),
      grouping: fc.constantFrom(...GROUPINGS),
      sort: fc.record({ column: fc.constantFrom(...sorted), isDown: fc.boolean() }),
      columns: subset(COLUMNS).map(columnsNamed),
    });
    fc.assert(
      fc.property(view, (each) => {
        expect(parseView(formatView(each))).toEqual(each);
      }),
    );
  });
});

describe('parseView()', () => {
  it.each(['x=1', 'g=moon&s=-nothing&st=,&md=pigeon', 's=reason', 'q=%E0%A4%A', '&&==&', 'p=yes'])(
    'takes %o for the usual view',
    (query) => {
      expect(parseView(query)).toEqual(USUAL_VIEW);
    },
  );

  it('always shows which link a row is, in the order of the table', () => {
    expect(parseView('c=loss,rtt,moon,link').columns).toEqual(['state', 'link', 'rtt', 'loss']);
  });

  it('is bounded', () => {
    const many = Array.from({ length: 5_000 }, (_, n) => `p${n}`).join(',');
    const { filter } = parseView(`pv=${many}&q=${'x'.repeat(9_000)}`);
    expect(filter.providers).toHaveLength(60);
    expect(filter.text).toHaveLength(100);
  });
});

describe('filterCount()', () => {
  it('counts what is on, the text aside', () => {
    const filter = { text: 'x', problemsOnly: true, states: ['up', 'down'], media: ['vsat'] } as const;
    expect(filterCount(viewOf({ filter }).filter)).toBe(4);
    expect(filterCount(USUAL_VIEW.filter)).toBe(0);
  });
});
