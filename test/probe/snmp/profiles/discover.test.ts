// What discovery finds and what it makes of it: accepted rows, their names, and the objects that a poll needs.

import { describe, expect, it } from 'vitest';
import { Collector, MOST_ROWS } from '../../../../src/probe/snmp/collect.ts';
import { discover } from '../../../../src/probe/snmp/profiles/discover.ts';
import { type Compiled, PlanShelf } from '../../../../src/probe/snmp/profiles/plan.ts';
import type { MetricRule } from '../../../../src/probe/snmp/profiles/profile.ts';
import { readingsOf } from '../../../../src/probe/snmp/profiles/readings.ts';
import { newPace } from '../../../../src/probe/snmp/walk.ts';
import { askerOf, type Mib } from '../memory-agent.ts';
import { computed, integer, named, octets, plain, profile, rule } from './support.ts';

async function found(rules: readonly MetricRule[], mib: Mib, asked?: string[]): Promise<Compiled> {
  const options = { asker: askerOf(mib, asked), pace: newPace(), monoMs: () => 0, untilMonoMs: 1 };
  const known = { system: {}, ifNames: new Map([[3, 'wlan1']]) };
  const compiled = await discover(profile('p', { metrics: rules }), new Collector(options), known);
  if ('kind' in compiled) throw new Error(compiled.detail);
  return compiled;
}

const planOf = async (rules: readonly MetricRule[], mib: Mib) => {
  const { device } = await found(rules, mib);
  return { oids: device.plan.oids, instances: device.instances };
};
const read = ({ device }: Compiled, mib: Mib) =>
  readingsOf({ device, values: new Map(Object.entries(mib)), system: {} });

describe('the plan', () => {
  it('holds what the figure of each accepted row looked at, and not what the condition and the name did', async () => {
    const one = rule(
      { value: '1.2.3.*', kind: '1.2.4.*', name: '1.2.5.*' },
      {
        where: computed('kind == 8', ['kind'], (scope) => plain(scope.raw('kind')) === 8),
        label: named('name'),
      },
    );
    const mib = {
      ...{ '1.2.3.1': integer(40), '1.2.4.1': integer(8), '1.2.5.1': octets('cpu') },
      ...{ '1.2.3.2': integer(12), '1.2.4.2': integer(3), '1.2.5.2': octets('rail') },
    };
    expect(await planOf([one], mib)).toEqual({ oids: ['1.2.3.1'], instances: ['cpu'] });
  });

  it('freezes what is fixed, and reads the rest', async () => {
    const value = computed(
      'value / size',
      ['value', 'size'],
      (scope) => Number(plain(scope.raw('value'))) / Number(plain(scope.raw('size'))),
    );
    const one = rule({ value: '1.2.3.*', size: '1.2.4.*' }, { value, fixed: new Set(['size']) });
    const compiled = await found([one], { '1.2.3.7': integer(50), '1.2.4.7': integer(100) });
    expect(compiled.device.plan.oids).toEqual(['1.2.3.7']);
    expect(read(compiled, { '1.2.3.7': integer(75) })).toMatchObject([{ instance: '7', value: 0.75 }]);
  });

  it('keeps rows that have no figure now but may have one at daylight', async () => {
    const one = rule({ value: '1.2.0' }, { noData: [0] });
    const compiled = await found([one], { '1.2.0': integer(0) });
    expect(compiled.device.plan.oids).toEqual(['1.2.0']);
    expect(read(compiled, { '1.2.0': integer(0) })).toEqual([]);
    expect(read(compiled, { '1.2.0': integer(5) })).toMatchObject([{ value: 5 }]);
  });

  it('makes no figure of a table that is larger than what is read of it', async () => {
    const one = rule({ value: '1.2.3.*' }, { metric: 'aps', total: 'sum', rows: false });
    const mib = (rows: number): Mib =>
      Object.fromEntries(Array.from({ length: rows }, (_, at) => [`1.2.3.${at + 1}`, integer(1)]));
    expect(read(await found([one], mib(MOST_ROWS)), mib(MOST_ROWS))).toMatchObject([{ value: MOST_ROWS }]);
    expect(read(await found([one], mib(MOST_ROWS + 1)), mib(MOST_ROWS + 1))).toEqual([]);
  });

  it('leaves out what is not there', async () => {
    const one = rule({ value: '1.2.3.*' });
    expect(await planOf([one, rule({ value: '1.3.0' })], { '1.2.4.1': integer(1) })).toEqual({
      oids: [],
      instances: [],
    });
  });

  it('checks a condition again that looks at what is polled', async () => {
    const where = computed(
      'value > 0 && state == 1',
      ['value', 'state'],
      (scope) => Number(plain(scope.raw('value'))) > 0 && plain(scope.raw('state')) === 1,
    );
    const one = rule({ value: '1.2.3.*', state: '1.2.4.*' }, { where });
    const compiled = await found([one], { '1.2.3.1': integer(5), '1.2.4.1': integer(1) });
    expect(compiled.device.plan.oids).toEqual(['1.2.3.1']);
    expect(read(compiled, { '1.2.3.1': integer(0) })).toEqual([]);
    expect(read(compiled, { '1.2.3.1': integer(6) })).toMatchObject([{ value: 6 }]);
  });

  it('reads what a lookup found in another row', async () => {
    const value = computed(
      'value - lookup(value, name, "cached")',
      ['value', 'name'],
      (scope) => Number(plain(scope.raw('value'))) - Number(plain(scope.lookup('value', 'name', 'cached'))),
    );
    const where = computed('name == "memory"', ['name'], (scope) => plain(scope.raw('name')) === 'memory');
    const one = rule({ value: '1.2.3.*', name: '1.2.4.*' }, { value, where });
    const compiled = await found([one], {
      ...{ '1.2.3.1': integer(100), '1.2.4.1': octets('memory') },
      ...{ '1.2.3.7': integer(30), '1.2.4.7': octets('cached') },
    });
    expect(compiled.device.plan.oids).toEqual(['1.2.3.1', '1.2.3.7']);
    expect(read(compiled, { '1.2.3.1': integer(90), '1.2.3.7': integer(20) })).toMatchObject([{ value: 70 }]);
  });

  it('holds a fallback only where nothing before it gave a value', async () => {
    const rules = [
      rule({ value: '1.2.0' }, { noData: [0] }),
      rule({ value: '1.3.0' }, { fallback: true }),
      rule({ value: '1.4.0' }, { fallback: true }),
    ];
    const mib = { '1.2.0': integer(1), '1.3.0': integer(2), '1.4.0': integer(3) };
    expect((await planOf(rules, mib)).oids).toEqual(['1.2.0']);
    expect((await planOf(rules, { ...mib, '1.2.0': integer(0) })).oids).toEqual(['1.2.0', '1.3.0']);
  });

  it('is one object for devices of one kind, and its texts are each device’s own', async () => {
    const metrics = [rule({ value: '1.2.3.*', name: '1.2.4.*' }, { label: named('name') })];
    const kind = profile('p', { metrics });
    const shelf = new PlanShelf();
    const of = async (name: string) => {
      const mib = { '1.2.3.1': integer(1), '1.2.4.1': octets(name) };
      const options = { asker: askerOf(mib), pace: newPace(), monoMs: () => 0, untilMonoMs: 1 };
      const compiled = await discover(kind, new Collector(options), { system: {}, ifNames: new Map() });
      if ('kind' in compiled) throw new Error(compiled.detail);
      return { plan: shelf.share(compiled.device.plan), instances: compiled.device.instances };
    };
    const [one, other] = [await of('desa'), await of('kantor')];
    expect(one.plan).toBe(other.plan);
    expect([one.instances, other.instances]).toEqual([['desa'], ['kantor']]);
  });
});

