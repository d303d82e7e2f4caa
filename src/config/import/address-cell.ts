// Addresses as they stand in cells: with a mask behind them, with padded groups, or eaten by Excel.

import { canonicalAddress } from '../address.ts';
import { bad, good, type Parsed } from './parsed.ts';

const WANTED = 'wanted one IPv4 or IPv6 address of a device, such as 10.76.5.1';

/** One host's address. */
export function readAddress(text: string): Parsed<string> {
  const found = canonicalAddress(text);
  if (found !== undefined) return good(found, found === text ? undefined : `written as ${found}`);
  const [bare = '', mask] = text.split('/').map((part) => part.trim());
  if (mask !== undefined && /^\d{1,3}$/.test(mask)) return withMask(bare, Number(mask));
  const padded = unpadded(text);
  if (padded !== undefined) return good(padded, `leading zeros are dropped: ${padded}`);
  return bad(WANTED, proposalFor(text));
}

function withMask(bare: string, bits: number): Parsed<string> {
  const address = canonicalAddress(bare) ?? unpadded(bare);
  if (address === undefined || bits > (bare.includes(':') ? 128 : 32)) return bad(WANTED, proposalFor(bare));
  if (isNetwork(address, bits))
    return bad(`${WANTED}; this is a whole network`, 'put the address of the device itself in');
  return good(address, `the mask /${bits} is left out: ${address}`);
}

/** Whether an IPv4 address has no bit behind its mask, on a network large enough to tell. */
function isNetwork(address: string, bits: number): boolean {
  if (address.includes(':') || bits >= 31) return false;
  const number = address.split('.').reduce((sum, group) => sum * 256 + Number(group), 0);
  return number % 2 ** (32 - bits) === 0;
}

function unpadded(text: string): string | undefined {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(text) || !/(^|\.)0\d/.test(text)) return undefined;
  return canonicalAddress(text.split('.').map(Number).join('.'));
}

function proposalFor(text: string): string | undefined {
  const all = [...text.matchAll(/(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/g)].flatMap(
    ([each]) => canonicalAddress(each) ?? [],
  );
  if (all.length > 1) return `keep one of ${all.join(', ')}`;
  if (all[0] !== undefined) return `did you mean ${all[0]}?`;
  const dotted = canonicalAddress(text.replace(/[,;:\s]+/g, '.'));
  if (dotted !== undefined) return `did you mean ${dotted}?`;
  if (/^\d{6,12}$/.test(text))
    return 'Excel has taken the dots for thousands: format the column as text and type it again';
  if (/^[a-z][a-z0-9.-]*\.[a-z]+$/i.test(text))
    return 'names are not looked up: DNS may be down with the line';
  return undefined;
}
