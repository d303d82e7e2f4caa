// Which addresses a discovery goes to: networks of IPv4, single addresses of either family.

import { isIP } from 'node:net';
import { canonicalAddress } from '../../config/address.ts';

/** Addresses of one discovery: a /16. */
export const MOST_ADDRESSES = 65_536;
/** Below this prefix length an IPv4 network is larger than a discovery. */
const LEAST_PREFIX = 16;

/** Addresses in the order given, each once; or what is wrong with the text. */
export type Targets =
  | { readonly ok: true; readonly addresses: readonly string[] }
  | { readonly ok: false; readonly message: string };

/** Reads networks and addresses. Network and broadcast address of an IPv4 network are left out (RFC 3021: not of a /31). */
export function parseTargets(texts: readonly string[]): Targets {
  const addresses = new Set<string>();
  for (const text of texts) {
    const range = rangeOf(text);
    if (typeof range === 'string') return { ok: false, message: range };
    if (addresses.size + range.count > MOST_ADDRESSES)
      return {
        ok: false,
        message: `more than ${MOST_ADDRESSES} addresses, which is a /16; discover one part after the other`,
      };
    for (let index = 0; index < range.count; index++) addresses.add(range.at(index));
  }
  return { ok: true, addresses: [...addresses] };
}

interface Range {
  readonly count: number;
  readonly at: (index: number) => string;
}

function rangeOf(text: string): Range | string {
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0 || (bits !== undefined && !/^\d{1,3}$/.test(bits)))
    return `wanted a network or an address, such as 10.76.0.0/24 or 10.76.5.1, found "${text}"`;
  const host = canonicalAddress(address);
  if (host === undefined)
    return `"${text}" is no address of a host; multicast and link-local ones are not swept`;
  if (family === 6) {
    if (bits !== undefined && bits !== '128')
      return `networks of IPv6 are too large to be swept; list the addresses, found "${text}"`;
    return { count: 1, at: () => host };
  }
  const prefix = bits === undefined ? 32 : Number(bits);
  if (prefix > 32) return `a prefix of IPv4 has at most 32 bits, found "${text}"`;
  if (prefix < LEAST_PREFIX)
    return `"${text}" has ${2 ** (32 - prefix)} addresses, at most ${MOST_ADDRESSES} are swept; give networks of /16 or smaller`;
  const size = 2 ** (32 - prefix);
  const first = Math.floor(addressNumber(address) / size) * size;
  const skipped = prefix < 31 ? 1 : 0;
  return { count: size - 2 * skipped, at: (index) => addressText(first + skipped + index) };
}

/** An IPv4 address as a number, for sorting and arithmetic. */
export function addressNumber(address: string): number {
  return address.split('.').reduce((sum, group) => sum * 256 + Number(group), 0);
}

/** The inverse of {@link addressNumber}. */
export function addressText(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}

/** IPv4 in numerical order, then IPv6. */
export function compareAddresses(a: string, b: string): number {
  const [first, second] = [isIP(a), isIP(b)];
  if (first !== second) return first - second;
  if (first === 4) return addressNumber(a) - addressNumber(b);
  return a < b ? -1 : a > b ? 1 : 0;
}
