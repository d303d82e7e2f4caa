// What traps say: their kind by the table, the trap's own object of SNMPv1 ones, and the interface.

import { describe, expect, it } from 'vitest';
import { kindOf } from '../../../../src/probe/snmp/traps/kinds.ts';
import { type NotificationPdu, trapOf } from '../../../../src/probe/snmp/traps/translate.ts';
import type { SnmpValue, Varbind } from '../../../../src/probe/snmp/value.ts';

const text = (value: string): SnmpValue => ({ kind: 'bytes', value: Buffer.from(value) });
const number = (value: number): SnmpValue => ({ kind: 'integer', value });
const v2 = (trapOid: string, varbinds: readonly Varbind[] = []): NotificationPdu => ({
  version: '2',
  isInform: false,
  varbinds: [{ oid: '1.3.6.1.6.3.1.1.4.1.0', value: { kind: 'oid', value: trapOid } }, ...varbinds],
});
const v1 = (generic: number, specific = 0, enterprise = '1.3.6.1.4.1.14988.1'): NotificationPdu => ({
  version: '1',
  enterprise,
  generic,
  specific,
  varbinds: [],
});

describe('kindOf()', () => {
  it.each([
    ['1.3.6.1.6.3.1.1.5.1', 'coldStart'],
    ['1.3.6.1.6.3.1.1.5.2', 'warmStart'],
    ['1.3.6.1.6.3.1.1.5.3', 'linkDown'],
    ['1.3.6.1.6.3.1.1.5.4', 'linkUp'],
    // authenticationFailure
    ['1.3.6.1.6.3.1.1.5.5', 'other'],
    // Its arcs begin with those of linkDown, and it is another object.
    ['1.3.6.1.6.3.1.1.5.30', 'other'],
    ['1.3.6.1.2.1.33.2.1', 'power'],
    ['1.3.6.1.2.1.33.2.0.3', 'power'],
    ['1.3.6.1.2.1.33.2.2', 'other'],
    ['1.3.6.1.4.1.318.0.5', 'power'],
    ['1.3.6.1.4.1.318.0.9', 'power'],
    // upsDiagnosticsPassed
    ['1.3.6.1.4.1.318.0.10', 'other'],
    ['1.3.6.1.4.1.534.1.11.4.1.0.5', 'power'],
    ['1.3.6.1.4.1.9.9.13.3.0.9', 'power'],
    // ciscoEnvMonTempStatusChangeNotif
    ['1.3.6.1.4.1.9.9.13.3.0.7', 'other'],
    ['1.3.6.1.4.1.2636.4.1.1', 'power'],
    ['1.3.6.1.4.1.2011.5.25.219.2.5.3', 'power'],
    ['', 'other'],
  ])('of %s is %s', (oid, kind) => {
    expect(kindOf(oid)).toBe(kind);
  });
});

describe('the object of a v1 trap (RFC 3584 section 3.1)', () => {
  it.each([
    [0, 0, '1.3.6.1.6.3.1.1.5.1'],
    [5, 0, '1.3.6.1.6.3.1.1.5.6'],
    [6, 0, '1.3.6.1.4.1.14988.1.0.0'],
    [6, 4_711, '1.3.6.1.4.1.14988.1.0.4711'],
  ])('generic %i, specific %i', (generic, specific, trapOid) => {
    expect(trapOf(v1(generic, specific), '10.76.5.1')).toMatchObject({ trapOid, from: '10.76.5.1' });
  });

  it.each([-1, 7])('is none of generic %i', (generic) => {
    expect(trapOf(v1(generic), '10.76.5.1')).toBeUndefined();
  });
});

describe('the interface', () => {
  const DOWN = '1.3.6.1.6.3.1.1.5.3';
  it.each<[what: string, varbinds: readonly Varbind[], wanted: object]>([
    [
      'ifIndex and ifName before ifDescr',
      [
        { oid: '1.3.6.1.2.1.2.2.1.1.7', value: number(7) },
        { oid: '1.3.6.1.2.1.2.2.1.2.7', value: text('Ethernet 7') },
        { oid: '1.3.6.1.2.1.31.1.1.1.1.7', value: text('sfp1') },
      ],
      { ifIndex: 7, ifName: 'sfp1' },
    ],
    [
      'ifIndex by the instance of another column',
      [{ oid: '1.3.6.1.2.1.2.2.1.7.12', value: number(2) }],
      { ifIndex: 12 },
    ],
    [
      'ifDescr where ifName is empty, without its control characters',
      [
        { oid: '1.3.6.1.2.1.31.1.1.1.1.7', value: text('') },
        { oid: '1.3.6.1.2.1.2.2.1.2.7', value: text('ether\n1\0') },
      ],
      { ifIndex: 7, ifName: 'ether 1' },
    ],
    ['columns without an instance', [{ oid: '1.3.6.1.2.1.2.2.1.1', value: number(3) }], { ifIndex: 3 }],
    ['an ifIndex that is none', [{ oid: '1.3.6.1.2.1.2.2.1.1.0', value: number(0) }], {}],
    ['other objects only', [{ oid: '1.3.6.1.4.1.1', value: text('sfp1') }], {}],
  ])('of a linkDown with %s', (_, varbinds, wanted) => {
    expect(trapOf(v2(DOWN, varbinds), 'x')).toEqual({
      kind: 'linkDown',
      trapOid: DOWN,
      from: 'x',
      ...wanted,
    });
  });

  it('is of no interest in other traps', () => {
    const varbinds = [{ oid: '1.3.6.1.2.1.2.2.1.1.7', value: number(7) }];
    expect(trapOf(v2('1.3.6.1.4.1.1', varbinds), 'x')).toEqual({
      kind: 'other',
      trapOid: '1.3.6.1.4.1.1',
      from: 'x',
    });
  });

  it('is cut where its name is longer than any', () => {
    const varbinds = [{ oid: '1.3.6.1.2.1.31.1.1.1.1.7', value: text('x'.repeat(5_000)) }];
    expect(trapOf(v2(DOWN, varbinds), 'x')?.ifName).toHaveLength(255);
  });
});
