// Literal addresses as the words a socket address is made of. Parsing only; names are never resolved here.

import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';

/** A parsed address. Words hold the bytes in network order as this little-endian machine loads them. */
export interface AddressWords {
  readonly family: 4 | 6;
  readonly words: readonly [number, number, number, number];
  /** Zone of a link-local IPv6 address (interface index); 0 when there is none. */
  readonly scopeId: number;
}

/** Index of an interface by its name; 0 when there is no such interface with an IPv6 address. */
export function interfaceIndex(name: string): number {
  for (const address of networkInterfaces()[name] ?? []) {
    if (address.family === 'IPv6' && address.scopeid > 0) return address.scopeid;
  }
  return 0;
}

/** Parses a literal IPv4 or IPv6 address (RFC 4291 §2.2, zone by RFC 4007 §11); undefined when it is none. */
export function parseAddress(text: string, zoneIndex = interfaceIndex): AddressWords | undefined {
  const version = isIP(text);
  if (version === 4) return { family: 4, words: [ipv4Word(text), 0, 0, 0], scopeId: 0 };
  if (version !== 6) return undefined;
  const [address = '', zone] = text.split('%');
  const groups = ipv6Groups(address);
  const word = (index: number) => swap32((((groups[index] ?? 0) << 16) | (groups[index + 1] ?? 0)) >>> 0);
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    return { family: 4, words: [word(6), 0, 0, 0], scopeId: 0 };
  }
  const scopeId = zone === undefined ? 0 : /^\d+$/.test(zone) ? Number(zone) : zoneIndex(zone);
  return { family: 6, words: [word(0), word(2), word(4), word(6)], scopeId };
}

function ipv4Word(text: string): number {
  return text.split('.').reduce((word, byte, index) => (word | (Number(byte) << (8 * index))) >>> 0, 0);
}

function ipv6Groups(text: string): number[] {
  const [head = '', tail] = text.split('::');
  const left = head === '' ? [] : head.split(':').flatMap(group16s);
  if (tail === undefined) return left;
  const right = tail === '' ? [] : tail.split(':').flatMap(group16s);
  return [...left, ...new Array<number>(8 - left.length - right.length).fill(0), ...right];
}

function group16s(text: string): number[] {
  if (!text.includes('.')) return [Number.parseInt(text, 16)];
  const word = swap32(ipv4Word(text));
  return [word >>> 16, word & 0xffff];
}

function swap32(word: number): number {
  return ((word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24)) >>> 0;
}
