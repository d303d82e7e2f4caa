// Literal addresses of single hosts, in one spelling, so that equal addresses are equal texts.

import { BlockList, isIP } from 'node:net';

/** What no single host can answer from, or what needs an interface's name beside it. */
const NO_HOST_4 = new BlockList();
NO_HOST_4.addSubnet('0.0.0.0', 8, 'ipv4');
NO_HOST_4.addSubnet('224.0.0.0', 3, 'ipv4');
// A list of its own: a BlockList takes every IPv4 address for an IPv4-mapped one.
const NO_HOST_6 = new BlockList();
NO_HOST_6.addAddress('::', 'ipv6');
NO_HOST_6.addSubnet('ff00::', 8, 'ipv6');
NO_HOST_6.addSubnet('fe80::', 10, 'ipv6');
NO_HOST_6.addSubnet('::ffff:0:0', 96, 'ipv6');

/**
 * The canonical form of a literal IPv4 or IPv6 (RFC 5952) address; undefined for anything else, and for multicast,
 * unspecified, link-local IPv6 and IPv4-mapped addresses.
 */
export function canonicalAddress(text: string): string | undefined {
  switch (isIP(text)) {
    case 4:
      return NO_HOST_4.check(text, 'ipv4') ? undefined : text;
    case 6:
      if (text.includes('%') || NO_HOST_6.check(text, 'ipv6')) return undefined;
      return new URL(`http://[${text}]/`).hostname.slice(1, -1);
    default:
      return undefined;
  }
}

/** Whether an address is this machine's own loopback. */
export function isLoopback(address: string): boolean {
  return address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
}
