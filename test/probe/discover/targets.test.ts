// Networks and addresses of a discovery.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  addressNumber,
  addressText,
  compareAddresses,
  parseTargets,
} from '../../../src/probe/discover/targets.ts';

const found = (...texts: string[]): readonly string[] => {
  const targets = parseTargets(texts);
  if (!targets.ok) throw new Error(targets.message);
  return targets.addresses;
};

it.each<[texts: string[], addresses: string[]]>([
  [['10.76.0.4/30'], ['10.76.0.5', '10.76.0.6']],
  [['10.76.0.6/31'], ['10.76.0.6', '10.76.0.7']],
  [['10.76.0.7', '10.76.0.7/32'], ['10.76.0.7']],
  [
    ['10.76.0.5/30', '10.76.0.6'],
    ['10.76.0.5', '10.76.0.6'],
  ],
  [
    ['fd76::1', 'fd76::2/128'],
    ['fd76::1', 'fd76::2'],
  ],
])('%j are %j', (texts, addresses) => {
  expect(found(...texts)).toEqual(addresses);
});

it('takes a /16, and no more in all', () => {
  expect(found('10.76.0.0/16')).toHaveLength(65_534);
  expect(parseTargets(['10.76.0.0/16', '10.77.0.0/28'])).toMatchObject({
    ok: false,
    message: expect.stringContaining('65536'),
  });
});

it.each([
  ['10.0.0.0/8', /has 16777216 addresses/],
  ['10.76.0.0/33', /at most 32 bits/],
  ['fd76::/64', /IPv6 are too large/],
  ['router', /wanted a network or an address/],
  ['10.76.0.0/x', /wanted a network/],
  ['10.76.0.0/24/1', /wanted a network/],
  ['', /wanted a network/],
  ['224.0.0.0/24', /no address of a host/],
  ['fe80::1', /no address of a host/],
])('refuses %j', (text, message) => {
  const targets = parseTargets([text]);
  expect(targets.ok).toBe(false);
  expect(!targets.ok && targets.message).toMatch(message);
});

it('numbers addresses and back, and sorts by number, IPv6 last', () => {
  fc.assert(fc.property(fc.ipV4(), (address) => addressText(addressNumber(address)) === address));
  expect(['fd76::1', '10.0.0.10', '10.0.0.9', 'fd76::'].sort(compareAddresses)).toEqual([
    '10.0.0.9',
    '10.0.0.10',
    'fd76::',
    'fd76::1',
  ]);
});
