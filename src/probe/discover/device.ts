// From addresses to devices: a router answers at every address it has.

import type { InterfaceEntry, Inventory } from '../../domain/inventory.ts';
import type { Sighting, Surroundings } from './sighting.ts';
import { compareAddresses } from './targets.ts';

/** One device, with everything that was seen of it. */
export interface FoundDevice {
  /** The lowest of its addresses that answered. */
  readonly address: string;
  /** All of them, ascending. */
  readonly addresses: readonly string[];
  readonly rttMs: number;
  readonly sysName?: string;
  readonly sysDescr?: string;
  readonly credential?: string;
  readonly inventory?: Inventory;
  readonly surroundings?: Surroundings;
  /** Why it says nothing by SNMP; absent when it does, or was not asked. */
  readonly silence?: string;
  /** Why addresses were taken together; empty for a device with one. */
  readonly joined: readonly string[];
}

/** Virtual router addresses (VRRP, RFC 5798; HSRP): two devices share them. */
const VIRTUAL_MAC = /^(?:00:00:5e:00:0[12]|00:00:0c:07:ac|00:00:0c:9f:f)/;
const NO_MAC = new Set(['00:00:00:00:00:00', 'ff:ff:ff:ff:ff:ff']);

/** Devices, ascending by address. */
export function devicesOf(sightings: readonly Sighting[]): readonly FoundDevice[] {
  const sorted = [...sightings].sort((a, b) => compareAddresses(a.address, b.address));
  const groups: { readonly members: Sighting[]; readonly joined: string[] }[] = [];
  for (const sighting of sorted) {
    let reason: string | undefined;
    const group = groups.find(({ members }) => {
      reason = members.map((member) => sameDevice(member, sighting)).find((each) => each !== undefined);
      return reason !== undefined;
    });
    if (group && reason !== undefined) {
      group.members.push(sighting);
      group.joined.push(`${sighting.address}: ${reason}`);
    } else groups.push({ members: [sighting], joined: [] });
  }
  return adoptOwned(groups).map(({ members, joined }) => deviceOf(members, joined));
}

/** Why two sightings are one device; undefined when they are not, or nobody can tell. */
export function sameDevice(a: Sighting, b: Sighting): string | undefined {
  const [one, other] = [answerOf(a), answerOf(b)];
  if (!one || !other) return undefined;
  const [serialA, serialB] = [one.inventory?.identity.serial, other.inventory?.identity.serial];
  if (serialA !== undefined && serialB !== undefined)
    return serialA === serialB && one.inventory?.identity.vendor === other.inventory?.identity.vendor
      ? `the same serial number ${serialA}`
      : undefined;
  const [nameA, nameB] = [one.system.sysName, other.system.sysName];
  const sameName = nameA !== undefined && nameA !== '' && nameA === nameB;
  if (!sameName) return undefined;
  const [engineA, engineB] = [one.surroundings?.engineId, other.surroundings?.engineId];
  if (engineA !== undefined && engineA === engineB) return `the same SNMP engine and name ${nameA}`;
  if (engineA !== undefined && engineB !== undefined) return undefined;
  const macs = macsOf(one.inventory);
  const common = [...macsOf(other.inventory)].find((mac) => macs.has(mac));
  if (common !== undefined) return `the same name ${nameA} and MAC ${common}`;
  const listed = one.inventory?.addresses.some(({ address }) => address === b.address);
  return listed === true ? `the same name ${nameA}, and ${a.address} has this address too` : undefined;
}

/** MACs that are one device's alone. */
export function macsOf(inventory: Inventory | undefined): ReadonlySet<string> {
  const macs = (inventory?.interfaces ?? []).flatMap(({ mac }: InterfaceEntry) => mac ?? []);
  return new Set(macs.filter((mac) => !NO_MAC.has(mac) && !isVirtual(mac)));
}

/** Whether a MAC is a virtual router's. */
export function isVirtual(mac: string): boolean {
  return VIRTUAL_MAC.test(mac);
}

interface Group {
  readonly members: Sighting[];
  readonly joined: string[];
}

/** An address that does not speak SNMP belongs to the one device that says so. */
function adoptOwned(groups: readonly Group[]): readonly Group[] {
  const owners = new Map<string, Group[]>();
  for (const group of groups)
    for (const address of new Set(group.members.flatMap((member) => listedAddresses(member)))) {
      const list = owners.get(address);
      if (list) list.push(group);
      else owners.set(address, [group]);
    }
  return groups.filter((group) => {
    const [only] = group.members;
    if (!only || group.members.length > 1 || answerOf(only)) return true;
    const [owner, ...others] = owners.get(only.address) ?? [];
    if (!owner || others.length > 0) return true;
    owner.members.push(only);
    owner.joined.push(`${only.address}: ${owner.members[0]?.address ?? ''} has this address too`);
    return false;
  });
}

function listedAddresses(sighting: Sighting): readonly string[] {
  return answerOf(sighting)?.inventory?.addresses.map(({ address }) => address) ?? [];
}

function answerOf(sighting: Sighting): Extract<Sighting['snmp'], { kind: 'answered' }> | undefined {
  return sighting.snmp.kind === 'answered' ? sighting.snmp : undefined;
}

function deviceOf(members: readonly Sighting[], joined: readonly string[]): FoundDevice {
  const sorted = [...members].sort((a, b) => compareAddresses(a.address, b.address));
  const answers = sorted.flatMap((member) => answerOf(member) ?? []);
  const best = answers.find(({ inventory }) => inventory) ?? answers[0];
  const first = sorted[0];
  const failed = sorted.find(({ snmp }) => snmp.kind === 'failed')?.snmp;
  return {
    address: first?.address ?? '',
    addresses: sorted.map(({ address }) => address),
    rttMs: Math.min(...sorted.map(({ rttMs }) => rttMs)),
    joined,
    ...(best?.system.sysName && { sysName: best.system.sysName }),
    ...(best?.system.sysDescr && { sysDescr: best.system.sysDescr }),
    ...(best && { credential: best.credential }),
    ...(best?.inventory && { inventory: best.inventory }),
    ...(best?.surroundings && { surroundings: best.surroundings }),
    ...(!best && failed?.kind === 'failed' && { silence: `${failed.failure}: ${failed.detail}` }),
  };
}
