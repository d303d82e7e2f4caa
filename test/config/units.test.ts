// Quantities, addresses and suggestions: the small parts that everything else is read with.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalAddress, isLoopback } from '../../src/config/address.ts';
import { nearest } from '../../src/config/suggest.ts';
import { isTimeZone } from '../../src/config/time-zone.ts';
import {
  formatDuration,
  parseBandwidthBps,
  parseDurationMs,
  parsePercent,
  parseSizeBytes,
} from '../../src/config/units.ts';

describe('units', () => {
  it.each<[text: string, expected: number | undefined]>([
    ['200ms', 200],
    ['1.5s', 1_500],
    ['5 m', 300_000],
    ['1h', 3_600_000],
    ['35d', 3_024_000_000],
    ['1y', 31_536_000_000],
    ...['60', '-1s', '1 week', '1e3s', '', 's', '1h30m', '0x10s'].map(
      (text) => [text, undefined] as [string, undefined],
    ),
  ])('parseDurationMs(%j) is %j', (text, expected) => {
    expect(parseDurationMs(text)).toBe(expected);
  });

  it.each<[text: string, expected: number | undefined]>([
    ['512k', 512_000],
    ['5 Mbps', 5e6],
    ['2.5M', 2.5e6],
    ['1Gbit/s', 1e9],
    ['9600', 9_600],
    ...['5MB', 'M', '-5M', '5T', '5,0M'].map((text) => [text, undefined] as [string, undefined]),
  ])('parseBandwidthBps(%j) is %j', (text, expected) => {
    expect(parseBandwidthBps(text)).toBe(expected);
  });

  it.each<[text: string, expected: number | undefined]>([
    ['2.5%', 2.5],
    ['0 %', 0],
    ['100%', 100],
    ...['101%', '5', '-1%', '%'].map((text) => [text, undefined] as [string, undefined]),
  ])('parsePercent(%j) is %j', (text, expected) => {
    expect(parsePercent(text)).toBe(expected);
  });

  it.each<[text: string, expected: number | undefined]>([
    ['512MB', 512e6],
    ['1GiB', 2 ** 30],
    ['64 kB', 64_000],
    ...['512', '512M', '1TB'].map((text) => [text, undefined] as [string, undefined]),
  ])('parseSizeBytes(%j) is %j', (text, expected) => {
    expect(parseSizeBytes(text)).toBe(expected);
  });

  it('reads back every duration it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9e8 }), (ms) => parseDurationMs(formatDuration(ms)) === ms),
    );
  });
});

describe('canonicalAddress()', () => {
  it.each<[text: string, expected: string | undefined]>([
    ['10.76.5.1', '10.76.5.1'],
    ['FD76:0:0::5:1', 'fd76::5:1'],
    ['2001:db8:0:0:0:0:0:1', '2001:db8::1'],
    ...[
      '10.76.5.256',
      '010.1.1.1',
      '0.0.0.0',
      '224.0.0.1',
      '255.255.255.255',
      '::',
      'ff02::1',
      'fe80::1',
    ].map((text) => [text, undefined] as [string, undefined]),
    ...['fe80::1%eth0', '::ffff:10.0.0.1', 'router.local', '', '10.76.5.1/24', '10.76.5.1:161'].map(
      (text) => [text, undefined] as [string, undefined],
    ),
  ])('of %j is %j', (text, expected) => {
    expect(canonicalAddress(text)).toBe(expected);
  });

  it('knows its own form again', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        const canonical = canonicalAddress(text);
        return canonical === undefined || canonicalAddress(canonical) === canonical;
      }),
    );
  });

  it.each([
    ['127.0.0.1', true],
    ['127.76.5.1', true],
    ['::1', true],
    ['10.0.0.1', false],
    ['127.example.org', false],
  ])('isLoopback(%j) is %j', (text, expected) => {
    expect(isLoopback(text)).toBe(expected);
  });
});

describe('nearest()', () => {
  it.each([
    ['adress', ['address', 'access'], 'address'],
    ['raddio', ['fiber', 'radio'], 'radio'],
    ['fibre', ['fiber', 'vsat'], 'fiber'],
    ['Prov_Majene', ['prov-majene', 'prov-mamuju'], 'prov-majene'],
    ['x', ['y', 'z'], undefined],
    ['completely', ['different'], undefined],
    ['', ['a'], undefined],
    ['a'.repeat(65), ['a'.repeat(64)], undefined],
  ])('%j among %j is %j', (text, candidates, expected) => {
    expect(nearest(text, candidates)).toBe(expected);
  });

  it('names only what it was given', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (text, candidates) => {
        const found = nearest(text, candidates);
        return found === undefined || candidates.includes(found);
      }),
    );
  });
});

describe('isTimeZone()', () => {
  it.each([
    ['Asia/Makassar', true],
    ['UTC', true],
    ['+08:00', false],
    ['WITA', false],
    ['', false],
  ])('%j: %j', (text, expected) => {
    expect(isTimeZone(text)).toBe(expected);
  });
});
