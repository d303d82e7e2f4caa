// What the lab takes from a configured network, and what it refuses.

import { isIP } from 'node:net';
import type { LabConfig } from '../../config/config.ts';
import { isReachable, type Link, type ReachableDevice } from '../../domain/link.ts';
import type { Network } from '../../domain/network.ts';
import type { DeviceSpec } from './device-mib.ts';
import { LabFailure } from './failure.ts';
import type { Faults } from './faults.ts';
import type { Passage } from './reach.ts';

/** Throws a LabFailure when an echo of this network would leave the machine. */
export function refuseRealAddresses(network: Network): void {
  const addresses = [
    ...[...network.links.values()].flatMap(({ id, device }) =>
      device.address === undefined ? [] : [[`link "${id}"`, device.address] as const],
    ),
    ...network.anchors.map((anchor) => ['anchor', anchor.address] as const),
  ];
  for (const [what, address] of addresses) {
    if (isIP(address) === 4 && address.startsWith('127.')) continue;
    throw new LabFailure(
      'lab-not-loopback',
      `Cannot simulate ${what} at ${address}: a lab's devices and anchors have addresses within 127.0.0.0/8, such as 127.76.1.1`,
    );
  }
}

/** The network with every agent at the lab's port, and marked as simulated. */
export function simulatedNetwork(network: Network, lab: LabConfig): Network {
  const links = [...network.links.values()].map((link): Link => {
    const { snmp } = link.device;
    return snmp ? { ...link, device: { ...link.device, snmp: { ...snmp, port: lab.snmpPort } } } : link;
  });
  return { ...network, links: new Map(links.map((link) => [link.id, link])), simulated: true };
}

/** Whether a simulated agent stands in for a link's device; agents speak versions 1 and 2c. */
export function hasAgent(link: Link): link is Link & { readonly device: ReachableDevice } {
  const { snmp } = link.device;
  return snmp !== undefined && snmp.access.version !== '3' && isReachable(link.device);
}

/** What the agent of a link's device is made from. */
export function deviceSpec(link: Link & { readonly device: ReachableDevice }, lab: LabConfig): DeviceSpec {
  const access = link.device.snmp?.access;
  return {
    address: link.device.address,
    port: lab.snmpPort,
    community: access && access.version !== '3' ? access.community : '',
    name: link.id,
    location: link.to,
    interfaceName: link.device.interface ?? 'ether1',
    speedBps: link.bandwidthBps ?? 100_000_000,
    medium: link.medium,
  };
}

/** Looks up what an echo to an address meets; undefined for addresses that are no part of the province. */
export function passageByAddress(
  network: Network,
  faults: Faults,
): (address: string, sentMonoMs: number) => Passage | undefined {
  const links = new Map(
    [...network.links.values()].flatMap(({ id, device }) =>
      device.address === undefined ? [] : [[device.address, id] as const],
    ),
  );
  const anchors = new Set(network.anchors.map((anchor) => anchor.address));
  return (address, sentMonoMs) => {
    const link = links.get(address);
    if (link !== undefined) return faults.passage(link, sentMonoMs);
    return anchors.has(address) ? faults.anchorPassage(sentMonoMs) : undefined;
  };
}
