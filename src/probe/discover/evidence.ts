// Which devices stand next to each other, and why anybody should think so.

import { isIPv4 } from 'node:net';
import type { Neighbour } from '../../domain/inventory.ts';
import { type FoundDevice, isVirtual, macsOf } from './device.ts';
import { addressNumber, addressText } from './targets.ts';

/** What says so. `default-route` has a direction: the other is above. */
export type EvidenceKind = Neighbour['protocol'] | 'subnet' | 'default-route' | 'route' | 'arp';

/** One piece of evidence that two devices are neighbours. Indexes into the list of devices. */
export interface Evidence {
  readonly kind: EvidenceKind;
  readonly from: number;
  readonly to: number;
  /** For people. */
  readonly text: string;
}

/** A network of so few hosts is one cable or one radio. */
const LEAST_PREFIX = 30;
const MOST_NAME = 40;

/** Everything that devices say about each other. A device's word about itself is left out. */
export function evidenceOf(devices: readonly FoundDevice[]): readonly Evidence[] {
  const directory = new Directory(devices);
  const found = devices.flatMap((device, from) => [
    ...neighbourEvidence(device, from, directory),
    ...routeEvidence(device, from, directory),
    ...arpEvidence(device, from, directory),
  ]);
  return [...found, ...subnetEvidence(devices)].filter(({ from, to }) => from !== to);
}

/** Devices by what others may call them; a name that two have is nobody's. */
class Directory {
  readonly #byAddress = new Map<string, number | undefined>();
  readonly #byMac = new Map<string, number | undefined>();
  readonly #byName = new Map<string, number | undefined>();
  readonly #devices: readonly FoundDevice[];

