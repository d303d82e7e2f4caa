// What becomes of a row's values: no data, bounds, scales, words, totals; counters never through a double.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../../src/probe/snmp/profiles/outcome.ts';
import { compile, MOST_OBJECTS } from '../../../../src/probe/snmp/profiles/plan.ts';
import type { MetricRule } from '../../../../src/probe/snmp/profiles/profile.ts';
import { readingsOf } from '../../../../src/probe/snmp/profiles/readings.ts';
import { TableScope } from '../../../../src/probe/snmp/profiles/scope.ts';
import { NO_VALUE, type SnmpValue } from '../../../../src/probe/snmp/value.ts';
import { computed, counter64, integer, named, objectsAt, octets, plain, profile, rule } from './support.ts';

const OID = '1.3.6.1.4.1.1.0';
const SINGLE = { value: OID };

function outcome(change: Partial<MetricRule>, value: SnmpValue) {
  const one = rule(SINGLE, change);
  const around = { objects: objectsAt({}, { [OID]: value }), system: {}, ifNames: new Map() };
  const scope = new TableScope(one.read, around).at('');
  scope.noData = one.noData;
  return outcomeOf(one, scope);
}

const COUNTER = { as: 'counter', bits: 64, unit: 'octet' } as const;
const TEXT = { unit: 'text' } as const;

describe('a figure', () => {
  it.each<[string, Partial<MetricRule>, SnmpValue, number | bigint | string | undefined]>([
    ['as it is', {}, integer(-7), -7],
    ['a gauge that comes as a Counter64', {}, counter64(12n), 12],
    ['a number as text', {}, octets(' 53.9375\0'), 53.9375],
    ['nan', {}, octets('nan'), undefined],
    ['an empty text', {}, octets(''), undefined],
    ['a tenth, without noise', { scale: 0.1 }, integer(239), 23.9],
    ['a negative tenth', { scale: -0.1 }, integer(119), -11.9],
    ['a thousandfold', { scale: 1_000 }, integer(65), 65_000],
    ['a third', { scale: 0.3 }, integer(10), 3],
    ['a number that means nothing', { noData: [0, -255] }, integer(-255), undefined],
    ['a text that means nothing', { noData: ['N/A'] }, octets('N/A'), undefined],
    ['a number in a text that means nothing', { noData: [0] }, octets('0'), undefined],
    ['another', { noData: [0, 'N/A'] }, octets('5'), 5],
    ['out of bounds', { valid: [-40, 120] }, integer(32_767), undefined],
    ['at a bound', { valid: [-40, 120] }, integer(120), 120],
    ['absent', {}, NO_VALUE, undefined],
    [
      'true',
      { value: computed('value == 1', ['value'], (scope) => plain(scope.raw('value')) === 1) },
      integer(1),
      1,
    ],
    ['infinite', { value: computed('1 / 0', [], () => Number.POSITIVE_INFINITY) }, integer(1), undefined],
    ['a counter beyond 2^53', COUNTER, counter64(2n ** 63n + 1n), 2n ** 63n + 1n],
    ['a counter that comes as a Gauge32', COUNTER, integer(4_294_967_295), 4_294_967_295n],
    ['a counter that comes as text', COUNTER, octets('9007199254740993'), 9_007_199_254_740_993n],
    ['a counter squeezed into a signed number', COUNTER, integer(-2_147_483_000), undefined],
    [
      'a counter of kilobytes',
      { ...COUNTER, scale: 1_024 },
      counter64(2n ** 53n + 1n),
      (2n ** 53n + 1n) * 1_024n,
    ],
    ['a counter of eighths', { ...COUNTER, scale: 0.125 }, integer(80), 10n],
    [
      'a counter worked out',
      {
        ...COUNTER,
        value: computed('value + 1', ['value'], (scope) => Number(plain(scope.raw('value'))) + 1),
      },
      integer(4),
      5n,
    ],
    ['a word', { ...TEXT, words: new Map([[7, 'LTE']]) }, integer(7), 'LTE'],
    ['a number without a word', { ...TEXT, words: new Map([[7, 'LTE']]) }, integer(8), '8'],
    ['a text', TEXT, octets('TELKOMSEL\r\n'), 'TELKOMSEL'],
    ['an empty word', TEXT, octets('\0\0'), undefined],
    ['a long text', TEXT, octets('x'.repeat(400)), 'x'.repeat(64)],
  ])('%s', (_, change, value, expected) => {
    expect(outcome(change, value)).toEqual(expected);
  });

  it('is undefined or finite, whatever a device sends', () => {
    const anything = fc.oneof(
      fc.integer().map(integer),
      fc.bigInt(0n, 2n ** 64n - 1n).map(counter64),
      fc
        .uint8Array({ maxLength: 20 })
        .map((bytes): SnmpValue => ({ kind: 'bytes', value: Buffer.from(bytes) })),
      fc.constant(NO_VALUE),
    );
    fc.assert(
      fc.property(anything, fc.constantFrom({}, COUNTER, TEXT, { scale: 0.01 }), (value, change) => {
        const found = outcome(change, value);
        if (typeof found === 'number') expect(Number.isFinite(found)).toBe(true);
        if (typeof found === 'bigint') expect(found).toBeGreaterThanOrEqual(0n);
        if (typeof found === 'string') expect(found.length).toBeLessThanOrEqual(64);
      }),
    );
  });
});

