// The expressions of profiles: operators and functions as a table, absence, faults with their place, and that nothing a
// device sends makes them throw.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BY_INDEX,
  type Expression,
  type ExpressionValue,
  parseExpression,
  type Scope,
} from '../../../../src/probe/snmp/profiles/expression.ts';
import { NO_VALUE, type SnmpValue } from '../../../../src/probe/snmp/value.ts';

const text = (value: string | Buffer): SnmpValue => ({ kind: 'bytes', value: Buffer.from(value) });
const int = (value: number): SnmpValue => ({ kind: 'integer', value });

const OBJECTS: Readonly<Record<string, SnmpValue>> = {
  value: int(42),
  big: { kind: 'counter64', value: 2n ** 40n },
  negative: int(4_294_967_275),
  number: text('-59.9\0'),
  words: text('RouterOS 7.18 (stable) on RB433GL\r\n'),
  empty: text(''),
  nan: text('nan'),
  oid: { kind: 'oid', value: '1.3.6.1.2.1.25.2.1.2' },
  octets: text(Buffer.from([0, 12, 66, 255, 1, 2])),
  address: text(Buffer.from([10, 76, 5, 1])),
  gone: NO_VALUE,
};
const NAMES = new Set(Object.keys(OBJECTS));

const SCOPE: Scope = {
  raw: (name) => OBJECTS[name] ?? NO_VALUE,
  index: [3, 65, 66, 67, 10, 76, 5, 1, 0, 12, 66, 255, 1, 2],
  lookup: (name, key, wanted) => {
    if (name === 'value' && key === 'words' && wanted === 'x') return int(7);
    return name === 'value' && key === BY_INDEX && wanted === '65' ? int(9) : NO_VALUE;
  },
  system: { sysDescr: 'Linux RUT955', sysName: 'desa' },
  ifName: (ifIndex) => (ifIndex === 42 ? 'wlan1' : undefined),
  ifIndex: (ifName) => (ifName === 'wlan1' ? 42 : undefined),
};

function parsed(source: string): Expression {
  const found = parseExpression(source, NAMES);
  if ('fault' in found) throw new Error(found.fault);
  return found;
}