describe('names', () => {
  const rows = (...names: string[]): Mib =>
    Object.fromEntries(
      names.flatMap((name, at) => [
        [`1.2.3.${at + 1}`, integer(at)],
        [`1.2.4.${at + 1}`, octets(name)],
      ]),
    );
  const labelled = rule({ value: '1.2.3.*', name: '1.2.4.*' }, { label: named('name') });

  it.each<[string, MetricRule[], Mib, (string | undefined)[]]>([
    ['of rows are their labels', [labelled], rows('a', 'b'), ['a', 'b']],
    ['that two rows share get the index', [labelled], rows('a', 'b', 'a'), ['a 1', 'b', 'a 3']],
    ['that are empty are the index', [labelled], rows('', 'b\0'), ['1', 'b']],
    ['that are long are cut', [labelled], rows('x'.repeat(300)), ['x'.repeat(64)]],
    ['of two tables differ', [labelled, labelled], rows('a'), ['a', 'a #2']],
    [
      'of single instances are none, for the first',
      [rule({ value: '1.2.3.1' }), rule({ value: '1.2.3.2' })],
      rows('', ''),
      [undefined, '2'],
    ],
    [
      'may be those of interfaces',
      [rule({ value: '1.2.3.*' }, { label: computed('ifName(index)', [], (scope) => scope.ifName(3)) })],
      rows('a'),
      ['wlan1'],
    ],
  ])('%s', async (_, rules, mib, instances) => {
    expect((await planOf(rules, mib)).instances).toEqual(instances);
  });
});

describe('bounds', () => {
  const table = (rows: number): Mib =>
    Object.fromEntries(Array.from({ length: rows }, (_, at) => [`1.2.3.${at + 1}`, integer(at)]));

  it('of readings: the rest is left out and said', async () => {
    const { device, leftOut } = await found([rule({ value: '1.2.3.*' })], table(450));
    expect(device.plan.oids).toHaveLength(400);
    expect(leftOut).toEqual(['50 rows of metrics: more than are read of one device']);
  });

  it('of rows: a column ends at its cap', async () => {
    const one = rule({ value: '1.2.3.*' }, { rows: false, total: 'count' });
    expect((await found([one], table(900))).device.plan.oids.length).toBeLessThanOrEqual(512);
  });
});

it('walks each column once, and none that is known to be empty', async () => {
  const asked: string[] = [];
  const rules = [rule({ value: '1.2.3.*' }), rule({ value: '1.2.3.*', other: '1.5.6.*', last: '1.5.7.*' })];
  await found(rules, { '1.2.3.1': integer(1), '1.9.1.0': integer(1) }, asked);
  expect(asked).toEqual(['1.2.3']);
});
