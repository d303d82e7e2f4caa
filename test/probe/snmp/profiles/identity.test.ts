// Identities and neighbours: which source gives a text, and which rows are nobody.

import { describe, expect, it } from 'vitest';
import { identityOf } from '../../../../src/probe/snmp/profiles/identity.ts';
import { neighboursOf } from '../../../../src/probe/snmp/profiles/neighbours.ts';
import type { NeighbourRule, TextSource } from '../../../../src/probe/snmp/profiles/profile.ts';
import type { SnmpValue } from '../../../../src/probe/snmp/value.ts';
import { computed, integer, named, objectsAt, octets, plain, profile, reads } from './support.ts';

const around = (columns: Parameters<typeof objectsAt>[0], values = {}) => ({
  objects: objectsAt(columns, values),
  system: { sysDescr: 'RouterOS RB433GL' },
  ifNames: new Map(),
});

describe('a model', () => {
  const scalar: TextSource = { read: reads({ value: '1.1.0' }), value: named('value') };
  const chassis: TextSource = {
    read: reads({ value: '1.2.*', kind: '1.3.*' }),
    where: computed('kind == 3', ['kind'], (scope) => plain(scope.raw('kind')) === 3),
    value: named('value'),
  };
  const described: TextSource = {
    read: new Map(),
    value: computed('sysDescr', [], (scope) => scope.system.sysDescr),
  };
  const columns = {
    '1.2': { 1: octets('module'), 2: octets(' C3560\0'), 10: octets('other') },
    '1.3': { 1: integer(9), 2: integer(3), 10: integer(3) },
  };

  it.each<[string, TextSource[], Record<string, SnmpValue>, string | undefined]>([
    ['is the first that gives a text', [scalar, described], { '1.1.0': octets('hAP') }, 'hAP'],
    ['is not an empty text', [scalar, described], { '1.1.0': octets(' \0') }, 'RouterOS RB433GL'],
    ['is that of the first row that holds', [chassis], {}, 'C3560'],
    [
      'is that of the first row where there is no condition',
      [{ read: chassis.read, value: chassis.value }],
      {},
      'module',
    ],
    ['is absent where no source gives one', [scalar], {}, undefined],
  ])('%s', (_, model, values, text) => {
    expect(identityOf(profile('p', { model, vendor: 'V' }), around(columns, values))).toEqual({
      vendor: 'V',
      ...(text !== undefined && { model: text }),
    });
  });
});

describe('neighbours', () => {
  const rule: NeighbourRule = {
    protocol: 'lldp',
    read: reads({ subtype: '1.4.*', chassis: '1.5.*', port: '1.7.*', name: '1.9.*' }),
    where: computed('subtype != 0', ['subtype'], (scope) => plain(scope.raw('subtype')) !== 0),
    chassis: named('chassis'),
    port: named('port'),
    name: named('name'),
    localIfIndex: computed('part(-2)', [], (scope) => scope.index.at(-2)),
  };
  const at = (index: string, chassis: SnmpValue, more: Record<string, SnmpValue> = {}) =>
    neighboursOf(
      [rule],
      around({
        '1.4': { [index]: more['subtype'] ?? integer(4) },
        '1.5': { [index]: chassis },
        ...(more['port'] && { '1.7': { [index]: more['port'] } }),
        ...(more['name'] && { '1.9': { [index]: more['name'] } }),
      }),
    );

  it.each<[string, ReturnType<typeof at>, unknown[]]>([
    [
      'with a MAC in octets',
      at('0.3.1', octets([0x0a, 0xe2, 1, 2, 3, 4]), { port: octets('ether1'), name: octets('desa') }),
      [{ protocol: 'lldp', localIfIndex: 3, chassis: '0a:e2:01:02:03:04', port: 'ether1', name: 'desa' }],
    ],
    [
      'with a MAC in text',
      at('0.0.1', octets('0A:E2:01:02:03:04')),
      [{ protocol: 'lldp', chassis: '0a:e2:01:02:03:04' }],
    ],
    [
      'with an IPv4 address',
      at('0.2.1', octets([1, 10, 76, 5, 1])),
      [{ protocol: 'lldp', localIfIndex: 2, chassis: '10.76.5.1' }],
    ],
    ['with a chassis of zeros are nobody', at('0.3.1', octets([0, 0, 0, 0, 0, 0])), []],
    ['with a chassis of zeros in text are nobody', at('0.3.1', octets('00:00:00:00:00:00')), []],
    ['of subtype 0 are nobody', at('0.3.1', octets('x'), { subtype: integer(0) }), []],
    ['that tell nothing are nobody', at('0.3.1', octets('')), []],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });

  it('are told once, whatever the time mark in their index', () => {
    const mac = octets([0x0a, 0xe2, 1, 2, 3, 4]);
    const rows = { '100.3.1': mac, '200.3.1': mac };
    expect(neighboursOf([rule], around({ '1.5': rows }))).toHaveLength(1);
  });
});
