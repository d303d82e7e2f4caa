// From values to a reading. Pure; what a device left out, or filled with nonsense, is absent.

import {
  IF_OPER_STATUS,
  type InterfaceCounters,
  type InterfaceReading,
  type SystemReading,
} from '../../domain/reading.ts';
import { type IfColumn, type Instances, SYSTEM_OIDS } from './oids.ts';
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

/** One interface at `ifIndex`, under the name it is configured by; `instances` are those of `ifIndex`. */
export function interfaceReading(
  values: Values,
  ifName: string,
  ifIndex: number,
  octetBits: 32 | 64,
  instances: Instances,
): InterfaceReading {
  const at = (column: IfColumn) => values.get(instances[column]);
  const operStatus = IF_OPER_STATUS[(numberOf(at('ifOperStatus')) ?? 0) - 1];
  const adminStatus = ADMIN_STATUS[(numberOf(at('ifAdminStatus')) ?? 0) - 1];
  const speedBps = speed(numberOf(at('ifHighSpeed')), numberOf(at('ifSpeed')));
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
  };
}

const ADMIN_STATUS = ['up', 'down', 'testing'] as const;

function counters(at: (column: IfColumn) => SnmpValue | undefined, octetBits: 32 | 64): InterfaceCounters {
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
/** ifSpeed at its end says "look at ifHighSpeed" (RFC 2863). */
const IF_SPEED_MAX = 2 ** 32 - 1;

/** Line rate in bit/s; 0 and ifSpeed's maximum mean that the device does not know. */
export function speed(ifHighSpeed: number | undefined, ifSpeed: number | undefined): number | undefined {
  if (ifHighSpeed !== undefined && ifHighSpeed > 0)
    return ifHighSpeed > MOST_MBPS ? ifHighSpeed : ifHighSpeed * 1e6;
  if (ifSpeed === undefined || ifSpeed <= 0 || ifSpeed === IF_SPEED_MAX) return undefined;
  return ifSpeed;
}

function natural(value: SnmpValue | undefined): number | undefined {
  const number = numberOf(value);
  return number !== undefined && number >= 0 ? number : undefined;
}
