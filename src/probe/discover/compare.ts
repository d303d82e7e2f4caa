// What has changed since a province was written down: only the differences.

import type { DeviceIdentity } from '../../domain/inventory.ts';
import { type FoundDevice, macsOf } from './device.ts';
import { shortName } from './evidence.ts';

/** A device as it was known. Fields are absent where nobody wrote them down: nothing is compared then. */
export interface KnownDevice {
  /** How it is called: a link's id, or a name. */
  readonly id: string;
  /** All its known addresses, the one it is asked at first. */
  readonly addresses: readonly string[];
  readonly sysName?: string;
  readonly identity?: DeviceIdentity;
  readonly macs?: readonly string[];
}

/** One difference. */
export type Difference =
  | { readonly kind: 'new'; readonly address: string; readonly what: string }
  | { readonly kind: 'vanished'; readonly id: string; readonly address: string }
  | {
      readonly kind: 'moved';
      readonly id: string;
      readonly before: string;
      readonly after: string;
      readonly by: string;
    }
  | {
      readonly kind: 'changed';
      readonly id: string;
      readonly address: string;
      readonly what: 'name' | keyof DeviceIdentity;
      readonly before: string;
      readonly after: string;
    };

const IDENTITY = [
  'vendor',
  'model',
  'serial',
  'firmware',
] as const satisfies readonly (keyof DeviceIdentity)[];

/** Differences in the order of the known devices, new ones last. Nothing is said about addresses outside `swept`. */
export function differencesOf(
  known: readonly KnownDevice[],
  devices: readonly FoundDevice[],
  swept: ReadonlySet<string>,
): readonly Difference[] {
  const differences: Difference[] = [];
  const byAddress = new Map(
    devices.flatMap((device) => device.addresses.map((each) => [each, device] as const)),
  );
  const recognised = new Set<FoundDevice>();
  const missing: KnownDevice[] = [];
  for (const before of known) {
    // More than one, when the device does not say today that they are all its own.
    const there = new Set(before.addresses.flatMap((each) => byAddress.get(each) ?? []));
    for (const device of there) {
      recognised.add(device);
      differences.push(...changesOf(before, device));
    }
    if (there.size > 0) continue;
    if (before.addresses.some((address) => swept.has(address))) missing.push(before);
  }
  for (const before of missing) {
    const [address = ''] = before.addresses;
    const found = devices
      .filter((device) => !recognised.has(device))
      .map((device) => [device, recognisedBy(before, device)] as const)
      .find(([, by]) => by !== undefined);
    if (!found || found[1] === undefined) {
      differences.push({ kind: 'vanished', id: before.id, address });
      continue;
    }
    const [device, by] = found;
    recognised.add(device);
    differences.push({ kind: 'moved', id: before.id, before: address, after: device.address, by });
    differences.push(...changesOf(before, device));
  }
  for (const device of devices)
    if (!recognised.has(device))
      differences.push({ kind: 'new', address: device.address, what: whatIs(device) });
  return differences;
}

function changesOf(before: KnownDevice, device: FoundDevice): Difference[] {
  const { id, identity = {} } = before;
  const is = device.inventory?.identity ?? {};
  const changes: Difference[] = [];
  const compare = (
    what: 'name' | keyof DeviceIdentity,
    was: string | undefined,
    now: string | undefined,
  ): void => {
    if (was !== undefined && now !== undefined && was !== now)
      changes.push({ kind: 'changed', id, address: device.address, what, before: was, after: now });
  };
  compare('name', before.sysName, device.sysName);
  for (const what of IDENTITY) compare(what, identity[what], is[what]);
  return changes;
}

/** By what a device is known again at another address. */
function recognisedBy(before: KnownDevice, device: FoundDevice): string | undefined {
  const serial = before.identity?.serial;
  const now = device.inventory?.identity.serial;
  if (serial !== undefined && now !== undefined)
    return serial === now ? `serial number ${serial}` : undefined;
  const macs = macsOf(device.inventory);
  const mac = before.macs?.find((each) => macs.has(each));
  if (mac !== undefined) return `MAC ${mac}`;
  if (before.sysName !== undefined && before.sysName === device.sysName) return `name ${before.sysName}`;
  return undefined;
}

/** A device in a few words. */
export function whatIs(device: FoundDevice): string {
  const { vendor, model } = device.inventory?.identity ?? {};
  const name = device.sysName === undefined ? undefined : shortName(device);
  const words = [name, vendor, model].filter((word) => word !== undefined && word !== '');
  if (words.length > 0) return words.join(', ');
  return device.sysDescr?.slice(0, 80) ?? 'answers echoes only';
}

/** A difference in a line. */
export function describeDifference(difference: Difference): string {
  switch (difference.kind) {
    case 'new':
      return `new       ${difference.address}: ${difference.what}`;
    case 'vanished':
      return `vanished  ${difference.id}: nothing answers at ${difference.address}`;
    case 'moved':
      return `moved     ${difference.id}: from ${difference.before} to ${difference.after}, known again by its ${difference.by}`;
    case 'changed':
      return `changed   ${difference.id} (${difference.address}): ${difference.what} was "${difference.before}", is "${difference.after}"`;
  }
}
