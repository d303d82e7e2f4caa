// All interfaces of a device, from collected columns. Rows are the union of several columns' rows: many agents leave
// ifIndex itself out.

import type { InterfaceEntry, Inventory } from '../../domain/inventory.ts';
import type { Column, Objects } from './collect.ts';
import { IF_COLUMNS, IF_STACK_STATUS, type IfColumn, IP_ADDRESS } from './oids.ts';
import type { InterfaceDetail } from './port.ts';
import { adminStatusOf, counters, natural, operStatusOf, speed } from './reading-of.ts';
import { addressOf, counterOf, macOf, numberOf, type SnmpValue, textOf } from './value.ts';

/** Interfaces of one device that are read; the largest access servers have more, most of them virtual. */
export const MOST_INTERFACES = 4_096;

const ENTRY: readonly IfColumn[] = [
  'ifIndex',
  'ifDescr',
  'ifType',
  'ifSpeed',
  'ifPhysAddress',
  'ifAdminStatus',
  'ifOperStatus',
  'ifName',
  'ifHighSpeed',
  'ifAlias',
];
const COUNTERS: readonly IfColumn[] = [
  'ifLastChange',
  'ifInOctets',
  'ifInDiscards',
  'ifInErrors',
  'ifOutOctets',
  'ifOutDiscards',
  'ifOutErrors',
  'ifHCInOctets',
  'ifHCOutOctets',
];

/** Columns of {@link interfaceEntries}. */
export const ENTRY_COLUMNS: readonly string[] = [
  ...ENTRY.map((name) => IF_COLUMNS[name]),
  IF_STACK_STATUS,
  IP_ADDRESS.ifIndex,
  IP_ADDRESS.netmask,
];
/** Columns that give the interfaces their names: without the one, the other takes its place. */
export const NAMES: readonly string[] = [IF_COLUMNS.ifDescr, IF_COLUMNS.ifName];
/** Columns of {@link interfaceDetails}. */
export const DETAIL_COLUMNS: readonly string[] = [...ENTRY, ...COUNTERS].map((name) => IF_COLUMNS[name]);

/** Columns whose rows, taken together, are the interfaces. */
const ENUMERATING = ['ifIndex', 'ifDescr', 'ifOperStatus', 'ifName'] as const satisfies readonly IfColumn[];

/** The interfaces, ascending by ifIndex; `ifSpeedBps` is the unit of ifSpeed in bit/s. */
export function interfaceEntries(objects: Objects, ifSpeedBps: number): readonly InterfaceEntry[] {
  const stack = stackOf(objects.column(IF_STACK_STATUS));
  return indexes(objects).map((index) => {
    const entry = entryAt(objects, index, ifSpeedBps);
    const over = stack.get(entry.ifIndex);
    return over ? { ...entry, over } : entry;
  });
}

/** The interfaces with their counters. */
export function interfaceDetails(objects: Objects, ifSpeedBps: number): readonly InterfaceDetail[] {
  return indexes(objects).map((index) => {
    const at = (name: IfColumn): SnmpValue | undefined => objects.column(IF_COLUMNS[name]).get(index);
    const octetBits = bitsThatMove(at);
    const lastChangeTicks = natural(at('ifLastChange'));
    return {
      ...entryAt(objects, index, ifSpeedBps),
      octetBits,
      counters: counters(at, octetBits),
      ...(lastChangeTicks !== undefined && { lastChangeTicks }),
    };
  });
}

/** IPv4 addresses of the interfaces, in the order of the agent. */
export function addressesOf(objects: Objects): Inventory['addresses'] {
  const masks = objects.column(IP_ADDRESS.netmask);
  const found: { address: string; ifIndex: number; netmask?: string }[] = [];
  for (const [address, value] of objects.column(IP_ADDRESS.ifIndex)) {
    const ifIndex = natural(value);
    if (ifIndex === undefined || !/^(\d{1,3}\.){3}\d{1,3}$/.test(address)) continue;
    const netmask = addressOf(masks.get(address));
    found.push({ address, ifIndex, ...(netmask !== undefined && { netmask }) });
  }
  return found;
}

function indexes(objects: Objects): readonly string[] {
  const found = new Set<string>();
  for (const name of ENUMERATING)
    for (const index of objects.column(IF_COLUMNS[name]).keys()) if (isIfIndex(index)) found.add(index);
  return [...found].sort((a, b) => Number(a) - Number(b));
}

/** An index of one arc; some vendors go beyond InterfaceIndex's 2^31 − 1 (RFC 2863), all ones mean none. */
export function isIfIndex(index: string): boolean {
  return /^[1-9]\d{0,9}$/.test(index) && Number(index) < 2 ** 32 - 1;
}

function entryAt(objects: Objects, index: string, ifSpeedBps: number): InterfaceEntry {
  const at = (name: IfColumn): SnmpValue | undefined => objects.column(IF_COLUMNS[name]).get(index);
  const text = (name: IfColumn): string | undefined => textOf(at(name)) || undefined;
  const ifDescr = text('ifDescr');
  const ifAlias = text('ifAlias');
  const ifType = natural(at('ifType'));
  const adminStatus = adminStatusOf(at('ifAdminStatus'));
  const operStatus = operStatusOf(at('ifOperStatus'));
  const speedBps = speed(numberOf(at('ifHighSpeed')), numberOf(at('ifSpeed')), ifSpeedBps);
  const mac = macOf(at('ifPhysAddress'));
  return {
    ifIndex: Number(index),
    name: text('ifName') ?? ifDescr ?? `#${index}`,
    ...(ifDescr !== undefined && { ifDescr }),
    ...(ifAlias !== undefined && { ifAlias }),
    ...(ifType !== undefined && { ifType }),
    ...(adminStatus && { adminStatus }),
    ...(operStatus && { operStatus }),
    ...(speedBps !== undefined && { speedBps }),
    ...(mac !== undefined && { mac }),
  };
}

/** All-zero 64-bit columns exist beside live 32-bit ones: the column that moves is taken. */
function bitsThatMove(at: (name: IfColumn) => SnmpValue | undefined): 32 | 64 {
  const sum = (into: IfColumn, out: IfColumn): bigint | undefined => {
    const [a, b] = [counterOf(at(into)), counterOf(at(out))];
    return a === undefined && b === undefined ? undefined : (a ?? 0n) + (b ?? 0n);
  };
  const wide = sum('ifHCInOctets', 'ifHCOutOctets');
  const narrow = sum('ifInOctets', 'ifOutOctets');
  if (wide === undefined) return narrow === undefined ? 64 : 32;
  return wide === 0n && narrow !== undefined && narrow > 0n ? 32 : 64;
}

/** Interfaces below each interface; 0 in ifStackTable stands for none. */
function stackOf(status: Column): ReadonlyMap<number, readonly number[]> {
  const over = new Map<number, number[]>();
  for (const index of status.keys()) {
    const [higher, lower, ...rest] = index.split('.').map(Number);
    if (!higher || !lower || rest.length > 0) continue;
    const below = over.get(higher);
    if (below) below.push(lower);
    else over.set(higher, [lower]);
  }
  return over;
}
