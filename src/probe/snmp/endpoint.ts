// Where an agent is asked, and from where its answers are taken.

import { isIP, SocketAddress } from 'node:net';
import type { Device } from '../../domain/link.ts';

/** One agent's address and port, and whose answers count as its own. */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
  readonly family: 4 | 6;
  /** Key of address and port. */
  readonly key: string;
  /** Whether an answer from there is this agent's. */
  accepts(address: string, port: number): boolean;
}

/** Key under which a sender is looked up. */
export function senderKey(address: string, port: number): string {
  return `${address}|${port}`;
}

/** The kernel's spelling of a literal address, so that texts compare; text that is none stays as it is. */
export function canonicalAddress(text: string): string {
  if (isIP(text) !== 6) return text;
  const [bare = '', zone] = text.split('%');
  const address = new SocketAddress({ address: bare, family: 'ipv6' }).address;
  return zone === undefined ? address : `${address}%${zone}`;
}

/** The endpoint of a device; undefined when it is not asked by SNMP or its address is no literal one. */
export function endpointOf(device: Device): Endpoint | undefined {
  const plan = device.snmp;
  if (!plan || device.address === undefined) return undefined;
  const family = isIP(device.address);
  if (family !== 4 && family !== 6) return undefined;
  const address = canonicalAddress(device.address);
  const { port, acceptFrom } = plan;
  const others = new Set(
    acceptFrom === undefined || acceptFrom === 'any' ? [] : acceptFrom.map(canonicalAddress),
  );
  return {
    address,
    port,
    family,
    key: senderKey(address, port),
    accepts: (from, fromPort) =>
      acceptFrom === 'any' || (fromPort === port && (from === address || others.has(from))),
  };
}