  constructor(devices: readonly FoundDevice[]) {
    this.#devices = devices;
    for (const [index, device] of devices.entries()) {
      const listed = device.inventory?.addresses.map(({ address }) => address) ?? [];
      for (const address of new Set([...device.addresses, ...listed])) enter(this.#byAddress, address, index);
      for (const mac of macsOf(device.inventory)) enter(this.#byMac, mac, index);
      if (device.sysName !== undefined) enter(this.#byName, nameKey(device.sysName), index);
    }
    // What answers at an address is the device there, whoever else lists the address.
    for (const [index, device] of devices.entries())
      for (const address of device.addresses) this.#byAddress.set(address, index);
  }

  address(address: string): number | undefined {
    return this.#byAddress.get(address);
  }

  mac(mac: string): number | undefined {
    return this.#byMac.get(mac);
  }

  /**
   * Whether an address that `by` knows is really that device's. Every other village has a 192.168.1.1: an address that
   * nobody answered at is proven by the MAC beside it in ARP alone.
   */
  proof(by: FoundDevice, address: string, index: number): 'proven' | 'none' | 'wrong' {
    const device = this.#devices[index];
    const mac = by.surroundings?.arp.find((entry) => entry.address === address)?.mac;
    const macs = macsOf(device?.inventory);
    if (mac !== undefined && macs.size > 0) return macs.has(mac) || isVirtual(mac) ? 'proven' : 'wrong';
    return device?.addresses.includes(address) === true ? 'proven' : 'none';
  }

  /** The device a neighbour entry means, and by what. */
  neighbour(neighbour: Neighbour): { readonly index: number; readonly by: string } | undefined {
    const { chassis, address, name } = neighbour;
    const tries: readonly (readonly [number | undefined, string])[] = [
      [
        chassis === undefined ? undefined : (this.mac(chassis) ?? this.address(chassis)),
        `chassis ${chassis}`,
      ],
      [address === undefined ? undefined : this.address(address), `address ${address}`],
      [name === undefined ? undefined : this.#byName.get(nameKey(name)), `name ${name}`],
    ];
    const hit = tries.find(([index]) => index !== undefined);
    return hit?.[0] === undefined ? undefined : { index: hit[0], by: hit[1] };
  }
}

function enter(map: Map<string, number | undefined>, key: string, index: number): void {
  map.set(key, map.has(key) && map.get(key) !== index ? undefined : index);
}

/** CDP gives `name.domain` or `name(serial)`. */
function nameKey(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/\(.*\)$/, '');
}

function neighbourEvidence(device: FoundDevice, from: number, directory: Directory): Evidence[] {
  return (device.inventory?.neighbours ?? []).flatMap((neighbour) => {
    const to = directory.neighbour(neighbour);
    if (!to) return [];
    const { protocol, localPort, localIfIndex, port } = neighbour;
    const own = localPort ?? portName(device, localIfIndex);
    const text =
      `${protocol.toUpperCase()}: ${shortName(device)} hears it${own === undefined ? '' : ` on ${own}`}` +
      `${port === undefined ? '' : `, its port ${port}`} (${to.by})`;
    return [{ kind: protocol, from, to: to.index, text }];
  });
}

function routeEvidence(device: FoundDevice, from: number, directory: Directory): Evidence[] {
  const { defaultNextHops = [], nextHops = [] } = device.surroundings ?? {};
  return nextHops.flatMap((address): Evidence[] => {
    const to = directory.address(address);
    const proof = to === undefined ? 'wrong' : directory.proof(device, address, to);
    if (to === undefined || proof === 'wrong') return [];
    const isDefault = defaultNextHops.includes(address);
    const name = shortName(device);
    const text = isDefault
      ? `route: the default route of ${name} leads to ${address}`
      : `route: ${name} sends packets by ${address}`;
    if (proof === 'none')
      return [{ kind: 'route', from, to, text: `${text}, which another device may have too` }];
    return [{ kind: isDefault ? 'default-route' : 'route', from, to, text }];
  });
}

function arpEvidence(device: FoundDevice, from: number, directory: Directory): Evidence[] {
  const seen = new Set<number>();
  return (device.surroundings?.arp ?? []).flatMap(({ address, mac, ifIndex }): Evidence[] => {
    const byAddress = directory.address(address);
    const isProven = byAddress !== undefined && directory.proof(device, address, byAddress) === 'proven';
    const to = directory.mac(mac) ?? (isProven ? byAddress : undefined);
    if (to === undefined || seen.has(to)) return [];
    seen.add(to);
    const port = portName(device, ifIndex) ?? `interface ${ifIndex}`;
    return [{ kind: 'arp', from, to, text: `ARP: ${shortName(device)} has ${address} on ${port}` }];
  });
}

/** A /30 or /31 with an address of each of two devices is the line between them (RFC 3021). */
function subnetEvidence(devices: readonly FoundDevice[]): Evidence[] {
  const ends = new Map<string, { readonly index: number; readonly address: string }[]>();
  for (const [index, device] of devices.entries()) {
    for (const { address, netmask } of device.inventory?.addresses ?? []) {
      const bits = netmask === undefined ? undefined : prefixOf(netmask);
      if (bits === undefined || bits < LEAST_PREFIX || bits > 31 || address.startsWith('127.')) continue;
      const size = 2 ** (32 - bits);
      const key = `${addressText(Math.floor(addressNumber(address) / size) * size)}/${bits}`;
      const list = ends.get(key);
      if (list) list.push({ index, address });
      else ends.set(key, [{ index, address }]);
    }
  }
  return [...ends].flatMap(([network, list]): Evidence[] => {
    const [one, other, ...more] = list;
    if (!one || !other || more.length > 0 || one.index === other.index) return [];
    const text = `network: ${one.address} and ${other.address} are the two ends of ${network}`;
    return [{ kind: 'subnet', from: one.index, to: other.index, text }];
  });
}

function prefixOf(netmask: string): number | undefined {
  if (!isIPv4(netmask)) return undefined;
  const ones = addressNumber(netmask).toString(2).padStart(32, '0');
  return /^1*0*$/.test(ones) ? ones.replace(/0/g, '').length : undefined;
}

function portName(device: FoundDevice, ifIndex: number | undefined): string | undefined {
  return device.inventory?.interfaces.find((entry) => entry.ifIndex === ifIndex)?.name;
}

/** What a device is called in texts. */
export function shortName(device: FoundDevice): string {
  return device.sysName === undefined ? device.address : device.sysName.slice(0, MOST_NAME);
}
