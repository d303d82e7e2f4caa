import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../../src/probe/icmp/address.ts';

function bytesOf(text: string): number[] | undefined {
  const parsed = parseAddress(text);
  return parsed && [...new Uint8Array(Uint32Array.from(parsed.words).buffer)];
}

describe('parseAddress()', () => {
  it.each([
    ['10.76.0.1', 4, [10, 76, 0, 1]],
    ['255.255.255.254', 4, [255, 255, 255, 254]],
    ['::', 6, []],
    ['::1', 6, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]],
    ['2001:db8::a:0:ff', 6, [0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0x0a, 0, 0, 0, 0xff]],
    ['64:ff9b::192.0.2.33', 6, [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, 192, 0, 2, 33]],
    ['::ffff:192.0.2.1', 4, [192, 0, 2, 1]],
  ])('reads %s', (text, family, bytes) => {
    expect(parseAddress(text)?.family).toBe(family);
    expect(bytesOf(text)).toEqual([...bytes, ...new Array<number>(16 - bytes.length).fill(0)]);
  });

  it.each([
    '',
    'router',
    '10.0.0',
    '0x7f000001',
    '127.1',
    '1',
    '-h',
    '::1::',
    '10.0.0.1\n',
    ' 10.0.0.1',
    '10.0.0.256',
  ])('refuses "%s"', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  it('takes a zone by number and by name', () => {
    expect(parseAddress('fe80::1%7')?.scopeId).toBe(7);
    expect(parseAddress('fe80::1%wan0', (name) => (name === 'wan0' ? 12 : 0))?.scopeId).toBe(12);
  });

  it('gives the bytes of any IPv6 address back, written in full', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        fc.pre(!bytes.slice(0, 10).every((byte) => byte === 0));
        const hex = Buffer.from(bytes).toString('hex').match(/.{4}/g) ?? [];
        expect(bytesOf(hex.join(':'))).toEqual([...bytes]);
      }),
    );
  });
});
