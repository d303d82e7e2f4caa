// Plans: each object once, no more than a poll may ask for, and one plan for all devices of a kind.

import { describe, expect, it } from 'vitest';
import {
  compile,
  type FoundRow,
  MOST_OBJECTS,
  PlanShelf,
  valueAt,
} from '../../../../src/probe/snmp/profiles/plan.ts';
import { integer, profile, rule } from './support.ts';

const one = rule({ value: '1.2.*' });
const P = profile('p', { metrics: [one] });
const row = (index: number, change: Partial<FoundRow> = {}): FoundRow => ({
  rule: one,
  arcs: [index],
  polled: [['value', `1.2.${index}`]],
  frozen: [],
  lookups: [],
  checked: false,
  ...change,
});
const compiled = (rows: readonly FoundRow[], of = P) => compile(of, rows, [], new Map());

it('asks for each object once', () => {
  const { device } = compiled([
    row(1),
    row(1),
    row(2, {
      polled: [
        ['value', '1.2.1'],
        ['other', '1.3.2'],
      ],
    }),
  ]);
  expect(device.plan.oids).toEqual(['1.2.1', '1.3.2']);
  expect(device.plan.rows.map(({ slots }) => slots.get('value'))).toEqual([0, 0, 0]);
});

it('gives what was frozen from the device, and the rest from the poll', () => {
  const { device } = compiled([
    row(1, { frozen: [['size', integer(7)]] }),
    row(2, { frozen: [['size', integer(8)]] }),
  ]);
  const slot = (at: number, name: string) => device.plan.rows[at]?.slots.get(name);
  const values = new Map([['1.2.2', integer(5)]]);
  expect(valueAt(slot(0, 'size'), device, values)).toEqual(integer(7));
  expect(valueAt(slot(1, 'size'), device, values)).toEqual(integer(8));
  expect(valueAt(slot(1, 'value'), device, values)).toEqual(integer(5));
  expect(valueAt(slot(0, 'value'), device, values)).toEqual({ kind: 'none' });
  expect(valueAt(undefined, device, values)).toEqual({ kind: 'none' });
});

describe('a plan that is full', () => {
  it('leaves out rows whose objects do not fit, and keeps those that need no more', () => {
    const silent = rule({ value: '1.2.*' }, { rows: false });
    const many = Array.from({ length: MOST_OBJECTS + 5 }, (_, at) => row(at, { rule: silent }));
    const { device, leftOut } = compiled([...many, row(1, { rule: silent })]);
    expect(device.plan.oids).toHaveLength(MOST_OBJECTS);
    expect(device.plan.rows).toHaveLength(MOST_OBJECTS + 1);
    expect(leftOut).toEqual(['5 rows of metrics: more than are read of one device']);
  });
});

describe('plans of two devices', () => {
  const shared = (a: ReturnType<typeof compiled>, b: ReturnType<typeof compiled>): boolean => {
    const shelf = new PlanShelf();
    return shelf.share(a.device.plan) === shelf.share(b.device.plan);
  };

  it.each<[string, boolean, ReturnType<typeof compiled>]>([
    ['with the same rows are one', true, compiled([row(1), row(2)])],
    ['whose frozen values differ are one', true, compiled([row(1), row(2, { instance: 'desa' })])],
    ['with other rows are two', false, compiled([row(1), row(3)])],
    ['with other objects are two', false, compiled([row(1), row(2, { polled: [['value', '1.9.2']] })])],
    ['of another profile are two', false, compiled([row(1), row(2)], profile('q', { metrics: [one] }))],
    [
      'of the same profile read anew are two',
      false,
      compiled([row(1), row(2)], profile('p', { metrics: [one] })),
    ],
  ])('%s', (_, same, other) => {
    expect(shared(compiled([row(1), row(2)]), other)).toBe(same);
  });
});
