// What a device is, as far as it says: read when it is first met, after a restart and every night. Changes are events:
// another serial number means that somebody swapped the router.

import type { IfOperStatus } from './reading.ts';

/** Who a device says it is. Fields are absent where it does not say. */
export interface DeviceIdentity {
  readonly vendor?: string;
  readonly model?: string;
  readonly serial?: string;
  readonly firmware?: string;
}

/** An interface of IF-MIB (RFC 2863). */
export interface InterfaceEntry {
  readonly ifIndex: number;
  /** ifName, else ifDescr, else `#` and the index. */
  readonly name: string;
  readonly ifDescr?: string;
  readonly ifAlias?: string;
  /** IANAifType. */
  readonly ifType?: number;
  readonly adminStatus?: 'up' | 'down' | 'testing';
  readonly operStatus?: IfOperStatus;
  /** Absent when the device does not know. */
  readonly speedBps?: number;
  /** ifPhysAddress as `aa:bb:cc:dd:ee:ff`. */
  readonly mac?: string;
  /** ifIndexes of the interfaces this one runs over (ifStackTable): their octets count the same traffic again. */
  readonly over?: readonly number[];
}

/** How neighbours find out about each other. */
export type NeighbourProtocol = 'lldp' | 'cdp' | 'mndp';

/** A device on the other end of a cable or radio, as this device sees it. A proposal for the topology, no more. */
export interface Neighbour {
  readonly protocol: NeighbourProtocol;
  /** Interface it was heard on; absent where the device does not tell. */
  readonly localIfIndex?: number;
  readonly localPort?: string;
  /** Chassis id: a MAC as `aa:bb:cc:dd:ee:ff`, an address, or a name. */
  readonly chassis?: string;
  readonly name?: string;
  readonly port?: string;
  /** Management address. */
  readonly address?: string;
  readonly platform?: string;
}

/** Everything a device says about itself. */
export interface Inventory {
  /** Id of the profile it is read with. */
  readonly profile: string;
  readonly identity: DeviceIdentity;
  /** Ascending by ifIndex. */
  readonly interfaces: readonly InterfaceEntry[];
  readonly neighbours: readonly Neighbour[];
  /** IPv4 addresses of its interfaces (ipAddrTable), with the ifIndex. */
  readonly addresses: readonly {
    readonly address: string;
    readonly ifIndex: number;
    readonly netmask?: string;
  }[];
  /** Objects one poll reads, and the requests it takes. */
  readonly objects: number;
  readonly requests: number;
  /** What was left out at a bound, for people; empty when nothing was. */
  readonly leftOut: readonly string[];
  /** What was not read or kept to its end, and so tells no difference; absent where all was. */
  readonly incomplete?: readonly InventoryPart[];
  /** When it became another one, latest first; at most {@link MOST_HISTORY}. Absent: it never did. */
  readonly history?: readonly InventoryHistory[];
}

/** What an inventory tells differences of. */
export type InventoryPart = 'identity' | 'interfaces';

/** Differences that were found at one inspection. */
export interface InventoryHistory {
  /** Epoch ms. */
  readonly at: number;
  readonly changes: readonly InventoryChange[];
}

/** Entries of a device's history that are kept. */
export const MOST_HISTORY = 20;

/** One difference between two inventories of a link's device. */
export interface InventoryChange {
  readonly what: 'vendor' | 'model' | 'serial' | 'firmware' | 'interface-added' | 'interface-removed';
  readonly before?: string;
  readonly after?: string;
}

/** Interfaces whose coming and going is told of one by one; beyond, the last entry tells how many more. */
const MOST_INTERFACE_CHANGES = 20;

/**
 * Differences that an operator should know. What one of the two does not give, or gives in part, is no difference: agents
 * leave things out when they are busy, and then another source, or another name of the same interface, takes its place.
 */
export function inventoryChanges(before: Inventory, after: Inventory): readonly InventoryChange[] {
  const changes: InventoryChange[] = [];
  const whole = (part: InventoryPart): boolean =>
    !before.incomplete?.includes(part) && !after.incomplete?.includes(part);
  for (const what of whole('identity') ? (['vendor', 'model', 'serial', 'firmware'] as const) : []) {
    const was = before.identity[what];
    const is = after.identity[what];
    if (was !== undefined && is !== undefined && was !== is) changes.push({ what, before: was, after: is });
  }
  if (whole('interfaces') && before.interfaces.length > 0 && after.interfaces.length > 0) {
    changes.push(
      ...capped(namesNotIn(after, before)).map((name) => ({ what: 'interface-added', after: name }) as const),
      ...capped(namesNotIn(before, after)).map(
        (name) => ({ what: 'interface-removed', before: name }) as const,
      ),
    );
  }
  return changes;
}

/** A new inventory with the history of the one before, and the changes between them on top. */
export function withHistory(
  inventory: Inventory,
  before: Inventory | undefined,
  found: InventoryHistory,
): Inventory {
  const history = [...(found.changes.length > 0 ? [found] : []), ...(before?.history ?? [])];
  return history.length === 0 ? inventory : { ...inventory, history: history.slice(0, MOST_HISTORY) };
}

function namesNotIn(one: Inventory, other: Inventory): readonly string[] {
  const known = new Set(other.interfaces.map((entry) => entry.name));
  return [...new Set(one.interfaces.map((entry) => entry.name))].filter((name) => !known.has(name));
}

function capped(names: readonly string[]): readonly string[] {
  if (names.length <= MOST_INTERFACE_CHANGES) return names;
  return [...names.slice(0, MOST_INTERFACE_CHANGES), `and ${names.length - MOST_INTERFACE_CHANGES} more`];
}