describe('the readings of a poll', () => {
  const at = (one: MetricRule, index: number, instance?: string) => ({
    rule: one,
    arcs: [index],
    ...(instance !== undefined && { instance }),
    polled: [['value', `1.2.${index}`]] as const,
    frozen: [],
    lookups: [],
    checked: one.where !== undefined,
  });
  const read = (rows: readonly ReturnType<typeof at>[], values: Readonly<Record<string, SnmpValue>>) => {
    const { device } = compile(profile('p', { metrics: rows.map((row) => row.rule) }), rows, [], new Map());
    return readingsOf({ device, values: new Map(Object.entries(values)), system: {} });
  };
  const clients = rule({ value: '1.2.*' }, { metric: 'clients', unit: '1', total: 'sum' });

  it('give totals of the rows that have a value, and the rows', () => {
    const rows = [at(clients, 1, 'desa'), at(clients, 2, 'kantor'), at(clients, 3, 'tamu')];
    expect(read(rows, { '1.2.1': integer(3), '1.2.2': integer(4) })).toEqual([
      { metric: 'clients', kind: 'gauge', unit: '1', value: 7 },
      { metric: 'clients', instance: 'desa', kind: 'gauge', unit: '1', value: 3 },
      { metric: 'clients', instance: 'kantor', kind: 'gauge', unit: '1', value: 4 },
    ]);
    expect(read(rows, {})).toEqual([]);
  });

  it.each([
    ['mean', 4],
    ['max', 6],
    ['min', 2],
    ['count', 2],
    ['sum', 8],
  ] as const)('give the %s alone where rows are not wanted', (total, value) => {
    const one = rule({ value: '1.2.*' }, { metric: 'cpu', unit: '1', total, rows: false });
    expect(read([at(one, 1), at(one, 2)], { '1.2.1': integer(2), '1.2.2': integer(6) })).toEqual([
      { metric: 'cpu', kind: 'gauge', unit: '1', value },
    ]);
  });

  it.each(['sum', 'count', 'max'] as const)('give no %s where rows did not fit into the plan', (total) => {
    const one = rule({ value: '1.2.*' }, { metric: 'aps', unit: '1', total, rows: false });
    const rows = Array.from({ length: MOST_OBJECTS + 1 }, (_, index) => at(one, index));
    const values = Object.fromEntries(rows.map((_, index) => [`1.2.${index}`, integer(1)]));
    expect(read(rows.slice(1), values)).toHaveLength(1);
    expect(read(rows, values)).toEqual([]);
  });

  it('give sums of counters that never wrap', () => {
    const one = rule(
      { value: '1.2.*' },
      { ...COUNTER, metric: 'rx_octets', bits: 32, total: 'sum', rows: false },
    );
    expect(read([at(one, 1), at(one, 2)], { '1.2.1': integer(4_294_967_295), '1.2.2': integer(1) })).toEqual([
      { metric: 'rx_octets', kind: 'counter', unit: 'octet', total: 4_294_967_296n, bits: 64 },
    ]);
  });

  it('leave out rows for which the condition no longer holds', () => {
    const where = computed('value > 0', ['value'], (scope) => Number(plain(scope.raw('value'))) > 0);
    const one = rule({ value: '1.2.*' }, { where });
    const rows = [at(one, 1, 'a'), at(one, 2, 'b')];
    expect(read(rows, { '1.2.1': integer(0), '1.2.2': integer(5) })).toEqual([
      { metric: 'temperature', instance: 'b', kind: 'gauge', unit: '°C', value: 5 },
    ]);
  });

  it('take a fallback only where nothing else gave a value', () => {
    const last = rule({ value: '1.2.*' }, { fallback: true });
    const rows = [at(rule({ value: '1.2.*' }), 1), at(last, 2)];
    expect(read(rows, { '1.2.1': integer(1), '1.2.2': integer(2) })).toMatchObject([{ value: 1 }]);
    expect(read(rows, { '1.2.2': integer(2) })).toMatchObject([{ value: 2 }]);
  });

  it('give all rows of a fallback', () => {
    const last = rule({ value: '1.2.*' }, { fallback: true });
    const rows = [at(last, 1, 'a'), at(last, 2, 'b')];
    expect(read(rows, { '1.2.1': integer(1), '1.2.2': integer(2) })).toMatchObject([
      { instance: 'a', value: 1 },
      { instance: 'b', value: 2 },
    ]);
  });

  it('use what was found at discovery for what is not polled', () => {
    const value = computed('value / size * 100', ['value', 'size'], (scope) => {
      const [used, size] = [plain(scope.raw('value')), plain(scope.raw('size'))];
      return (Number(used) / Number(size)) * 100;
    });
    const one = rule({ value: '1.2.*', size: '1.3.*' }, { value, unit: '%', fixed: new Set(['size']) });
    const row = { ...at(one, 1), frozen: [['size', integer(200)]] as const };
    const { device } = compile(profile('p', { metrics: [one] }), [row], [], new Map());
    const values = new Map([['1.2.1', integer(50)]]);
    expect(device.plan.oids).toEqual(['1.2.1']);
    expect(readingsOf({ device, values, system: {} })).toMatchObject([{ value: 25 }]);
  });

  it('are named by the value alone where the rule is of one instance', () => {
    const one = rule(SINGLE, { value: named('value') });
    expect(read([{ ...at(one, 1), arcs: [] }], { '1.2.1': integer(9) })).toEqual([
      { metric: 'temperature', kind: 'gauge', unit: '°C', value: 9 },
    ]);
  });
});