describe('an expression', () => {
  it.each<[string, ExpressionValue]>([
    ['value', 42],
    ['value * 0.1', 4.2],
    ['value - 2 * 3 ** 2', 24],
    ['2 ** 3 ** 2', 512],
    ['-value % 5', -2],
    ['(value + 8) / 5', 10],
    ['value / 0', undefined],
    ['big / 2 ** 30', 1024],
    ['number + 0.9', -59],
    ['gone + 1', undefined],
    ['gone == gone', false],
    ['gone != 1', false],
    ['nan + 1', undefined],
    ['number < -59', true],
    ['value == 42 && number < 0', true],
    ['gone == 1 || value > 41', true],
    ['!gone', true],
    ['empty != ""', false],
    ['words == "RouterOS 7.18 (stable) on RB433GL"', true],
    ['oid == "1.3.6.1.2.1.25.2.1.2"', true],
    ['value > 255 ? value / 10000000 : value', 42],
    ['gone ? 1 : 2', 2],
    ['sysDescr', 'Linux RUT955'],
    ['sysObjectID', undefined],
    ['index', '3.65.66.67.10.76.5.1.0.12.66.255.1.2'],
    ['num(words)', 7.18],
    ['num(nan)', undefined],
    ['num(value)', 42],
    ['or(gone, nan, 5)', 'nan'],
    ['or(gone, 5)', 5],
    ['min(value, 7)', 7],
    ['max(value, gone)', undefined],
    ['abs(number)', 59.9],
    ['round(number)', -60],
    ['log10(value * 1000 / 42)', 3],
    ['log10(0)', undefined],
    ['signed(negative)', -21],
    ['signed(value)', 42],
    ['matches(words, "^RouterOS")', true],
    ['matches(gone, ".")', undefined],
    ['capture(words, " on ([^ ]+)$")', 'RB433GL'],
    ['capture(words, "[0-9.]+")', '7.18'],
    ['capture(words, "x(y)")', undefined],
    ['part(0)', 3],
    ['part(-1)', 2],
    ['part(99)', undefined],
    ['indexText(0)', 'ABC'],
    ['indexText(4)', undefined],
    ['indexAddress(4)', '10.76.5.1'],
    ['indexMac(8)', '00:0c:42:ff:01:02'],
    ['indexMac(-6)', '00:0c:42:ff:01:02'],
    ['indexMac(9)', undefined],
    ['mac(octets)', '00:0c:42:ff:01:02'],
    ['mac("0-C-42-FF-1-2")', '00:0c:42:ff:01:02'],
    ['mac(words)', undefined],
    ['address(address)', '10.76.5.1'],
    ['address(capture("::10.1.2.3", "[0-9.]{7,15}$"))', '10.1.2.3'],
    ['lookup(value, words, "x")', 7],
    ['lookup(value, words, "y")', undefined],
    ['row(value, part(1))', 9],
    ['row(value, part(2))', undefined],
    ['row(value, gone)', undefined],
    ['ifIndex("wlan1")', 42],
    ['ifIndex("wlan2")', undefined],
    ['ifIndex(gone)', undefined],
    ['ifName(value)', 'wlan1'],
    ['ifName(gone)', undefined],
  ])('%s', (source, expected) => {
    const value = parsed(source).evaluate(SCOPE);
    if (typeof expected === 'number') expect(value).toBeCloseTo(expected, 9);
    else expect(value).toBe(expected);
  });

  it('tells which objects it looks at', () => {
    const { names } = parsed('value + lookup(number, words, "x") + or(gone, 1) + part(0)');
    expect([...names].sort()).toEqual(['gone', 'number', 'value', 'words']);
  });

  it.each<[string, string, number]>([
    ['valu * 2', 'did you mean "value"?', 0],
    ['1 + cap(words, "x")', 'there is no function "cap"', 4],
    ['capture(words)', '"capture": found 1 arguments, wanted 2', 0],
    ['capture(words, value)', 'wanted a text in quotes', 0],
    ['matches(words, "(")', 'no pattern', 0],
    ['matches(words, "(a+)+$")', 'could take for ever', 0],
    ['part("x")', 'wanted a whole number', 0],
    ['1 + value * a', 'there is no "a"', 12],
    ['or(1e999, value)', 'too large', 0],
    ['value +', 'Expected expression after +', 7],
    ['value value', 'one expression', 0],
    ['value.length', 'one expression', 0],
    ['constructor', 'there is no "constructor"', 0],
    ['this', 'one expression', 0],
    ['value & 1', 'the operator "&" is not known here', 6],
    ['[1, 2]', 'one expression', 0],
    ['lookup("value", words, "x")', 'the name of an object', 0],
    ['1'.repeat(1_001), 'at most 1000 characters', 0],
  ])('%s is refused: %s', (source, fault, offset) => {
    expect(parseExpression(source, NAMES)).toMatchObject({ fault: expect.stringContaining(fault), offset });
  });

  it('never throws, whatever a device sends', () => {
    const values = fc.oneof(
      fc.integer().map((value): SnmpValue => ({ kind: 'integer', value })),
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((value): SnmpValue => ({ kind: 'counter64', value })),
      fc
        .uint8Array({ maxLength: 600 })
        .map((value): SnmpValue => ({ kind: 'bytes', value: Buffer.from(value) })),
      fc.constant(NO_VALUE),
    );
    const sources = [
      'value * 10 ** (3 * (value - 9)) / (1 + value)',
      'or(mac(value), address(value), num(value), value)',
      'capture(value, "[a-z]+([0-9]*)") == value',
      'signed(value) > 0 ? log10(value) : -value',
      'ifName(value)',
    ].map(parsed);
    fc.assert(
      fc.property(values, fc.array(fc.nat(4_294_967_295), { maxLength: 30 }), (value, index) => {
        for (const { evaluate } of sources) {
          const result = evaluate({ ...SCOPE, raw: () => value, index });
          if (typeof result === 'number') expect(Number.isFinite(result)).toBe(true);
        }
      }),
    );
  });
});
