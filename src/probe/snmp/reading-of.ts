// From values to a reading. Pure; what a device left out, or filled with nonsense, is absent.

import {
  IF_OPER_STATUS,
  type IfOperStatus,
  type InterfaceCounters,
  type InterfaceReading,
  type SystemReading,
} from '../../domain/reading.ts';
import { type Instances, type PolledColumn, SYSTEM_OIDS } from './oids.ts';
import { counterOf, numberOf, oidOf, type SnmpValue, textOf } from './value.ts';

/** Values by the instance they belong to. */
export type Values = ReadonlyMap<string, SnmpValue>;

/** The system group and the SNMP engine. */
export function systemReading(values: Values): SystemReading {
  const sysDescr = textOf(values.get(SYSTEM_OIDS.sysDescr));
  const sysObjectID = oidOf(values.get(SYSTEM_OIDS.sysObjectID));
  const sysName = textOf(values.get(SYSTEM_OIDS.sysName));
  const sysUpTimeTicks = natural(values.get(SYSTEM_OIDS.sysUpTime));
  const snmpEngineBoots = natural(values.get(SYSTEM_OIDS.snmpEngineBoots));
  const snmpEngineTimeS = natural(values.get(SYSTEM_OIDS.snmpEngineTime));
  return {
    ...(sysDescr !== undefined && { sysDescr }),
    ...(sysObjectID !== undefined && { sysObjectID }),
    ...(sysName !== undefined && { sysName }),
    ...(sysUpTimeTicks !== undefined && { sysUpTimeTicks }),
    ...(snmpEngineBoots !== undefined && { snmpEngineBoots }),
    ...(snmpEngineTimeS !== undefined && { snmpEngineTimeS }),
  };
}

/** Where an interface is, and what is known of it once and for all. */
export interface InterfacePlace {
  /** Name it is configured by. */
  readonly ifName: string;
  readonly ifIndex: number;
  readonly octetBits: 32 | 64;
  /** Instances of `ifIndex`. */
  readonly instances: Instances;
  readonly ifType?: number | undefined;
}

/** One interface; `ifSpeedBps` is the unit of ifSpeed in bit/s. */
export function interfaceReading(
  values: Values,
  place: InterfacePlace,
  ifSpeedBps: number,
): InterfaceReading {
  const { ifName, ifIndex, octetBits, instances, ifType } = place;
  const at = (column: PolledColumn) => values.get(instances[column]);
  const operStatus = operStatusOf(at('ifOperStatus'));
  const adminStatus = adminStatusOf(at('ifAdminStatus'));
  const speedBps = speed(numberOf(at('ifHighSpeed')), numberOf(at('ifSpeed')), ifSpeedBps);
  const lastChangeTicks = natural(at('ifLastChange'));
  const discontinuityTicks = natural(at('ifCounterDiscontinuityTime'));
  return {
    ifName,
    ifIndex,
    ...(operStatus && { operStatus }),
    ...(adminStatus && { adminStatus }),
    ...(speedBps !== undefined && { speedBps }),
    octetBits,
    counters: counters(at, octetBits),
    ...(discontinuityTicks !== undefined && { discontinuityTicks }),
    ...(lastChangeTicks !== undefined && { lastChangeTicks }),
    ...(ifType !== undefined && { ifType }),
  };
}

const ADMIN_STATUS = ['up', 'down', 'testing'] as const;

/** ifOperStatus; undefined for numbers that the MIB does not know. */
export function operStatusOf(value: SnmpValue | undefined): IfOperStatus | undefined {
  return IF_OPER_STATUS[(numberOf(value) ?? 0) - 1];
}

/** ifAdminStatus; undefined for numbers that the MIB does not know. */
export function adminStatusOf(value: SnmpValue | undefined): 'up' | 'down' | 'testing' | undefined {
  return ADMIN_STATUS[(numberOf(value) ?? 0) - 1];
}

/** The counters of an interface, column by column. */
export function counters(
  at: (column: PolledColumn) => SnmpValue | undefined,
  octetBits: 32 | 64,
): InterfaceCounters {
  const inOctets = counterOf(at(octetBits === 64 ? 'ifHCInOctets' : 'ifInOctets'));
  const outOctets = counterOf(at(octetBits === 64 ? 'ifHCOutOctets' : 'ifOutOctets'));
  const inErrors = counterOf(at('ifInErrors'));
  const outErrors = counterOf(at('ifOutErrors'));
  const inDiscards = counterOf(at('ifInDiscards'));
  const outDiscards = counterOf(at('ifOutDiscards'));
  return {
    ...(inOctets !== undefined && { inOctets }),
    ...(outOctets !== undefined && { outOctets }),
    ...(inErrors !== undefined && { inErrors }),
    ...(outErrors !== undefined && { outErrors }),
    ...(inDiscards !== undefined && { inDiscards }),
    ...(outDiscards !== undefined && { outDiscards }),
  };
}

/** ifHighSpeed counts in Mbit/s; no link has 10^6 of those: some radios give bit/s there. */
const MOST_MBPS = 1e6;
/** Terminals that count kbit/s have no carrier of 10^6 of those: from there on it is their Ethernet, in bit/s. */
const MOST_KBPS = 1e6;
/** ifSpeed at its end says "look at ifHighSpeed" (RFC 2863). */
const IF_SPEED_MAX = 2 ** 32 - 1;

/**
 * Line rate in bit/s; 0 and ifSpeed's maximum mean that the device does not know. `ifSpeedBps`: bit/s in one unit of
 * ifSpeed, 1 by the MIB.
 */
export function speed(
  ifHighSpeed: number | undefined,
  ifSpeed: number | undefined,
  ifSpeedBps: number,
): number | undefined {
  if (ifHighSpeed !== undefined && ifHighSpeed > 0)
    return ifHighSpeed > MOST_MBPS ? ifHighSpeed : ifHighSpeed * 1e6;
  if (ifSpeed === undefined || ifSpeed <= 0 || ifSpeed === IF_SPEED_MAX) return undefined;
  return ifSpeed < MOST_KBPS ? ifSpeed * ifSpeedBps : ifSpeed;
}

/** A number that is not negative. */
export function natural(value: SnmpValue | undefined): number | undefined {
  const number = numberOf(value);
  return number !== undefined && number >= 0 ? number : undefined;
}
